//! A monitor as a view shows it.

use wire::vitals::{
    AlarmLimits, AlarmView, BloodPressureView, Freshness, MonitorView, NumericView, SampleFlags,
    Unit, Vital,
};

use super::{Monitor, freshness};
use crate::Moment;

/// How long a cuff pressure counts as current, in ms: an hour, as for the early-warning score.
const CUFF_VALID_MS: i64 = 3_600_000;

const VITALS: [Vital; 4] = [
    Vital::HeartRate,
    Vital::OxygenSaturation,
    Vital::RespirationRate,
    Vital::Temperature,
];

impl Monitor {
    /// What to show at `now`, with the limits and the alarms of the patient it watches.
    pub fn view(&self, now: Moment, limits: &AlarmLimits, alarms: Vec<AlarmView>) -> MonitorView {
        MonitorView {
            monitor: self.id.clone(),
            state: self.state(now),
            heard_at: self.heard.map(|heard| heard.at),
            silent_ms: self.heard.map(|heard| age_ms(now, heard)),
            online: self.online,
            simulated: self.simulated,
            lead_off: self.lead_off(),
            sensor_off: self.sensor_off(),
            clock_suspect: self.flags.has(SampleFlags::CLOCK_SUSPECT),
            clock_behind_ms: self.clock.behind_ms(),
            rhythm: self.rhythm.filter(|_| !self.lead_off()),
            numerics: VITALS
                .iter()
                .map(|vital| self.numeric(*vital, now, limits))
                .collect(),
            blood_pressure: self.blood_pressure(now),
            channels: self.waves.values().map(|ring| ring.view(now)).collect(),
            alarms,
            counters: self.counters.view(),
            missing: self.missing(),
        }
    }

    const fn lead_off(&self) -> bool {
        self.flags.has(SampleFlags::LEAD_OFF)
    }

    const fn sensor_off(&self) -> bool {
        self.flags.has(SampleFlags::SENSOR_OFF)
    }

    fn numeric(&self, vital: Vital, now: Moment, limits: &AlarmLimits) -> NumericView {
        let (low_limit, high_limit) = match vital {
            Vital::HeartRate => (Some(limits.heart_rate.low), Some(limits.heart_rate.high)),
            Vital::OxygenSaturation => (Some(limits.oxygen_low), None),
            Vital::RespirationRate => (
                Some(limits.respiration_rate.low),
                Some(limits.respiration_rate.high),
            ),
            Vital::Temperature => (None, None),
        };
        let hidden = match vital {
            Vital::HeartRate => self.lead_off(),
            Vital::OxygenSaturation => self.sensor_off(),
            Vital::RespirationRate | Vital::Temperature => false,
        };
        let held = self.values.get(&vital);
        let freshness = held
            .filter(|_| !hidden && self.gone.is_none())
            .map_or(Freshness::Absent, |held| {
                freshness(now.millis_since(held.received))
            });
        NumericView {
            vital,
            unit: vital.unit(),
            value: held
                .filter(|_| freshness != Freshness::Absent)
                .map(|held| held.value),
            freshness,
            measured_at: held.map(|held| held.measured_at),
            received_at: held.map(|held| held.received.at),
            age_ms: held.map(|held| age_ms(now, held.received)),
            low_limit,
            high_limit,
        }
    }

    fn blood_pressure(&self, now: Moment) -> Option<BloodPressureView> {
        self.cuff.map(|(cuff, measured_at)| BloodPressureView {
            pressure: cuff.pressure,
            unit: Unit::MillimetresOfMercury,
            freshness: if now.at.millis_since(measured_at) <= CUFF_VALID_MS {
                Freshness::Live
            } else {
                Freshness::Stale
            },
            measured_at,
        })
    }
}

fn age_ms(now: Moment, then: Moment) -> u32 {
    u32::try_from(now.millis_since(then)).unwrap_or(u32::MAX)
}
