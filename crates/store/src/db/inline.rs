//! SQLite with one connection, no thread, no timer, nothing that comes out otherwise a second time. For
//! simulations; no product is built with it.

use std::{fmt, path::Path, sync::Arc, time::Duration};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard};
use values::simulation::{self, Bug};
use workflows::RecordsError;

use super::{Arg, connection};
use crate::OpenError;

/// Asked before every statement, with its text, and before every `commit`. `false` makes that call fail, as
/// if the program had ended there.
pub type Failpoint = Arc<dyn Fn(&'static str) -> bool + Send + Sync>;

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
        // Whoever drops it unclosed leaves the log as a crash would.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection::set_up(&connection)?;
        connection::migrate(&mut connection)?;
        if simulation::has(Bug::SeriesRestarted) {
            connection.execute_batch("delete from series")?;
        }
        Ok(Self {
            connection: Arc::new(Mutex::new(Some(connection))),
            failpoint,
        })
    }

    pub(super) async fn begin_read(&self) -> Result<Transaction, RecordsError> {
        let mut tx = self.turn().await?;
        tx.only_reads = true;
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
            only_reads: false,
        })
    }
}

/// The connection in somebody's hands. Dropped, it is clean again.
pub(crate) struct Transaction {
    connection: OwnedMappedMutexGuard<Option<Connection>, Connection>,
    failpoint: Option<Failpoint>,
    /// Looked after here: to set `query_only` on and off makes SQLite prepare every kept statement again.
    only_reads: bool,
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // What fails here, the next `begin` says again.
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("rollback");
        }
    }
}

impl Transaction {
    pub(super) fn execute(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
    ) -> Result<u64, RecordsError> {
        self.reach(statement)?;
        if self.only_reads && connection::writes(&self.connection, statement)? {
            return Err(RecordsError::ReadOnly);
        }
        connection::execute(&self.connection, statement, args)
    }

    pub(super) fn execute_each<'a, const N: usize>(
        &mut self,
        statement: &'static str,
        rows: impl Iterator<Item = [Arg<'a>; N]>,
    ) -> Result<(), RecordsError> {
        connection::execute_each(&self.connection, statement, rows, || self.reach(statement))
    }

    pub(super) fn rows<T>(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
        read: impl FnMut(super::Row) -> Result<T, RecordsError>,
    ) -> Result<Vec<T>, RecordsError> {
        self.reach(statement)?;
        connection::rows(&self.connection, statement, args, read)
    }

    pub(super) fn row(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
    ) -> Result<Option<super::Row>, RecordsError> {
        self.reach(statement)?;
        connection::row(&self.connection, statement, args)
    }

    pub(super) fn commit(self) -> Result<(), RecordsError> {
        self.command("commit")
    }

    pub(super) fn limit_pages(&mut self, pages: i64) -> Result<(), RecordsError> {
        connection::limit_pages(&self.connection, pages)
    }

    pub(super) fn keep_much(&mut self, much: bool) -> Result<(), RecordsError> {
        connection::keep_much(&self.connection, much)
    }

    pub(super) fn triggers(&mut self, run: bool) -> Result<(), RecordsError> {
        connection::triggers(&self.connection, run)
    }

    fn command(&self, statement: &'static str) -> Result<(), RecordsError> {
        self.reach(statement)?;
        connection::command(&self.connection, statement)
    }

    fn reach(&self, statement: &'static str) -> Result<(), RecordsError> {
        match &self.failpoint {
            Some(goes_on) if !goes_on(statement) => Err(RecordsError::Other("stopped".into())),
            _ => Ok(()),
        }
    }
}
