//! Vital signs charted at visits of the last week.

use clinic::{patients::vital_sign, records::Role};
use values::{Decimal, Instant, ids::ObservationId};
use wire::patients::{ChartVitals, VitalSign};

use super::{
    Plan, PlanError,
    course::{Visit, who_sees},
    later,
};
use crate::{dice::Dice, ids::id};

/// In how many of a hundred visits signs are charted.
const CHARTED: u64 = 55;

/// Doctor and nurse chart in about half of their visits.
pub(super) fn plan(plan: &mut Plan<'_>, visits: &[Visit<'_>]) -> Result<(), PlanError> {
    let now = plan.now;
    for visit in visits.iter().filter(|visit| visit.has_begun(now)) {
        let mut dice = Dice::new(&format!("signs {}", visit.id));
        let by = who_sees(plan, visit);
        if by == Role::Reception || !dice.chance(CHARTED) {
            continue;
        }
        let taken_at = later(visit.began, 2);
        let request = ChartVitals {
            patient: visit.known().id,
            signs: signs(visit, taken_at, &mut dice),
            taken_at,
            monitor: None,
            simulated: false,
        };
        plan.command(later(taken_at, 1), by, "chart_vitals", &request)?;
    }
    Ok(())
}

/// What is measured in an adult who is not very ill; more where a problem says so.
fn signs(visit: &Visit<'_>, taken_at: Instant, dice: &mut Dice) -> Vec<VitalSign> {
    let known = visit.known();
    let raised = if known.has_active("Hypertension") {
        18
    } else {
        0
    };
    let fever = if visit.reason().contains("fever") {
        14
    } else {
        0
    };
    let systolic = 104 + raised + number(dice, 34);
    let mut measured = vec![
        ("8867-4", 58 + number(dice, 32) + fever, 0),
        ("8480-6", systolic, 0),
        ("8462-4", systolic * 5 / 9 + 6 + number(dice, 8), 0),
    ];
    if dice.chance(60) {
        measured.push(("59408-5", 95 + number(dice, 5), 0));
        measured.push(("9279-1", 12 + number(dice, 7), 0));
        measured.push(("8310-5", 361 + number(dice, 9) + fever, 1));
    }
    if let Some(weight) = last_weight(visit) {
        measured.push(("29463-7", weight + number(dice, 30) - 15, 1));
    }
    measured
        .into_iter()
        .filter_map(|(code, scaled, places)| {
            Some(VitalSign {
                id: ObservationId::from_uuid(id(taken_at, &format!("{}/{code}", visit.id))),
                code: code.to_owned(),
                value: Decimal::new(scaled, places).ok()?,
                unit: vital_sign(code)?.unit.to_owned(),
            })
        })
        .collect()
}

fn number(dice: &mut Dice, limit: u64) -> i64 {
    i64::try_from(dice.below(limit)).unwrap_or(0)
}

/// Tenths of a kilogram.
fn last_weight(visit: &Visit<'_>) -> Option<i64> {
    let sets = visit.known().past.vitals.iter().rev();
    let weights = sets
        .flat_map(|set| &set.signs)
        .filter(|(code, _)| code == "29463-7");
    let (_, weight) = weights.take(1).next()?;
    i64::try_from(weight.millionths() / 100_000).ok()
}
