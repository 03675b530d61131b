//! One program at a time on a data folder.

use std::{fs::File, io, path::Path};

/// Holds the folder until dropped.
pub(crate) struct Lock(#[expect(dead_code, reason = "held, never read")] File);

/// Takes the folder; `None` when another program has it.
pub(crate) fn take(folder: &Path) -> io::Result<Option<Lock>> {
    let file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock(file))),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(error)) => Err(error),
    }
}
