//! The key file: every way to the key, and never the key.

use std::{collections::BTreeMap, fs, io::Write, path::Path};

use clinic::records::Role;
use serde::{Deserialize, Serialize};
use store::Key;
use values::ids::PersonId;

use super::{Secret, VaultError, check_value, envelope::Envelope, keyring};

/// The ways to the key in force, and to one that is being put in its place.
#[derive(Serialize, Deserialize)]
pub(super) struct KeyFile {
    #[serde(flatten)]
    pub(super) ring: Ring,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<Ring>,
}

/// The ways to one key.
#[derive(Serialize, Deserialize)]
pub(super) struct Ring {
    #[serde(flatten)]
    pub(super) kept: Kept,
    /// Tells a wrong key from a damaged database.
    pub(super) check: String,
    /// Whoever signed in here and may open the cache by their password.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) people: BTreeMap<PersonId, Slot>,
    /// Under the recovery key that lies on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) recovery: Option<Envelope>,
}

/// What a start begins with.
#[derive(Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub(super) enum Kept {
    /// The keyring gives the key, and asks nobody.
    Keyring { entry: String },
    /// No keyring answers: the key lies under a passphrase, and under passwords.
    Passphrase { envelope: Envelope },
    /// The key lies under passwords alone, each of which opens it on this computer alone: together with a secret of
    /// the keyring.
    Person { entry: String },
}

impl Kept {
    /// The name under which the keyring holds something of it.
    pub(super) fn entry(&self) -> Option<&str> {
        match self {
            Self::Keyring { entry } | Self::Person { entry } => Some(entry),
            Self::Passphrase { .. } => None,
        }
    }
}

/// One person's way.
#[derive(Serialize, Deserialize)]
pub(super) struct Slot {
    /// The name, to be chosen from a list before anything is open.
    pub(super) name: String,
    pub(super) role: Role,
    /// Whether a code will be asked for beside the password.
    pub(super) second_factor: bool,
    /// Tells which of the person's passwords it is.
    pub(super) of: String,
    pub(super) envelope: Envelope,
}

impl Ring {
    /// One with no way but the first.
    pub(super) fn new(kept: Kept, key: &Key) -> Self {
        Self {
            kept,
            check: check_value(key),
            people: BTreeMap::new(),
            recovery: None,
        }
    }

    /// Whether it is the key that these ways lead to.
    pub(super) fn leads_to(&self, key: &Key) -> bool {
        check_value(key) == self.check
    }

    /// What this computer adds to a password, where it does.
    pub(super) fn device_secret(&self) -> Result<Option<Key>, VaultError> {
        match &self.kept {
            Kept::Person { entry } => keyring::get(entry).map(Some).ok_or(VaultError::NoKeyring),
            Kept::Keyring { .. } | Kept::Passphrase { .. } => Ok(None),
        }
    }

    /// The key, by what somebody gave. A way that does not exist answers like a wrong secret.
    pub(super) fn open(&self, secret: &Secret) -> Result<Key, VaultError> {
        let key = match secret {
            Secret::Passphrase(words) => match &self.kept {
                Kept::Passphrase { envelope } => envelope.open(&secret.wrap(words, None)),
                Kept::Keyring { .. } | Kept::Person { .. } => Err(VaultError::WrongPassphrase),
            },
            Secret::Password(person, words) => {
                let slot = self.people.get(person).ok_or(VaultError::WrongPassphrase)?;
                let device = self.device_secret()?;
                slot.envelope.open(&secret.wrap(words, device.as_ref()))
            }
            Secret::Recovery(words) => {
                let envelope = self.recovery.as_ref().ok_or(VaultError::WrongPassphrase)?;
                envelope.open(&secret.wrap(words, None))
            }
        }?;
        if self.leads_to(&key) {
            Ok(key)
        } else {
            Err(VaultError::Damaged)
        }
    }

    /// Puts the key under what somebody gives.
    pub(super) fn seal(&self, key: &Key, secret: &Secret) -> Result<Envelope, VaultError> {
        let (words, device) = match secret {
            Secret::Password(_, words) => (words, self.device_secret()?),
            Secret::Passphrase(words) | Secret::Recovery(words) => (words, None),
        };
        Envelope::seal(key, &secret.wrap(words, device.as_ref()))
    }
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
