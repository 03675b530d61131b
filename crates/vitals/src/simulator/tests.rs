use std::collections::{BTreeMap, BTreeSet};

use wire::vitals::{AlarmCondition, AlarmPhase, MessageClass, MonitorEvent, WaveChannel};

use super::*;
use crate::{
    Moment,
    hub::Monitors,
    message::{Content, Message, Wave, address, decode},
};

const START: i64 = 1_790_000_000_000;

fn start() -> Instant {
    Instant::from_millis(START)
}

fn bedside(index: usize) -> Bedside {
    Bedside::new(&SCENARIOS[index], start()).unwrap()
}

fn read(outgoing: &Outgoing) -> Message {
    decode(&address(&outgoing.topic).unwrap(), &outgoing.payload).unwrap()
}

fn waves(bedside: &mut Bedside, until_ms: i64) -> BTreeMap<WaveChannel, Vec<Wave>> {
    let mut waves: BTreeMap<WaveChannel, Vec<Wave>> = BTreeMap::new();
    for tick in 0..=until_ms / 250 {
        for outgoing in bedside.due(start().plus_millis(tick * 250)) {
            if let Content::Wave(wave) = read(&outgoing).content {
                waves.entry(wave.channel).or_default().push(wave);
            }
        }
    }
    waves
}

#[test]
fn every_message_of_every_bed_is_valid_and_says_that_it_is_simulated() {
    for mut bedside in bedsides(start()).unwrap() {
        let mut seen = BTreeSet::new();
        for second in 0..120 {
            for outgoing in bedside.due(start().plus_millis(second * 1_000)) {
                let message = read(&outgoing);
                assert_eq!(message.faults.class(), None);
                assert!(message.envelope.simulated);
                assert!(!outgoing.retain && outgoing.payload.len() < 2_048);
                seen.insert(outgoing.topic);
            }
        }
        assert_eq!(seen.len(), 2);
        for status in [bedside.birth(), bedside.last_will(), bedside.sign_off()] {
            assert!(status.retain && matches!(read(&status).content, Content::Status(_)));
        }
    }
}

#[test]
fn the_same_start_gives_the_same_messages() {
    let at = start().plus_millis(3_000);
    assert_eq!(bedside(2).due(at), bedside(2).due(at));
}

#[test]
fn a_long_delay_leaves_out_what_is_old_instead_of_sending_a_burst() {
    let mut bedside = bedside(0);
    bedside.due(start().plus_millis(1_000));
    let after_a_minute = bedside.due(start().plus_millis(61_000));
    assert_eq!(after_a_minute.len(), 5);
    let numerics = after_a_minute
        .iter()
        .map(read)
        .find_map(|message| match message.content {
            Content::Numerics(_) => message.envelope.seq,
            _ => None,
        });
    assert_eq!(numerics, Some(61));
}

#[test]
fn odd_rates_keep_time_exactly() {
    let mut bedside = bedside(4);
    let waves = waves(&mut bedside, 100_000);
    for (channel, pieces) in waves {
        let count: usize = pieces.iter().map(|piece| piece.samples.len()).sum();
        let rate = pieces[0].rate_mhz as usize;
        assert_eq!(count, rate * 100 / 1_000, "{channel:?}");
    }
}

#[test]
fn the_loop_joins_its_end_to_its_beginning_without_a_hole() {
    let mut bedside = bedside(3);
    let recorded = Recording::load("mitdb_105").unwrap();
    let samples: Vec<i16> = waves(&mut bedside, 302_000)
        .remove(&WaveChannel::EcgIi)
        .unwrap()
        .into_iter()
        .flat_map(|piece| piece.samples)
        .collect();
    assert_eq!(
        samples[300 * 360..],
        recorded.channels[0].samples[..2 * 360]
    );
    assert_eq!(
        samples[..300 * 360],
        recorded.channels[0].samples[..300 * 360]
    );
}

#[test]
fn the_sixth_bed_falls_silent() {
    let mut bedside = bedside(5);
    bedside.due(start().plus_millis(599_000));
    assert!(bedside.due(start().plus_millis(600_000 - 250)).len() >= 3);
    for second in 600..630 {
        let due = bedside.due(start().plus_millis(second * 1_000));
        assert!(due.is_empty(), "{second}");
    }
    assert!(!bedside.due(start().plus_millis(630_000)).is_empty());
}

#[test]
fn history_is_a_minute_apart_ends_before_now_and_draws_no_zeros() {
    let monitor = "mon-0001".parse().unwrap();
    let samples = history(&monitor, start(), 6, 0).unwrap();
    assert_eq!(samples.len(), 360);
    assert_eq!(samples[359].measured_at, start().plus_millis(-60_000));
    assert!(samples.iter().all(|sample| sample.simulated));
    let rates: Vec<f64> = samples
        .iter()
        .filter_map(|sample| sample.heart_rate)
        .collect();
    assert!(rates.len() > 300 && rates.iter().all(|rate| *rate > 0.0));
    assert!(samples.iter().any(|sample| sample.blood_pressure.is_some()));
    let other = history(&monitor, start(), 6, 1).unwrap();
    assert_ne!(samples, other);
}

/// Plays one bed through the whole chain and notes when which alarm changed to what, in s.
fn alarms_of(index: usize, seconds: i64) -> Vec<(i64, AlarmCondition, AlarmPhase)> {
    let mut bedside = bedside(index);
    let mut monitors = Monitors::new(start());
    let mut changes = Vec::new();
    for tick in 0..=seconds * 4 {
        let millis = tick * 250;
        let now = Moment {
            at: start().plus_millis(millis),
            mono_ms: u64::try_from(millis).unwrap(),
        };
        let mut events = monitors.tick(now);
        for outgoing in bedside.due(now.at) {
            events.extend(monitors.receive(&outgoing.topic, &outgoing.payload, false, now));
        }
        changes.extend(events.into_iter().filter_map(|event| match event {
            MonitorEvent::AlarmChanged { alarm } => {
                assert!(alarm.simulated);
                Some((millis / 1_000, alarm.key.condition, alarm.phase))
            }
            _ => None,
        }));
    }
    let view = monitors.snapshot(Moment {
        at: start(),
        mono_ms: 0,
    });
    let counters = &view.monitors[0].counters;
    assert!(
        counters
            .iter()
            .all(|count| count.class == MessageClass::Valid),
        "{counters:?}"
    );
    changes
}

#[test]
fn the_scenario_raises_each_alarm_within_10_s_of_the_plan_and_no_other() {
    use AlarmCondition::{Asystole, HeartRateHigh, HeartRateLow, LeadOff};
    use AlarmPhase::{Active, Cleared, Latched};
    let plan = [
        (150, HeartRateHigh, Active),
        (249, HeartRateHigh, Latched),
        (362, HeartRateLow, Active),
        (429, HeartRateLow, Latched),
        (503, Asystole, Active),
        (512, Asystole, Latched),
        (560, LeadOff, Active),
        (580, LeadOff, Cleared),
    ];
    let changes = alarms_of(2, 600);
    let what: Vec<_> = changes
        .iter()
        .map(|(_, condition, phase)| (*condition, *phase))
        .collect();
    assert_eq!(
        what,
        plan.map(|(_, condition, phase)| (condition, phase)),
        "{changes:?}"
    );
    for ((at, ..), (planned, ..)) in changes.iter().zip(plan) {
        assert!((planned..=planned + 10).contains(at), "{at} for {planned}");
    }
}

#[test]
fn a_calm_and_a_noisy_ecg_raise_no_alarm() {
    for index in [0, 3] {
        assert_eq!(alarms_of(index, 700), [], "{}", SCENARIOS[index].recording);
    }
}

#[test]
fn a_heart_rate_that_rides_on_the_limit_raises_one_alarm() {
    use AlarmCondition::HeartRateHigh;
    assert_eq!(alarms_of(1, 590), [(2, HeartRateHigh, AlarmPhase::Active)]);
}

#[test]
fn silence_raises_a_technical_alarm_after_10_s_and_ends_with_the_next_number() {
    use AlarmPhase::{Active, Cleared};
    let silence: Vec<_> = alarms_of(5, 640)
        .into_iter()
        .filter(|(_, condition, _)| *condition == AlarmCondition::NoData)
        .collect();
    let times: Vec<_> = silence.iter().map(|(at, _, phase)| (*at, *phase)).collect();
    assert_eq!(times, [(609, Active), (630, Cleared)]);
}
