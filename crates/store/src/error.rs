//! From what SQLite says to what a person can act on.

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
    let extended: i64 = error.as_database_error()?.code()?.parse().ok()?;
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
        ("invoice.number", Clash::NumberGivenTwice),
        ("payment.receipt_number", Clash::NumberGivenTwice),
        ("patient.record_number", Clash::NumberGivenTwice),
    ]
    .into_iter()
    .find_map(|(text, clash)| message.contains(text).then_some(clash))
}

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
