//! The embedded MQTT broker, for sites that have none.
//!
//! It keeps its log in memory, in small segments: a subscriber that falls far behind skips messages,
//! which the per-device sequence numbers show. A larger site points its workstations at a broker of its own.

use std::{
    collections::HashMap,
    net::{SocketAddr, TcpListener},
    thread,
};

use rumqttd::{Broker, Config, ConnectionSettings, RouterConfig, ServerSettings};

const SEGMENT_BYTES: usize = 1024 * 1024;
const SEGMENTS: usize = 4;
const CONNECTIONS_MAX: usize = 2_000;
const PAYLOAD_BYTES_MAX: usize = 64 * 1024;

/// Starts the broker on a thread of its own; it runs as long as the process. Port 0 takes a free one.
pub fn start_broker(listen: SocketAddr) -> std::io::Result<SocketAddr> {
    // The broker does not tell which port it took, so a free one is found first.
    let address = TcpListener::bind(listen)?.local_addr()?;
    let mut broker = Broker::new(config(address));
    thread::Builder::new()
        .name("mqtt-broker".into())
        .spawn(move || {
            if let Err(error) = broker.start() {
                tracing::error!(%error, "the embedded broker stopped");
            }
        })?;
    tracing::info!(%address, "embedded broker ready");
    Ok(address)
}

fn config(listen: SocketAddr) -> Config {
    let connections = ConnectionSettings {
        connection_timeout_ms: 5_000,
        max_payload_size: PAYLOAD_BYTES_MAX,
        max_inflight_count: 200,
        auth: None,
        external_auth: None,
        dynamic_filters: true,
    };
    let server = ServerSettings {
        name: "monitors".into(),
        listen,
        tls: None,
        next_connection_delay_ms: 1,
        connections,
    };
    Config {
        id: 0,
        router: RouterConfig {
            max_connections: CONNECTIONS_MAX,
            max_outgoing_packet_count: 200,
            max_segment_size: SEGMENT_BYTES,
            max_segment_count: SEGMENTS,
            ..RouterConfig::default()
        },
        v4: Some(HashMap::from([("monitors".to_owned(), server)])),
        ..Config::default()
    }
}
