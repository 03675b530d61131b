//! Encrypting a database anew, under another key.

use std::path::Path;

use crate::{Key, OpenError, db};

/// Encrypts a closed database under another key. SQLite does it in one transaction: whatever happens meanwhile, the
/// file opens with the one key or with the other, and holds everything.
pub fn rekey(path: &Path, from: &Key, to: &Key) -> Result<(), OpenError> {
    db::rekey(path, from, to)
}

/// Whether a key opens a database.
pub fn opens(path: &Path, key: &Key) -> Result<bool, OpenError> {
    match db::look_into(path, key) {
        Ok(()) => Ok(true),
        Err(OpenError::NotADatabase) => Ok(false),
        Err(error) => Err(error),
    }
}
