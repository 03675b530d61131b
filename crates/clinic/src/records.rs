//! What is kept. One struct a kind of record; a field that this build does not know survives in `extra`.

mod agenda;
mod attention;
mod billing;
mod custom_role;
mod field_class;
mod monitoring;
mod numbers;
mod patient;
mod place;
mod restriction;
mod scope;
mod slot_lease;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use ts_rs::TS;
use uuid::Uuid;
use values::{
    Instant,
    ids::{DeviceId, PersonId},
};

pub use agenda::{Appointment, AppointmentStatus};
pub use attention::{
    Asked, Attention, AttentionState, Choice, Conflict, DuplicatePatient, RefusedChange,
    Settlement, Subject,
};
pub use billing::{
    Discount, Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Payment, PaymentMethod, Service,
};
pub use custom_role::{CustomRole, Membership, Standing};
pub use field_class::{FieldClass, Fields};
pub use monitoring::{AlarmAcknowledgement, MonitorAssignment};
pub use numbers::{SeriesPurpose, VoidedNumber};
pub use patient::{
    Address, Allergy, AllergyCriticality, AllergyStatement, AllergyStatus, ClinicalStatus,
    Condition, Coverage, EmergencyContact, Observation, ObservationSource, Patient, Sex,
};
pub use place::{
    Break, Facility, LinkedAccount, Person, Practitioner, Role, Room, SecondFactor, WorkingHours,
};
pub use restriction::{
    EmergencyAccess, EmergencyReason, EmergencyReview, EmergencyVerdict, Restriction,
    RestrictionLabel,
};
pub use scope::Scope;
pub use slot_lease::SlotLease;

/// Fields of a record that this build does not know: kept, and written back untouched.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// Who changed a field, when and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct Edited {
    pub at: Instant,
    pub by: PersonId,
    pub device: DeviceId,
}

/// The kinds of record, one table each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is documented at its record")]
pub enum Kind {
    Facility,
    CustomRole,
    Person,
    Practitioner,
    Room,
    Service,
    Patient,
    Allergy,
    Condition,
    Observation,
    Coverage,
    Appointment,
    Invoice,
    Payment,
    MonitorAssignment,
    AlarmAcknowledgement,
    Attention,
    VoidedNumber,
    SlotLease,
    EmergencyAccess,
}

impl Kind {
    /// Every kind, parents before children.
    pub const ALL: [Self; 20] = [
        Self::Facility,
        Self::CustomRole,
        Self::Person,
        Self::Practitioner,
        Self::Room,
        Self::Service,
        Self::Patient,
        Self::Allergy,
        Self::Condition,
        Self::Observation,
        Self::Coverage,
        Self::Appointment,
        Self::Invoice,
        Self::Payment,
        Self::MonitorAssignment,
        Self::AlarmAcknowledgement,
        Self::Attention,
        Self::VoidedNumber,
        Self::SlotLease,
        Self::EmergencyAccess,
    ];

    /// The name of the kind's table, and of the kind in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::CustomRole => "custom_role",
            Self::Person => "person",
            Self::Practitioner => "practitioner",
            Self::Room => "room",
            Self::Service => "service",
            Self::Patient => "patient",
            Self::Allergy => "allergy",
            Self::Condition => "condition",
            Self::Observation => "observation",
            Self::Coverage => "coverage",
            Self::Appointment => "appointment",
            Self::Invoice => "invoice",
            Self::Payment => "payment",
            Self::MonitorAssignment => "monitor_assignment",
            Self::AlarmAcknowledgement => "alarm_acknowledgement",
            Self::Attention => "attention",
            Self::VoidedNumber => "voided_number",
            Self::SlotLease => "slot_lease",
            Self::EmergencyAccess => "emergency_access",
        }
    }

    /// The fields of its records, as they are written.
    pub const fn fields(self) -> Fields {
        match self {
            Self::Facility => Facility::FIELDS,
            Self::CustomRole => CustomRole::FIELDS,
            Self::Person => Person::FIELDS,
            Self::Practitioner => Practitioner::FIELDS,
            Self::Room => Room::FIELDS,
            Self::Service => Service::FIELDS,
            Self::Patient => Patient::FIELDS,
            Self::Allergy => Allergy::FIELDS,
            Self::Condition => Condition::FIELDS,
            Self::Observation => Observation::FIELDS,
            Self::Coverage => Coverage::FIELDS,
            Self::Appointment => Appointment::FIELDS,
            Self::Invoice => Invoice::FIELDS,
            Self::Payment => Payment::FIELDS,
            Self::MonitorAssignment => MonitorAssignment::FIELDS,
            Self::AlarmAcknowledgement => AlarmAcknowledgement::FIELDS,
            Self::Attention => Attention::FIELDS,
            Self::VoidedNumber => VoidedNumber::FIELDS,
            Self::SlotLease => SlotLease::FIELDS,
            Self::EmergencyAccess => EmergencyAccess::FIELDS,
        }
    }

    /// The class of one of its fields.
    pub fn class_of(self, field: &str) -> Option<FieldClass> {
        let declared = self.fields().iter().find(|(name, _)| *name == field);
        declared.map(|(_, class)| *class)
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Something that is kept under an id.
pub trait Record: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Its kind.
    const KIND: Kind;
    /// Its id.
    fn uuid(&self) -> Uuid;
}

macro_rules! records {
    ($($name:ident),* $(,)?) => { $(
        impl Record for $name {
            const KIND: Kind = Kind::$name;
            fn uuid(&self) -> Uuid {
                self.id.uuid()
            }
        }
    )* };
}

records!(
    AlarmAcknowledgement,
    Allergy,
    Appointment,
    Attention,
    Condition,
    Coverage,
    CustomRole,
    EmergencyAccess,
    Facility,
    Invoice,
    MonitorAssignment,
    Observation,
    Patient,
    Payment,
    Person,
    Practitioner,
    Room,
    Service,
    SlotLease,
    VoidedNumber,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
    }

    #[test]
    fn a_field_of_a_later_version_survives_the_round_trip() {
        let body = serde_json::json!({
            "id": "01930000-0000-7000-8000-000000000001", "name": "Room 1", "colour_of_door": "green"
        });
        let room: Room = serde_json::from_value(body.clone()).unwrap();
        assert_eq!(serde_json::to_value(room).unwrap(), body);
    }
}
