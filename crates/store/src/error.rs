//! From what a database says to what a person can act on.

use workflows::{Clash, RecordsError};

/// Why a database could not be opened. Nothing is changed or deleted in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key does not open it, or its first page is damaged; from the outside the two look alike.
    #[error("not a database under this key")]
    NotADatabase,
    /// A page does not match its checksum or its structure.
    #[error("database damaged")]
    Damaged,
    /// The file or its folder cannot be written.
    #[error("cannot be written")]
    ReadOnly,
    /// No room on the disk.
    #[error("disk full")]
    DiskFull,
    /// Made by a later version.
    #[error("made by a later version")]
    TooNew,
    /// Anything else.
    #[error("could not be opened")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

// Primary result codes of SQLite (https://sqlite.org/rescode.html).
const READONLY: i64 = 8;
const CORRUPT: i64 = 11;
const FULL: i64 = 13;
const CANTOPEN: i64 = 14;
const CONSTRAINT: i64 = 19;
const NOTADB: i64 = 26;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// The primary result code of an error, when SQLite gave one.
fn primary_code(error: &sqlx::Error) -> Option<i64> {
    let error = error.as_database_error()?;
    error.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
    let extended: i64 = error.code()?.parse().ok()?;
    Some(extended & 0xff)
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        unopened(primary_code(&error), error.into())
    }
}

fn unopened(code: Option<i64>, source: Source) -> OpenError {
    match code {
        Some(NOTADB) => OpenError::NotADatabase,
        Some(CORRUPT) => OpenError::Damaged,
        Some(READONLY | CANTOPEN) => OpenError::ReadOnly,
        Some(FULL) => OpenError::DiskFull,
        _ => OpenError::Other(source),
    }
}

fn refused(code: Option<i64>, clash: Option<Clash>, source: Source) -> RecordsError {
    match (code, clash) {
        (Some(FULL), _) => RecordsError::DiskFull,
        (Some(READONLY), _) => RecordsError::ReadOnly,
        (Some(CORRUPT | NOTADB), _) => RecordsError::Damaged(source),
        (Some(CONSTRAINT), Some(clash)) => RecordsError::Clash(clash),
        _ => RecordsError::Other(source),
    }
}

/// What a constraint's message is about.
fn clash(message: &str) -> Option<Clash> {
    [
        ("clash:practitioner", Clash::PractitionerTaken),
        ("clash:room", Clash::RoomTaken),
        ("clash:patient", Clash::PatientTaken),
        ("clash:monitor", Clash::MonitorInUse),
        ("clash:reference", Clash::DanglingReference),
        ("clash:leased", Clash::TimeLeased),
        ("clash:overlapping_lease", Clash::LeasesOverlap),
        ("clash:voided", Clash::NumberGivenTwice),
        ("invoice.number", Clash::NumberGivenTwice),
        ("payment.receipt_number", Clash::NumberGivenTwice),
        ("patient.record_number", Clash::NumberGivenTwice),
    ]
    .into_iter()
    .find_map(|(text, clash)| message.contains(text).then_some(clash))
}

impl From<sqlx::migrate::MigrateError> for OpenError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(inner)
            | sqlx::migrate::MigrateError::ExecuteMigration(inner, _) => inner.into(),
            sqlx::migrate::MigrateError::VersionMissing(_) => Self::TooNew,
            other => Self::Other(Box::new(other)),
        }
    }
}

/// The same for what PostgreSQL says.
mod postgres {
    use sqlx::postgres::PgDatabaseError;
    use workflows::{Clash, RecordsError};

    use super::OpenError;

    // SQLSTATEs (https://www.postgresql.org/docs/15/errcodes-appendix.html).
    const READ_ONLY: &str = "25006";
    const DISK_FULL: &str = "53100";
    const DAMAGED: [&str; 3] = ["XX001", "XX002", "58030"];
    /// Serialization failure, deadlock, a lock that did not come.
    const CROSSED: [&str; 3] = ["40001", "40P01", "55P03"];
    const NO_PARENT: &str = "23503";

    /// What was refused. Without the message: it may quote values, and those are a patient's.
    #[derive(Debug, thiserror::Error)]
    #[error("PostgreSQL refused with {code} ({subject})")]
    struct Refused {
        code: String,
        /// The constraint or table, where one is named.
        subject: String,
    }

    fn database_error(error: &sqlx::Error) -> Option<&PgDatabaseError> {
        error.as_database_error()?.try_downcast_ref()
    }

    fn clash(error: &PgDatabaseError) -> Option<Clash> {
        if error.code() == NO_PARENT {
            return Some(Clash::DanglingReference);
        }
        match error.constraint()? {
            "appointment_practitioner_taken" => Some(Clash::PractitionerTaken),
            "appointment_room_taken" => Some(Clash::RoomTaken),
            "appointment_patient_taken" => Some(Clash::PatientTaken),
            "monitor_assignment_current" => Some(Clash::MonitorInUse),
            "appointment_leased" => Some(Clash::TimeLeased),
            "slot_lease_apart" => Some(Clash::LeasesOverlap),
            "invoice_number"
            | "payment_receipt_number"
            | "patient_record_number"
            | "document_number_given" => Some(Clash::NumberGivenTwice),
            _ => None,
        }
    }

    /// What a workflow learns of a failed statement.
    pub(crate) fn postgres_error(error: sqlx::Error) -> RecordsError {
        let Some(said) = database_error(&error) else {
            return RecordsError::Other(error.into());
        };
        if let Some(clash) = clash(said) {
            return RecordsError::Clash(clash);
        }
        let source = Refused {
            code: said.code().to_owned(),
            subject: said.constraint().or(said.table()).unwrap_or("-").to_owned(),
        };
        match said.code() {
            DISK_FULL => RecordsError::DiskFull,
            READ_ONLY => RecordsError::ReadOnly,
            code if CROSSED.contains(&code) => RecordsError::Contended,
            code if DAMAGED.contains(&code) => RecordsError::Damaged(source.into()),
            _ => RecordsError::Other(source.into()),
        }
    }

    impl OpenError {
        /// Why a database of PostgreSQL could not be opened. No record is read meanwhile, so what it says
        /// quotes none.
        pub(crate) fn postgres(error: sqlx::Error) -> Self {
            match database_error(&error).map(PgDatabaseError::code) {
                Some(DISK_FULL) => Self::DiskFull,
                Some(READ_ONLY) => Self::ReadOnly,
                _ => Self::Other(error.into()),
            }
        }
    }
}

pub(crate) use postgres::postgres_error;

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        let code = code_of(&error);
        unopened(code, error.into())
    }
}

fn code_of(error: &rusqlite::Error) -> Option<i64> {
    let error = error.sqlite_error()?;
    Some(i64::from(error.extended_code & 0xff))
}

/// What a workflow learns of a failed statement.
pub(crate) fn sqlite_error(error: rusqlite::Error) -> RecordsError {
    let clash = match &error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => clash(message),
        _ => None,
    };
    refused(code_of(&error), clash, error.into())
}
