//! Other ways to the same key: people's passwords, a recovery key on paper, another passphrase.

use clinic::records::{Person, Role};
use sha2::{Digest, Sha256};
use store::Key;
use values::ids::PersonId;
use wire::local::{KeyOpening, KeyringState};
use zeroize::Zeroizing;

use super::{
    PASSPHRASE_LENGTH_MIN, Secret, Vault, VaultError, forget, keep_in_keyring, keyring, new_key,
    ring::{Kept, KeyFile, Ring, Slot},
};

/// Somebody who has just shown that they know their password.
pub(crate) struct Holder {
    person: PersonId,
    name: String,
    role: Role,
    second_factor: bool,
    of: String,
    password: Zeroizing<String>,
}

impl Holder {
    pub(crate) fn new(person: &Person, password: Zeroizing<String>) -> Self {
        Self {
            person: person.id,
            name: person.name.letter(),
            role: person.role,
            second_factor: person.second_factor.is_some(),
            of: mark(person),
            password,
        }
    }
}

/// How the key is kept.
pub(crate) struct Standing {
    pub(crate) opening: KeyOpening,
    pub(crate) recovery: bool,
    pub(crate) people: usize,
}

impl Ring {
    /// Whether such a password may stand before the key. One that stands alone must be as long as a passphrase.
    fn takes(&self, password: &str) -> bool {
        match self.kept {
            Kept::Keyring { .. } => false,
            Kept::Passphrase { .. } => password.chars().count() >= PASSPHRASE_LENGTH_MIN,
            Kept::Person { .. } => true,
        }
    }

    /// Lets somebody open by their password, where passwords open anything.
    pub(super) fn add(&mut self, key: &Key, holder: &Holder) -> Result<(), VaultError> {
        if !self.takes(&holder.password) {
            return Ok(());
        }
        let secret = Secret::Password(holder.person, holder.password.clone());
        let slot = Slot {
            name: holder.name.clone(),
            role: holder.role,
            second_factor: holder.second_factor,
            of: holder.of.clone(),
            envelope: self.seal(key, &secret)?,
        };
        self.people.insert(holder.person, slot);
        Ok(())
    }
}

impl Vault {
    /// Whether somebody's password should open the cache and does not yet.
    pub(crate) fn lacks(&self, person: &Person) -> Result<bool, VaultError> {
        let ring = self.read()?.ring;
        let opens = ring.people.get(&person.id).is_some_and(|slot| {
            slot.of == mark(person)
                && slot.name == person.name.letter()
                && slot.role == person.role
                && slot.second_factor == person.second_factor.is_some()
        });
        Ok(!opens && !matches!(ring.kept, Kept::Keyring { .. }))
    }

    /// Lets somebody open the cache by their password.
    pub(crate) fn add_person(&self, key: &Key, holder: &Holder) -> Result<(), VaultError> {
        self.change(key, |ring| ring.add(key, holder))
    }

    /// Lets nobody open who may not sign in any more, or whose password is another one by now. Where nothing but
    /// passwords opens, the last one stays: whoever it lets in still has to sign in.
    pub(crate) fn keep_only(&self, key: &Key, people: &[Person]) -> Result<(), VaultError> {
        let file = self.read()?;
        let stays = |id: &PersonId, slot: &Slot| {
            let person = people.iter().find(|person| person.id == *id);
            person.is_some_and(|person| person.active && mark(person) == slot.of)
        };
        let count = |ring: &Ring| {
            let staying = ring.people.iter().filter(|(id, slot)| stays(id, slot));
            staying.count()
        };
        let staying = count(&file.ring);
        let last = staying == 0 && matches!(file.ring.kept, Kept::Person { .. });
        if staying == file.ring.people.len() || last {
            return Ok(());
        }
        self.change(key, |ring| {
            ring.people.retain(|id, slot| stays(id, slot));
            Ok(())
        })
    }

    /// Puts the key under a recovery key, in the place of any before.
    pub(crate) fn make_recovery(&self, key: &Key, code: &str) -> Result<(), VaultError> {
        self.change(key, |ring| {
            ring.recovery = Some(ring.seal(key, &Secret::recovery(code))?);
            Ok(())
        })
    }

    /// Puts the key under another passphrase.
    pub(crate) fn change_passphrase(
        &self,
        key: &Key,
        next: &Zeroizing<String>,
    ) -> Result<(), VaultError> {
        if next.chars().count() < PASSPHRASE_LENGTH_MIN {
            return Err(VaultError::TooShort);
        }
        self.change(key, |ring| {
            if !matches!(ring.kept, Kept::Passphrase { .. }) {
                return Err(VaultError::WrongPassphrase);
            }
            let envelope = ring.seal(key, &Secret::Passphrase(next.clone()))?;
            ring.kept = Kept::Passphrase { envelope };
            Ok(())
        })
    }

    /// From now on the cache opens when somebody gives their password, and no sooner. There must be a recovery key:
    /// what the keyring loses cannot be typed.
    pub(crate) fn ask_somebody(&self, key: &Key, holder: &Holder) -> Result<(), VaultError> {
        self.instead(key, |ring| match &ring.kept {
            Kept::Keyring { .. } if ring.recovery.is_none() => Err(VaultError::NoRecovery),
            Kept::Keyring { .. } => {
                let entry = keep_in_keyring(&new_key()?)?;
                ring.kept = Kept::Person { entry };
                ring.add(key, holder)
            }
            Kept::Passphrase { .. } | Kept::Person { .. } => Ok(()),
        })
    }

    /// From now on the keyring opens the cache, and nobody is asked.
    pub(crate) fn ask_nobody(&self, key: &Key) -> Result<(), VaultError> {
        self.instead(key, |ring| {
            if let Kept::Person { .. } = &ring.kept {
                let entry = keep_in_keyring(key)?;
                ring.kept = Kept::Keyring { entry };
                ring.people.clear();
            }
            Ok(())
        })
    }

    /// How the key is kept.
    pub(crate) fn standing(&self) -> Result<Standing, VaultError> {
        let ring = self.read()?.ring;
        Ok(Standing {
            opening: match ring.kept {
                Kept::Keyring { .. } => KeyOpening::ByItself,
                Kept::Passphrase { .. } => KeyOpening::ByPassphrase,
                Kept::Person { .. } => KeyOpening::BySomebody,
            },
            recovery: ring.recovery.is_some(),
            people: ring.people.len(),
        })
    }

    /// Whether a recovery key would open what the keyring does not.
    pub(crate) fn has_recovery(&self) -> bool {
        let file = KeyFile::read(&self.path);
        matches!(file, Ok(Some(file)) if file.ring.recovery.is_some())
    }

    /// After the recovery key opened: gives the keyring again what it lost. Without one that works, the recovery key
    /// is asked for again at the next start.
    pub(super) fn keep_again(&self, file: &mut KeyFile, key: &Key) -> Result<(), VaultError> {
        let lost = match &file.ring.kept {
            Kept::Keyring { entry } => {
                !keyring::get(entry).is_some_and(|kept| file.ring.leads_to(&kept))
            }
            Kept::Person { entry } => keyring::get(entry).is_none(),
            Kept::Passphrase { .. } => false,
        };
        if !lost || self.keyring() != KeyringState::Works {
            return Ok(());
        }
        // Passwords were bound to what is lost. Whoever signs in is let in by theirs again once that is asked for.
        file.ring.people.clear();
        file.ring.kept = Kept::Keyring {
            entry: keep_in_keyring(key)?,
        };
        file.write(&self.path)
    }

    fn change(
        &self,
        key: &Key,
        change: impl FnOnce(&mut Ring) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let mut file = self.settled_on(self.read()?, key)?;
        change(&mut file.ring)?;
        file.write(&self.path)
    }

    /// Changes how the key is kept. What the keyring held before goes when the file is written, and not sooner.
    fn instead(
        &self,
        key: &Key,
        change: impl FnOnce(&mut Ring) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let before = self.read()?.ring.kept;
        self.change(key, change)?;
        if before.entry() != self.read()?.ring.kept.entry() {
            forget(&before);
        }
        Ok(())
    }
}

/// Tells one of a person's passwords from another, and nothing about it: the verifier is random by its salt.
fn mark(person: &Person) -> String {
    let digest = Sha256::digest(person.verifier.as_bytes());
    hex::encode(digest.iter().copied().take(8).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{
        KeyPlace, Unlocked,
        fixtures::{PASSPHRASE, holder_of, person, words},
    };

    const PASSWORD: &str = "lamps along the quay";
    const CODE: &str = "K7Q2-M3ZX-9TRW-4HPD-K7Q2-M3ZX-9TRW-4HPD";

    struct Place {
        _folder: tempfile::TempDir,
        vault: Vault,
        key: Key,
    }

    /// A workstation without a keyring, opened for the first time.
    fn place() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("cache.db");
        let vault = Vault::new(folder.path(), &database, KeyPlace::Passphrase);
        let key = vault.unlock_with(&words(PASSPHRASE)).unwrap();
        Place {
            _folder: folder,
            vault,
            key,
        }
    }

    fn password(person: &Person, text: &str) -> Secret {
        Secret::Password(person.id, Zeroizing::new(text.to_owned()))
    }

    fn is_wrong(vault: &Vault, secret: &Secret) -> bool {
        matches!(vault.unlock_with(secret), Err(VaultError::WrongPassphrase))
    }

    #[test]
    fn each_person_opens_by_their_own_password_and_by_nobody_else_s() {
        let Place {
            _folder,
            vault,
            key,
        } = place();
        let (ann, ben) = (person(1, "of ann"), person(2, "of ben"));
        for (one, words) in [(&ann, PASSWORD), (&ben, "rain over the roofs")] {
            assert!(vault.lacks(one).unwrap());
            vault.add_person(&key, &holder_of(one, words)).unwrap();
            assert!(!vault.lacks(one).unwrap());
        }
        let opened = vault.unlock_with(&password(&ann, PASSWORD)).unwrap();
        assert_eq!(opened.bytes(), key.bytes());
        assert!(is_wrong(&vault, &password(&ben, PASSWORD)));
        assert!(is_wrong(&vault, &password(&person(3, ""), PASSWORD)));
        let Unlocked::NeedsSecret(ways) = vault.unlock().unwrap() else {
            panic!("somebody is asked");
        };
        assert_eq!(ways.people.len(), 2);
        assert!(ways.passphrase && !ways.recovery);
    }

    #[test]
    fn one_s_envelope_in_the_place_of_another_s_opens_nothing() {
        let Place {
            _folder: folder,
            vault,
            key,
        } = place();
        let (ann, ben) = (person(1, "of ann"), person(2, "of ben"));
        vault.add_person(&key, &holder_of(&ann, PASSWORD)).unwrap();
        let path = folder.path().join("key.json");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&hex::encode(key.bytes())));
        let swapped = text.replace(&ann.id.to_string(), &ben.id.to_string());
        std::fs::write(&path, swapped).unwrap();
        assert!(is_wrong(&vault, &password(&ben, PASSWORD)));
    }

    #[test]
    fn a_short_password_stands_alone_before_nothing() {
        let Place {
            _folder,
            vault,
            key,
        } = place();
        let ann = person(1, "of ann");
        vault
            .add_person(&key, &holder_of(&ann, "twelve chars"))
            .unwrap();
        assert_eq!(vault.standing().unwrap().people, 0);
    }

    #[test]
    fn whoever_left_or_has_another_password_opens_nothing_any_more() {
        let Place {
            _folder,
            vault,
            key,
        } = place();
        let (ann, ben, cid) = (
            person(1, "of ann"),
            person(2, "of ben"),
            person(3, "of cid"),
        );
        for one in [&ann, &ben, &cid] {
            vault.add_person(&key, &holder_of(one, PASSWORD)).unwrap();
        }
        let left = Person {
            active: false,
            ..ben.clone()
        };
        let changed = person(3, "another of cid");
        vault
            .keep_only(&key, &[ann.clone(), left, changed])
            .unwrap();
        assert!(vault.unlock_with(&password(&ann, PASSWORD)).is_ok());
        assert!(is_wrong(&vault, &password(&ben, PASSWORD)));
        assert!(is_wrong(&vault, &password(&cid, PASSWORD)));
    }

    #[test]
    fn a_recovery_key_opens_however_it_is_typed_and_the_latest_alone_does() {
        let Place {
            _folder,
            vault,
            key,
        } = place();
        assert!(is_wrong(&vault, &Secret::recovery(CODE)));
        vault.make_recovery(&key, CODE).unwrap();
        let typed = CODE.to_lowercase().replace('-', " ");
        let opened = vault.unlock_with(&Secret::recovery(&typed)).unwrap();
        assert_eq!(opened.bytes(), key.bytes());
        vault.make_recovery(&key, "AAAA-BBBB").unwrap();
        assert!(is_wrong(&vault, &Secret::recovery(CODE)));
        assert!(vault.has_recovery());
    }

    #[test]
    fn after_a_passphrase_is_changed_the_one_before_opens_nothing() {
        let Place {
            _folder,
            vault,
            key,
        } = place();
        let next = Zeroizing::new("a longer way home".to_owned());
        let short = vault.change_passphrase(&key, &Zeroizing::new("short".to_owned()));
        assert!(matches!(short, Err(VaultError::TooShort)));
        vault.change_passphrase(&key, &next).unwrap();
        assert!(is_wrong(&vault, &words(PASSPHRASE)));
        assert!(vault.unlock_with(&Secret::Passphrase(next)).is_ok());
    }

    #[test]
    fn another_key_leaves_the_one_who_asked_and_the_passphrase() {
        let Place {
            _folder,
            vault,
            key,
        } = place();
        let (ann, ben) = (person(1, "of ann"), person(2, "of ben"));
        for one in [&ann, &ben] {
            vault.add_person(&key, &holder_of(one, PASSWORD)).unwrap();
        }
        vault.make_recovery(&key, CODE).unwrap();
        let first = vault
            .begin_rotation(&key, Some(&words(PASSPHRASE)), &holder_of(&ann, PASSWORD))
            .unwrap();
        // Begun twice, because the first was not brought to its end: the latest holds.
        let again = vault
            .begin_rotation(&key, Some(&words(PASSPHRASE)), &holder_of(&ann, PASSWORD))
            .unwrap();
        assert_ne!(first.to.bytes(), again.to.bytes());
        vault.settled_on(vault.read().unwrap(), &again.to).unwrap();
        for secret in [words(PASSPHRASE), password(&ann, PASSWORD)] {
            let opened = vault.unlock_with(&secret).unwrap();
            assert_eq!(opened.bytes(), again.to.bytes());
        }
        assert!(is_wrong(&vault, &password(&ben, PASSWORD)));
        assert!(is_wrong(&vault, &Secret::recovery(CODE)));
    }
}
