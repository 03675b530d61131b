//! The key file: where the key is, never the key.

use std::{fs, io::Write, path::Path};

use serde::{Deserialize, Serialize};

use super::{VaultError, envelope::Envelope};

#[derive(Serialize, Deserialize)]
pub(super) struct KeyFile {
    #[serde(flatten)]
    pub(super) kept: Kept,
    pub(super) check: String,
    /// A key that is being put in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<Next>,
}

/// Where another key is.
#[derive(Serialize, Deserialize)]
pub(super) struct Next {
    #[serde(flatten)]
    pub(super) kept: Kept,
    pub(super) check: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub(super) enum Kept {
    Keyring { entry: String },
    Passphrase { envelope: Envelope },
}

impl KeyFile {
    pub(super) fn read(path: &Path) -> Result<Option<Self>, VaultError> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|_| VaultError::Damaged),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes it whole or not at all, for its owner only.
    pub(super) fn write(&self, path: &Path) -> Result<(), VaultError> {
        let text = serde_json::to_vec(self).map_err(|_| VaultError::Damaged)?;
        let unfinished = path.with_extension("new");
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&unfinished)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        if let Some(folder) = path.parent() {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}
