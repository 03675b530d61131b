//! A bedside monitor's own connection.

use std::{net::SocketAddr, time::Duration};

use rumqttc::{AsyncClient, Event, MqttOptions, Packet, QoS};
use serde_json::{Value, json};
use tokio::{
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::{Broken, place::clock};

/// Messages that may wait for the connection.
const QUEUE: usize = 64;
const CONNECTED_WITHIN: Duration = Duration::from_secs(10);
const ASK_AGAIN: Duration = Duration::from_millis(20);

/// Dropped, it leaves without a word.
pub(crate) struct Device {
    client: AsyncClient,
    connection: JoinHandle<()>,
}

impl Device {
    /// Connects, for as long as the broker takes to start.
    pub(crate) async fn connect(broker: SocketAddr, name: &str) -> Result<Self, Broken> {
        let options = MqttOptions::new(name, broker.ip().to_string(), broker.port());
        let (client, mut connection) = AsyncClient::new(options, QUEUE);
        connection.network_options.set_tcp_nodelay(true);
        let connected = async {
            loop {
                match connection.poll().await {
                    Ok(Event::Incoming(Packet::ConnAck(_))) => return,
                    Ok(_) => {}
                    Err(_) => sleep(ASK_AGAIN).await,
                }
            }
        };
        timeout(CONNECTED_WITHIN, connected)
            .await
            .map_err(|_| "the broker does not answer")?;
        let connection = tokio::spawn(async move { while connection.poll().await.is_ok() {} });
        Ok(Self { client, connection })
    }

    /// Sends one number, as a monitor does every second.
    pub(crate) async fn heart_rate(&self, monitor: &str, seq: u64, rate: u8) -> Result<(), Broken> {
        let now = clock().now().as_millis();
        let payload = json!({
            "v": 1, "device_id": monitor, "seq": seq, "boot": 1, "sim": true, "timestamp": now,
            "hr": rate, "spo2": 97, "rr": 14,
        });
        self.send(monitor, "vitals", &payload).await
    }

    pub(crate) async fn send(
        &self,
        monitor: &str,
        subject: &str,
        payload: &Value,
    ) -> Result<(), Broken> {
        let topic = format!("devices/{monitor}/{subject}");
        let payload = payload.to_string();
        self.client
            .publish(topic, QoS::AtMostOnce, false, payload)
            .await?;
        Ok(())
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        self.connection.abort();
    }
}
