//! SQLite as every product runs on it: one writer, several readers.

use std::{
    fmt,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::block_in_place,
};
use workflows::RecordsError;
use zeroize::Zeroizing;

use super::{Arg, checkpoint::Checkpoints, connection};
use crate::{Key, OpenError, OpenOptions};

const READERS: u32 = 4;
/// How long another process is waited for.
const BUSY_FOR: Duration = Duration::from_secs(10);

/// The connections.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    writer: Arc<Pool>,
    readers: Arc<Pool>,
    checkpoints: Arc<Checkpoints>,
}

impl Pools {
    /// Connects, and brings the schema up to date.
    pub(super) fn open(options: &OpenOptions) -> Result<Self, OpenError> {
        let mut writer = connect(options)?;
        connection::migrate(&mut writer)?;
        connection::checkpoint_seldom(&writer)?;
        let checkpoints = Arc::new(Checkpoints::start(connect(options)?)?);
        let readers = (0..READERS).map(|_| {
            let reader = connect(options)?;
            reader.pragma_update(None, "query_only", true)?;
            Ok(reader)
        });
        let readers = readers.collect::<Result<Vec<_>, OpenError>>()?;
        Ok(Self {
            writer: Arc::new(Pool::of(vec![writer], 1, Some(Arc::clone(&checkpoints)))),
            readers: Arc::new(Pool::of(readers, READERS, None)),
            checkpoints,
        })
    }

    pub(super) async fn begin_read(&self) -> Result<Transaction, RecordsError> {
        let tx = self.readers.turn().await?;
        tx.command("begin deferred")?;
        Ok(tx)
    }

    pub(super) async fn begin_write(&self) -> Result<Transaction, RecordsError> {
        let tx = self.writer.turn().await?;
        tx.command("begin immediate")?;
        Ok(tx)
    }

    /// Whether somebody waits to write, while somebody else does.
    pub(super) fn writing_is_awaited(&self) -> bool {
        self.writer.waiting.load(Ordering::Relaxed) > 0
    }

    pub(super) async fn optimize(&self) -> Result<(), RecordsError> {
        let tx = self.writer.turn().await?;
        let mut statements = super::OPTIMIZE.iter();
        beside_others(|| statements.try_for_each(|statement| tx.command(statement)))
    }

    pub(super) async fn copy_into(&self, path: &Path) -> Result<(), RecordsError> {
        let tx = self.writer.turn().await?;
        let args = [Arg::from(path.display().to_string())];
        beside_others(|| connection::execute(tx.connection()?, super::COPY_INTO, &args)).map(drop)
    }

    /// Leaves the log as it is from here on.
    pub(super) fn stop_checkpoints(&self) {
        self.checkpoints.stop();
    }

    pub(super) async fn close(&self) {
        beside_others(|| self.stop_checkpoints());
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Connections that transactions have in turns, in the order in which they asked.
struct Pool {
    idle: Mutex<Vec<Connection>>,
    turns: Arc<Semaphore>,
    size: u32,
    /// Told of each commit.
    checkpoints: Option<Arc<Checkpoints>>,
    /// How many ask for a turn that somebody else has.
    waiting: AtomicU32,
}

/// Somebody who asks for a turn, until they have it or give up.
struct Waiting<'a>(&'a AtomicU32);

impl<'a> Waiting<'a> {
    fn among(all: &'a AtomicU32) -> Self {
        all.fetch_add(1, Ordering::Relaxed);
        Self(all)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Pool({})", self.size)
    }
}

impl Pool {
    fn of(connections: Vec<Connection>, size: u32, checkpoints: Option<Arc<Checkpoints>>) -> Self {
        Self {
            checkpoints,
            turns: Arc::new(Semaphore::new(connections.len())),
            idle: Mutex::new(connections),
            size,
            waiting: AtomicU32::new(0),
        }
    }

    async fn turn(self: &Arc<Self>) -> Result<Transaction, RecordsError> {
        let closed = || RecordsError::Other("the database is closed".into());
        let waiting = Waiting::among(&self.waiting);
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        drop(waiting);
        let turn = turn.map_err(|_| closed())?;
        let connection = self.idle().pop().ok_or_else(closed)?;
        Ok(Transaction {
            connection: Some(connection),
            pool: Arc::clone(self),
            _turn: turn,
        })
    }

    /// When all are back.
    async fn close(&self) {
        if let Ok(turns) = self.turns.acquire_many(self.size).await {
            self.turns.close();
            drop(turns);
        }
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Reads a file with a key, and changes nothing.
pub(crate) fn look_into(path: &Path, key: &Key) -> Result<(), OpenError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    unlock(&connection, key)?;
    connection.busy_timeout(BUSY_FOR)?;
    Ok(connection.query_row("select count(*) from sqlite_master", (), |_| Ok(()))?)
}

/// Encrypts a file that nobody has open under another key.
pub(crate) fn rekey(path: &Path, from: &Key, to: &Key) -> Result<(), OpenError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    unlock(&connection, from)?;
    connection.busy_timeout(BUSY_FOR)?;
    // What the log holds is brought in first, and a journal beside the file keeps the pages as they were.
    connection.execute_batch(
        "pragma locking_mode = exclusive; pragma synchronous = full; pragma journal_mode = delete;",
    )?;
    tell(&connection, ["rekey", "rekex"], to)
}

/// How a damaged file is looked at, by whoever takes out of it what can be read.
pub(crate) fn damaged_options(options: &OpenOptions) -> SqliteConnectOptions {
    let connect = SqliteConnectOptions::new()
        .filename(&options.path)
        .create_if_missing(false)
        .read_only(true)
        .busy_timeout(BUSY_FOR);
    match &options.key {
        Some(key) => connect
            .pragma("key", key.pragma().to_string())
            .pragma("cipher_log_level", "none"),
        None => connect,
    }
}

fn connect(options: &OpenOptions) -> Result<Connection, OpenError> {
    let connection = Connection::open(&options.path)?;
    if let Some(key) = &options.key {
        unlock(&connection, key)?;
    }
    connection.busy_timeout(BUSY_FOR)?;
    connection::set_up(&connection)?;
    Ok(connection)
}

fn unlock(connection: &Connection, key: &Key) -> Result<(), OpenError> {
    tell(connection, ["key", "kex"], key)?;
    Ok(connection.execute_batch("pragma cipher_log_level = none;")?)
}

/// Tells SQLite a key, by a pragma: it takes no parameter, and a key is hexadecimal digits. What SQLite kept of the
/// statement it gives back without wiping it, and takes again for the next of that length: a pragma of the second name
/// does nothing.
fn tell(connection: &Connection, names: [&str; 2], key: &Key) -> Result<(), OpenError> {
    for (name, key) in names.into_iter().zip([key, &Key::new([0; 32])]) {
        let mut statement = Zeroizing::new(String::with_capacity(128));
        statement.push_str("pragma ");
        statement.push_str(name);
        statement.push_str(" = ");
        statement.push_str(&key.pragma());
        statement.push(';');
        connection.execute_batch(&statement)?;
    }
    Ok(())
}

/// A connection in somebody's hands. Dropped, it is clean again and back in its pool.
pub(crate) struct Transaction {
    connection: Option<Connection>,
    pool: Arc<Pool>,
    _turn: OwnedSemaphorePermit,
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        // What fails here, the next `begin` says again.
        if !connection.is_autocommit() {
            let _ = connection.execute_batch("rollback");
        }
        self.pool.idle().push(connection);
    }
}

impl Transaction {
    pub(super) fn execute(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
    ) -> Result<u64, RecordsError> {
        connection::execute(self.connection()?, statement, args)
    }

    pub(super) fn execute_each<'a, const N: usize>(
        &mut self,
        statement: &'static str,
        rows: impl Iterator<Item = [Arg<'a>; N]>,
    ) -> Result<(), RecordsError> {
        connection::execute_each(self.connection()?, statement, rows, || Ok(()))
    }

    pub(super) fn rows<T>(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
        read: impl FnMut(super::Row) -> Result<T, RecordsError>,
    ) -> Result<Vec<T>, RecordsError> {
        connection::rows(self.connection()?, statement, args, read)
    }

    pub(super) fn row(
        &mut self,
        statement: &'static str,
        args: &[Arg<'_>],
    ) -> Result<Option<super::Row>, RecordsError> {
        connection::row(self.connection()?, statement, args)
    }

    /// The disk may take its time.
    pub(super) fn commit(self) -> Result<(), RecordsError> {
        beside_others(|| self.command("commit"))?;
        if let Some(checkpoints) = &self.pool.checkpoints {
            checkpoints.committed(self.connection()?.total_changes());
        }
        Ok(())
    }

    pub(super) fn triggers(&mut self, run: bool) -> Result<(), RecordsError> {
        connection::triggers(self.connection()?, run)
    }

    pub(super) fn limit_pages(&mut self, pages: i64) -> Result<(), RecordsError> {
        connection::limit_pages(self.connection()?, pages)
    }

    pub(super) fn keep_much(&mut self, much: bool) -> Result<(), RecordsError> {
        connection::keep_much(self.connection()?, much)
    }

    fn command(&self, statement: &str) -> Result<(), RecordsError> {
        connection::command(self.connection()?, statement)
    }

    fn connection(&self) -> Result<&Connection, RecordsError> {
        let connection = self.connection.as_ref();
        connection.ok_or_else(|| RecordsError::Other("the database is closed".into()))
    }
}

/// Runs something long while this thread's other tasks go on elsewhere, where there is another thread.
fn beside_others<T>(run: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => block_in_place(run),
        _ => run(),
    }
}
