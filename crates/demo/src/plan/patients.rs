//! Registering the patients, and taking over what is known of them.

use std::collections::BTreeMap;

use clinic::{
    patients::vital_sign,
    records::{
        Appointment, AppointmentStatus, ClinicalStatus, Condition, Extra, Observation,
        ObservationSource, Role,
    },
};
use values::{
    BirthDate, Instant, LocalDate, Weekday,
    ids::{AllergyId, AppointmentId, ConditionId, CoverageId, ObservationId, PatientId},
};
use wire::patients::{
    EditPatient, RecordAllergy, RecordCoverage, RegisterPatient, StateNoKnownAllergies, Was,
};

use super::{MINUTE_MS, Plan, PlanError, clock, later};
use crate::{
    history::{Histories, PastPatient, Shift},
    ids::id,
};

/// When reception opens, minutes after midnight.
const OPENS: u16 = 490;
/// When a visit of the past begins at the earliest, and how long each takes: they follow one another
/// through the whole house, so that none stands in another's way.
const FIRST_VISIT: u16 = 540;
const VISIT: u16 = 20;
/// People without a past of their own came this many days ago.
const NEWCOMER_DAYS: i32 = 40;
/// Below this age, in years, a paediatrician is seen.
pub(super) const CHILD_BELOW: i16 = 16;

/// A registered patient.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) id: PatientId,
    pub(super) past: PastPatient,
    pub(super) birth_date: Option<BirthDate>,
    /// The day of registration.
    pub(super) since: LocalDate,
    pub(super) died: bool,
}

impl Known {
    /// Years on a day; of somebody whose birth date nobody knows, those of an adult.
    pub(super) fn years_on(&self, day: LocalDate) -> i16 {
        let Some(born) = self.birth_date.map(BirthDate::earliest) else {
            return 30;
        };
        let had_birthday = (born.month(), born.day()) <= (day.month(), day.day());
        day.year() - born.year() - i16::from(!had_birthday)
    }

    /// Whether the name takes more than plain Latin letters.
    pub(super) fn is_international(&self) -> bool {
        let name = &self.past.name;
        !(name.family.is_ascii() && name.given.is_ascii())
    }

    /// Whether visits are free of charge.
    pub(super) fn has_medical_card(&self) -> bool {
        let coverage = self.past.coverage.as_ref();
        coverage.is_some_and(|coverage| coverage.payer == "Medical card")
    }

    pub(super) fn has_active(&self, condition: &str) -> bool {
        let conditions = &self.past.conditions;
        conditions
            .iter()
            .any(|known| known.ended.is_none() && known.text.contains(condition))
    }
}

/// Registers everybody, each on the day of the first visit.
pub(super) fn plan(plan: &mut Plan<'_>, histories: &Histories) -> Result<Vec<Known>, PlanError> {
    let shift = Shift::between(histories.as_of, plan.today);
    let mut starts = BTreeMap::new();
    let mut people = Vec::new();
    for past in &histories.patients {
        let birth_date = match past.born_days_ago {
            Some(days) => Some(BirthDate::day(plan.today.plus_days(-days))),
            None => past.birth_date.map(|birth| shift.birth_date(birth)),
        };
        let first = match (past.visits.first(), past.born_days_ago) {
            (Some(visit), _) => weekday(shift.date(visit.on)),
            (None, Some(days)) => plan.today.plus_days(1 - days),
            (None, None) => weekday(plan.today.plus_days(-NEWCOMER_DAYS)),
        };
        let minute = u16::from_str_radix(past.source.get(..2).unwrap_or("0"), 16).unwrap_or(0);
        let came = plan.moment(first, OPENS + minute / 6);
        let known = Known {
            id: PatientId::from_uuid(id(came, &past.source)),
            since: first,
            died: past.died_on.is_some(),
            past: past.clone(),
            birth_date,
        };
        register(plan, &known, came)?;
        take_over(plan, &known, shift, came)?;
        for visit in &past.visits {
            let on = weekday(shift.date(visit.on));
            let number = starts.entry(on).or_insert(0_u16);
            let visit = visited(
                plan,
                &known,
                on,
                FIRST_VISIT + *number * VISIT,
                &visit.reason,
            );
            *number += 1;
            plan.put(visit.done_at.unwrap_or(visit.ends_at), &visit)?;
        }
        if let Some(died_on) = past.died_on {
            let died_on = shift.date(died_on);
            let told = plan.moment(died_on.plus_days(3), 600);
            plan.command(
                told,
                Role::Reception,
                "edit_patient",
                &death(known.id, died_on),
            )?;
        }
        people.push(known);
    }
    Ok(people)
}

fn register(plan: &mut Plan<'_>, known: &Known, came: Instant) -> Result<(), PlanError> {
    let past = &known.past;
    let request = RegisterPatient {
        id: known.id,
        name: past.name.clone(),
        other_name: past.other_name.clone(),
        birth_date: known.birth_date,
        sex: past.sex,
        national_number: past.national_number.clone(),
        phone: past.phone.clone(),
        second_phone: None,
        email: past.email.clone(),
        address: past.address.clone(),
        language: past.language.clone(),
        emergency_contact: past.emergency_contact.clone(),
        seen_duplicates: None,
    };
    plan.command(came, Role::Reception, "register_patient", &request)?;
    if let Some(coverage) = &past.coverage {
        let request = RecordCoverage {
            id: CoverageId::from_uuid(id(came, &format!("coverage/{}", past.source))),
            patient: known.id,
            payer: coverage.payer.clone(),
            member_number: coverage.member_number.clone(),
            plan: coverage.plan.clone(),
            from: LocalDate::new(plan.house.facility.zone.date(came).year(), 1, 1).ok(),
            to: None,
        };
        plan.command(later(came, 2), Role::Reception, "record_coverage", &request)?;
    }
    ask_for_allergies(plan, known, later(came, 10))
}

fn ask_for_allergies(plan: &mut Plan<'_>, known: &Known, asked: Instant) -> Result<(), PlanError> {
    for allergy in &known.past.allergies {
        let name = format!("{}/{}", known.past.source, allergy.substance);
        let request = RecordAllergy {
            id: AllergyId::from_uuid(id(asked, &name)),
            patient: known.id,
            substance: allergy.substance.clone(),
            reaction: allergy.reaction.clone(),
            criticality: allergy.criticality,
        };
        plan.command(asked, Role::Nurse, "record_allergy", &request)?;
    }
    if known.past.no_known_allergies {
        let request = StateNoKnownAllergies { patient: known.id };
        plan.command(asked, Role::Nurse, "state_no_known_allergies", &request)?;
    }
    Ok(())
}

/// Problems and vital signs as they came from elsewhere.
fn take_over(
    plan: &mut Plan<'_>,
    known: &Known,
    shift: Shift,
    came: Instant,
) -> Result<(), PlanError> {
    let taken_over = later(came, 5);
    for (n, condition) in known.past.conditions.iter().enumerate() {
        let onset = shift.date(condition.onset);
        let noted = plan.moment(onset, 660);
        let record = Condition {
            id: ConditionId::from_uuid(id(noted, &format!("{}/condition/{n}", known.past.source))),
            patient: known.id,
            text: condition.text.clone(),
            code: condition.code.clone(),
            onset: Some(onset),
            ended: condition.ended.map(|ended| shift.date(ended)),
            status: match condition.ended {
                Some(_) => ClinicalStatus::Resolved,
                None => ClinicalStatus::Active,
            },
            extra: Extra::new(),
        };
        plan.put(noted.max(taken_over), &record)?;
    }
    for set in &known.past.vitals {
        let on = shift.date(set.on);
        let taken_at = plan.moment(weekday(on), 620);
        for (code, value) in &set.signs {
            let record = Observation {
                id: ObservationId::from_uuid(id(
                    taken_at,
                    &format!("{}/{code}", known.past.source),
                )),
                patient: known.id,
                unit: vital_sign(code).map_or("", |kind| kind.unit).to_owned(),
                code: code.clone(),
                value: *value,
                taken_at,
                source: ObservationSource::Imported,
                monitor: None,
                simulated: false,
                recorded_by: None,
                extra: Extra::new(),
            };
            plan.put(taken_at.max(taken_over), &record)?;
        }
    }
    Ok(())
}

/// A visit of the past: it came with the history, so it was never booked here.
fn visited(
    plan: &Plan<'_>,
    known: &Known,
    date: LocalDate,
    start: u16,
    reason: &str,
) -> Appointment {
    let child = known.years_on(date) < CHILD_BELOW;
    let practitioners = &plan.house.practitioners;
    let practitioner = match reason {
        _ if child => &practitioners.okafor,
        "Minor procedure" | "Allergy assessment" => &practitioners.nguyen,
        _ => &practitioners.byrne,
    };
    let starts_at = plan.moment(date, start);
    let booked_at = plan.moment(date, OPENS);
    Appointment {
        id: AppointmentId::from_uuid(id(starts_at, &format!("visit/{}", known.past.source))),
        patient: known.id,
        practitioner: practitioner.id,
        room: practitioner.usual_room,
        date,
        start: clock(start),
        minutes: VISIT,
        starts_at,
        ends_at: later(starts_at, VISIT),
        status: AppointmentStatus::Done,
        reason: reason.to_owned(),
        services: plan
            .house
            .service_ids(&[if child { "PAED30" } else { "CONS20" }]),
        cancel_reason: None,
        arrived_at: Some(starts_at.plus_millis(-6 * MINUTE_MS)),
        in_room_at: Some(later(starts_at, 1)),
        done_at: Some(later(starts_at, VISIT - 2)),
        booked_at,
        booked_by: plan.house.person(Role::Reception),
        placed_on: None,
        placed_at: None,
        extra: Extra::new(),
    }
}

fn death(patient: PatientId, died_on: LocalDate) -> EditPatient {
    EditPatient {
        id: patient,
        name: None,
        other_name: None,
        birth_date: None,
        sex: None,
        died_on: Some(Some(died_on)),
        national_number: None,
        phone: None,
        second_phone: None,
        email: None,
        address: None,
        language: None,
        emergency_contact: None,
        was: Was::new(),
    }
}

/// The day itself, or the Monday after a weekend.
fn weekday(date: LocalDate) -> LocalDate {
    match date.weekday() {
        Weekday::Saturday => date.plus_days(2),
        Weekday::Sunday => date.plus_days(1),
        _ => date,
    }
}
