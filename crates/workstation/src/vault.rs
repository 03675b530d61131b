//! Where the database key is.
//!
//! A random 256-bit key is made once, when there is neither a key file nor a database, and never again:
//! a keyring that is locked or gone answers just like an empty one, and a new key over an old database
//! would lock a clinic out of its data. The key file holds no key in the clear; it says which ways lead to it:
//! the operating system's keyring, or a passphrase, or the passwords of whoever works here (Argon2id,
//! XChaCha20-Poly1305), and a recovery key on paper; and a check value that tells a wrong key from a damaged
//! database.

mod envelope;
mod keyring;
mod ring;
mod rotation;
mod ways;

use std::path::{Path, PathBuf};

use clinic::people::tidy_code;
use sha2::{Digest, Sha256};
use store::Key;
use values::ids::PersonId;
use wire::local::{KeyringState, OpeningPerson, OpeningWays};
use zeroize::Zeroizing;

use envelope::Wrap;
use ring::{Kept, KeyFile, Ring};

pub(crate) use ways::Holder;

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
    /// Somebody must give what they know.
    NeedsSecret(OpeningWays),
    /// The keyring does not hold the key any more.
    KeyMissing,
    /// The keyring holds another key.
    WrongKey,
}

/// What somebody knows, and the way that it is for.
#[derive(Clone)]
pub(crate) enum Secret {
    /// The workstation's passphrase.
    Passphrase(Zeroizing<String>),
    /// A person's password.
    Password(PersonId, Zeroizing<String>),
    /// The recovery key, as it is read from paper.
    Recovery(Zeroizing<String>),
}

impl Secret {
    /// The recovery key, however it was typed.
    pub(crate) fn recovery(typed: &str) -> Self {
        Self::Recovery(Zeroizing::new(tidy_code(typed)))
    }

    fn wrap<'a>(&self, words: &'a str, device: Option<&'a Key>) -> Wrap<'a> {
        let purpose = match self {
            Self::Passphrase(_) => "passphrase".to_owned(),
            Self::Password(person, _) => format!("person/{person}"),
            Self::Recovery(_) => "recovery".to_owned(),
        };
        Wrap {
            purpose,
            words,
            device,
        }
    }
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
    /// What was given opens nothing.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The passphrase is too short.
    #[error("the passphrase is too short")]
    TooShort,
    /// No keyring answers, or it lost what was in it.
    #[error("the keyring does not give what it should")]
    NoKeyring,
    /// There would be no way back from what was asked for.
    #[error("there is no recovery key yet")]
    NoRecovery,
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
        let Some(file) = KeyFile::read(&self.path)? else {
            return if self.database.exists() {
                Ok(Unlocked::KeyMissing)
            } else {
                self.first_start()
            };
        };
        match &file.ring.kept {
            Kept::Keyring { .. } => self.ask_keyring(file),
            Kept::Person { entry } if keyring::get(entry).is_none() => Ok(Unlocked::KeyMissing),
            Kept::Passphrase { .. } | Kept::Person { .. } => {
                Ok(Unlocked::NeedsSecret(self.ways_of(&file.ring)))
            }
        }
    }

    fn first_start(&self) -> Result<Unlocked, VaultError> {
        match self.keyring() {
            KeyringState::Works => self.make_in_keyring().map(Unlocked::Key),
            state => Ok(Unlocked::ChoosePassphrase(state)),
        }
    }

    fn ask_keyring(&self, file: KeyFile) -> Result<Unlocked, VaultError> {
        let get = |ring: &Ring| match &ring.kept {
            Kept::Keyring { entry } => keyring::get(entry),
            Kept::Passphrase { .. } | Kept::Person { .. } => None,
        };
        let Some(file) = self.settle_rotation(file, get)? else {
            return Ok(Unlocked::KeyMissing);
        };
        Ok(match get(&file.ring) {
            Some(key) if file.ring.leads_to(&key) => Unlocked::Key(key),
            Some(_) => Unlocked::WrongKey,
            None => Unlocked::KeyMissing,
        })
    }

    /// Gets the key by what somebody knows; on the first start, makes it and wraps it with the passphrase. A key that
    /// the keyring lost is kept there again.
    pub(crate) fn unlock_with(&self, secret: &Secret) -> Result<Key, VaultError> {
        let Some(file) = KeyFile::read(&self.path)? else {
            return self.make_under(secret);
        };
        let mut file = self
            .settle_rotation(file, |ring| ring.open(secret).ok())?
            .ok_or(VaultError::WrongPassphrase)?;
        let key = file.ring.open(secret)?;
        if matches!(secret, Secret::Recovery(_)) {
            self.keep_again(&mut file, &key)?;
        }
        Ok(key)
    }

    fn make_under(&self, secret: &Secret) -> Result<Key, VaultError> {
        let Secret::Passphrase(words) = secret else {
            return Err(VaultError::WrongPassphrase);
        };
        if self.database.exists() {
            return Err(VaultError::Damaged);
        }
        if words.chars().count() < PASSPHRASE_LENGTH_MIN {
            return Err(VaultError::TooShort);
        }
        let key = new_key()?;
        let envelope = envelope::Envelope::seal(&key, &secret.wrap(words, None))?;
        self.write_first(Kept::Passphrase { envelope }, &key)?;
        Ok(key)
    }

    /// Destroys the key, wherever it is: in the keyring first, then its file.
    pub(crate) fn destroy(&self) -> std::io::Result<()> {
        if let Ok(Some(file)) = KeyFile::read(&self.path) {
            for ring in [Some(file.ring), file.next].into_iter().flatten() {
                forget(&ring.kept);
            }
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

    fn ways_of(&self, ring: &Ring) -> OpeningWays {
        let people = ring.people.iter().map(|(person, slot)| OpeningPerson {
            person: *person,
            name: slot.name.clone(),
            role: slot.role,
            second_factor: slot.second_factor,
        });
        OpeningWays {
            keyring: self.keyring(),
            passphrase: matches!(ring.kept, Kept::Passphrase { .. }),
            people: people.collect(),
            recovery: ring.recovery.is_some(),
        }
    }

    fn make_in_keyring(&self) -> Result<Key, VaultError> {
        let key = new_key()?;
        let entry = keep_in_keyring(&key)?;
        self.write_first(Kept::Keyring { entry }, &key)?;
        Ok(key)
    }

    fn write_first(&self, kept: Kept, key: &Key) -> Result<(), VaultError> {
        let (ring, next) = (Ring::new(kept, key), None);
        KeyFile { ring, next }.write(&self.path)
    }
}

/// Keeps a key under a name of its own, and reads it back before anything depends on it.
fn keep_in_keyring(key: &Key) -> Result<String, VaultError> {
    let entry = uuid::Uuid::new_v4().to_string();
    let kept = keyring::set(&entry, key)
        && keyring::get(&entry).map(|kept| check_value(&kept)) == Some(check_value(key));
    if kept {
        Ok(entry)
    } else {
        Err(VaultError::NoKeyring)
    }
}

/// Takes out of the keyring what it held of a way.
fn forget(kept: &Kept) {
    match kept {
        Kept::Keyring { entry } | Kept::Person { entry } => keyring::delete(entry),
        Kept::Passphrase { .. } => {}
    }
}

fn new_key() -> Result<Key, VaultError> {
    passwords::random()
        .map(Key::new)
        .map_err(|_| VaultError::Crypto)
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
mod fixtures;
#[cfg(all(test, target_os = "linux"))]
mod leftovers;

#[cfg(test)]
mod tests {
    use super::{
        fixtures::{PASSPHRASE, words},
        *,
    };

    fn vault(folder: &tempfile::TempDir) -> Vault {
        Vault::new(
            folder.path(),
            &folder.path().join("cache.db"),
            KeyPlace::Passphrase,
        )
    }

    #[test]
    fn a_first_start_without_keyring_asks_for_a_passphrase_and_keeps_the_key_under_it() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            vault(&folder).unlock().unwrap(),
            Unlocked::ChoosePassphrase(_)
        ));
        let key = vault(&folder).unlock_with(&words(PASSPHRASE)).unwrap();
        assert!(matches!(
            vault(&folder).unlock().unwrap(),
            Unlocked::NeedsSecret(_)
        ));
        assert_eq!(
            vault(&folder)
                .unlock_with(&words(PASSPHRASE))
                .unwrap()
                .bytes(),
            key.bytes()
        );
        let wrong = vault(&folder).unlock_with(&words("harbour street at dusk"));
        assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
    }

    #[test]
    fn a_short_passphrase_is_refused_and_nothing_is_made() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(
            vault(&folder).unlock_with(&words("too short")),
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
        assert!(vault(&folder).unlock_with(&words(PASSPHRASE)).is_err());
        assert!(!folder.path().join("key.json").exists());
        assert_eq!(
            std::fs::read(folder.path().join("cache.db")).unwrap(),
            b"ciphertext"
        );
    }

    #[test]
    fn the_key_file_holds_no_key_and_a_changed_one_opens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let key = vault(&folder).unlock_with(&words(PASSPHRASE)).unwrap();
        let path = folder.path().join("key.json");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&hex::encode(key.bytes())));
        std::fs::write(
            &path,
            text.replace("\"memory_kib\":65536", "\"memory_kib\":8192"),
        )
        .unwrap();
        assert!(vault(&folder).unlock_with(&words(PASSPHRASE)).is_err());
    }
}
