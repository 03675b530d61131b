//! Opening the database: key, durability, file modes, migrations.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use workflows::RecordsError;
use zeroize::Zeroizing;

use crate::{
    error::{OpenError, records_error},
    tx::{Mode, Tx},
};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations/sqlite");

const READERS: u32 = 4;

/// A raw 256-bit SQLCipher key. Wiped from memory when dropped; never printed.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// Takes 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for wrapping.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// SQLCipher's form of a raw key, which skips its own slow derivation.
    fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(70));
        text.push_str("\"x'");
        for byte in self.0.iter() {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        text.push_str("'\"");
        text
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key([…])")
    }
}

/// Where and how to open.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The file; made when it does not exist, readable by its owner only.
    pub path: PathBuf,
    /// The key; `None` keeps the file plain (server and measurements only).
    pub key: Option<Key>,
}

/// An open database: one writer, several readers.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
    path: PathBuf,
}

impl Store {
    /// Opens the database, and brings its schema up to date.
    pub async fn open(options: &OpenOptions) -> Result<Self, OpenError> {
        owner_only(&options.path)?;
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
        Ok(Self {
            writer,
            readers,
            path: options.path.clone(),
        })
    }

    pub(crate) fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    /// Whether a plain database is undamaged. It is opened as it is: its schema is not brought up to date.
    pub async fn is_whole(path: &Path) -> Result<bool, OpenError> {
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

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A transaction that only reads, and sees one moment throughout.
    pub async fn read(&self) -> Result<Tx, RecordsError> {
        let transaction = self.readers.begin().await.map_err(records_error)?;
        Ok(Tx::new(transaction, Mode::Read))
    }

    /// A transaction that writes; waits for the one before it.
    pub async fn write(&self, mode: Mode) -> Result<Tx, RecordsError> {
        let transaction = self
            .writer
            .begin_with("begin immediate")
            .await
            .map_err(records_error)?;
        Ok(Tx::new(transaction, mode))
    }

    /// Tidies the search index and statistics. For idle time.
    pub async fn optimize(&self) -> Result<(), RecordsError> {
        for statement in [
            "insert into patient_search(patient_search) values ('optimize')",
            "pragma optimize",
        ] {
            sqlx::query(statement)
                .execute(&self.writer)
                .await
                .map_err(records_error)?;
        }
        Ok(())
    }

    /// Closes every connection, after writing the log back into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
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

/// Makes the file, when there is none, for its owner alone; SQLite gives its companions the same mode.
fn owner_only(path: &Path) -> Result<(), OpenError> {
    if path.exists() {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map(drop)
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                OpenError::ReadOnly
            }
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                OpenError::DiskFull
            }
            _ => OpenError::Other(Box::new(error)),
        })
}
