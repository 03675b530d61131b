//! Copies of a whole database: made while it runs, and laid back.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use values::Instant;
use wire::sync::SERVER_WRITER;
use workflows::RecordsError;

use crate::{AUDIT_WRITER, OpenError, OpenOptions, Store, tx::Mode};

/// A letter of the alphabet for each workstation that may have joined after the copy was made: none of
/// their letter codes is given again.
pub(crate) const LETTERS_SKIPPED: u64 = 26;
/// How many letters the server passes over, because a state that is gone may have given them.
pub const LETTERS_BASE: &str = "letters_base";
/// When the server was restored.
pub const RESTORED_AT: &str = "restored_at";

/// Why a copy was not made or not laid back. The database that runs is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is something under that name.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// A file or folder failed.
    #[error("the file failed")]
    File(#[from] io::Error),
    /// It cannot be opened.
    #[error("the database could not be opened")]
    Open(#[from] OpenError),
    /// It cannot be read or written.
    #[error("the database could not be copied")]
    Records(#[from] RecordsError),
    /// The copy is not whole.
    #[error("the copy is damaged")]
    Damaged,
    /// It holds no clinic.
    #[error("the copy holds no commit")]
    Empty,
    /// One of PostgreSQL's own programs (`pg_dump`, `pg_restore`, `psql`) is not there.
    #[error("PostgreSQL's own programs are needed")]
    Program(#[source] io::Error),
    /// One of them did not do it.
    #[error("{0} refused")]
    Refused(&'static str),
    /// A server is at work on the database.
    #[error("a server is at work on the database")]
    InUse,
}

impl Store {
    /// Writes the database as it is at this moment into a new file, checks the copy and makes it durable.
    /// Others may go on writing meanwhile.
    pub async fn back_up(&self, to: &Path) -> Result<(), BackupError> {
        if to.exists() {
            return Err(BackupError::Exists(to.to_owned()));
        }
        let done = match self.copy_into(to).await {
            Ok(()) => finish(to).await,
            Err(error) => Err(error.into()),
        };
        if done.is_err() {
            // What is not whole must not be taken for a backup.
            fs::remove_file(to).ok();
        }
        done
    }
}

async fn finish(copy: &Path) -> Result<(), BackupError> {
    #[cfg(unix)]
    fs::set_permissions(copy, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    fs::File::open(copy)?.sync_all()?;
    sync_folder(copy)?;
    if Store::is_whole(copy).await? {
        Ok(())
    } else {
        Err(BackupError::Damaged)
    }
}

/// Lays a copy back as the database `at`, in a new epoch. A database that is there is moved aside with its
/// companions when `replace` says so, and its new name returned. Nothing may have it open.
pub async fn restore(
    copy: &Path,
    at: &Path,
    replace: bool,
    now: Instant,
) -> Result<Option<PathBuf>, BackupError> {
    if at.exists() && !replace {
        return Err(BackupError::Exists(at.to_owned()));
    }
    let unfinished = at.with_extension("restoring");
    for companion in ["", "-wal", "-shm"] {
        remove_if_there(&beside(&unfinished, companion))?;
    }
    fs::copy(copy, &unfinished)?;
    if !Store::is_whole(&unfinished).await? {
        fs::remove_file(&unfinished)?;
        return Err(BackupError::Damaged);
    }
    prepare(&unfinished, now).await?;
    fs::File::open(&unfinished)?.sync_all()?;
    let replaced = at.exists().then(|| aside(at, now));
    if let Some(replaced) = &replaced {
        for companion in ["-wal", "-shm", ""] {
            let from = beside(at, companion);
            if from.exists() {
                fs::rename(from, beside(replaced, companion))?;
            }
        }
    }
    fs::rename(&unfinished, at)?;
    sync_folder(at)?;
    Ok(replaced)
}

/// What a restored server calls its chain of audit lines: the one that it had may have gone on without it.
pub(crate) fn writer_after(epoch: &str) -> String {
    format!("{SERVER_WRITER}.{epoch}")
}

/// Begins a new epoch in the copy, and remembers what a state that is gone may have given away.
async fn prepare(path: &Path, now: Instant) -> Result<(), BackupError> {
    let store = Store::open(&OpenOptions {
        path: path.to_owned(),
        key: None,
    })
    .await?;
    let prepared = async {
        let mut tx = store
            .write(Mode::Shared {
                commit: 0,
                change: None,
            })
            .await?;
        if tx.head().await? == 0 {
            return Ok(false);
        }
        let epoch = tx.begin_epoch().await?;
        tx.set_setting(AUDIT_WRITER, &writer_after(&epoch.to_string()))
            .await?;
        tx.set_setting(RESTORED_AT, &now.to_string()).await?;
        let base: u64 = tx
            .setting(LETTERS_BASE)
            .await?
            .and_then(|base| base.parse().ok())
            .unwrap_or(0);
        tx.set_setting(LETTERS_BASE, &(base + LETTERS_SKIPPED).to_string())
            .await?;
        tx.commit().await?;
        Ok::<_, RecordsError>(true)
    };
    let done = prepared.await;
    store.close().await;
    if done? {
        Ok(())
    } else {
        Err(BackupError::Empty)
    }
}

/// A name beside a database, which tells when it was moved there; the first free one of many.
fn aside(path: &Path, now: Instant) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = |n| path.with_file_name(format!("{stem}-replaced-{}-{n}.db", now.as_millis()));
    (0..u16::MAX)
        .map(named)
        .find(|name| !name.exists())
        .unwrap_or_else(|| named(u16::MAX))
}

fn beside(path: &Path, companion: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(companion);
    name.into()
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}
