//! The recorded message file: every class is counted exactly.

use std::collections::BTreeMap;

use serde_json::Value;
use values::Instant;
use vitals::{Moment, hub::Monitors};
use wire::vitals::{AlarmCondition, MessageClass, VitalsView};

const MESSAGES: &str = include_str!("../data/mqtt_messages.jsonl");
const TRUTH: &str = include_str!("../data/mqtt_messages.truth.json");
const START: i64 = 1_790_000_000_000;

fn class_named(name: &str) -> Option<MessageClass> {
    Some(match name {
        "valid" => MessageClass::Valid,
        "duplicate" => MessageClass::Duplicate,
        "out_of_order" => MessageClass::OutOfOrder,
        "malformed_json" => MessageClass::MalformedJson,
        "wrong_type" => MessageClass::WrongType,
        "out_of_range" => MessageClass::OutOfRange,
        "unknown_unit" => MessageClass::UnknownUnit,
        "future_clock" => MessageClass::ImplausibleClock,
        "missing_timestamp" => MessageClass::MissingTimestamp,
        "unknown_topic" => MessageClass::UnknownTopic,
        "oversize" => MessageClass::Oversize,
        "non_utf8_hex" => MessageClass::NotUtf8,
        _ => return None,
    })
}

fn bytes(payload: &str) -> Vec<u8> {
    match payload.strip_prefix("hex:") {
        Some(hex) => hex
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect(),
        None => payload.as_bytes().to_vec(),
    }
}

fn sum(view: &VitalsView, class: MessageClass) -> u64 {
    view.monitors
        .iter()
        .flat_map(|monitor| &monitor.counters)
        .filter(|count| count.class == class)
        .map(|count| count.count)
        .sum()
}

fn play() -> (Monitors, Moment) {
    let mut monitors = Monitors::new(Instant::from_millis(START));
    let mut now = Moment {
        at: Instant::from_millis(START),
        mono_ms: 0,
    };
    for line in MESSAGES.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let millis = line["recv_ms"].as_i64().unwrap();
        now = Moment {
            at: Instant::from_millis(millis),
            mono_ms: u64::try_from(millis - START).unwrap(),
        };
        let before = monitors.snapshot(now);
        let topic = line["topic"].as_str().unwrap();
        let payload = bytes(line["payload"].as_str().unwrap());
        monitors.receive(topic, &payload, false, now);
        let class = class_named(line["truth"].as_str().unwrap()).unwrap();
        let after = monitors.snapshot(now);
        assert_eq!(sum(&after, class), sum(&before, class) + 1, "{line}");
        monitors.tick(now);
    }
    (monitors, now)
}

#[test]
fn counts_every_class_of_the_recorded_messages_exactly() {
    let truth: BTreeMap<String, u64> = serde_json::from_str(TRUTH).unwrap();
    let (mut monitors, now) = play();
    let view = monitors.snapshot(now);
    for (name, expected) in &truth {
        let counted = match class_named(name) {
            Some(class) => sum(&view, class),
            None => view.monitors.iter().map(|monitor| monitor.missing).sum(),
        };
        assert_eq!(counted, *expected, "{name}");
    }
    let all: u64 = truth
        .iter()
        .filter(|(name, _)| *name != "gap_seconds")
        .map(|(_, count)| count)
        .sum();
    assert_eq!(all, u64::try_from(MESSAGES.lines().count()).unwrap());

    // All but the dropped ones are kept for the record: that is every readable, new message.
    let dropped: u64 = [
        "duplicate",
        "malformed_json",
        "unknown_topic",
        "oversize",
        "non_utf8_hex",
    ]
    .iter()
    .map(|name| truth[*name])
    .sum();
    assert_eq!(monitors.take_samples().len() as u64, all - dropped);

    // The last minute of one monitor holds 3 unusable messages out of 59.
    let alarms: Vec<_> = view
        .alarms
        .iter()
        .map(|alarm| (alarm.key.monitor.as_str(), alarm.key.condition))
        .collect();
    assert_eq!(alarms, [("mon-0003", AlarmCondition::MalformedMessages)]);
}
