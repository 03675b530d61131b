//! What a person must settle: changes that the shared records refused, values that two people gave to one
//! field, and patients who may have been registered twice.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use uuid::Uuid;
use values::{
    Instant,
    ids::{AppointmentId, AttentionId, ChangeId, DeviceId, FacilityId, PatientId, PersonId},
};

use super::{Edited, Extra, Kind, field_class::fields};
use crate::patients::{DuplicateGrade, MatchingField};

/// What was asked for, whole: nothing that was typed is dropped.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RefusedChange {
    /// The change.
    pub change: ChangeId,
    /// The command's name.
    pub command: String,
    /// The command's request.
    #[ts(type = "unknown")]
    pub request: Value,
    /// Who asked.
    pub person: PersonId,
    /// On which workstation.
    pub device: DeviceId,
    /// When, by that workstation's clock.
    pub recorded_at: Instant,
    /// The refusal's code.
    pub code: String,
    /// The refusal's data.
    #[ts(type = "unknown")]
    pub data: Value,
}

/// The change that an item came from: who asked, where and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "as in RefusedChange")]
pub struct Asked {
    pub change: ChangeId,
    pub person: PersonId,
    pub device: DeviceId,
    pub recorded_at: Instant,
}

/// Two people gave a field that matters for safety different values, neither knowing of the other. The
/// record holds `theirs` until a person settles it; `mine` is what the later change asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    #[ts(type = "string")]
    pub record: Uuid,
    /// Whose record it is.
    pub patient: PatientId,
    /// The field, as it is written.
    pub field: String,
    /// What it was when the later change was begun.
    #[ts(type = "unknown")]
    pub base: Value,
    /// What the later change asked for.
    #[ts(type = "unknown")]
    pub mine: Value,
    /// What the record held by then.
    #[ts(type = "unknown")]
    pub theirs: Value,
    /// The later change.
    pub asked: Asked,
    /// Who wrote `theirs`, where the record tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub theirs_edited: Option<Edited>,
}

/// A patient was registered who is very likely here already, and the registering person was not told.
/// Both records can be used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DuplicatePatient {
    /// Who was registered.
    pub registered: PatientId,
    /// Who was here before.
    pub existing: PatientId,
    /// How alike they are.
    pub grade: DuplicateGrade,
    /// In what they agree.
    pub matching: Vec<MatchingField>,
    /// The registration.
    pub asked: Asked,
}

/// What an item is about. In the record each sort stands under its own name, the others are absent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A change was refused.
    Refused(RefusedChange),
    /// Two values of one field.
    Conflict(Conflict),
    /// Two records that may be of one patient.
    Duplicate(DuplicatePatient),
}

/// Which value of a conflict was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "named after the values of a conflict")]
pub enum Choice {
    Mine,
    Theirs,
    New,
}

/// How an item was settled.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "fields are named after what they hold")]
pub enum Settlement {
    /// A person decided that it is not wanted any more; of two records, that they are different people.
    Discarded { reason: String },
    /// Booked again, into another slot.
    Rebooked { appointment: AppointmentId },
    /// A person chose the value of the field.
    Chosen {
        choice: Choice,
        #[ts(type = "unknown")]
        value: Value,
        reason: String,
    },
}

/// Whether an item still waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "documented at the type")]
pub enum AttentionState {
    Open,
    Settled,
}

/// One item of the *Needs attention* worklist. It stays until a person settles it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Attention {
    /// Its id. A refused change's own; for other sorts it follows from the change and what it is about, so
    /// that every installation that runs the change writes the same item.
    pub id: AttentionId,
    /// Open or settled.
    pub state: AttentionState,
    /// What it is about.
    #[serde(flatten)]
    pub subject: Subject,
    /// When it arose.
    pub raised_at: Instant,
    /// Where; absent in an item from before there were several facilities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub facility: Option<FacilityId>,
    /// How it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub settlement: Option<Settlement>,
    /// When it was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub settled_at: Option<Instant>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub settled_by: Option<PersonId>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Attention {
    Guarded: id state refused conflict duplicate raised_at facility settlement settled_at settled_by;
});

impl Attention {
    /// An item that waits.
    pub fn open(
        id: AttentionId,
        subject: Subject,
        facility: FacilityId,
        raised_at: Instant,
    ) -> Self {
        Self {
            id,
            state: AttentionState::Open,
            subject,
            raised_at,
            facility: Some(facility),
            settlement: None,
            settled_at: None,
            settled_by: None,
            extra: Extra::new(),
        }
    }

    /// The id of what a change raises besides a refusal, named by what it is about.
    pub fn id_of(change: ChangeId, about: &str) -> AttentionId {
        AttentionId::from_uuid(Uuid::new_v5(&change.uuid(), about.as_bytes()))
    }

    /// The change that it came from.
    pub fn asked(&self) -> Asked {
        match &self.subject {
            Subject::Refused(refused) => Asked {
                change: refused.change,
                person: refused.person,
                device: refused.device,
                recorded_at: refused.recorded_at,
            },
            Subject::Conflict(conflict) => conflict.asked,
            Subject::Duplicate(duplicate) => duplicate.asked,
        }
    }

    /// The refused change, when it is about one.
    pub fn refused(&self) -> Option<&RefusedChange> {
        match &self.subject {
            Subject::Refused(refused) => Some(refused),
            Subject::Conflict(_) | Subject::Duplicate(_) => None,
        }
    }

    /// The two values, when it is about them.
    pub fn conflict(&self) -> Option<&Conflict> {
        match &self.subject {
            Subject::Conflict(conflict) => Some(conflict),
            Subject::Refused(_) | Subject::Duplicate(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_of_an_earlier_version_reads_and_is_written_as_it_was() {
        let body = json!({
            "id": "01930000-0000-7000-8000-000000000001", "state": "open",
            "refused": {
                "change": "01930000-0000-7000-8000-000000000001", "command": "book_appointment",
                "request": { "reason": "cough" }, "person": "01930000-0000-7000-8000-000000000002",
                "device": "01930000-0000-7000-8000-000000000003",
                "recorded_at": "2026-11-20T08:30:00.000Z", "code": "slot_taken", "data": {},
            },
            "raised_at": "2026-11-20T09:00:00.000Z", "of_a_later_version": 7,
        });
        let item: Attention = serde_json::from_value(body.clone()).unwrap();
        assert_eq!(item.refused().unwrap().command, "book_appointment");
        assert_eq!(item.extra.len(), 1);
        assert_eq!(serde_json::to_value(item).unwrap(), body);
    }

    #[test]
    fn one_change_names_its_item_about_a_field_the_same_everywhere() {
        let change: ChangeId = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(
            Attention::id_of(change, "sex"),
            Attention::id_of(change, "sex")
        );
        assert_ne!(
            Attention::id_of(change, "sex"),
            Attention::id_of(change, "name")
        );
    }
}
