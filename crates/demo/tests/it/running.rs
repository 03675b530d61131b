//! The demo clinic as a workstation meets it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use clinic::records::Kind;
use demo::{Demo, DemoError, Options};
use sync::{Client, Identity};
use values::{Clock, time::SystemClock};
use vitals::{Hub, HubSettings, SampleSink, simulator::SCENARIOS};
use wire::vitals::{MonitorEvent, NumericSample};

fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// How many records of each kind a new workstation gets.
async fn everything(demo: &Demo) -> BTreeMap<Kind, usize> {
    let url = demo.server_url();
    let wire::sync::Invitation { code, fingerprint } = &demo.invitation;
    let client = Client::known_by(&url, *fingerprint).unwrap();
    let answer = client.enrol(code, "Front desk").await.unwrap();
    assert!(answer.answer.demo);
    let client =
        Client::enrolled(&Identity::new(answer, url, None).known_by(*fingerprint)).unwrap();
    let mut counts = BTreeMap::new();
    let mut since = 0;
    loop {
        let page = client.pull(since, false).await.unwrap();
        for row in &page.rows {
            let kind = Kind::from_name(&row.kind).unwrap();
            *counts.entry(kind).or_insert(0) += 1;
        }
        if page.next == page.head {
            return counts;
        }
        since = page.next;
    }
}

#[tokio::test]
async fn a_workstation_joins_gets_everything_and_finds_the_clinic_again() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options::at(folder.path());
    let demo = Demo::start(&options, clock()).await.unwrap();
    let seeded = demo.seeded.expect("the folder was empty");
    let counts = everything(&demo).await;
    assert_eq!(counts[&Kind::Patient], seeded.patients);
    assert_eq!(counts[&Kind::Appointment], seeded.appointments);
    assert_eq!(counts[&Kind::Facility], 1);
    assert!(counts.contains_key(&Kind::Observation) && counts.contains_key(&Kind::Payment));

    every_monitor_plays(&demo).await;

    let second = Demo::start(&options, clock()).await;
    assert!(matches!(second, Err(DemoError::InUse { .. })));

    let (server, seeded_at) = (demo.server_url(), demo.seeded_at);
    demo.stop().await;
    let again = Demo::start(&options, clock()).await.unwrap();
    assert_eq!(again.server_url(), server);
    assert_eq!((again.seeded, again.seeded_at), (None, seeded_at));
    assert_eq!(everything(&again).await, counts);
    again.stop().await;
}

/// Until each of the six beds was heard.
async fn every_monitor_plays(demo: &Demo) {
    let settings = HubSettings {
        host: demo.mqtt.ip().to_string(),
        port: demo.mqtt.port(),
        client_id: "test".to_owned(),
        credentials: None,
    };
    let hub = Hub::start(settings, clock(), Box::new(Nowhere));
    let mut events = hub.events();
    let mut heard = BTreeSet::new();
    while heard.len() < SCENARIOS.len() {
        if let Ok(MonitorEvent::NumericsChanged { monitor }) = events.recv().await {
            heard.insert(monitor.to_string());
        }
    }
    hub.stop().await;
}

struct Nowhere;

impl SampleSink for Nowhere {
    fn store(&mut self, _: Vec<NumericSample>) {}
}
