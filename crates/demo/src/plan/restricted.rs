//! One patient whose record is restricted, and who opened it in an emergency: an administrator has not looked at it
//! yet.

use clinic::records::{EmergencyReason, RestrictionLabel, Role};
use values::ids::{EmergencyAccessId, PatientId};
use wire::restriction::{BreakGlass, RestrictRecord};

use super::{CHILD_BELOW, Known, Plan, PlanError, ward};
use crate::ids::id;

/// How long ago it was opened, days, and when, minutes after midnight.
const OPENED_DAYS: i32 = 3;
const OPENED: u16 = 1_065;

/// Whose record it is: an adult who is well and has no visit in these weeks.
pub(super) fn is_restricted(people: &[Known]) -> Option<PatientId> {
    let in_beds = ward::in_beds(people);
    let fits = |known: &&Known| {
        !known.died
            && !known.is_international()
            && !known.past.visits.is_empty()
            && !in_beds.contains(&known.id)
            && known.years_on(known.since) >= CHILD_BELOW
    };
    people.iter().rev().find(fits).map(|known| known.id)
}

/// Restricts the record on the day after the patient first came, and opens it a few days ago.
pub(super) fn plan(plan: &mut Plan<'_>, people: &[Known]) -> Result<(), PlanError> {
    let Some(patient) = is_restricted(people) else {
        return Ok(());
    };
    let since = people.iter().find(|known| known.id == patient);
    let since = since.map_or(plan.today, |known| known.since);
    let restriction = RestrictRecord {
        patient,
        label: RestrictionLabel::Staff,
        entitled: vec![plan.house.person(Role::Doctor)],
    };
    let restricted = plan.moment(since.plus_days(1), OPENED);
    plan.command(restricted, Role::Doctor, "restrict_record", &restriction)?;
    let at = plan.moment(plan.today.plus_days(-OPENED_DAYS), OPENED);
    let opened = BreakGlass {
        id: EmergencyAccessId::from_uuid(id(at, "emergency")),
        patient,
        reason: EmergencyReason::CareEmergency,
        words: "Came in with chest pain after hours; the doctor could not be reached".to_owned(),
    };
    plan.command(at, Role::Nurse, "break_glass", &opened)
}
