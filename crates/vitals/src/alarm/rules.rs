//! What one reading says about one condition.

use wire::vitals::{AlarmCondition, AlarmLimits, Rhythm};

use super::Reading;

/// How far inside its limit a value must be for the alarm to end: 2 /min or 2 %.
const HYSTERESIS: f64 = 2.0;

/// The evidence for a condition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// It holds.
    Present {
        /// The value that shows it.
        value: Option<f64>,
        /// The limit that the value passed.
        limit: Option<f64>,
    },
    /// It does not hold.
    Absent,
    /// Nothing is known, or the value lies between limit and hysteresis: leave things as they are.
    Unknown,
}

impl Finding {
    /// It holds, and no number shows it.
    pub const PRESENT: Self = Self::Present {
        value: None,
        limit: None,
    };

    const fn of(holds: bool) -> Self {
        if holds { Self::PRESENT } else { Self::Absent }
    }
}

/// Judges `condition` on a reading alone. Conditions that time or the monitor's own alarms decide are
/// [`Finding::Unknown`] here.
pub fn judge(condition: AlarmCondition, reading: &Reading, limits: &AlarmLimits) -> Finding {
    let heart_rate = reading.heart_rate.filter(|_| !reading.lead_off);
    let saturation = reading.oxygen_saturation.filter(|_| !reading.sensor_off);
    match condition {
        AlarmCondition::HeartRateHigh => above(heart_rate, limits.heart_rate.high),
        AlarmCondition::HeartRateLow => below(heart_rate, limits.heart_rate.low),
        AlarmCondition::OxygenSaturationLow => below(saturation, limits.oxygen_low),
        AlarmCondition::OxygenDesaturation => below(saturation, limits.oxygen_desaturation),
        AlarmCondition::RespirationRateHigh => {
            above(reading.respiration_rate, limits.respiration_rate.high)
        }
        AlarmCondition::RespirationRateLow => {
            below(reading.respiration_rate, limits.respiration_rate.low)
        }
        AlarmCondition::Asystole => rhythm(reading, Rhythm::Asystole),
        AlarmCondition::VentricularFibrillation => rhythm(reading, Rhythm::VentricularFibrillation),
        AlarmCondition::VentricularTachycardia => rhythm(reading, Rhythm::VentricularTachycardia),
        AlarmCondition::LeadOff => Finding::of(reading.lead_off),
        AlarmCondition::SensorOff => Finding::of(reading.sensor_off),
        AlarmCondition::MonitorAlarm
        | AlarmCondition::NoData
        | AlarmCondition::MalformedMessages => Finding::Unknown,
    }
}

fn above(value: Option<f64>, limit: f64) -> Finding {
    match value {
        Some(value) if value > limit => Finding::Present {
            value: Some(value),
            limit: Some(limit),
        },
        Some(value) if value <= limit - HYSTERESIS => Finding::Absent,
        _ => Finding::Unknown,
    }
}

fn below(value: Option<f64>, limit: f64) -> Finding {
    match value {
        Some(value) if value < limit => Finding::Present {
            value: Some(value),
            limit: Some(limit),
        },
        Some(value) if value >= limit + HYSTERESIS => Finding::Absent,
        _ => Finding::Unknown,
    }
}

/// With the electrodes off a rhythm is unknown, so it neither raises nor ends an alarm. A monitor that
/// reports a heart rate and no rhythm at least has beats.
fn rhythm(reading: &Reading, wanted: Rhythm) -> Finding {
    match reading.rhythm {
        _ if reading.lead_off => Finding::Unknown,
        Some(rhythm) => Finding::of(rhythm == wanted),
        None if reading.heart_rate.is_some() => Finding::Absent,
        None => Finding::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use values::Instant;

    use super::*;

    fn reading() -> Reading {
        Reading {
            monitor: "m".parse().unwrap(),
            measured_at: Instant::from_millis(0),
            heart_rate: None,
            oxygen_saturation: None,
            respiration_rate: None,
            rhythm: None,
            lead_off: false,
            sensor_off: false,
            late: false,
            simulated: false,
        }
    }

    #[test]
    fn a_limit_is_passed_beyond_it_and_left_two_units_inside() {
        let high = |rate| {
            let reading = Reading {
                heart_rate: Some(rate),
                ..reading()
            };
            judge(AlarmCondition::HeartRateHigh, &reading, &AlarmLimits::ADULT)
        };
        assert_eq!(high(120.0), Finding::Unknown);
        assert!(matches!(high(120.1), Finding::Present { .. }));
        assert_eq!(high(118.1), Finding::Unknown);
        assert_eq!(high(118.0), Finding::Absent);
        let low = |rate| {
            let reading = Reading {
                heart_rate: Some(rate),
                ..reading()
            };
            judge(AlarmCondition::HeartRateLow, &reading, &AlarmLimits::ADULT)
        };
        assert_eq!(low(40.0), Finding::Unknown);
        assert!(matches!(low(39.9), Finding::Present { .. }));
        assert_eq!(low(42.0), Finding::Absent);
    }

    #[test]
    fn with_electrodes_off_neither_rate_nor_rhythm_says_anything() {
        let reading = Reading {
            heart_rate: Some(20.0),
            rhythm: Some(Rhythm::Asystole),
            lead_off: true,
            ..reading()
        };
        for condition in [
            AlarmCondition::HeartRateLow,
            AlarmCondition::HeartRateHigh,
            AlarmCondition::Asystole,
        ] {
            let finding = judge(condition, &reading, &AlarmLimits::ADULT);
            assert_eq!(finding, Finding::Unknown, "{condition:?}");
        }
        let lead_off = judge(AlarmCondition::LeadOff, &reading, &AlarmLimits::ADULT);
        assert_eq!(lead_off, Finding::PRESENT);
    }

    #[test]
    fn an_absent_value_is_no_evidence() {
        for condition in [
            AlarmCondition::HeartRateLow,
            AlarmCondition::OxygenSaturationLow,
            AlarmCondition::RespirationRateLow,
            AlarmCondition::Asystole,
        ] {
            let finding = judge(condition, &reading(), &AlarmLimits::ADULT);
            assert_eq!(finding, Finding::Unknown, "{condition:?}");
        }
    }
}
