//! Whole streams: recorded ones, and what must hold for any stream.

use proptest::prelude::*;

use super::*;

/// The recorded heart rates of a file, one a second, empty where there is none.
fn recorded(csv: &str) -> Vec<Option<f64>> {
    csv.lines()
        .skip(1)
        .map(|row| row.split(',').nth(1).and_then(|cell| cell.parse().ok()))
        .collect()
}

fn play(rates: &[Option<f64>]) -> Vec<(i64, AlarmCondition, AlarmPhase)> {
    let mut engine = Engine::default();
    let mut changes = Vec::new();
    for (second, rate) in (1_i64..).zip(rates) {
        let reading = Reading {
            heart_rate: *rate,
            ..reading(second * 1_000, 0.0)
        };
        let now = engine.observe(&reading, at(second * 1_000));
        changes.extend(
            phases(&now)
                .into_iter()
                .map(|(condition, phase)| (second, condition, phase)),
        );
    }
    changes
}

#[test]
fn recorded_heart_rates_raise_the_alarms_that_are_due_and_no_other() {
    let scenario = play(&recorded(include_str!(
        "../../../tests/data/s_scenario.hr.csv"
    )));
    let expected = [
        (151, HeartRateHigh, Active),
        (251, HeartRateHigh, Latched),
        (363, HeartRateLow, Active),
        (432, HeartRateLow, Latched),
    ];
    assert_eq!(scenario, expected);
    let calm = play(&recorded(include_str!(
        "../../../tests/data/mitdb_100.hr.csv"
    )));
    assert_eq!(calm, []);
    let fast = play(&recorded(include_str!(
        "../../../tests/data/mimicdb_037.hr.csv"
    )));
    assert_eq!(fast, [(2, HeartRateHigh, Active)]);
}

/// Heart rates on both sides of both limits, one a second.
fn rates() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(
        prop_oneof![30.0..50.0_f64, 60.0..100.0, 110.0..130.0],
        1..120,
    )
}

fn run(readings: &[(Reading, Moment)]) -> Vec<AlarmView> {
    let mut engine = Engine::default();
    let mut changed = Vec::new();
    for (reading, now) in readings {
        changed.extend(engine.observe(reading, *now));
        changed.extend(engine.tick(&[], *now));
    }
    changed
}

fn in_order(rates: &[f64]) -> Vec<(Reading, Moment)> {
    (0_i64..)
        .zip(rates)
        .map(|(second, rate)| (reading(second * 1_000, *rate), at(second * 1_000)))
        .collect()
}

/// When what changed to what, on the clock that never steps.
fn timeline(readings: &[(Reading, Moment)]) -> Vec<(u64, AlarmCondition, AlarmPhase)> {
    let mut engine = Engine::default();
    let mut changes = Vec::new();
    for (reading, now) in readings {
        let mut alarms = engine.observe(reading, *now);
        alarms.extend(engine.tick(&[], *now));
        changes.extend(
            phases(&alarms)
                .into_iter()
                .map(|(condition, phase)| (now.mono_ms, condition, phase)),
        );
    }
    changes
}

proptest! {
    #[test]
    fn the_same_stream_gives_the_same_alarms(rates in rates()) {
        prop_assert_eq!(run(&in_order(&rates)), run(&in_order(&rates)));
    }

    #[test]
    fn samples_that_come_twice_change_nothing(rates in rates(), twice in prop::collection::vec(any::<bool>(), 120)) {
        let once = in_order(&rates);
        let doubled: Vec<_> = once
            .iter()
            .zip(&twice)
            .flat_map(|(item, twice)| std::iter::repeat_n(item.clone(), 1 + usize::from(*twice)))
            .collect();
        prop_assert_eq!(run(&once), run(&doubled));
    }

    #[test]
    fn steps_of_any_clock_never_move_an_alarm(
        rates in rates(),
        steps in prop::collection::vec((-100_000_i64..100_000, -100_000_i64..100_000), 120)
    ) {
        let steady = in_order(&rates);
        let stepping: Vec<_> = steady
            .iter()
            .zip(&steps)
            .map(|((reading, now), (device, wall))| {
                let reading = Reading {
                    measured_at: reading.measured_at.plus_millis(*device),
                    ..reading.clone()
                };
                let now = Moment {
                    at: now.at.plus_millis(*wall),
                    ..*now
                };
                (reading, now)
            })
            .collect();
        prop_assert_eq!(timeline(&steady), timeline(&stepping));
    }

    #[test]
    fn a_late_sample_beyond_a_limit_is_never_lost_and_never_ends_an_alarm(
        rates in rates(), late in prop::collection::vec(any::<bool>(), 120)
    ) {
        // Where `late` says so a sample changes places with the one after it.
        let mut readings = in_order(&rates);
        let mut index = 0;
        while index + 1 < readings.len() {
            if late[index] {
                let (earlier, later) = (readings[index].0.clone(), readings[index + 1].0.clone());
                readings[index].0 = later;
                readings[index + 1].0 = Reading { late: true, ..earlier };
                index += 1;
            }
            index += 1;
        }
        let mut engine = Engine::default();
        for (reading, now) in &readings {
            let changed = engine.observe(reading, *now);
            let rate = reading.heart_rate.unwrap_or(0.0);
            let due = [(HeartRateHigh, rate > 120.0), (HeartRateLow, rate < 40.0)];
            for (condition, due) in due {
                let stands = engine.alarms().iter().any(|alarm| alarm.key.condition == condition && alarm.phase == Active);
                prop_assert!(!due || stands, "{rate} at {now:?}");
            }
            if reading.late {
                prop_assert!(changed.iter().all(|alarm| alarm.phase == Active));
            }
        }
    }
}
