//! The one gate before restricted records: may this person open this patient's at this moment?
//!
//! [`Context`](crate::Context) asks it wherever a record is read, so no command can pass it by; what shows
//! patients without a command (the live board, recent patients, the audit trail's names) asks it here.

use std::collections::{BTreeMap, BTreeSet};

use clinic::{
    access::Permission,
    records::{EmergencyAccess, EmergencyReason, Kind, Patient, Restriction},
    restriction::{is_in_force, is_open},
};
use serde_json::Value;
use uuid::Uuid;
use values::{
    Instant,
    ids::{EmergencyAccessId, PatientId},
};
use wire::{Code, Failure, restriction::Restricted};

use crate::{
    actor::Actor,
    context::decode_body,
    records::{Query, Records, RecordsError},
};

/// Commands whose very subject is a restricted record: their own rules say who may run them.
const BEFORE_THE_GATE: [&str; 4] = [
    "restrict_record",
    "lift_restriction",
    "break_glass",
    "end_emergency_access",
];

/// The emergency accesses of one person that are looked at; more than one an hour for weeks.
const ACCESSES_MAX: u32 = 1_000;

/// Whether the requests of a command are looked through for patients whose records are closed.
pub(crate) fn guards(command: &str) -> bool {
    !BEFORE_THE_GATE.contains(&command)
}

/// How a patient's record stands to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Open, as any other.
    Open,
    /// Open by an emergency access alone.
    Emergency(InForce),
    /// Closed.
    Closed(Restriction),
}

/// An emergency access that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct InForce {
    pub access: EmergencyAccessId,
    pub reason: EmergencyReason,
    pub until: Instant,
}

impl InForce {
    fn of(access: &EmergencyAccess) -> Self {
        Self {
            access: access.id,
            reason: access.reason,
            until: access.until,
        }
    }
}

/// How a patient's record stands to somebody who asks at a facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Approach {
    pub(crate) way: Way,
    /// Whether the record is held where they ask, or was.
    pub(crate) is_here: bool,
}

impl Approach {
    const OPEN: Self = Self {
        way: Way::Open,
        is_here: true,
    };
}

/// How one patient's record stands to `actor` at `now`. Whom nobody knows is closed to nobody.
pub(crate) async fn approach(
    records: &mut dyn Records,
    actor: &Actor,
    now: Instant,
    patient: PatientId,
) -> Result<Approach, RecordsError> {
    let Some(stored) = records.get(Kind::Patient, patient.uuid()).await? else {
        return Ok(Approach::OPEN);
    };
    let kept: Patient = decode_body(stored.body)?;
    Ok(Approach {
        is_here: kept.is_of(actor.facility),
        way: way_past(kept.restriction, records, actor, (now, patient)).await?,
    })
}

async fn way_past(
    restriction: Option<Restriction>,
    records: &mut dyn Records,
    actor: &Actor,
    (now, patient): (Instant, PatientId),
) -> Result<Way, RecordsError> {
    let Some(restriction) = closing(restriction, actor, now) else {
        return Ok(Way::Open);
    };
    let query = Query::OfPatient(Kind::EmergencyAccess, patient, ACCESSES_MAX);
    for stored in records.find(&query).await? {
        let access: EmergencyAccess = decode_body(stored.body)?;
        if access.person == actor.person && is_in_force(&access, now) {
            return Ok(Way::Emergency(InForce::of(&access)));
        }
    }
    Ok(Way::Closed(restriction))
}

/// The restriction, where it closes the record to `actor` at `now`.
fn closing(restriction: Option<Restriction>, actor: &Actor, now: Instant) -> Option<Restriction> {
    restriction.filter(|restriction| !is_open(Some(restriction), actor.person, now))
}

/// Whose records are closed to one person at one moment.
#[derive(Debug, Clone, Default)]
pub struct Gate {
    closed: BTreeSet<PatientId>,
    emergencies: BTreeMap<PatientId, InForce>,
}

impl Gate {
    /// For `actor` at `now`.
    pub async fn of(
        records: &mut dyn Records,
        actor: &Actor,
        now: Instant,
    ) -> Result<Self, RecordsError> {
        let mut gate = Self::default();
        for stored in records.find(&Query::RestrictedPatients).await? {
            let patient: Patient = decode_body(stored.body)?;
            if closing(patient.restriction, actor, now).is_some() {
                gate.closed.insert(patient.id);
            }
        }
        if gate.closed.is_empty() {
            return Ok(gate);
        }
        let query = Query::EmergencyAccessesInForce {
            person: Some(actor.person),
            at: now,
        };
        for stored in records.find(&query).await? {
            let access: EmergencyAccess = decode_body(stored.body)?;
            if gate.closed.remove(&access.patient) {
                gate.emergencies
                    .insert(access.patient, InForce::of(&access));
            }
        }
        Ok(gate)
    }

    /// Whether a patient's record is closed.
    pub fn closes(&self, patient: PatientId) -> bool {
        self.closed.contains(&patient)
    }

    /// The emergency access by which alone a patient's record is open.
    pub fn emergency(&self, patient: PatientId) -> Option<InForce> {
        self.emergencies.get(&patient).copied()
    }

    /// Those whose records are closed, by id.
    pub fn closed(&self) -> impl ExactSizeIterator<Item = PatientId> {
        self.closed.iter().copied()
    }

    /// Whether a record must not be seen, because it is or tells of a patient's whose record is closed.
    pub(crate) fn hides(&self, kind: Kind, body: &Value) -> bool {
        if self.closed.is_empty() {
            return false;
        }
        match kind {
            Kind::Attention => self.named_in(body).is_some(),
            _ => patient_of(kind, body).is_some_and(|patient| self.closes(patient)),
        }
    }

    /// The first patient with a closed record whom a request, or an item that holds one, names anywhere.
    pub(crate) fn named_in(&self, value: &Value) -> Option<PatientId> {
        match value {
            Value::String(text) => {
                let patient = PatientId::from_uuid(Uuid::parse_str(text).ok()?);
                Some(patient).filter(|patient| self.closes(*patient))
            }
            Value::Array(values) => values.iter().find_map(|value| self.named_in(value)),
            Value::Object(fields) => fields.values().find_map(|value| self.named_in(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }
}

/// Whether records of a kind may be part of closed ones, or tell of them.
pub(crate) const fn may_hide(kind: Kind) -> bool {
    match kind {
        Kind::Patient | Kind::Attention => true,
        Kind::EmergencyAccess => false,
        _ => kind.hangs_on_patient(),
    }
}

/// The patient whose record a record is part of. An emergency access is none: who opened what is for those who
/// review it.
pub(crate) fn patient_of(kind: Kind, body: &Value) -> Option<PatientId> {
    let field = match kind {
        Kind::Patient => "id",
        Kind::EmergencyAccess => return None,
        _ if kind.hangs_on_patient() => "patient",
        _ => return None,
    };
    let id = body.get(field)?.as_str()?.parse().ok()?;
    Some(PatientId::from_uuid(id))
}

/// The answer to whoever asks for part of a closed record. Who may open it in an emergency is told so; to
/// everybody else nothing of the kind is there.
pub(crate) fn refusal(
    actor: &Actor,
    kind: Kind,
    patient: PatientId,
    restriction: &Restriction,
) -> Failure {
    if actor.may(Permission::BreakGlass) {
        let label = restriction.label;
        Failure::with(Code::RecordRestricted, Restricted { patient, label })
    } else {
        Failure::with(Code::NotFound, serde_json::json!({ "kind": kind.name() }))
    }
}
