//! PostgreSQL through sqlx, for a server of several processes. What SQLite gets from its one writer is had
//! here by serializable transactions, which are run again when they cross, and by numbers that commits get
//! after they are visible ([`stamping`]).

mod following;
mod shelf;
mod stamping;
mod transaction;

use std::{str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    Connection, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::sync::Mutex;
use workflows::RecordsError;

use crate::{OpenError, error::postgres_error, open::PostgresOptions};

pub use following::Following;
pub(crate) use following::SERVING;
pub use shelf::SharedShelf;
pub(crate) use transaction::{Row, Transaction};

/// What brings a database's schema up to date.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/postgres");

/// The schema in which everything stands.
pub(crate) const SCHEMA: &str = "mainstay";
/// Held while the schema is made, brought up to date or laid back; any number, as long as it stays.
const MIGRATING: i64 = 0x4d41_494e_0001;

/// Connections of one process, opened as they are needed. One more listens.
const WRITERS: u32 = 8;
const READERS: u32 = 8;
/// How long a request waits for one.
const ACQUIRE_WITHIN: Duration = Duration::from_secs(15);
/// Above the number of statements that there are.
const STATEMENTS_KEPT: usize = 512;

/// Reads one moment throughout.
const BEGIN_READ: &str = "begin isolation level repeatable read, read only";
/// As if nobody else wrote, or refused. `lock table` comes first because it takes no snapshot.
const BEGIN_WRITE: &str = "begin isolation level serializable; lock table turn in row share mode";
/// Nobody else writes.
const BEGIN_ALONE: &str = "begin isolation level serializable; lock table turn in exclusive mode";

/// The connections.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    writers: PgPool,
    readers: PgPool,
    replica: Option<PgPool>,
    connect: Arc<PgConnectOptions>,
    /// One of this process gives numbers at a time: those who wait find that theirs are given.
    stamping: Arc<Mutex<()>>,
}

impl Pools {
    /// Connects, and brings the schema up to date; processes that start together do so one after the other.
    pub(crate) async fn open(options: &PostgresOptions) -> Result<Self, OpenError> {
        let connect = connect_options(&options.url)?;
        let mut connection = hold_still(&connect).await?;
        let migrated = migrate(&mut connection).await;
        // Closing it gives the lock back.
        connection.close().await.map_err(OpenError::postgres)?;
        migrated?;
        let replica = options.replica.as_deref().map(connect_options);
        Ok(Self {
            // Rows read by way of an index cross with fewer others than whole tables do.
            writers: pool(
                WRITERS,
                connect.clone().options([("enable_seqscan", "off")]),
            ),
            readers: pool(READERS, connect.clone()),
            replica: replica.transpose()?.map(|connect| pool(READERS, connect)),
            connect: Arc::new(connect),
            stamping: Arc::default(),
        })
    }

    pub(crate) async fn begin_read(&self) -> Result<Transaction, RecordsError> {
        self.begin(&self.readers, BEGIN_READ, false).await
    }

    /// On the replica, when there is one.
    pub(crate) async fn begin_read_behind(&self) -> Result<Option<Transaction>, RecordsError> {
        match &self.replica {
            Some(replica) => self.begin(replica, BEGIN_READ, false).await.map(Some),
            None => Ok(None),
        }
    }

    /// Beside others that write: one that crosses them fails as [`RecordsError::Contended`].
    pub(crate) async fn begin_write(&self) -> Result<Transaction, RecordsError> {
        self.begin(&self.writers, BEGIN_WRITE, false).await
    }

    /// When all others that write are done, and before the next ones.
    pub(crate) async fn begin_write_alone(&self) -> Result<Transaction, RecordsError> {
        self.begin(&self.writers, BEGIN_ALONE, true).await
    }

    async fn begin(
        &self,
        pool: &PgPool,
        statement: &'static str,
        alone: bool,
    ) -> Result<Transaction, RecordsError> {
        let begun = pool.begin_with(statement).await.map_err(postgres_error)?;
        Ok(Transaction::new(begun, alone, self.clone()))
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
        if let Some(replica) = &self.replica {
            replica.close().await;
        }
    }
}

/// A connection that keeps every other program from changing the schema until it is closed.
pub(crate) async fn hold_still(connect: &PgConnectOptions) -> Result<PgConnection, OpenError> {
    let mut connection = PgConnection::connect_with(connect)
        .await
        .map_err(OpenError::postgres)?;
    sqlx::query("select set_config('lock_timeout', '0', false), pg_advisory_lock($1)")
        .bind(MIGRATING)
        .execute(&mut connection)
        .await
        .map_err(OpenError::postgres)?;
    Ok(connection)
}

async fn migrate(connection: &mut PgConnection) -> Result<(), OpenError> {
    sqlx::query("create schema if not exists mainstay")
        .execute(&mut *connection)
        .await
        .map_err(OpenError::postgres)?;
    MIGRATIONS.run(connection).await.map_err(OpenError::from)
}

/// How to connect: with every name found in [`SCHEMA`], and nothing that outlives a process for long.
pub(crate) fn connect_options(url: &str) -> Result<PgConnectOptions, OpenError> {
    let options = PgConnectOptions::from_str(url).map_err(OpenError::postgres)?;
    Ok(options
        .application_name("mainstay-server")
        .statement_cache_capacity(STATEMENTS_KEPT)
        .options([
            ("search_path", "mainstay,public"),
            ("jit", "off"),
            ("client_min_messages", "error"),
            // A process that hangs must not hold up the others.
            ("lock_timeout", "30s"),
            ("idle_in_transaction_session_timeout", "60s"),
            ("tcp_keepalives_idle", "15"),
            ("tcp_keepalives_interval", "5"),
            ("tcp_keepalives_count", "3"),
        ]))
}

fn pool(connections: u32, connect: PgConnectOptions) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_WITHIN)
        .connect_lazy_with(connect)
}
