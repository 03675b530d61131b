//! The hub against real brokers. Nothing sleeps: each step waits for the event that it causes.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{broadcast, mpsc, watch},
    time::Instant as Ticks,
};
use values::{Clock, Instant};
use vitals::{
    Hub, HubSettings, SampleSink,
    simulator::{self, Broker},
};
use wire::vitals::{
    AlarmCondition, AlarmPhase, LinkState, LiveState, MessageClass, MonitorEvent, MonitorId,
    MonitorView, NumericSample,
};

use super::broker::{Device, Mosquitto, free_port, start_embedded};

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
const START: i64 = 1_790_000_000_000;

struct Kept(mpsc::UnboundedSender<NumericSample>);

impl SampleSink for Kept {
    fn store(&mut self, batch: Vec<NumericSample>) {
        for sample in batch {
            self.0.send(sample).ok();
        }
    }
}

/// A clock that starts at a fixed time.
struct FromStart(Ticks);

impl Clock for FromStart {
    fn now(&self) -> Instant {
        Instant::from_millis(START + i64::try_from(self.0.elapsed().as_millis()).unwrap())
    }
}

struct Ward {
    hub: Hub,
    events: broadcast::Receiver<MonitorEvent>,
    stored: mpsc::UnboundedReceiver<NumericSample>,
    clock: Arc<FromStart>,
}

impl Ward {
    async fn listen(port: u16) -> Self {
        let (sender, stored) = mpsc::unbounded_channel();
        let clock = Arc::new(FromStart(Ticks::now()));
        let settings = HubSettings {
            host: "127.0.0.1".to_owned(),
            port,
            client_id: "ward".to_owned(),
            credentials: None,
        };
        let hub = Hub::start(settings, clock.clone(), Box::new(Kept(sender)));
        let events = hub.events();
        let mut ward = Self {
            hub,
            events,
            stored,
            clock,
        };
        ward.link_becomes(LinkState::Connected).await;
        ward
    }

    async fn until<T>(&mut self, mut wanted: impl FnMut(&Hub, MonitorEvent) -> Option<T>) -> T {
        let wait = async {
            loop {
                let event = self.events.recv().await.unwrap();
                if let Some(found) = wanted(&self.hub, event) {
                    return found;
                }
            }
        };
        tokio::time::timeout(PATIENCE, wait)
            .await
            .expect("the event comes")
    }

    async fn link_becomes(&mut self, state: LinkState) {
        if self.hub.snapshot().link.state == state {
            return;
        }
        self.until(|_, event| match event {
            MonitorEvent::LinkChanged { link } => (link.state == state).then_some(()),
            _ => None,
        })
        .await;
    }

    async fn monitor_becomes(&mut self, wanted: impl Fn(&MonitorView) -> bool) -> MonitorView {
        self.until(|hub, event| match event {
            MonitorEvent::NumericsChanged { monitor } => {
                hub.monitor(&monitor).filter(|view| wanted(view))
            }
            _ => None,
        })
        .await
    }

    fn numerics(&self, seq: u64, hr: u32) -> String {
        let millis = self.clock.now().as_millis();
        format!(r#"{{"v":1,"seq":{seq},"boot":1,"hr":{hr},"timestamp":{millis}}}"#)
    }
}

fn mon_1() -> MonitorId {
    "mon-1".parse().unwrap()
}

async fn numbers_waves_and_alarms_arrive(port: u16) {
    let mut ward = Ward::listen(port).await;
    let mut device = Device::connect(port, "mon-1", None).await;
    device
        .publish("devices/mon-1/status", r#"{"online":true,"boot":1}"#, true)
        .await;
    device
        .publish("devices/mon-1/vitals", &ward.numerics(1, 80), false)
        .await;
    ward.monitor_becomes(|view| view.state == LiveState::Live)
        .await;

    let wave = r#"{"seq":1,"boot":1,"timestamp":1790000000000,"channel":"ecg_ii","rate_mhz":250000,
        "gain":200,"baseline":0,"unit":"mV","samples":[1,2,null]}"#;
    device.publish("devices/mon-1/waveform", wave, false).await;
    let chunks = ward
        .until(|_, event| match event {
            MonitorEvent::Waves { chunks } => Some(chunks),
            _ => None,
        })
        .await;
    assert_eq!(chunks[0].samples, [1, 2, 0]);

    device.publish("devices/mon-1/nonsense", "{}", false).await;
    device
        .publish("devices/mon-1/vitals", "not json", false)
        .await;
    device
        .publish("devices/mon-1/vitals", &ward.numerics(4, 130), false)
        .await;
    let alarm = ward
        .until(|_, event| match event {
            MonitorEvent::AlarmChanged { alarm } => Some(alarm),
            _ => None,
        })
        .await;
    assert_eq!(alarm.key.condition, AlarmCondition::HeartRateHigh);
    assert_eq!(alarm.phase, AlarmPhase::Active);

    let view = ward.hub.snapshot();
    assert_eq!(view.alarms, [alarm]);
    let count = |class| {
        let counters = &view.monitors[0].counters;
        counters
            .iter()
            .find(|count| count.class == class)
            .map(|count| count.count)
    };
    assert_eq!(count(MessageClass::UnknownTopic), Some(1));
    assert_eq!(count(MessageClass::MalformedJson), Some(1));
    assert_eq!(view.monitors[0].missing, 0);

    let hub = ward.hub;
    hub.stop().await;
    let mut stored = Vec::new();
    while let Some(sample) = ward.stored.recv().await {
        stored.push(sample.heart_rate);
    }
    assert_eq!(stored, [Some(80.0), Some(130.0)]);
}

async fn what_the_broker_kept_back_is_not_live(port: u16) {
    let mut device = Device::connect(port, "mon-1", None).await;
    device
        .publish("devices/mon-1/vitals", r#"{"seq":1,"hr":80}"#, true)
        .await;
    device
        .publish("devices/mon-1/status", r#"{"online":true,"boot":1}"#, true)
        .await;
    let mut ward = Ward::listen(port).await;
    let view = ward.monitor_becomes(|view| view.online == Some(true)).await;
    assert_eq!(view.state, LiveState::Disconnected);
    assert!(view.numerics.iter().all(|numeric| numeric.value.is_none()));
    ward.hub.stop().await;
}

async fn a_broken_connection_is_reported_by_the_last_will(port: u16) {
    let mut ward = Ward::listen(port).await;
    let will = r#"{"online":false,"reason":"will","boot":1}"#;
    let mut device = Device::connect(port, "mon-1", Some(("devices/mon-1/status", will))).await;
    device
        .publish("devices/mon-1/vitals", &ward.numerics(1, 80), false)
        .await;
    ward.monitor_becomes(|view| view.state == LiveState::Live)
        .await;
    drop(device);
    let view = ward
        .monitor_becomes(|view| view.online == Some(false))
        .await;
    assert_eq!(view.state, LiveState::Disconnected);
    ward.hub.stop().await;
}

async fn a_simulated_monitor_is_heard_and_signs_off(port: u16) {
    let mut ward = Ward::listen(port).await;
    let bedside = simulator::bedsides(ward.clock.now())
        .unwrap()
        .swap_remove(4);
    let id = bedside.monitor().clone();
    let stop = watch::Sender::new(false);
    let broker = Broker {
        host: "127.0.0.1".to_owned(),
        port,
    };
    let playing = tokio::spawn(simulator::publish(
        bedside,
        broker,
        ward.clock.clone(),
        stop.subscribe(),
    ));
    let view = ward
        .monitor_becomes(|view| view.state == LiveState::Live && view.channels.len() == 4)
        .await;
    assert!(view.simulated);
    assert_eq!(view.monitor, id);
    stop.send_replace(true);
    let view = ward
        .monitor_becomes(|view| view.online == Some(false))
        .await;
    assert!(
        view.counters
            .iter()
            .all(|count| count.class == MessageClass::Valid),
        "{:?}",
        view.counters
    );
    assert!(ward.hub.waves(&id, 10).iter().all(|chunk| chunk.simulated));
    playing.await.unwrap();
    ward.hub.stop().await;
}

async fn with_mosquitto(test: impl AsyncFnOnce(u16)) {
    let port = free_port();
    let _broker = Mosquitto::start(port);
    test(port).await;
}

async fn with_embedded(test: impl AsyncFnOnce(u16)) {
    let port = free_port();
    start_embedded(port);
    test(port).await;
}

macro_rules! on_both_brokers {
    ($($name:ident),* $(,)?) => {
        mod mosquitto {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::with_mosquitto(super::$name).await;
            })*
        }
        mod embedded {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::with_embedded(super::$name).await;
            })*
        }
    };
}

on_both_brokers!(
    numbers_waves_and_alarms_arrive,
    what_the_broker_kept_back_is_not_live,
    a_broken_connection_is_reported_by_the_last_will,
    a_simulated_monitor_is_heard_and_signs_off,
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn listens_again_when_the_broker_comes_back() {
    let port = free_port();
    let broker = Mosquitto::start(port);
    let mut ward = Ward::listen(port).await;
    ward.hub.expect(&[mon_1()]);
    drop(broker);
    ward.link_becomes(LinkState::Lost).await;
    let _broker = Mosquitto::start(port);
    ward.link_becomes(LinkState::Connected).await;
    let mut device = Device::connect(port, "mon-1", None).await;
    device
        .publish("devices/mon-1/vitals", &ward.numerics(1, 80), false)
        .await;
    ward.monitor_becomes(|view| view.state == LiveState::Live)
        .await;
    ward.hub.stop().await;
}

#[tokio::test]
async fn an_expected_monitor_without_a_broker_raises_the_alarm_of_silence() {
    tokio::time::pause();
    let clock = Arc::new(FromStart(Ticks::now()));
    let settings = HubSettings {
        host: "127.0.0.1".to_owned(),
        port: free_port(),
        client_id: "ward".to_owned(),
        credentials: None,
    };
    let (sender, _stored) = mpsc::unbounded_channel();
    let hub = Hub::start(settings, clock, Box::new(Kept(sender)));
    let mut events = hub.events();
    hub.expect(&[mon_1()]);
    let alarm = loop {
        if let MonitorEvent::AlarmChanged { alarm } = events.recv().await.unwrap() {
            break alarm;
        }
    };
    assert_eq!(alarm.key.condition, AlarmCondition::NoData);
    assert!(alarm.raised_at.millis_since(Instant::from_millis(START)) <= 10_500);
    hub.stop().await;
}
