//! Opening the database: key, durability, file modes, migrations.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use workflows::RecordsError;
use zeroize::Zeroizing;

use crate::{
    Following,
    db::{self, Db, Engine},
    error::OpenError,
    tx::{Mode, Tx},
};

/// A raw 256-bit SQLCipher key. In one place, wherever it is handed, and wiped when nobody has it any more; never printed.
#[derive(Clone)]
pub struct Key(Arc<Zeroizing<[u8; 32]>>);

impl Key {
    /// Takes 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }

    /// The bytes, for wrapping.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// SQLCipher's form of a raw key, which skips its own slow derivation.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
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

/// A database of PostgreSQL, 15 or later, that belongs to whoever connects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostgresOptions {
    /// `postgres://<user>@<host>/<database>`. Without a password: that is taken from `PGPASSWORD` or a
    /// password file, where no list of processes shows it.
    pub url: String,
    /// A copy that follows it, for reading what was committed.
    pub replica: Option<String>,
}

/// An open database. On SQLite one transaction writes at a time, and reading goes on meanwhile; on
/// PostgreSQL several do, of several processes.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) engine: Engine,
    path: PathBuf,
}

impl Store {
    /// Opens the database, and brings its schema up to date.
    pub async fn open(options: &OpenOptions) -> Result<Self, OpenError> {
        owner_only(&options.path)?;
        let store = Self {
            engine: Engine::sqlite(options)?,
            path: options.path.clone(),
        };
        // Audit lines from before there were chains.
        match store.chain_lines().await {
            Ok(_) => Ok(store),
            Err(RecordsError::Damaged(_)) => Err(OpenError::Damaged),
            Err(error) => Err(OpenError::Other(Box::new(error))),
        }
    }

    /// Opens a database of PostgreSQL, and brings its schema up to date.
    pub async fn open_postgres(options: &PostgresOptions) -> Result<Self, OpenError> {
        Ok(Self {
            engine: Engine::postgres(options).await?,
            path: PathBuf::new(),
        })
    }

    /// Opens a plain database on the calling thread, by way of a file system that SQLite knows as `vfs`. For
    /// simulations: the same calls do the same every time. Its one connection serves one transaction after
    /// the other, so whoever holds one and asks for a second waits for ever.
    #[cfg(feature = "inline")]
    pub fn open_inline(
        path: &Path,
        vfs: Option<&str>,
        failpoint: Option<crate::Failpoint>,
    ) -> Result<Self, OpenError> {
        Ok(Self {
            engine: Engine::inline(path, vfs, failpoint)?,
            path: path.to_owned(),
        })
    }

    /// Whether a plain database is undamaged. It is opened as it is: its schema is not brought up to date.
    pub async fn is_whole(path: &Path) -> Result<bool, OpenError> {
        db::is_whole(path).await
    }

    pub(crate) async fn copy_into(&self, path: &Path) -> Result<(), RecordsError> {
        self.engine.copy_into(path).await
    }

    /// The file; empty on PostgreSQL.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A transaction that only reads, and sees one moment throughout.
    pub async fn read(&self) -> Result<Tx, RecordsError> {
        Ok(Tx::new(self.engine.begin_read().await?, Mode::Read))
    }

    /// A transaction that writes. On SQLite it waits for the one before it; on PostgreSQL one that crosses
    /// another fails with [`RecordsError::Contended`], at any statement, and is run again.
    pub async fn write(&self, mode: Mode) -> Result<Tx, RecordsError> {
        Ok(Tx::new(self.engine.begin_write().await?, mode))
    }

    /// Whether somebody waits to write, for whoever has a long transaction open.
    pub fn writing_is_awaited(&self) -> bool {
        self.engine.writing_is_awaited()
    }

    /// A transaction that writes when no other does: it crosses none.
    pub async fn write_alone(&self, mode: Mode) -> Result<Tx, RecordsError> {
        Ok(Tx::new(self.engine.begin_write_alone().await?, mode))
    }

    /// A transaction that reads what was committed up to `head` at least: on the replica when that is there,
    /// else where it was written.
    pub async fn read_up_to(&self, head: u64) -> Result<Tx, RecordsError> {
        if let Some(pools) = self.engine.stamps_later()
            && let Some(db) = pools.begin_read_behind().await?
        {
            let mut tx = Tx::new(Db::Postgres(db), Mode::Read);
            if tx.head().await? >= head {
                return Ok(tx);
            }
        }
        self.read().await
    }

    /// Begins to serve beside other processes; waits while a backup is laid back. `None` on SQLite, where there
    /// is one process.
    pub async fn follow(&self) -> Result<Option<Following>, RecordsError> {
        match self.engine.stamps_later() {
            Some(pools) => Following::begin(pools.clone()).await.map(Some),
            None => Ok(None),
        }
    }

    /// Tidies the search index and statistics. For idle time.
    pub async fn optimize(&self) -> Result<(), RecordsError> {
        self.engine.optimize().await
    }

    /// Closes every connection, after writing the log back into the file.
    pub async fn close(&self) {
        self.engine.close().await;
    }
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
