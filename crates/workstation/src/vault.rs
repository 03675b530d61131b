//! Where the database key is.
//!
//! A random 256-bit key is made once, when there is neither a key file nor a database, and never again:
//! a keyring that is locked or gone answers just like an empty one, and a new key over an old database
//! would lock a clinic out of its data. The key file holds no key in the clear; it says whether the key
//! is in the operating system's keyring or wrapped by a passphrase (Argon2id, XChaCha20-Poly1305), and
//! a check value that tells a wrong key from a damaged database.

mod envelope;
mod file;
mod keyring;
mod rotation;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use store::Key;
use wire::local::KeyringState;

use envelope::Envelope;
use file::{Kept, KeyFile};

/// Where a workstation keeps its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    /// In the operating system's keyring; wrapped by a passphrase where none answers.
    Keyring,
    /// Wrapped by a passphrase, whatever keyring there is.
    Passphrase,
}

/// What the vault says.
pub(crate) enum Unlocked {
    /// Here is the key.
    Key(Key),
    /// A passphrase must be chosen: first start, no keyring.
    ChoosePassphrase(KeyringState),
    /// The passphrase must be given.
    NeedsPassphrase(KeyringState),
    /// The keyring does not hold the key any more.
    KeyMissing,
    /// The keyring holds another key.
    WrongKey,
}

/// Why the vault could not be looked into.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VaultError {
    /// The key file or its folder failed.
    #[error("the key file cannot be read or written")]
    File(#[from] std::io::Error),
    /// The key file is not one.
    #[error("the key file is damaged")]
    Damaged,
    /// The passphrase is wrong.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The passphrase is too short.
    #[error("the passphrase is too short")]
    TooShort,
    /// No randomness, or the key derivation failed.
    #[error("no key can be made")]
    Crypto,
}

/// A passphrase that stands alone between a thief and the records (NIST SP 800-63B-4: 15 without a second factor).
pub(crate) const PASSPHRASE_LENGTH_MIN: usize = 15;

/// The key's whereabouts, for one data folder.
pub(crate) struct Vault {
    path: PathBuf,
    database: PathBuf,
    place: KeyPlace,
}

impl Vault {
    pub(crate) fn new(folder: &Path, database: &Path, place: KeyPlace) -> Self {
        Self {
            path: folder.join("key.json"),
            database: database.to_owned(),
            place,
        }
    }

    /// Gets the key, or says what a person must do. Blocks: the keyring may ask the person something.
    pub(crate) fn unlock(&self) -> Result<Unlocked, VaultError> {
        let file = match KeyFile::read(&self.path)? {
            Some(file) if matches!(file.kept, Kept::Keyring { .. }) => {
                let settled = self.settle_rotation(file, |kept| match kept {
                    Kept::Keyring { entry } => keyring::get(entry),
                    Kept::Passphrase { .. } => None,
                })?;
                if settled.is_none() {
                    return Ok(Unlocked::KeyMissing);
                }
                settled
            }
            other => other,
        };
        match file {
            Some(KeyFile {
                kept: Kept::Keyring { entry },
                check,
                ..
            }) => Ok(match keyring::get(&entry) {
                Some(key) if check_value(&key) == check => Unlocked::Key(key),
                Some(_) => Unlocked::WrongKey,
                None => Unlocked::KeyMissing,
            }),
            Some(KeyFile {
                kept: Kept::Passphrase { .. },
                ..
            }) => Ok(Unlocked::NeedsPassphrase(self.keyring())),
            None if self.database.exists() => Ok(Unlocked::KeyMissing),
            None => match self.keyring() {
                KeyringState::Works => self.make_in_keyring().map(Unlocked::Key),
                state => Ok(Unlocked::ChoosePassphrase(state)),
            },
        }
    }

    /// Gets the key with a passphrase; on the first start, makes it and wraps it with that passphrase.
    pub(crate) fn unlock_with(&self, passphrase: &str) -> Result<Key, VaultError> {
        let file = match KeyFile::read(&self.path)? {
            Some(file) => {
                let settled = self.settle_rotation(file, |kept| match kept {
                    Kept::Passphrase { envelope } => envelope.open(passphrase).ok(),
                    Kept::Keyring { .. } => None,
                })?;
                Some(settled.ok_or(VaultError::WrongPassphrase)?)
            }
            None => None,
        };
        match file {
            Some(KeyFile {
                kept: Kept::Passphrase { envelope },
                check,
                ..
            }) => {
                let key = envelope.open(passphrase)?;
                if check_value(&key) == check {
                    Ok(key)
                } else {
                    Err(VaultError::Damaged)
                }
            }
            Some(_) => Err(VaultError::WrongPassphrase),
            None if self.database.exists() => Err(VaultError::Damaged),
            None if passphrase.chars().count() < PASSPHRASE_LENGTH_MIN => Err(VaultError::TooShort),
            None => {
                let key = new_key()?;
                let kept = Kept::Passphrase {
                    envelope: Envelope::seal(&key, passphrase)?,
                };
                KeyFile {
                    kept,
                    check: check_value(&key),
                    next: None,
                }
                .write(&self.path)?;
                Ok(key)
            }
        }
    }

    /// Destroys the key, wherever it is: in the keyring first, then its file.
    pub(crate) fn destroy(&self) -> std::io::Result<()> {
        if let Ok(Some(KeyFile {
            kept: Kept::Keyring { entry },
            ..
        })) = KeyFile::read(&self.path)
        {
            keyring::delete(&entry);
        }
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn keyring(&self) -> KeyringState {
        match self.place {
            KeyPlace::Keyring => keyring::probe(),
            KeyPlace::Passphrase => KeyringState::Absent,
        }
    }

    fn make_in_keyring(&self) -> Result<Key, VaultError> {
        let key = new_key()?;
        let entry = Self::keep_in_keyring(&key)?;
        KeyFile {
            kept: Kept::Keyring { entry },
            check: check_value(&key),
            next: None,
        }
        .write(&self.path)?;
        Ok(key)
    }

    /// Keeps a key under a name of its own, and reads it back before anything depends on it.
    fn keep_in_keyring(key: &Key) -> Result<String, VaultError> {
        let entry = uuid::Uuid::new_v4().to_string();
        let kept = keyring::set(&entry, key)
            && keyring::get(&entry).map(|kept| check_value(&kept)) == Some(check_value(key));
        if kept {
            Ok(entry)
        } else {
            Err(VaultError::Crypto)
        }
    }
}

fn new_key() -> Result<Key, VaultError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| VaultError::Crypto)?;
    Ok(Key::new(bytes))
}

/// Eight bytes that follow from the key and give nothing of it away.
fn check_value(key: &Key) -> String {
    let digest = Sha256::new()
        .chain_update(b"mainstay/key-check/1")
        .chain_update(key.bytes())
        .finalize();
    hex::encode(digest.iter().copied().take(8).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(folder: &tempfile::TempDir) -> Vault {
        Vault::new(
            folder.path(),
            &folder.path().join("cache.db"),
            KeyPlace::Passphrase,
        )
    }

    const PASSPHRASE: &str = "harbour street at dawn";

    #[test]
    fn a_first_start_without_keyring_asks_for_a_passphrase_and_keeps_the_key_under_it() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            vault(&folder).unlock().unwrap(),
            Unlocked::ChoosePassphrase(_)
        ));
        let key = vault(&folder).unlock_with(PASSPHRASE).unwrap();
        assert!(matches!(
            vault(&folder).unlock().unwrap(),
            Unlocked::NeedsPassphrase(_)
        ));
        assert_eq!(
            vault(&folder).unlock_with(PASSPHRASE).unwrap().bytes(),
            key.bytes()
        );
        let wrong = vault(&folder).unlock_with("harbour street at dusk");
        assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
    }

    #[test]
    fn a_short_passphrase_is_refused_and_nothing_is_made() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            vault(&folder).unlock_with("too short"),
            Err(VaultError::TooShort)
        ));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn no_key_is_ever_made_over_an_existing_database() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("cache.db"), b"ciphertext").unwrap();
        assert!(matches!(
            vault(&folder).unlock().unwrap(),
            Unlocked::KeyMissing
        ));
        assert!(vault(&folder).unlock_with(PASSPHRASE).is_err());
        assert!(!folder.path().join("key.json").exists());
        assert_eq!(
            std::fs::read(folder.path().join("cache.db")).unwrap(),
            b"ciphertext"
        );
    }

    #[test]
    fn the_key_file_holds_no_key_and_a_changed_one_opens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let key = vault(&folder).unlock_with(PASSPHRASE).unwrap();
        let path = folder.path().join("key.json");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&hex::encode(key.bytes())));
        std::fs::write(
            &path,
            text.replace("\"memory_kib\":65536", "\"memory_kib\":8192"),
        )
        .unwrap();
        assert!(vault(&folder).unlock_with(PASSPHRASE).is_err());
    }
}
