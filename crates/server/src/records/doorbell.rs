//! The doorbell: tells that something was committed, never what.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, WebSocket, rejection::WebSocketUpgradeRejection},
    },
    response::Response,
};
use wire::sync::Doorbell;

use super::{body::unreadable, caller::Caller};
use crate::{ApiError, Shared};

/// Below the usual idle limits of what stands between.
const PING_EVERY: Duration = Duration::from_secs(20);

pub(crate) async fn doorbell(
    State(shared): State<Arc<Shared>>,
    Caller(_): Caller,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    let upgrade = upgrade.map_err(|_| unreadable("upgrade"))?;
    Ok(upgrade.on_upgrade(move |socket| ring(socket, shared)))
}

async fn ring(mut socket: WebSocket, shared: Arc<Shared>) {
    let mut head = shared.head.subscribe();
    head.mark_changed();
    let mut stopping = shared.stopping.subscribe();
    let mut ping = tokio::time::interval(PING_EVERY);
    ping.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let message = tokio::select! {
            changed = head.changed() => {
                if changed.is_err() {
                    return;
                }
                let bell = Doorbell { head: *head.borrow_and_update() };
                Message::text(serde_json::to_string(&bell).unwrap_or_default())
            }
            _ = stopping.wait_for(|stopping| *stopping) => return,
            _ = ping.tick() => Message::Ping(Vec::new().into()),
            received = socket.recv() => match received {
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => return,
            },
        };
        if socket.send(message).await.is_err() {
            return;
        }
    }
}
