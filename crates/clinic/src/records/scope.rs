//! Which workstations hold a record: those of the facilities that care for its patient, and no others.

use serde_json::Value;
use uuid::Uuid;
use values::ids::{FacilityId, PatientId};

use super::Kind;

/// Whose workstations hold a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All of them: reference data, and records from before there were several facilities.
    Everywhere,
    /// Those of these facilities.
    At(Vec<FacilityId>),
    /// Those that hold this patient.
    OfPatient(PatientId),
}

impl Kind {
    /// Whether its records are held with the patient whom they name in `patient`.
    pub const fn hangs_on_patient(self) -> bool {
        match self {
            Self::Allergy
            | Self::Condition
            | Self::Observation
            | Self::Coverage
            | Self::Appointment
            | Self::Invoice
            | Self::Payment
            | Self::MonitorAssignment
            | Self::EmergencyAccess => true,
            Self::Facility
            | Self::CustomRole
            | Self::Person
            | Self::Practitioner
            | Self::Room
            | Self::Service
            | Self::Patient
            | Self::AlarmAcknowledgement
            | Self::VoidedNumber
            | Self::SlotLease
            | Self::Attention => false,
        }
    }
}

impl Scope {
    /// The scope of a record. What its body does not tell is held everywhere, so that nothing is missing.
    pub fn of(kind: Kind, body: &Value) -> Self {
        match kind {
            Kind::Patient => at(body.pointer("/facilities")),
            Kind::Attention => item(body),
            _ if kind.hangs_on_patient() => of_patient(body, "/patient"),
            _ => Self::Everywhere,
        }
    }

    /// Whether a facility's workstations hold a record of this scope, as far as it does not depend on a patient.
    pub fn holds(&self, facility: FacilityId) -> bool {
        match self {
            Self::Everywhere => true,
            Self::At(facilities) => facilities.contains(&facility),
            Self::OfPatient(_) => false,
        }
    }
}

/// What two people said of a patient is held with the patient, what was refused where it was asked for.
fn item(body: &Value) -> Scope {
    for patient in ["/conflict/patient", "/duplicate/registered"] {
        if body.pointer(patient).is_some() {
            return of_patient(body, patient);
        }
    }
    let facility = body.pointer("/facility").and_then(id);
    facility.map_or(Scope::Everywhere, |facility| {
        Scope::At(vec![FacilityId::from_uuid(facility)])
    })
}

fn of_patient(body: &Value, place: &str) -> Scope {
    let patient = body.pointer(place).and_then(id);
    patient.map_or(Scope::Everywhere, |patient| {
        Scope::OfPatient(PatientId::from_uuid(patient))
    })
}

fn at(facilities: Option<&Value>) -> Scope {
    let listed = facilities.and_then(Value::as_array);
    let facilities: Vec<FacilityId> = listed
        .into_iter()
        .flatten()
        .filter_map(id)
        .map(FacilityId::from_uuid)
        .collect();
    if facilities.is_empty() {
        Scope::Everywhere
    } else {
        Scope::At(facilities)
    }
}

fn id(value: &Value) -> Option<Uuid> {
    value.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HERE: &str = "01930000-0000-7000-8000-000000000001";
    const THERE: &str = "01930000-0000-7000-8000-000000000002";

    fn facility(text: &str) -> FacilityId {
        text.parse().unwrap()
    }

    #[test]
    fn a_patient_is_held_where_care_is_given() {
        let patient = Scope::of(Kind::Patient, &json!({ "facilities": [HERE] }));
        assert!(patient.holds(facility(HERE)) && !patient.holds(facility(THERE)));
        let before = Scope::of(Kind::Patient, &json!({}));
        assert!(
            before.holds(facility(THERE)),
            "from before there were several"
        );
    }

    #[test]
    fn what_hangs_on_a_patient_is_held_with_the_patient() {
        let patient = Scope::OfPatient(HERE.parse().unwrap());
        for (kind, body) in [
            (Kind::Allergy, json!({ "patient": HERE })),
            (Kind::Invoice, json!({ "patient": HERE })),
            (Kind::Attention, json!({ "conflict": { "patient": HERE } })),
            (
                Kind::Attention,
                json!({ "duplicate": { "registered": HERE } }),
            ),
        ] {
            assert_eq!(Scope::of(kind, &body), patient, "{kind:?}");
        }
    }

    #[test]
    fn what_was_refused_is_settled_where_it_was_asked_for() {
        let body = json!({ "refused": {}, "facility": HERE });
        assert_eq!(
            Scope::of(Kind::Attention, &body),
            Scope::At(vec![facility(HERE)])
        );
        assert_eq!(
            Scope::of(Kind::Attention, &json!({ "refused": {} })),
            Scope::Everywhere
        );
    }
}
