use wire::vitals::AlarmLimits;

use super::*;
use crate::message::{address, decode};

const START: i64 = 1_790_000_000_000;

fn at(millis: i64) -> Moment {
    Moment {
        at: Instant::from_millis(START + millis),
        mono_ms: u64::try_from(millis).unwrap(),
    }
}

fn monitor() -> Monitor {
    Monitor::new("mon-1".parse().unwrap())
}

fn send(monitor: &mut Monitor, kind: &str, payload: &str, now: Moment) -> (Effect, MessageClass) {
    let address = address(&format!("devices/mon-1/{kind}")).unwrap();
    let message = decode(&address, payload.as_bytes()).unwrap();
    monitor.accept(message, false, now)
}

fn beat(monitor: &mut Monitor, seq: u64, hr: u32, now: Moment) -> (Effect, MessageClass) {
    let millis = now.at.as_millis();
    let payload = format!(r#"{{"seq":{seq},"boot":1,"hr":{hr},"timestamp":{millis}}}"#);
    send(monitor, "vitals", &payload, now)
}

fn heart_rate(monitor: &Monitor, now: Moment) -> wire::vitals::NumericView {
    let view = monitor.view(now, &AlarmLimits::ADULT, Vec::new());
    view.numerics.into_iter().next().unwrap()
}

#[test]
fn a_number_is_live_for_3_s_stale_for_10_s_and_then_gone() {
    let mut monitor = monitor();
    beat(&mut monitor, 1, 80, at(0));
    for (millis, state, freshness, value) in [
        (0, LiveState::Live, Freshness::Live, Some(80.0)),
        (3_000, LiveState::Live, Freshness::Live, Some(80.0)),
        (3_001, LiveState::Stale, Freshness::Stale, Some(80.0)),
        (10_000, LiveState::Stale, Freshness::Stale, Some(80.0)),
        (10_001, LiveState::Disconnected, Freshness::Absent, None),
    ] {
        let shown = heart_rate(&monitor, at(millis));
        assert_eq!(monitor.state(at(millis)), state, "{millis}");
        assert_eq!(
            (shown.freshness, shown.value),
            (freshness, value),
            "{millis}"
        );
        assert_eq!(shown.age_ms, Some(u32::try_from(millis).unwrap()));
    }
}

#[test]
fn the_wall_clock_has_no_say_in_how_old_a_number_is() {
    let mut monitor = monitor();
    beat(&mut monitor, 1, 80, at(0));
    let set_forward = Moment {
        at: Instant::from_millis(START + 86_400_000),
        mono_ms: 1_000,
    };
    assert_eq!(monitor.state(set_forward), LiveState::Live);
}

#[test]
fn a_last_will_disconnects_at_once_and_the_next_number_connects_again() {
    let mut monitor = monitor();
    beat(&mut monitor, 1, 80, at(0));
    let will = r#"{"online":false,"reason":"will","boot":1}"#;
    send(&mut monitor, "status", will, at(500));
    assert_eq!(monitor.state(at(500)), LiveState::Disconnected);
    assert_eq!(heart_rate(&monitor, at(500)).value, None);
    beat(&mut monitor, 2, 81, at(1_000));
    assert_eq!(monitor.state(at(1_000)), LiveState::Live);
}

#[test]
fn the_will_of_an_earlier_start_says_nothing_about_this_one() {
    let mut monitor = monitor();
    send(&mut monitor, "status", r#"{"online":true,"boot":2}"#, at(0));
    send(
        &mut monitor,
        "status",
        r#"{"online":false,"boot":1}"#,
        at(10),
    );
    let view = monitor.view(at(10), &AlarmLimits::ADULT, Vec::new());
    assert_eq!(view.online, Some(true));
}

#[test]
fn numbers_that_the_broker_kept_back_are_never_shown() {
    let mut monitor = monitor();
    let address = address("devices/mon-1/vitals").unwrap();
    let message = decode(&address, br#"{"hr":80}"#).unwrap();
    let (effect, class) = monitor.accept(message, true, at(0));
    assert_eq!((effect, class), (Effect::Nothing, MessageClass::Retained));
    assert_eq!(monitor.state(at(0)), LiveState::Disconnected);
}

#[test]
fn a_late_number_is_kept_but_not_shown() {
    let mut monitor = monitor();
    beat(&mut monitor, 1, 80, at(0));
    beat(&mut monitor, 3, 82, at(2_000));
    let payload = format!(
        r#"{{"seq":2,"boot":1,"hr":150,"timestamp":{}}}"#,
        START + 1_000
    );
    let (effect, class) = send(&mut monitor, "vitals", &payload, at(2_500));
    assert_eq!(class, MessageClass::OutOfOrder);
    let Effect::Numerics { sample, reading } = effect else {
        panic!("nothing kept")
    };
    assert!(sample.flags.has(SampleFlags::LATE));
    assert!(reading.is_some_and(|reading| reading.late));
    assert_eq!(heart_rate(&monitor, at(2_500)).value, Some(82.0));
}

#[test]
fn electrodes_off_hide_the_heart_rate_at_once() {
    let mut monitor = monitor();
    beat(&mut monitor, 1, 80, at(0));
    send(
        &mut monitor,
        "vitals",
        r#"{"seq":2,"boot":1,"hr":30,"flags":["lead_off"]}"#,
        at(1_000),
    );
    let shown = heart_rate(&monitor, at(1_000));
    assert_eq!((shown.value, shown.freshness), (None, Freshness::Absent));
    assert!(
        monitor
            .view(at(1_000), &AlarmLimits::ADULT, Vec::new())
            .lead_off
    );
}

#[test]
fn a_repeated_cuff_pressure_is_stored_once() {
    let mut monitor = monitor();
    let mut stored = 0;
    for second in 0_i64..5 {
        let payload = format!(
            r#"{{"seq":{},"nibp":{{"sys":120,"dia":80,"timestamp":{}}},"timestamp":{}}}"#,
            second + 1,
            START - 60_000 + second / 3,
            START + second * 1_000,
        );
        let (effect, _) = send(&mut monitor, "vitals", &payload, at(second * 1_000));
        if let Effect::Numerics { sample, .. } = effect {
            stored += usize::from(sample.blood_pressure.is_some());
        }
    }
    assert_eq!(stored, 2);
    let view = monitor.view(at(5_000), &AlarmLimits::ADULT, Vec::new());
    let pressure = view.blood_pressure.unwrap();
    assert_eq!(pressure.measured_at, Instant::from_millis(START - 59_999));
    assert_eq!(pressure.freshness, Freshness::Live);
}

#[test]
fn a_clock_that_is_far_off_is_flagged_and_not_used() {
    let mut monitor = monitor();
    let payload = format!(r#"{{"seq":1,"hr":80,"timestamp":{}}}"#, START + 3_600_000);
    let (effect, class) = send(&mut monitor, "vitals", &payload, at(0));
    assert_eq!(class, MessageClass::ImplausibleClock);
    let Effect::Numerics { sample, .. } = effect else {
        panic!("nothing kept")
    };
    assert_eq!(sample.measured_at, at(0).at);
    assert!(
        monitor
            .view(at(0), &AlarmLimits::ADULT, Vec::new())
            .clock_suspect
    );
}

#[test]
fn waves_are_handed_on_with_their_gaps() {
    let mut monitor = monitor();
    let wave = |seq: u64, millis: i64| {
        format!(
            r#"{{"seq":{seq},"boot":1,"timestamp":{},"channel":"ecg_ii","rate_mhz":4000,"gain":200,
            "baseline":1024,"unit":"mV","samples":[1,2]}}"#,
            START + millis
        )
    };
    send(&mut monitor, "waveform", &wave(1, 0), at(0));
    let (effect, _) = send(&mut monitor, "waveform", &wave(4, 1_500), at(1_500));
    let Effect::Wave(chunk) = effect else {
        panic!("no wave")
    };
    assert_eq!(chunk.start, 6);
    let again = send(&mut monitor, "waveform", &wave(4, 1_500), at(1_500));
    assert_eq!(again, (Effect::Nothing, MessageClass::Duplicate));
    assert_eq!(monitor.waves(10).len(), 1);
}
