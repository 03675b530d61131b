//! SQLite through rusqlite, on the calling thread: one connection, no thread, no timer, nothing that comes
//! out otherwise a second time. For simulations; no product is built with it.

use std::{collections::BTreeMap, fmt, path::Path, sync::Arc, time::Duration};

use rusqlite::{
    CachedStatement, Connection, OpenFlags, ToSql,
    config::DbConfig,
    params,
    types::{ToSqlOutput, Value, ValueRef},
};
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard};
use values::simulation::{self, Bug};
use workflows::RecordsError;

use super::{Arg, sqlite::MIGRATIONS};
use crate::{OpenError, error::inline_error};

/// Asked before every statement, with its text, and before every `commit`. `false` makes that call fail, as
/// if the program had ended there.
pub type Failpoint = Arc<dyn Fn(&'static str) -> bool + Send + Sync>;

/// As sqlx sets it up, but that another connection is never waited for.
const SETTINGS: &str = "
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma foreign_keys = on;
    pragma temp_store = memory;
    pragma mmap_size = 0;
    pragma cache_size = -16384;";

/// Where sqlx notes the migrations, so that either engine goes on with a file of the other.
const LEDGER: &str = "
    create table if not exists _sqlx_migrations (
        version bigint primary key, description text not null,
        installed_on timestamp not null default current_timestamp,
        success boolean not null, checksum blob not null, execution_time bigint not null
    );";

const STATEMENTS_KEPT: usize = 256;

/// The connection, which transactions have one after the other.
#[derive(Clone)]
pub(crate) struct Inline {
    connection: Arc<Mutex<Option<Connection>>>,
    failpoint: Option<Failpoint>,
}

impl fmt::Debug for Inline {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Inline")
    }
}

impl Inline {
    /// Connects by way of a file system that SQLite knows by name, and brings the schema up to date.
    pub(super) fn open(
        path: &Path,
        vfs: Option<&str>,
        failpoint: Option<Failpoint>,
    ) -> Result<Self, OpenError> {
        let flags = OpenFlags::default();
        let mut connection = match vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs)?,
            None => Connection::open_with_flags(path, flags)?,
        };
        connection.busy_timeout(Duration::ZERO)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // Whoever drops it unclosed leaves the log as a crash would.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.execute_batch(SETTINGS)?;
        migrate(&mut connection)?;
        if simulation::has(Bug::SeriesRestarted) {
            connection.execute_batch("delete from series")?;
        }
        Ok(Self {
            connection: Arc::new(Mutex::new(Some(connection))),
            failpoint,
        })
    }

    pub(super) async fn begin_read(&self) -> Result<Transaction, RecordsError> {
        let tx = self.turn().await?;
        tx.connection
            .pragma_update(None, "query_only", true)
            .map_err(inline_error)?;
        tx.command("begin deferred")?;
        Ok(tx)
    }

    pub(super) async fn begin_write(&self) -> Result<Transaction, RecordsError> {
        let tx = self.turn().await?;
        tx.command("begin immediate")?;
        Ok(tx)
    }

    pub(super) async fn optimize(&self) -> Result<(), RecordsError> {
        let tx = self.turn().await?;
        super::OPTIMIZE
            .iter()
            .try_for_each(|statement| tx.command(statement))
    }

    pub(super) async fn copy_into(&self, path: &Path) -> Result<(), RecordsError> {
        let mut tx = self.turn().await?;
        tx.execute(super::COPY_INTO, &[Arg::from(path.display().to_string())])
            .map(drop)
    }

    pub(super) async fn close(&self) {
        if let Some(connection) = self.connection.lock().await.take() {
            let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false);
            drop(connection);
        }
    }

    /// The connection, when all who asked before have given it back.
    async fn turn(&self) -> Result<Transaction, RecordsError> {
        let guard = Arc::clone(&self.connection).lock_owned().await;
        let connection = OwnedMutexGuard::try_map(guard, Option::as_mut)
            .map_err(|_| RecordsError::Other("the database is closed".into()))?;
        Ok(Transaction {
            connection,
            failpoint: self.failpoint.clone(),
        })
    }
}

fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
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

/// The connection in somebody's hands. Dropped, it is clean again.
pub(crate) struct Transaction {
    connection: OwnedMappedMutexGuard<Option<Connection>, Connection>,
    failpoint: Option<Failpoint>,
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // What fails here, the next `begin` says again.
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("rollback");
        }
        let _ = self.connection.pragma_update(None, "query_only", false);
    }
}

impl Transaction {
    pub(super) fn execute(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
    ) -> Result<u64, RecordsError> {
        let mut statement = self.bound(statement, args)?;
        let mut rows = statement.raw_query();
        while rows.next().map_err(inline_error)?.is_some() {}
        Ok(self.connection.changes())
    }

    pub(super) fn rows<T>(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
        mut read: impl FnMut(super::Row) -> Result<T, RecordsError>,
    ) -> Result<Vec<T>, RecordsError> {
        let mut statement = self.bound(statement, args)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(inline_error)? {
            found.push(read(Row::of(row)?)?);
        }
        Ok(found)
    }

    pub(super) fn row(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
    ) -> Result<Option<super::Row>, RecordsError> {
        let mut statement = self.bound(statement, args)?;
        let mut rows = statement.raw_query();
        let row = rows.next().map_err(inline_error)?;
        row.map(Row::of).transpose()
    }

    pub(super) fn commit(self) -> Result<(), RecordsError> {
        self.command("commit")
    }

    pub(super) fn limit_pages(&mut self, pages: i64) -> Result<(), RecordsError> {
        self.connection
            .pragma_update(None, "max_page_count", pages)
            .map_err(inline_error)
    }

    fn command(&self, statement: &'static str) -> Result<(), RecordsError> {
        self.reach(statement)?;
        self.connection
            .execute_batch(statement)
            .map_err(inline_error)
    }

    fn reach(&self, statement: &'static str) -> Result<(), RecordsError> {
        match &self.failpoint {
            Some(goes_on) if !goes_on(statement) => Err(RecordsError::Other("stopped".into())),
            _ => Ok(()),
        }
    }

    /// A kept statement with its values. SQLite counts parameters as they appear, so they go by name.
    fn bound(
        &self,
        statement: &'static str,
        args: &[Arg<'_>],
    ) -> Result<CachedStatement<'_>, RecordsError> {
        self.reach(statement)?;
        let mut statement = self
            .connection
            .prepare_cached(statement)
            .map_err(inline_error)?;
        for place in 1..=statement.parameter_count() {
            let arg = statement
                .parameter_name(place)
                .and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok())
                .and_then(|number| args.get(number.checked_sub(1)?))
                .ok_or_else(|| RecordsError::Other("a parameter without a value".into()))?;
            statement
                .raw_bind_parameter(place, arg)
                .map_err(inline_error)?;
        }
        Ok(statement)
    }
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
            .map(|values| super::Row::Inline(Self(values)))
            .map_err(inline_error)
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
