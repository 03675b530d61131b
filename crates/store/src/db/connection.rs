//! One connection to a file of SQLite, used on the calling thread: a thread of its own for each would be woken, and
//! wake, at every statement, which costs more than most statements.

use std::collections::BTreeMap;

use rusqlite::{
    CachedStatement, Connection, ToSql,
    config::DbConfig,
    params,
    types::{ToSqlOutput, Value, ValueRef},
};
use workflows::RecordsError;

use super::{Arg, checkpoint::LOG_PAGES_MAX};
use crate::{OpenError, error::sqlite_error};

/// What brings a file's schema up to date.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");

/// Durable, and with nothing outside of the file.
const SETTINGS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma mmap_size = 0;";

/// KiB of a file that a connection keeps in memory: usually, and while many rows are laid.
const USUALLY_KEPT: i64 = 16 * 1_024;
const MUCH_KEPT: i64 = 96 * 1_024;

/// Where sqlx notes the migrations, so that either engine goes on with a file of the other.
const LEDGER: &str = "
    create table if not exists _sqlx_migrations (
        version bigint primary key, description text not null,
        installed_on timestamp not null default current_timestamp,
        success boolean not null, checksum blob not null, execution_time bigint not null
    );";

/// All that a connection runs: none is prepared twice.
const STATEMENTS_KEPT: usize = 512;

/// Sets a connection up whose file it may read.
pub(super) fn set_up(connection: &Connection) -> Result<(), OpenError> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.execute_batch(SETTINGS)?;
    Ok(connection.pragma_update(None, "cache_size", -USUALLY_KEPT)?)
}

/// Keeps more of the file in memory than usually, or no more than that again.
pub(super) fn keep_much(connection: &Connection, much: bool) -> Result<(), RecordsError> {
    let kept = if much { MUCH_KEPT } else { USUALLY_KEPT };
    connection
        .pragma_update(None, "cache_size", -kept)
        .map_err(sqlite_error)
}

/// Leaves bringing the log into the file to whoever does it beside this connection.
pub(super) fn checkpoint_seldom(connection: &Connection) -> Result<(), OpenError> {
    Ok(connection.pragma_update(None, "wal_autocheckpoint", LOG_PAGES_MAX)?)
}

/// Whether triggers run. SQLite prepares every kept statement again after it.
pub(super) fn triggers(connection: &Connection, run: bool) -> Result<(), RecordsError> {
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, run)
        .map(drop)
        .map_err(sqlite_error)
}

/// Brings the schema up to date, and notes it where sqlx does.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    connection.execute_batch(LEDGER)?;
    let mut applied: BTreeMap<i64, Vec<u8>> = connection
        .prepare("select version, checksum from _sqlx_migrations")?
        .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for migration in MIGRATIONS.iter() {
        match applied.remove(&migration.version) {
            Some(checksum) if checksum == *migration.checksum => continue,
            Some(_) => return Err(OpenError::Other("a migration is not what it was".into())),
            None => {}
        }
        let tx = connection.transaction()?;
        tx.execute_batch(migration.sql.as_str())?;
        tx.execute(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
             values (?1, ?2, true, ?3, 0)",
            params![migration.version, migration.description, migration.checksum],
        )?;
        tx.commit()?;
    }
    if applied.is_empty() {
        Ok(())
    } else {
        Err(OpenError::TooNew)
    }
}

pub(super) fn execute(
    connection: &Connection,
    statement: &'static str,
    args: &[Arg<'_>],
) -> Result<u64, RecordsError> {
    let mut statement = bound(connection, statement, args)?;
    let mut rows = statement.raw_query();
    while rows.next().map_err(sqlite_error)?.is_some() {}
    Ok(connection.changes())
}

/// Prepares once and runs for each row, after `reach` has said that it goes on.
pub(super) fn execute_each<'a, const N: usize>(
    connection: &Connection,
    statement: &'static str,
    rows: impl Iterator<Item = [Arg<'a>; N]>,
    reach: impl Fn() -> Result<(), RecordsError>,
) -> Result<(), RecordsError> {
    let mut statement = connection.prepare_cached(statement).map_err(sqlite_error)?;
    let places = places(&statement)?;
    for row in rows {
        reach()?;
        bind(&mut statement, &places, &row)?;
        let mut answered = statement.raw_query();
        while answered.next().map_err(sqlite_error)?.is_some() {}
    }
    Ok(())
}

pub(super) fn rows<T>(
    connection: &Connection,
    statement: &'static str,
    args: &[Arg<'_>],
    mut read: impl FnMut(super::Row) -> Result<T, RecordsError>,
) -> Result<Vec<T>, RecordsError> {
    let mut statement = bound(connection, statement, args)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(sqlite_error)? {
        found.push(read(Row::of(row)?)?);
    }
    Ok(found)
}

pub(super) fn row(
    connection: &Connection,
    statement: &'static str,
    args: &[Arg<'_>],
) -> Result<Option<super::Row>, RecordsError> {
    let mut statement = bound(connection, statement, args)?;
    let mut rows = statement.raw_query();
    let row = rows.next().map_err(sqlite_error)?;
    row.map(Row::of).transpose()
}

/// Whether a statement writes.
#[cfg(feature = "inline")]
pub(super) fn writes(
    connection: &Connection,
    statement: &'static str,
) -> Result<bool, RecordsError> {
    let statement = connection.prepare_cached(statement).map_err(sqlite_error)?;
    Ok(!statement.readonly())
}

/// A statement of several words at most, and no values.
pub(super) fn command(connection: &Connection, statement: &str) -> Result<(), RecordsError> {
    connection.execute_batch(statement).map_err(sqlite_error)
}

pub(super) fn limit_pages(connection: &Connection, pages: i64) -> Result<(), RecordsError> {
    connection
        .pragma_update(None, "max_page_count", pages)
        .map_err(sqlite_error)
}

/// A kept statement with its values. SQLite counts parameters as they appear, so they go by name.
fn bound<'a>(
    connection: &'a Connection,
    statement: &'static str,
    args: &[Arg<'_>],
) -> Result<CachedStatement<'a>, RecordsError> {
    let mut statement = connection.prepare_cached(statement).map_err(sqlite_error)?;
    let places = places(&statement)?;
    bind(&mut statement, &places, args)?;
    Ok(statement)
}

/// Which value belongs to each parameter, in the order in which they appear.
fn places(statement: &CachedStatement<'_>) -> Result<Vec<usize>, RecordsError> {
    (1..=statement.parameter_count())
        .map(|place| {
            statement
                .parameter_name(place)
                .and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok())
                .and_then(|number| number.checked_sub(1))
                .ok_or_else(without_a_value)
        })
        .collect()
}

fn bind(
    statement: &mut CachedStatement<'_>,
    places: &[usize],
    args: &[Arg<'_>],
) -> Result<(), RecordsError> {
    for (n, place) in places.iter().enumerate() {
        let arg = args.get(*place).ok_or_else(without_a_value)?;
        statement
            .raw_bind_parameter(n + 1, arg)
            .map_err(sqlite_error)?;
    }
    Ok(())
}

fn without_a_value() -> RecordsError {
    RecordsError::Other("a parameter without a value".into())
}

impl ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Integer(Some(integer)) => ValueRef::Integer(*integer),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Self::Text(None) | Self::Integer(None) | Self::Bytes(None) => ValueRef::Null,
        }))
    }
}

/// The values of one row.
pub(crate) struct Row(Vec<Value>);

impl Row {
    fn of(row: &rusqlite::Row<'_>) -> Result<super::Row, RecordsError> {
        let columns = row.as_ref().column_count();
        let values: rusqlite::Result<Vec<Value>> = (0..columns).map(|at| row.get(at)).collect();
        values
            .map(|values| super::Row::Sqlite(Self(values)))
            .map_err(sqlite_error)
    }

    pub(super) fn text(&self, column: usize) -> Result<Option<&str>, RecordsError> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            _ => Err(wrong()),
        }
    }

    pub(super) fn integer(&self, column: usize) -> Result<Option<i64>, RecordsError> {
        match self.0.get(column) {
            Some(Value::Integer(integer)) => Ok(Some(*integer)),
            Some(Value::Null) => Ok(None),
            _ => Err(wrong()),
        }
    }

    pub(super) fn flag(&self, column: usize) -> Result<Option<bool>, RecordsError> {
        Ok(self.integer(column)?.map(|flag| flag != 0))
    }
}

fn wrong() -> RecordsError {
    RecordsError::Other("a column is of another type".into())
}
