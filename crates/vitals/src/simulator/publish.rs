//! Publishes a simulated monitor to any MQTT broker.

use std::{sync::Arc, time::Duration};

use rumqttc::{AsyncClient, Event, EventLoop, LastWill, MqttOptions, Outgoing as Sent, Packet};
use tokio::{sync::watch, time::MissedTickBehavior};
use values::Clock;

use super::{Bedside, Outgoing};

const KEEP_ALIVE: Duration = Duration::from_secs(5);
/// How often what is due is looked up: a fifth of a piece, so that pieces leave evenly.
const TICK: Duration = Duration::from_millis(50);
const WAIT: Duration = Duration::from_millis(500);
/// Room for two seconds of every channel.
const QUEUE: usize = 64;

/// Where to publish.
#[derive(Debug, Clone)]
pub struct Broker {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
}

/// Plays until `stop` becomes true or its sender is gone, then signs off. Connects again for as long as
/// it takes; what was due without a connection is never sent later.
pub async fn publish(
    bedside: Bedside,
    broker: Broker,
    clock: Arc<dyn Clock>,
    stop: watch::Receiver<bool>,
) {
    let (client, connection) = connect(&bedside, broker);
    let connected = watch::Sender::new(false);
    let playing = play(bedside, &client, clock, connected.subscribe(), stop);
    tokio::select! {
        () = playing => {}
        () = keep_connected(connection, &connected) => {}
    }
}

fn connect(bedside: &Bedside, broker: Broker) -> (AsyncClient, EventLoop) {
    let will = bedside.last_will();
    let mut options = MqttOptions::new(bedside.monitor().as_str(), broker.host, broker.port);
    options
        .set_keep_alive(KEEP_ALIVE)
        .set_clean_session(true)
        .set_last_will(LastWill::new(
            will.topic,
            will.payload,
            will.qos,
            will.retain,
        ));
    let (client, mut connection) = AsyncClient::new(options, QUEUE);
    connection.network_options.set_tcp_nodelay(true);
    (client, connection)
}

/// Polls until the session was ended from this side.
async fn keep_connected(mut connection: EventLoop, connected: &watch::Sender<bool>) {
    loop {
        match connection.poll().await {
            Ok(Event::Incoming(Packet::ConnAck(_))) => {
                connected.send_replace(true);
            }
            Ok(Event::Outgoing(Sent::Disconnect)) => return,
            Ok(_) => {}
            Err(error) => {
                tracing::debug!(%error, "a simulated monitor has no broker");
                connected.send_replace(false);
                tokio::time::sleep(WAIT).await;
            }
        }
    }
}

async fn play(
    mut bedside: Bedside,
    client: &AsyncClient,
    clock: Arc<dyn Clock>,
    mut connected: watch::Receiver<bool>,
    mut stop: watch::Receiver<bool>,
) {
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let stopping = tokio::select! {
            _ = tick.tick() => false,
            changed = stop.changed() => changed.is_err() || *stop.borrow(),
        };
        if stopping {
            break;
        }
        if connected.has_changed().unwrap_or(false) && *connected.borrow_and_update() {
            send(client, bedside.birth());
        }
        let due = bedside.due(clock.now());
        if *connected.borrow() {
            for message in due {
                send(client, message);
            }
        }
    }
    send(client, bedside.sign_off());
    client.try_disconnect().ok();
    // The connection's own loop sends what is queued and then ends both; this is how long it may take.
    tokio::time::sleep(WAIT).await;
}

/// A full queue means that the broker does not keep up; a monitor drops what is too old then.
fn send(client: &AsyncClient, message: Outgoing) {
    let sent = client.try_publish(message.topic, message.qos, message.retain, message.payload);
    if sent.is_err() {
        tracing::debug!("a simulated monitor's queue is full");
    }
}
