//! SQLite through sqlx: one writer, several readers, each connection on a thread of its own. What every
//! product runs on.

use std::{path::Path, time::Duration};

use sqlx::{
    Arguments, Row as _, Sqlite, SqlitePool,
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
        SqliteSynchronous,
    },
};
use workflows::RecordsError;

use super::Arg;
use crate::{OpenError, OpenOptions, error::records_error};

/// What brings a file's schema up to date.
pub(super) static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");

const READERS: u32 = 4;

/// The connections.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Pools {
    /// Connects, and brings the schema up to date.
    pub(super) async fn open(options: &OpenOptions) -> Result<Self, OpenError> {
        let connect = connect_options(options);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(connect.clone())
            .await?;
        MIGRATIONS.run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(connect.pragma("query_only", "on"))
            .await?;
        Ok(Self { writer, readers })
    }

    pub(super) async fn begin_read(&self) -> Result<Transaction, RecordsError> {
        let begun = self.readers.begin().await;
        begun.map(Transaction).map_err(records_error)
    }

    pub(super) async fn begin_write(&self) -> Result<Transaction, RecordsError> {
        let begun = self.writer.begin_with("begin immediate").await;
        begun.map(Transaction).map_err(records_error)
    }

    pub(super) async fn optimize(&self) -> Result<(), RecordsError> {
        for statement in super::OPTIMIZE {
            sqlx::query(statement)
                .execute(&self.writer)
                .await
                .map_err(records_error)?;
        }
        Ok(())
    }

    pub(super) async fn copy_into(&self, path: &Path) -> Result<(), RecordsError> {
        sqlx::query(super::COPY_INTO)
            .bind(path.display().to_string())
            .execute(&self.writer)
            .await
            .map(drop)
            .map_err(records_error)
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Whether a plain file is undamaged. It is opened as it is: its schema is not brought up to date.
pub(crate) async fn is_whole(path: &Path) -> Result<bool, OpenError> {
    let connect = SqliteConnectOptions::new().filename(path).read_only(true);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(connect)
        .await?;
    let checked: Result<(String,), _> = sqlx::query_as("pragma integrity_check(1)")
        .fetch_one(&pool)
        .await;
    pool.close().await;
    match checked.map_err(OpenError::from) {
        Ok((said,)) => Ok(said == "ok"),
        Err(OpenError::Damaged | OpenError::NotADatabase) => Ok(false),
        Err(error) => Err(error),
    }
}

pub(crate) fn connect_options(options: &OpenOptions) -> SqliteConnectOptions {
    let mut connect = SqliteConnectOptions::new()
        .filename(&options.path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10))
        .pragma("temp_store", "memory")
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-16384");
    if let Some(key) = &options.key {
        connect = connect
            .pragma("key", key.pragma().to_string())
            .pragma("cipher_log_level", "none");
    }
    connect
}

/// A transaction on one of the connections. Statements are prepared once and kept by their text.
pub(crate) struct Transaction(sqlx::Transaction<'static, Sqlite>);

impl Transaction {
    pub(super) async fn execute<const N: usize>(
        &mut self,
        statement: &'static str,
        args: [Arg<'_>; N],
    ) -> Result<u64, RecordsError> {
        sqlx::query_with(statement, arguments(args)?)
            .execute(&mut *self.0)
            .await
            .map(|done| done.rows_affected())
            .map_err(records_error)
    }

    pub(super) async fn rows<T: Send, const N: usize>(
        &mut self,
        statement: &'static str,
        args: [Arg<'_>; N],
        read: impl FnMut(super::Row) -> Result<T, RecordsError> + Send,
    ) -> Result<Vec<T>, RecordsError> {
        // All of them before the first is read: whoever parses between two rows and the connection's thread
        // would wait for each other in turns.
        let rows = sqlx::query_with(statement, arguments(args)?)
            .fetch_all(&mut *self.0)
            .await
            .map_err(records_error)?;
        rows.into_iter()
            .map(|row| super::Row::Sqlite(Row(row)))
            .map(read)
            .collect()
    }

    pub(super) async fn row<const N: usize>(
        &mut self,
        statement: &'static str,
        args: [Arg<'_>; N],
    ) -> Result<Option<super::Row>, RecordsError> {
        let row = sqlx::query_with(statement, arguments(args)?)
            .fetch_optional(&mut *self.0)
            .await
            .map_err(records_error)?;
        Ok(row.map(|row| super::Row::Sqlite(Row(row))))
    }

    pub(super) async fn commit(self) -> Result<(), RecordsError> {
        self.0.commit().await.map_err(records_error)
    }

    /// A pragma takes no parameter; a number cannot end it.
    pub(super) async fn limit_pages(&mut self, pages: i64) -> Result<(), RecordsError> {
        let statement = format!("pragma max_page_count = {pages}");
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&mut *self.0)
            .await
            .map(drop)
            .map_err(records_error)
    }
}

fn arguments<const N: usize>(args: [Arg<'_>; N]) -> Result<SqliteArguments, RecordsError> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(N, 0);
    for arg in args {
        match arg {
            Arg::Text(text) => arguments.add(text),
            Arg::Integer(integer) => arguments.add(integer),
            Arg::Bytes(bytes) => arguments.add(bytes),
        }
        .map_err(RecordsError::Other)?;
    }
    Ok(arguments)
}

/// A row of sqlx.
pub(crate) struct Row(SqliteRow);

impl Row {
    pub(super) fn text(&self, column: usize) -> Result<Option<&str>, RecordsError> {
        self.0.try_get(column).map_err(wrong)
    }

    pub(super) fn integer(&self, column: usize) -> Result<Option<i64>, RecordsError> {
        self.0.try_get(column).map_err(wrong)
    }

    pub(super) fn flag(&self, column: usize) -> Result<Option<bool>, RecordsError> {
        self.0.try_get(column).map_err(wrong)
    }
}

fn wrong(error: sqlx::Error) -> RecordsError {
    RecordsError::Other(Box::new(error))
}
