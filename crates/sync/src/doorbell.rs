//! Listening for the doorbell. It carries no content; a ring means "pull".

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures_util::StreamExt;
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::Notify,
};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        Message,
        client::IntoClientRequest,
        handshake::client::Request,
        http::{HeaderValue, Uri, header::AUTHORIZATION},
    },
};
use wire::sync::{Doorbell, PROTOCOL, PROTOCOL_HEADER};
use zeroize::Zeroizing;

use crate::Client;

/// Longer than the server's ping interval: silence means that the line is dead.
const SILENCE_MAX: Duration = Duration::from_secs(45);
const WAIT_FIRST: Duration = Duration::from_millis(250);
const WAIT_MAX: Duration = Duration::from_secs(5);

/// What the doorbell and the engine tell each other.
#[derive(Default)]
pub(crate) struct Line {
    /// Something rang, or was done here: share now.
    pub(crate) wake: Notify,
    /// The server answered: try the line again now.
    pub(crate) reachable: Notify,
    /// Whether the line is open. While it is not, the engine polls more often.
    pub(crate) open: AtomicBool,
}

/// Listens for ever, reconnecting with growing pauses, or as soon as the server answered otherwise. A lost
/// line wakes the engine too: it will find out whether the server is gone.
pub(crate) async fn listen(client: Client, line: Arc<Line>) {
    let mut wait = WAIT_FIRST;
    loop {
        if hear(&client, &line).await {
            wait = WAIT_FIRST;
            line.wake.notify_one();
        }
        let _ = tokio::time::timeout(wait, line.reachable.notified()).await;
        wait = (wait * 2).min(WAIT_MAX);
    }
}

/// Listens on one connection until it ends. Returns whether there was one.
async fn hear(client: &Client, line: &Line) -> bool {
    let (url, tls) = client.doorbell();
    let (Ok(mut request), Ok(token)) = (url.into_client_request(), client.bearer().await) else {
        return false;
    };
    if let Some(token) = token {
        let value = Zeroizing::new(format!("Bearer {}", *token));
        let Ok(mut value) = HeaderValue::from_str(&value) else {
            return false;
        };
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    request
        .headers_mut()
        .insert(PROTOCOL_HEADER, HeaderValue::from(PROTOCOL));
    // Somebody may take the connection and never answer.
    let connecting = tokio::time::timeout(SILENCE_MAX, connect(request, tls));
    let Ok(Some(mut socket)) = connecting.await else {
        return false;
    };
    line.open.store(true, Ordering::Relaxed);
    while let Ok(Some(Ok(message))) = tokio::time::timeout(SILENCE_MAX, socket.next()).await {
        if let Message::Text(text) = message
            && serde_json::from_str::<Doorbell>(&text).is_ok()
        {
            line.wake.notify_one();
        }
    }
    line.open.store(false, Ordering::Relaxed);
    true
}

/// A line to the server, encrypted or not.
trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// Opens the line as every other request goes: over TLS to the server that is known, unless it is on this computer.
async fn connect(
    request: Request,
    tls: Arc<ClientConfig>,
) -> Option<WebSocketStream<Box<dyn Wire>>> {
    let secured = request.uri().scheme_str() == Some("wss");
    let host = host(request.uri())?.to_owned();
    let port = request
        .uri()
        .port_u16()
        .unwrap_or(if secured { 443 } else { 80 });
    let stream = TcpStream::connect((host.as_str(), port)).await.ok()?;
    stream.set_nodelay(true).ok()?;
    let stream: Box<dyn Wire> = if secured {
        let name = ServerName::try_from(host).ok()?;
        Box::new(TlsConnector::from(tls).connect(name, stream).await.ok()?)
    } else {
        Box::new(stream)
    };
    let (socket, _) = client_async(request, stream).await.ok()?;
    Some(socket)
}

/// The host of an address, without the brackets of an IPv6 one.
fn host(uri: &Uri) -> Option<&str> {
    let host = uri.host()?;
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    Some(bare.unwrap_or(host))
}
