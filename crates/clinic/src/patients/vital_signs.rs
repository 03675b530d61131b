//! The vital signs that can be charted: codes, units, and what a living body can show.
//!
//! Codes and units are those of the FHIR R4 vital-signs profile (hl7.org/fhir/R4/observation-vitalsigns).
//! The ranges are no reference ranges: they catch a slipped digit or a wrong unit (a temperature in
//! Fahrenheit, a height in metres) and let every value through that anybody was measured with.

use values::{Decimal, Instant};

use super::field::Problem;
use crate::records::MonitorAssignment;

/// A vital sign that can be charted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VitalSignKind {
    /// LOINC code.
    pub code: &'static str,
    /// UCUM unit; the only one that is taken.
    pub unit: &'static str,
    /// Lowest value that can be right, thousandths of the unit.
    lowest: i64,
    /// Highest value that can be right, thousandths of the unit.
    highest: i64,
}

const fn kind(code: &'static str, unit: &'static str, lowest: i64, highest: i64) -> VitalSignKind {
    VitalSignKind {
        code,
        unit,
        lowest,
        highest,
    }
}

const HEART_RATE: &str = "8867-4";
const SYSTOLIC: &str = "8480-6";
const DIASTOLIC: &str = "8462-4";

/// The closed list.
pub const VITAL_SIGNS: [VitalSignKind; 9] = [
    // Heart rate. Zero is asystole; tachyarrhythmias of infants reach 300.
    kind(HEART_RATE, "/min", 0, 350_000),
    // Oxygen saturation by pulse oximetry, and in arterial blood: a share.
    kind("59408-5", "%", 0, 100_000),
    kind("2708-6", "%", 0, 100_000),
    // Respiratory rate. Zero is apnoea; distressed newborns exceed 100.
    kind("9279-1", "/min", 0, 150_000),
    // Body temperature. Survivors: 13.7 °C (Gilbert et al., Lancet 2000), 46.5 °C (Slovis et al., Ann Emerg Med 1982).
    kind("8310-5", "Cel", 13_000, 47_000),
    // Systolic pressure. Cuffs read up to 300; arterial lines show more under exertion.
    kind(SYSTOLIC, "mm[Hg]", 20_000, 350_000),
    // Diastolic pressure.
    kind(DIASTOLIC, "mm[Hg]", 5_000, 250_000),
    // Body weight: from the smallest newborn discharged alive (0.21 kg) to the heaviest person weighed (635 kg).
    kind("29463-7", "kg", 200, 650_000),
    // Body height: from a newborn of 22 weeks to the tallest person measured (272 cm).
    kind("8302-2", "cm", 20_000, 275_000),
];

/// A value taken over from a monitor is live for so long after it was shown: the time a person needs to
/// look at it and confirm.
const LIVE_MILLIS: i64 = 5 * 60_000;
/// Clocks of two workstations may differ by this.
const CLOCK_SLACK_MILLIS: i64 = 60_000;

/// The vital sign of that code.
pub fn vital_sign(code: &str) -> Option<&'static VitalSignKind> {
    VITAL_SIGNS.iter().find(|kind| kind.code == code)
}

/// One sign of a set to be charted.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "as in the observation")]
pub struct ChartedSign<'a> {
    pub code: &'a str,
    pub value: Decimal,
    pub unit: &'a str,
}

/// What is wrong with a set of signs taken at one moment: pairs of a field and its problem. The field is
/// the sign's own code, so that a form finds its box, or `signs`, or `taken_at`.
pub fn vital_sign_problems(
    signs: &[ChartedSign<'_>],
    taken_at: Instant,
    now: Instant,
) -> Vec<(String, Problem)> {
    let mut problems = Vec::new();
    if signs.is_empty() {
        problems.push(("signs".to_owned(), Problem::Required));
    }
    if taken_at.millis_since(now) > CLOCK_SLACK_MILLIS {
        problems.push(("taken_at".to_owned(), Problem::InFuture));
    }
    for (place, sign) in signs.iter().enumerate() {
        let named_before = signs
            .iter()
            .take(place)
            .any(|other| other.code == sign.code);
        if named_before || !can_be_right(sign) {
            problems.push((sign.code.to_owned(), Problem::Invalid));
        }
    }
    if pressures_are_swapped(signs) {
        problems.push((DIASTOLIC.to_owned(), Problem::Invalid));
    }
    problems
}

fn can_be_right(sign: &ChartedSign<'_>) -> bool {
    vital_sign(sign.code).is_some_and(|kind| {
        let thousandths = |value: i64| i128::from(value) * 1_000;
        sign.unit == kind.unit
            && (thousandths(kind.lowest)..=thousandths(kind.highest))
                .contains(&sign.value.millionths())
    })
}

fn pressures_are_swapped(signs: &[ChartedSign<'_>]) -> bool {
    let value_of = |code: &str| {
        let sign = signs.iter().find(|sign| sign.code == code)?;
        Some(sign.value.millionths())
    };
    matches!((value_of(SYSTOLIC), value_of(DIASTOLIC)), (Some(systolic), Some(diastolic)) if diastolic > systolic)
}

/// Whether a value was shown live for this patient: its monitor watched the patient at that time, by the
/// patient's assignments, and the person took it over soon after. Judged at `taken_at`, so that it holds
/// though the monitor was given to somebody else before the change reached the server.
pub fn shown_live<'a>(
    assignments: impl IntoIterator<Item = &'a MonitorAssignment>,
    monitor: &str,
    taken_at: Instant,
    now: Instant,
) -> bool {
    let watched = |assignment: &MonitorAssignment| {
        let since = taken_at.millis_since(assignment.assigned_at);
        let until = assignment
            .released_at
            .map_or(0, |released| released.millis_since(taken_at));
        assignment.monitor == monitor
            && since >= -CLOCK_SLACK_MILLIS
            && until >= -CLOCK_SLACK_MILLIS
    };
    now.millis_since(taken_at) <= LIVE_MILLIS && assignments.into_iter().any(watched)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        Instant::from_millis(1_800_000_000_000)
    }

    fn problems(signs: &[(&str, &str, &str)]) -> Vec<(String, Problem)> {
        let signs: Vec<ChartedSign<'_>> = signs
            .iter()
            .map(|(code, value, unit)| ChartedSign {
                code,
                value: value.parse().unwrap(),
                unit,
            })
            .collect();
        vital_sign_problems(&signs, now(), now())
    }

    #[test]
    fn values_that_bodies_show_are_charted() {
        for sign in [
            ("8867-4", "0", "/min"),
            ("8867-4", "288", "/min"),
            ("59408-5", "100", "%"),
            ("9279-1", "16", "/min"),
            ("8310-5", "36.8", "Cel"),
            ("8310-5", "13.7", "Cel"),
            ("29463-7", "0.212", "kg"),
            ("8302-2", "172.5", "cm"),
        ] {
            assert_eq!(problems(&[sign]), [], "{sign:?}");
        }
    }

    #[test]
    fn slipped_digits_wrong_units_and_unknown_codes_are_refused_at_their_box() {
        for sign in [
            ("8867-4", "800", "/min"),
            ("59408-5", "101", "%"),
            ("8310-5", "98.6", "Cel"),
            ("8310-5", "98.6", "[degF]"),
            ("8302-2", "1.72", "cm"),
            ("29463-7", "-1", "kg"),
            ("1234-5", "1", "kg"),
        ] {
            assert_eq!(
                problems(&[sign]),
                [(sign.0.to_owned(), Problem::Invalid)],
                "{sign:?}"
            );
        }
    }

    #[test]
    fn a_set_holds_each_sign_once_and_the_higher_pressure_first() {
        let wrong = |code: &str| [(code.to_owned(), Problem::Invalid)];
        assert_eq!(
            problems(&[("8480-6", "120", "mm[Hg]"), ("8462-4", "80", "mm[Hg]")]),
            []
        );
        assert_eq!(
            problems(&[("8480-6", "80", "mm[Hg]"), ("8462-4", "120", "mm[Hg]")]),
            wrong(DIASTOLIC)
        );
        assert_eq!(
            problems(&[("8867-4", "80", "/min"), ("8867-4", "81", "/min")]),
            wrong(HEART_RATE)
        );
        assert_eq!(problems(&[]), [("signs".to_owned(), Problem::Required)]);
    }

    #[test]
    fn what_will_be_true_tomorrow_cannot_be_charted_today() {
        let sign = ChartedSign {
            code: HEART_RATE,
            value: 80.into(),
            unit: "/min",
        };
        let at = |millis: i64| vital_sign_problems(&[sign], now().plus_millis(millis), now());
        assert_eq!(at(30_000), []);
        assert_eq!(at(61_000), [("taken_at".to_owned(), Problem::InFuture)]);
        assert_eq!(at(-86_400_000), []);
    }

    #[test]
    fn no_code_stands_twice() {
        for (place, kind) in VITAL_SIGNS.iter().enumerate() {
            assert!(kind.lowest < kind.highest);
            assert!(
                !VITAL_SIGNS
                    .iter()
                    .skip(place + 1)
                    .any(|other| other.code == kind.code)
            );
        }
    }

    #[test]
    fn a_value_is_live_while_its_monitor_watches_the_patient() {
        let minutes = |minutes: i64| now().plus_millis(minutes * 60_000);
        let assignment = |from: i64, to: Option<i64>| -> MonitorAssignment {
            serde_json::from_value(serde_json::json!({
                "id": "01930000-0000-7000-8000-000000000002", "monitor": "bed-4", "bed": "Bed 4",
                "patient": "01930000-0000-7000-8000-000000000001", "assigned_at": minutes(from),
                "assigned_by": "01930000-0000-7000-8000-000000000009", "released_at": to.map(minutes),
            }))
            .unwrap()
        };
        for (what, assignments, monitor, taken, expected) in [
            ("watched now", vec![assignment(-60, None)], "bed-4", 0, true),
            (
                "watched then",
                vec![assignment(-60, Some(-2))],
                "bed-4",
                -3,
                true,
            ),
            (
                "clocks differ a little",
                vec![assignment(-3, None)],
                "bed-4",
                -4,
                true,
            ),
            (
                "released before",
                vec![assignment(-60, Some(-4))],
                "bed-4",
                -1,
                false,
            ),
            (
                "assigned after",
                vec![assignment(-1, None)],
                "bed-4",
                -4,
                false,
            ),
            (
                "another monitor",
                vec![assignment(-60, None)],
                "bed-5",
                0,
                false,
            ),
            ("never watched", vec![], "bed-4", 0, false),
            (
                "too long ago",
                vec![assignment(-60, None)],
                "bed-4",
                -6,
                false,
            ),
        ] {
            assert_eq!(
                shown_live(&assignments, monitor, minutes(taken), now()),
                expected,
                "{what}"
            );
        }
    }
}
