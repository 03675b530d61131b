//! What a statement answered, read by the place of its columns.

use workflows::RecordsError;

use super::{connection, postgres};

/// One row, as its engine made it: text is lent from it, not copied. A column of another type than is
/// asked for is an error.
pub(crate) enum Row {
    Sqlite(connection::Row),
    Postgres(postgres::Row),
}

impl Row {
    /// Text that is always there.
    pub(crate) fn text(&self, column: usize) -> Result<&str, RecordsError> {
        self.optional_text(column)?.ok_or_else(missing)
    }

    /// Text, or null.
    pub(crate) fn optional_text(&self, column: usize) -> Result<Option<&str>, RecordsError> {
        match self {
            Self::Sqlite(row) => row.text(column),
            Self::Postgres(row) => row.text(column),
        }
    }

    /// A number that is always there.
    pub(crate) fn integer(&self, column: usize) -> Result<i64, RecordsError> {
        self.optional_integer(column)?.ok_or_else(missing)
    }

    /// A number, or null.
    pub(crate) fn optional_integer(&self, column: usize) -> Result<Option<i64>, RecordsError> {
        match self {
            Self::Sqlite(row) => row.integer(column),
            Self::Postgres(row) => row.integer(column),
        }
    }

    /// The answer to a condition.
    pub(crate) fn flag(&self, column: usize) -> Result<bool, RecordsError> {
        let flag = match self {
            Self::Sqlite(row) => row.flag(column),
            Self::Postgres(row) => row.flag(column),
        };
        flag?.ok_or_else(missing)
    }
}

fn missing() -> RecordsError {
    RecordsError::Other("a column that is always there holds nothing".into())
}
