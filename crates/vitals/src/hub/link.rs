//! The connection to the broker: polls, subscribes at every new connection, tries again when it fails.

use std::{sync::Arc, time::Duration};

use rumqttc::{
    AsyncClient, ConnectionError, Event, EventLoop, MqttOptions, Packet, QoS, SubscribeReasonCode,
};
use tokio::sync::watch;
use wire::vitals::LinkState;

use super::{HubSettings, Shared};

/// Everything that monitors publish. Wider than the topics that are understood, so that a monitor that
/// speaks on a wrong one is counted rather than overlooked. Waves and numerics are published with
/// `QoS` 0, status and alerts with `QoS` 1; a subscription never raises the quality.
const FILTER: &str = "devices/+/+";
/// A dead connection is noticed within one and a half of these.
const KEEP_ALIVE: Duration = Duration::from_secs(5);
/// Larger than any payload that is read, so that an oversize one is counted, not a broken connection.
const LARGEST_PACKET: usize = 256 * 1024;
const CONNECT_TIMEOUT_S: u64 = 5;
const FIRST_WAIT: Duration = Duration::from_millis(100);
const LONGEST_WAIT: Duration = Duration::from_secs(5);

pub(super) async fn run(
    settings: HubSettings,
    shared: Arc<Shared>,
    mut stop: watch::Receiver<bool>,
) {
    let (client, mut connection) = connect(settings);
    let mut wait = FIRST_WAIT;
    loop {
        let polled = tokio::select! {
            polled = connection.poll() => polled,
            _ = stop.changed() => break,
        };
        match polled {
            Ok(Event::Incoming(packet)) => {
                wait = FIRST_WAIT;
                take(packet, &client, &shared);
            }
            Ok(Event::Outgoing(_)) => {}
            Err(error) => {
                note_failure(&error, &shared);
                tokio::select! {
                    () = tokio::time::sleep(wait) => {}
                    _ = stop.changed() => break,
                }
                wait = (wait * 2).min(LONGEST_WAIT);
            }
        }
    }
    // Best effort: the broker notices a closed connection anyway.
    client.try_disconnect().ok();
    tokio::time::timeout(FIRST_WAIT, connection.poll())
        .await
        .ok();
}

fn connect(settings: HubSettings) -> (AsyncClient, EventLoop) {
    let mut options = MqttOptions::new(settings.client_id, settings.host, settings.port);
    options
        .set_keep_alive(KEEP_ALIVE)
        .set_clean_session(true)
        .set_max_packet_size(LARGEST_PACKET, LARGEST_PACKET);
    if let Some((user, password)) = settings.credentials {
        options.set_credentials(user, password.into_inner());
    }
    let (client, mut connection) = AsyncClient::new(options, 16);
    connection.network_options.set_tcp_nodelay(true);
    connection
        .network_options
        .set_connection_timeout(CONNECT_TIMEOUT_S);
    (client, connection)
}

fn take(packet: Packet, client: &AsyncClient, shared: &Shared) {
    match packet {
        Packet::ConnAck(_) => subscribe(client),
        Packet::SubAck(answer) => {
            if answer.return_codes.contains(&SubscribeReasonCode::Failure) {
                tracing::error!("the broker refuses the subscription to monitors");
                shared.set_link(LinkState::Lost);
            } else {
                shared.set_link(LinkState::Connected);
            }
        }
        Packet::Publish(publish) => {
            shared.receive(&publish.topic, &publish.payload, publish.retain);
        }
        _ => {}
    }
}

/// Brokers forget the subscriptions of a clean session, so each connection asks again. Awaiting here
/// could wait for ourselves: the request is only sent by the next poll.
fn subscribe(client: &AsyncClient) {
    if client.try_subscribe(FILTER, QoS::AtLeastOnce).is_err() {
        tracing::warn!("the request queue to the broker is full");
    }
}

fn note_failure(error: &ConnectionError, shared: &Shared) {
    tracing::debug!(%error, "no connection to the broker");
    let lost = shared.monitors().was_connected();
    if lost {
        tracing::warn!(%error, "lost the connection to the broker");
        shared.set_link(LinkState::Lost);
    }
}
