//! Numbers of documents that came to nothing.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;
use values::{
    Instant,
    ids::{ChangeId, DeviceId, PersonId, VoidedNumberId},
};

use super::{Extra, field_class::fields};

/// What a series of document numbers is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "named after the documents")]
pub enum SeriesPurpose {
    Invoice,
    CreditNote,
    Receipt,
}

impl SeriesPurpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::Invoice, Self::CreditNote, Self::Receipt];

    /// Its name, under which a number travels with a change.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
            Self::Receipt => "receipt",
        }
    }

    /// What stands between the dash and the digits of its numbers: an invoice, its credit note and its
    /// receipt never bear the same number.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Invoice => "",
            Self::CreditNote => "C",
            Self::Receipt => "R",
        }
    }
}

/// A document number that stands on no valid paper, because the shared records refused the change for which
/// it was allotted. It is never given again: the series stays gapless, and this says what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VoidedNumber {
    /// Its id. It follows from the number, so that a number is voided once.
    pub id: VoidedNumberId,
    /// The number, such as `A-000017`.
    pub number: String,
    /// What it was allotted for.
    pub purpose: SeriesPurpose,
    /// The refused change.
    pub change: ChangeId,
    /// Who asked for it.
    pub person: PersonId,
    /// On which workstation.
    pub device: DeviceId,
    /// When, by that workstation's clock.
    pub recorded_at: Instant,
    /// When it was voided, by the server's clock.
    pub voided_at: Instant,
    /// The refusal's code.
    pub code: String,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(VoidedNumber {
    Guarded: id number purpose change person device recorded_at voided_at code;
});

impl VoidedNumber {
    /// The id under which a number is voided.
    pub fn id_of(number: &str) -> VoidedNumberId {
        let name = ["voided_number ", number].concat();
        VoidedNumberId::from_uuid(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
    }
}
