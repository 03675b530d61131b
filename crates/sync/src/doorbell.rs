//! Listening for the doorbell. It carries no content; a ring means "pull".

use std::{sync::Arc, time::Duration};

use futures_util::StreamExt;
use tokio::sync::Notify;
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest, http::HeaderValue};
use wire::sync::Doorbell;

use crate::Client;

/// Longer than the server's ping interval: silence means that the line is dead.
const SILENCE_MAX: Duration = Duration::from_secs(45);
const WAIT_FIRST: Duration = Duration::from_millis(250);
const WAIT_MAX: Duration = Duration::from_secs(15);

/// Listens for ever, reconnecting with growing pauses. A lost line wakes the engine too: it will find out
/// whether the server is gone.
pub(crate) async fn listen(client: Client, wake: Arc<Notify>) {
    let mut wait = WAIT_FIRST;
    loop {
        if hear(&client, &wake).await {
            wait = WAIT_FIRST;
            wake.notify_one();
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(WAIT_MAX);
    }
}

/// Listens on one connection until it ends. Returns whether there was one.
async fn hear(client: &Client, wake: &Notify) -> bool {
    let (url, token) = client.doorbell();
    let Ok(mut request) = url.into_client_request() else {
        return false;
    };
    if let Some(Ok(value)) = token.map(|token| HeaderValue::from_str(&format!("Bearer {token}"))) {
        request.headers_mut().insert("authorization", value);
    }
    let Ok((mut socket, _)) = tokio_tungstenite::connect_async(request).await else {
        return false;
    };
    while let Ok(Some(Ok(message))) = tokio::time::timeout(SILENCE_MAX, socket.next()).await {
        if let Message::Text(text) = message
            && serde_json::from_str::<Doorbell>(&text).is_ok()
        {
            wake.notify_one();
        }
    }
    true
}
