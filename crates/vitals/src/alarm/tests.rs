use AlarmCondition::{
    HeartRateHigh, HeartRateLow, LeadOff, MalformedMessages, MonitorAlarm, NoData,
    OxygenDesaturation, OxygenSaturationLow,
};
use AlarmPhase::{Acknowledged, Active, Cleared, Latched};
use values::ids::PersonId;
use wire::vitals::AlarmRange;

use super::*;

mod replay;

const START: i64 = 1_790_000_000_000;

fn at(millis: i64) -> Moment {
    Moment {
        at: Instant::from_millis(START + millis),
        mono_ms: u64::try_from(millis).unwrap(),
    }
}

fn monitor() -> MonitorId {
    "mon-1".parse().unwrap()
}

fn reading(millis: i64, heart_rate: f64) -> Reading {
    Reading {
        monitor: monitor(),
        measured_at: at(millis).at,
        heart_rate: Some(heart_rate),
        oxygen_saturation: None,
        respiration_rate: None,
        rhythm: None,
        lead_off: false,
        sensor_off: false,
        late: false,
        simulated: false,
    }
}

fn nurse() -> PersonId {
    "0192f0c1-2a3b-7c4d-8e5f-0123456789ab".parse().unwrap()
}

fn seen(onset: i64, acknowledged: i64) -> Acknowledgement {
    Acknowledgement {
        monitor: monitor(),
        condition: HeartRateHigh,
        onset: at(onset).at,
        by: nurse(),
        at: at(acknowledged).at,
    }
}

/// The phases that the engine announced, with their conditions.
fn phases(changed: &[AlarmView]) -> Vec<(AlarmCondition, AlarmPhase)> {
    changed
        .iter()
        .map(|alarm| (alarm.key.condition, alarm.phase))
        .collect()
}

#[test]
fn a_critical_heart_rate_is_raised_by_its_own_sample() {
    let mut engine = Engine::default();
    assert_eq!(engine.observe(&reading(0, 120.0), at(20)), []);
    let raised = engine.observe(&reading(1_000, 121.0), at(1_020));
    assert_eq!(phases(&raised), [(HeartRateHigh, Active)]);
    let alarm = &raised[0];
    assert_eq!(alarm.key.onset, at(1_000).at);
    assert_eq!(alarm.raised_at, at(1_020).at);
    assert_eq!(alarm.priority, AlarmPriority::High);
    assert_eq!((alarm.value, alarm.limit), (Some(121.0), Some(120.0)));
}

#[test]
fn an_alarm_ends_2_inside_its_limit_and_not_before_5_s() {
    let mut engine = Engine::default();
    engine.observe(&reading(0, 39.0), at(0));
    assert_eq!(engine.observe(&reading(1_000, 45.0), at(1_000)), []);
    assert_eq!(engine.tick(&[], at(4_900)), []);
    assert_eq!(
        phases(&engine.tick(&[], at(5_000))),
        [(HeartRateLow, Latched)]
    );

    let mut engine = Engine::default();
    engine.observe(&reading(0, 39.0), at(0));
    assert_eq!(engine.observe(&reading(9_000, 41.9), at(9_000)), []);
    let ended = engine.observe(&reading(9_500, 42.0), at(9_500));
    assert_eq!(phases(&ended), [(HeartRateLow, Latched)]);
    assert_eq!(ended[0].ended_at, Some(at(9_500).at));
}

#[test]
fn a_high_alarm_latches_until_it_is_acknowledged_and_a_medium_one_clears_by_itself() {
    let mut engine = Engine::default();
    let low = Reading {
        oxygen_saturation: Some(88.0),
        ..reading(0, 130.0)
    };
    let raised = engine.observe(&low, at(0));
    assert_eq!(
        phases(&raised),
        [(HeartRateHigh, Active), (OxygenSaturationLow, Active)]
    );
    let calm = Reading {
        oxygen_saturation: Some(97.0),
        ..reading(6_000, 80.0)
    };
    let ended = engine.observe(&calm, at(6_000));
    assert_eq!(
        phases(&ended),
        [(HeartRateHigh, Latched), (OxygenSaturationLow, Cleared)]
    );
    let acknowledged = engine.acknowledge(&seen(0, 8_000), at(8_000));
    assert_eq!(phases(&acknowledged), [(HeartRateHigh, Cleared)]);
    assert_eq!(
        acknowledged[0].acknowledged.map(|seen| seen.by),
        Some(nurse())
    );
    assert_eq!(engine.alarms(), []);
}

#[test]
fn an_acknowledged_alarm_clears_with_its_condition_and_a_new_one_is_new() {
    let mut engine = Engine::default();
    engine.observe(&reading(0, 130.0), at(0));
    let acknowledged = engine.acknowledge(&seen(0, 2_000), at(2_000));
    assert_eq!(phases(&acknowledged), [(HeartRateHigh, Acknowledged)]);
    assert_eq!(engine.acknowledge(&seen(0, 2_000), at(2_100)), []);
    assert_eq!(
        phases(&engine.observe(&reading(6_000, 80.0), at(6_000))),
        [(HeartRateHigh, Cleared)]
    );
    let again = engine.observe(&reading(7_000, 131.0), at(7_000));
    assert_eq!(phases(&again), [(HeartRateHigh, Active)]);
    assert_eq!(again[0].key.onset, at(7_000).at);
}

#[test]
fn an_acknowledgement_counts_only_for_alarms_that_had_begun() {
    // (onset that the person saw, when they acknowledged it, whether the alarm of 10 s is covered)
    for (onset, acknowledged, covered) in [
        (10_000, 12_000, true),
        (14_000, 15_000, true),
        (10_000, 4_000, true),
        (2_000, 9_999, false),
    ] {
        let mut engine = Engine::default();
        engine.observe(&reading(10_000, 130.0), at(10_000));
        let changed = engine.acknowledge(&seen(onset, acknowledged), at(20_000));
        assert_eq!(!changed.is_empty(), covered, "{onset} {acknowledged}");
    }
}

#[test]
fn an_acknowledgement_that_arrives_first_waits_for_its_alarm() {
    let mut engine = Engine::default();
    engine.acknowledge(&seen(10_000, 12_000), at(12_500));
    let raised = engine.observe(&reading(10_000, 130.0), at(13_000));
    assert_eq!(phases(&raised), [(HeartRateHigh, Acknowledged)]);
}

#[test]
fn a_workstation_whose_clock_is_ahead_cannot_silence_what_is_yet_to_come() {
    let mut engine = Engine::default();
    engine.acknowledge(&seen(0, 3_600_000), at(5_000));
    let raised = engine.observe(&reading(60_000, 130.0), at(60_000));
    assert_eq!(phases(&raised), [(HeartRateHigh, Active)]);
    // Records are read again at every synchronisation.
    assert_eq!(engine.acknowledge(&seen(0, 3_600_000), at(90_000)), []);
}

#[test]
fn a_latched_alarm_that_comes_back_is_the_same_alarm() {
    let mut engine = Engine::default();
    let first = engine.observe(&reading(0, 130.0), at(0));
    engine.observe(&reading(6_000, 80.0), at(6_000));
    let again = engine.observe(&reading(7_000, 140.0), at(7_000));
    assert_eq!(phases(&again), [(HeartRateHigh, Active)]);
    assert_eq!(again[0].key, first[0].key);
    assert_eq!(again[0].worst, Some(140.0));
}

#[test]
fn silence_raises_a_technical_alarm_and_ends_nothing() {
    let mut engine = Engine::default();
    engine.observe(&reading(0, 130.0), at(0));
    assert_eq!(engine.tick(&[], at(10_000)), []);
    let silent = engine.tick(&[], at(10_250));
    assert_eq!(phases(&silent), [(NoData, Active)]);
    assert_eq!(silent[0].key.onset, at(10_000).at);
    assert!(silent[0].technical);
    let still = engine.alarms();
    assert_eq!(phases(&still), [(HeartRateHigh, Active), (NoData, Active)]);
    engine.observe(&reading(20_000, 130.0), at(20_000));
    assert_eq!(phases(&engine.tick(&[], at(20_250))), [(NoData, Cleared)]);
}

#[test]
fn a_monitor_that_was_never_heard_alarms_only_where_a_patient_depends_on_it() {
    let mut engine = Engine::default();
    engine.set_limits(&monitor(), AlarmLimits::ADULT);
    assert_eq!(engine.tick(&[], at(60_000)), []);
    engine.expect(&monitor(), at(60_000));
    assert_eq!(engine.tick(&[], at(70_000)), []);
    assert_eq!(phases(&engine.tick(&[], at(70_001))), [(NoData, Active)]);
}

#[test]
fn a_monitor_that_was_switched_off_may_be_silent_unless_a_patient_depends_on_it() {
    let mut engine = Engine::default();
    engine.observe(&reading(0, 80.0), at(0));
    engine.sign_off(&monitor());
    assert_eq!(engine.tick(&[], at(60_000)), []);
    engine.expect(&monitor(), at(60_000));
    assert_eq!(phases(&engine.tick(&[], at(71_000))), [(NoData, Active)]);
}

#[test]
fn electrodes_off_are_a_technical_alarm_and_never_a_slow_heart() {
    let mut engine = Engine::default();
    let off = Reading {
        lead_off: true,
        rhythm: Some(Rhythm::Asystole),
        ..reading(0, 5.0)
    };
    assert_eq!(phases(&engine.observe(&off, at(0))), [(LeadOff, Active)]);
}

#[test]
fn a_deep_desaturation_is_a_second_and_more_urgent_alarm() {
    let mut engine = Engine::default();
    let deep = Reading {
        oxygen_saturation: Some(79.0),
        ..reading(0, 80.0)
    };
    engine.observe(&deep, at(0));
    let expected = [(OxygenDesaturation, Active), (OxygenSaturationLow, Active)];
    assert_eq!(phases(&engine.alarms()), expected);
}

#[test]
fn more_than_5_percent_malformed_in_a_minute_is_a_low_alarm() {
    let mut engine = Engine::default();
    let tick = |engine: &mut Engine, malformed, all, millis| {
        phases(&engine.tick(&[(monitor(), malformed, all)], at(millis)))
    };
    assert_eq!(tick(&mut engine, 9, 10, 0), []);
    assert_eq!(tick(&mut engine, 5, 100, 250), []);
    assert_eq!(
        tick(&mut engine, 6, 100, 500),
        [(MalformedMessages, Active)]
    );
    assert_eq!(tick(&mut engine, 4, 100, 9_000), []);
    assert_eq!(
        tick(&mut engine, 3, 100, 9_250),
        [(MalformedMessages, Cleared)]
    );
}

#[test]
fn a_monitor_s_own_alarm_is_passed_on_under_its_own_name() {
    let mut engine = Engine::default();
    let alert = |code: &str, active| Alert {
        code: code.to_owned(),
        active,
        priority: AlarmPriority::High,
    };
    let raised = engine.observe_alert(&monitor(), alert("pump_empty", true), at(0).at, at(0));
    assert_eq!(phases(&raised), [(MonitorAlarm, Active)]);
    assert_eq!(raised[0].code.as_deref(), Some("pump_empty"));
    assert_eq!(raised[0].priority, AlarmPriority::High);
    engine.observe(&reading(1_000, 80.0), at(1_000));
    let ended = engine.observe_alert(
        &monitor(),
        alert("pump_empty", false),
        at(6_000).at,
        at(6_000),
    );
    assert_eq!(phases(&ended), [(MonitorAlarm, Cleared)]);

    let asystole =
        engine.observe_alert(&monitor(), alert("asystole", true), at(7_000).at, at(7_000));
    assert_eq!(phases(&asystole), [(AlarmCondition::Asystole, Active)]);
    assert_eq!(engine.observe(&reading(13_000, 80.0), at(13_000)), []);
    let restarted = engine.restarted(&monitor(), at(14_000));
    assert_eq!(phases(&restarted), [(AlarmCondition::Asystole, Latched)]);
}

#[test]
fn a_released_monitor_carries_nothing_over_to_the_next_patient() {
    let mut engine = Engine::default();
    let wide = AlarmLimits {
        heart_rate: AlarmRange {
            low: 30.0,
            high: 150.0,
        },
        ..AlarmLimits::ADULT
    };
    engine.set_limits(&monitor(), wide);
    assert_eq!(engine.observe(&reading(0, 140.0), at(0)), []);
    engine.observe(&reading(1_000, 160.0), at(1_000));
    assert_eq!(
        phases(&engine.release(&monitor(), at(2_000))),
        [(HeartRateHigh, Cleared)]
    );
    assert_eq!(engine.alarms(), []);
    assert_eq!(
        phases(&engine.observe(&reading(3_000, 140.0), at(3_000))),
        [(HeartRateHigh, Active)]
    );
}

#[test]
fn the_banner_shows_the_most_urgent_unseen_and_newest_alarm_first() {
    let mut engine = Engine::default();
    let other = |millis, heart_rate| Reading {
        monitor: "mon-2".parse().unwrap(),
        ..reading(millis, heart_rate)
    };
    engine.observe(&reading(0, 130.0), at(0));
    engine.observe(&other(1_000, 30.0), at(1_000));
    let low = Reading {
        oxygen_saturation: Some(85.0),
        ..reading(2_000, 130.0)
    };
    engine.observe(&low, at(2_000));
    let order = |engine: &Engine| phases(&engine.alarms());
    let expected = [
        (HeartRateLow, Active),
        (HeartRateHigh, Active),
        (OxygenSaturationLow, Active),
    ];
    assert_eq!(order(&engine), expected);
    let first = Acknowledgement {
        monitor: "mon-2".parse().unwrap(),
        condition: HeartRateLow,
        ..seen(1_000, 3_000)
    };
    engine.acknowledge(&first, at(3_000));
    let expected = [
        (HeartRateHigh, Active),
        (HeartRateLow, Acknowledged),
        (OxygenSaturationLow, Active),
    ];
    assert_eq!(order(&engine), expected);
}
