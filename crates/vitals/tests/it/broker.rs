//! Brokers that a test starts for itself on a free port, and a client to publish with.

use std::{
    collections::HashMap,
    net::{Ipv4Addr, TcpListener},
    process::{Child, Command, Stdio},
};

use rumqttc::{AsyncClient, Event, EventLoop, LastWill, MqttOptions, Packet, QoS};
use rumqttd::{Config, ConnectionSettings, RouterConfig, ServerSettings};
use tempfile::TempDir;
use tokio::sync::mpsc;

/// A port that was free a moment ago.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// A Mosquitto process that ends with the test.
pub(crate) struct Mosquitto {
    process: Child,
    _folder: TempDir,
}

impl Mosquitto {
    pub(crate) fn start(port: u16) -> Self {
        let folder = TempDir::new().unwrap();
        let config = folder.path().join("mosquitto.conf");
        let text = format!(
            "listener {port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\npersistence false\nlog_dest none\n"
        );
        std::fs::write(&config, text).unwrap();
        let process = Command::new("mosquitto")
            .arg("-c")
            .arg(&config)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("mosquitto is installed");
        Self {
            process,
            _folder: folder,
        }
    }
}

impl Drop for Mosquitto {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// The embedded broker, in a thread of its own until the process ends.
pub(crate) fn start_embedded(port: u16) {
    let listener = ServerSettings {
        name: "test".to_owned(),
        listen: (Ipv4Addr::LOCALHOST, port).into(),
        tls: None,
        next_connection_delay_ms: 1,
        connections: ConnectionSettings {
            connection_timeout_ms: 5_000,
            max_payload_size: 65_536,
            max_inflight_count: 100,
            auth: None,
            external_auth: None,
            dynamic_filters: true,
        },
    };
    let config = Config {
        router: RouterConfig {
            max_connections: 64,
            max_outgoing_packet_count: 200,
            max_segment_size: 1_048_576,
            max_segment_count: 4,
            ..RouterConfig::default()
        },
        v4: Some(HashMap::from([("1".to_owned(), listener)])),
        ..Config::default()
    };
    std::thread::spawn(move || rumqttd::Broker::new(config).start().ok());
}

/// A monitor's own connection. Dropping it breaks the connection without a word.
pub(crate) struct Device {
    client: AsyncClient,
    connection: tokio::task::JoinHandle<()>,
    accepted: mpsc::UnboundedReceiver<()>,
}

impl Device {
    /// Connects, trying for as long as the broker takes to start.
    pub(crate) async fn connect(port: u16, name: &str, will: Option<(&str, &str)>) -> Self {
        let mut options = MqttOptions::new(name, "127.0.0.1", port);
        if let Some((topic, payload)) = will {
            options.set_last_will(LastWill::new(topic, payload, QoS::AtLeastOnce, true));
        }
        let (client, mut connection) = AsyncClient::new(options, 64);
        connected(&mut connection).await;
        let (accept, accepted) = mpsc::unbounded_channel();
        let connection = tokio::spawn(async move {
            while let Ok(event) = connection.poll().await {
                if matches!(event, Event::Incoming(Packet::PubAck(_))) {
                    accept.send(()).ok();
                }
            }
        });
        Self {
            client,
            connection,
            accepted,
        }
    }

    /// Publishes and waits until the broker has taken it in.
    pub(crate) async fn publish(&mut self, topic: &str, payload: &str, retain: bool) {
        let qos = QoS::AtLeastOnce;
        self.client
            .publish(topic, qos, retain, payload)
            .await
            .unwrap();
        let accepted = tokio::time::timeout(super::hub::PATIENCE, self.accepted.recv());
        accepted
            .await
            .expect("the broker answers")
            .expect("the connection holds");
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

async fn connected(connection: &mut EventLoop) {
    let wait = async {
        loop {
            match connection.poll().await {
                Ok(Event::Incoming(Packet::ConnAck(_))) => return,
                Ok(_) => {}
                Err(_) => tokio::task::yield_now().await,
            }
        }
    };
    tokio::time::timeout(super::hub::PATIENCE, wait)
        .await
        .expect("the broker answers");
}
