//! The port to where records are kept. `store` implements it in SQL; a test may do so in memory.

use async_trait::async_trait;
use clinic::{
    billing::SeriesName,
    patients::search::SearchTerm,
    records::{Kind, Role},
};
use serde_json::Value;
use uuid::Uuid;
use values::{
    Instant, LocalDate,
    ids::{AppointmentId, DeviceId, InvoiceId, PatientId, PersonId, PractitionerId},
};
use wire::billing::InvoiceFilter;

/// A record as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its id.
    pub id: Uuid,
    /// Its version, from 1; counts every write.
    pub version: u64,
    /// Whether it holds writes that the server has not confirmed. Never on the server itself.
    pub pending: bool,
    /// The record.
    pub body: Value,
}

/// A constraint of the database that a write would have broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// The practitioner has an appointment then.
    PractitionerTaken,
    /// The room has one.
    RoomTaken,
    /// The patient has one.
    PatientTaken,
    /// A number that must be given once was given before: invoice, receipt or record number.
    NumberGivenTwice,
    /// The monitor already watches a patient.
    MonitorInUse,
    /// Another workstation has leased the practitioner's time.
    TimeLeased,
    /// Another workstation has leased part of what is to be leased.
    LeasesOverlap,
    /// A record that this one points to does not exist.
    DanglingReference,
}

/// What a JSON reader or writer stumbled over, without the values that it would quote: they are a patient's.
#[derive(Debug, thiserror::Error)]
#[error("{fault} at line {line}, column {column}")]
pub struct Unreadable {
    fault: &'static str,
    line: usize,
    column: usize,
}

impl From<serde_json::Error> for Unreadable {
    fn from(error: serde_json::Error) -> Self {
        let fault = match error.classify() {
            serde_json::error::Category::Io => "input or output failed",
            serde_json::error::Category::Syntax => "no JSON",
            serde_json::error::Category::Data => "a field missing or of the wrong type",
            serde_json::error::Category::Eof => "an early end",
        };
        Self {
            fault,
            line: error.line(),
            column: error.column(),
        }
    }
}

/// Why records could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// A constraint refused; nothing was written.
    #[error("constraint refused: {0:?}")]
    Clash(Clash),
    /// No room on the disk.
    #[error("disk full")]
    DiskFull,
    /// The disk cannot be written.
    #[error("disk is read-only")]
    ReadOnly,
    /// The database is damaged.
    #[error("the database is damaged")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A body that is not of its kind's shape.
    #[error("a {kind} record has an unexpected shape")]
    Shape {
        /// The kind.
        kind: &'static str,
        /// Where and how.
        #[source]
        source: Unreadable,
    },
    /// It crossed another transaction: nothing of it stands, and it can be run again as a whole.
    #[error("crossed another transaction")]
    Contended,
    /// Anything else.
    #[error("the store failed")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The closed list of questions that workflows ask. Each is one hand-written query of the store.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Every record of a small reference kind, by id (which is by age).
    All(Kind),
    /// These records of one kind, in any order; unknown ids are left out.
    Many(Kind, Vec<Uuid>),
    /// The records of a kind that belong to a patient, latest id first.
    OfPatient(Kind, PatientId, u32),
    /// Patients whose search document (`clinic::patients::search`) answers every one of these terms,
    /// the latest registered first.
    PatientsMatching {
        /// What each must match; never empty.
        terms: Vec<SearchTerm>,
        /// How many at most.
        limit: u32,
    },
    /// Appointments that touch `from..to`, by start; of one practitioner when given. Cancelled ones too.
    AppointmentsBetween {
        /// First instant.
        from: Instant,
        /// First instant after.
        to: Instant,
        /// Only with this practitioner.
        practitioner: Option<PractitionerId>,
    },
    /// The invoices of these visits, discarded ones left out.
    InvoicesOfAppointments(Vec<AppointmentId>),
    /// The credit notes of an invoice.
    CreditNotesOf(InvoiceId),
    /// The payments of these invoices, oldest first.
    PaymentsOf(Vec<InvoiceId>),
    /// The payments taken on a day.
    PaymentsOn(LocalDate),
    /// Issued invoices on which something is owed, by the day they are due, the earliest first.
    OwedBetween {
        /// Due on this day or later.
        first: Option<LocalDate>,
        /// Due on this day or earlier.
        last: Option<LocalDate>,
        /// Those of these patients are left out.
        hidden: Vec<PatientId>,
    },
    /// A page of invoices, latest first.
    Invoices {
        /// Which.
        filter: InvoiceFilter,
        /// Folded words of number or patient name; may be empty.
        words: Vec<String>,
        /// The day that decides what is overdue.
        today: LocalDate,
        /// Those of these patients are left out.
        hidden: Vec<PatientId>,
        /// Skip this many.
        offset: u32,
        /// How many at most.
        limit: u32,
    },
    /// Assignments that hold now; of one monitor or of one patient when given.
    MonitorAssignments {
        /// Only of this monitor.
        monitor: Option<String>,
        /// Only of this patient.
        patient: Option<PatientId>,
    },
    /// Acknowledgements made after an instant.
    AcknowledgementsSince(Instant),
    /// Open items of *Needs attention*, oldest first; settled ones since an instant too when given.
    Attention {
        /// Settled items since then as well.
        settled_since: Option<Instant>,
    },
    /// Open items about two values of a field of a patient's records, oldest first.
    OpenConflicts {
        /// Only of this patient.
        patient: Option<PatientId>,
    },
    /// Leases that touch `from..to` and were not ended, by start; of one practitioner when given.
    SlotLeases {
        /// First instant.
        from: Instant,
        /// First instant after.
        to: Instant,
        /// Only of this practitioner.
        practitioner: Option<PractitionerId>,
    },
    /// Every voided document number, by number.
    VoidedNumbers,
    /// Patients whose records are restricted, or will be once their restriction begins.
    RestrictedPatients,
    /// Emergency accesses that hold at an instant.
    EmergencyAccessesInForce {
        /// Only of this person.
        person: Option<PersonId>,
        /// When.
        at: Instant,
    },
    /// So many emergency accesses, those without a review first, then the latest first.
    EmergencyAccesses(u32),
}

impl Query {
    /// The query, leaving these patients out of pages and sums that only the store can make.
    #[must_use]
    pub fn without(mut self, patients: impl Iterator<Item = PatientId>) -> Self {
        if let Self::Invoices { hidden, .. } | Self::OwedBetween { hidden, .. } = &mut self {
            hidden.extend(patients);
        }
        self
    }
}

/// How many records answer a query, and what the amounts due on them add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many.
    pub count: u32,
    /// Sum of what patients owe, minor units.
    pub due_minor: i64,
    /// Sum of what is to be given back on credit notes, minor units.
    pub refunds_minor: i64,
}

/// One series of document numbers, as its numbers are found in the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRun {
    /// Whose, and what for.
    pub name: SeriesName,
    /// The lowest place that is used or void.
    pub first: u64,
    /// The highest one.
    pub last: u64,
    /// How many places are used or void.
    pub numbers: u64,
    /// How many of them are void.
    pub voided: u64,
    /// Places between 1 and the last that are neither, first and last of each gap.
    pub missing: Vec<(u64, u64)>,
}

/// One line of the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct AuditLine {
    pub at: Instant,
    pub person: PersonId,
    /// Absent when nobody knows the person, as at a sign-in that failed.
    pub role: Option<Role>,
    pub device: DeviceId,
    pub command: String,
    pub patient: Option<PatientId>,
    /// `done`, or the code of the refusal.
    pub outcome: String,
    /// Why, where the person had to say.
    pub reason: Option<String>,
}

/// The outcome of a command that was done.
pub const DONE: &str = "done";

/// The server's own letter code, which no workstation ever gets.
pub const SERVER_LETTERS: &str = "S";

/// Where records are kept, inside one transaction.
#[async_trait]
pub trait Records: Send {
    /// The record of a kind under an id.
    async fn get(&mut self, kind: Kind, id: Uuid) -> Result<Option<Stored>, RecordsError>;

    /// The records that answer a query.
    async fn find(&mut self, query: &Query) -> Result<Vec<Stored>, RecordsError>;

    /// How many records answer a query, whatever its offset and limit. Only for [`Query::Invoices`]
    /// and [`Query::OwedBetween`]; zero for others.
    async fn tally(&mut self, query: &Query) -> Result<Tally, RecordsError>;

    /// Writes a record: a new version of it, or its first.
    async fn put(&mut self, kind: Kind, id: Uuid, body: Value) -> Result<(), RecordsError>;

    /// The next number of this workstation's own series for `purpose` (`invoice`, `credit_note`, `receipt`,
    /// `record_number`), such as `A-000017`; no two purposes share a number that is printed on a paper. Gapless as long as transactions commit.
    async fn allot(&mut self, purpose: &str) -> Result<String, RecordsError>;

    /// The series of document numbers, by letter code and purpose.
    async fn series(&mut self) -> Result<Vec<SeriesRun>, RecordsError>;

    /// This installation's letter code: `A` … for a workstation, [`SERVER_LETTERS`] for the server.
    async fn letters(&mut self) -> Result<String, RecordsError>;

    /// What the server knows of a record that holds unconfirmed writes; `None` when it knows nothing of it,
    /// and for records without such writes.
    async fn confirmed(&mut self, kind: Kind, id: Uuid) -> Result<Option<Value>, RecordsError>;

    /// Adds a line to the audit trail.
    async fn audit(&mut self, line: AuditLine) -> Result<(), RecordsError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_record_names_no_value() {
        let error = serde_json::from_str::<u8>("\"Murphy\"").unwrap_err();
        assert!(error.to_string().contains("Murphy"));
        let told = RecordsError::Shape {
            kind: "patient",
            source: error.into(),
        };
        assert!(
            !format!(
                "{told:?} {told} {}",
                std::error::Error::source(&told).unwrap()
            )
            .contains("Murphy")
        );
    }
}
