//! Another key for the same database.
//!
//! The new key is kept beside the old one before the database is encrypted with it, and the old one goes when that is
//! done. A program that ends in between finds two keys at its next start, and looks which of them opens the file.

use store::{Key, OpenError, opens};

use super::{
    Holder, Secret, Vault, VaultError, forget, keep_in_keyring, new_key,
    ring::{Kept, KeyFile, Ring},
};

/// The key until now, and the one from now on.
pub(crate) struct Rotation {
    pub(crate) from: Key,
    pub(crate) to: Key,
}

impl Vault {
    /// Makes another key and keeps it beside the one that there is. Where the key is wrapped by a passphrase, that
    /// must be given. Ways that nobody stands at are not led to the new key: other people's passwords, and the
    /// recovery key.
    pub(crate) fn begin_rotation(
        &self,
        from: &Key,
        passphrase: Option<&Secret>,
        holder: &Holder,
    ) -> Result<Rotation, VaultError> {
        let mut file = self.settled_on(self.read()?, from)?;
        let to = new_key()?;
        let kept = match &file.ring.kept {
            Kept::Keyring { .. } => Kept::Keyring {
                entry: keep_in_keyring(&to)?,
            },
            Kept::Passphrase { .. } => {
                let passphrase = passphrase.ok_or(VaultError::WrongPassphrase)?;
                file.ring.open(passphrase)?;
                let envelope = file.ring.seal(&to, passphrase)?;
                Kept::Passphrase { envelope }
            }
            Kept::Person { entry } => Kept::Person {
                entry: entry.clone(),
            },
        };
        let mut next = Ring::new(kept, &to);
        next.add(&to, holder)?;
        file.next = Some(next);
        file.write(&self.path)?;
        Ok(Rotation {
            from: from.clone(),
            to,
        })
    }

    /// Which of two keys is in force, after a rotation or the end of a program in the middle of one; the other goes.
    /// `key_of` gets a key by its ways. `None` as long as the new one cannot be had: as a locked keyring and
    /// a wrong passphrase answer like missing ones, nothing is given up then.
    pub(super) fn settle_rotation(
        &self,
        file: KeyFile,
        key_of: impl Fn(&Ring) -> Option<Key>,
    ) -> Result<Option<KeyFile>, VaultError> {
        let Some(next) = &file.next else {
            return Ok(Some(file));
        };
        let Some(key) = key_of(next).filter(|key| next.leads_to(key)) else {
            return Ok(None);
        };
        let in_force = opens(&self.database, &key).map_err(|error| match error {
            OpenError::DiskFull => std::io::ErrorKind::StorageFull.into(),
            _ => std::io::Error::other(error),
        })?;
        self.one_of_two(file, in_force).map(Some)
    }

    /// Ends a rotation for good, once the database opens with the new key.
    pub(crate) fn end_rotation(&self, rotation: &Rotation) -> Result<(), VaultError> {
        self.settle_rotation(self.read()?, |_| Some(rotation.to.clone()))
            .map(drop)
    }

    /// The ways to the key that is in use; those to any other go.
    pub(super) fn settled_on(&self, file: KeyFile, key: &Key) -> Result<KeyFile, VaultError> {
        match &file.next {
            None if file.ring.leads_to(key) => Ok(file),
            Some(_) if file.ring.leads_to(key) => self.one_of_two(file, false),
            Some(next) if next.leads_to(key) => self.one_of_two(file, true),
            _ => Err(VaultError::Damaged),
        }
    }

    fn one_of_two(&self, file: KeyFile, next_stays: bool) -> Result<KeyFile, VaultError> {
        let (stays, goes) = match (file.next, next_stays) {
            (Some(next), true) => (next, Some(file.ring)),
            (next, _) => (file.ring, next),
        };
        let (ring, next) = (stays, None);
        let file = KeyFile { ring, next };
        file.write(&self.path)?;
        if let Some(goes) = goes
            && goes.kept.entry() != file.ring.kept.entry()
        {
            forget(&goes.kept);
        }
        Ok(file)
    }

    pub(super) fn read(&self) -> Result<KeyFile, VaultError> {
        KeyFile::read(&self.path)?.ok_or(VaultError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use store::{OpenOptions, Store};

    use super::*;
    use crate::vault::{
        KeyPlace, Unlocked,
        fixtures::{PASSPHRASE, holder, words},
    };

    struct Place {
        folder: tempfile::TempDir,
    }

    impl Place {
        fn vault(&self) -> Vault {
            let database = self.folder.path().join("cache.db");
            Vault::new(self.folder.path(), &database, KeyPlace::Passphrase)
        }

        fn options(&self, key: &Key) -> OpenOptions {
            OpenOptions {
                path: self.folder.path().join("cache.db"),
                key: Some(key.clone()),
            }
        }

        async fn note(&self, key: &Key, value: Option<&str>) -> Option<String> {
            let store = Store::open(&self.options(key)).await.ok()?;
            let mut tx = store.write(store::Mode::Optimistic).await.ok()?;
            if let Some(value) = value {
                tx.set_setting("note", value).await.ok()?;
            }
            let kept = tx.setting("note").await.ok()?;
            tx.commit().await.ok()?;
            store.close().await;
            kept
        }
    }

    async fn place() -> (Place, Key) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { folder };
        let key = place.vault().unlock_with(&words(PASSPHRASE)).unwrap();
        place.note(&key, Some("what was typed")).await;
        (place, key)
    }

    #[tokio::test]
    async fn another_key_opens_everything_and_the_old_one_nothing() {
        let (place, old) = place().await;
        let rotation = place
            .vault()
            .begin_rotation(&old, Some(&words(PASSPHRASE)), &holder("demo"))
            .unwrap();
        store::rekey(&place.options(&old).path, &rotation.from, &rotation.to).unwrap();
        place.vault().end_rotation(&rotation).unwrap();
        assert!(matches!(
            place.vault().unlock().unwrap(),
            Unlocked::NeedsSecret(_)
        ));
        let new = place.vault().unlock_with(&words(PASSPHRASE)).unwrap();
        assert_ne!(new.bytes(), old.bytes());
        assert_eq!(
            place.note(&new, None).await.as_deref(),
            Some("what was typed")
        );
        assert_eq!(place.note(&old, None).await, None);
    }

    #[tokio::test]
    async fn a_program_that_ends_in_between_opens_with_the_key_that_fits() {
        for is_encrypted_anew in [false, true] {
            let (place, old) = place().await;
            let rotation = place
                .vault()
                .begin_rotation(&old, Some(&words(PASSPHRASE)), &holder("demo"))
                .unwrap();
            if is_encrypted_anew {
                store::rekey(&place.options(&old).path, &rotation.from, &rotation.to).unwrap();
            }
            // Nobody ends it: the next start does, unless it cannot know.
            let wrong = place.vault().unlock_with(&words("harbour street at dusk"));
            assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
            let key = place.vault().unlock_with(&words(PASSPHRASE)).unwrap();
            assert_eq!(
                place.note(&key, None).await.as_deref(),
                Some("what was typed")
            );
            assert_eq!(key.bytes() == old.bytes(), !is_encrypted_anew);
            let again = place.vault().unlock_with(&words(PASSPHRASE)).unwrap();
            assert_eq!(again.bytes(), key.bytes());
        }
    }

    #[tokio::test]
    async fn a_wrong_passphrase_rotates_nothing() {
        let (place, old) = place().await;
        let dusk = words("harbour street at dusk");
        let refused = place
            .vault()
            .begin_rotation(&old, Some(&dusk), &holder("demo"));
        assert!(matches!(refused, Err(VaultError::WrongPassphrase)));
        let key = place.vault().unlock_with(&words(PASSPHRASE)).unwrap();
        assert_eq!(key.bytes(), old.bytes());
    }
}
