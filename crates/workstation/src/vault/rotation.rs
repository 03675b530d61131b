//! Another key for the same database.
//!
//! The new key is kept beside the old one before the database is encrypted with it, and the old one goes when that is
//! done. A program that ends in between finds two keys at its next start, and looks which of them opens the file.

use store::{Key, OpenError, opens};

use super::{
    Vault, VaultError, check_value,
    envelope::Envelope,
    file::{Kept, KeyFile, Next},
    keyring, new_key,
};

/// The key until now, and the one from now on.
pub(crate) struct Rotation {
    pub(crate) from: Key,
    pub(crate) to: Key,
}

impl Vault {
    /// Makes another key and keeps it beside the one that there is. Where the key is wrapped by a passphrase, that
    /// must be given.
    pub(crate) fn begin_rotation(&self, passphrase: Option<&str>) -> Result<Rotation, VaultError> {
        let mut file = KeyFile::read(&self.path)?.ok_or(VaultError::Damaged)?;
        let to = new_key()?;
        let (from, kept) = match &file.kept {
            Kept::Keyring { entry } => {
                let from = keyring::get(entry).ok_or(VaultError::Crypto)?;
                (
                    from,
                    Kept::Keyring {
                        entry: Self::keep_in_keyring(&to)?,
                    },
                )
            }
            Kept::Passphrase { envelope } => {
                let passphrase = passphrase.ok_or(VaultError::WrongPassphrase)?;
                let from = envelope.open(passphrase)?;
                let envelope = Envelope::seal(&to, passphrase)?;
                (from, Kept::Passphrase { envelope })
            }
        };
        if check_value(&from) != file.check {
            return Err(VaultError::Damaged);
        }
        file.next = Some(Next {
            kept,
            check: check_value(&to),
        });
        file.write(&self.path)?;
        Ok(Rotation { from, to })
    }

    /// Which of two keys is in force, after a rotation or the end of a program in the middle of one; the other goes.
    /// `key_of` gets a key from where it is kept. `None` as long as the new one cannot be had: as a locked keyring and
    /// a wrong passphrase answer like missing ones, nothing is given up then.
    pub(super) fn settle_rotation(
        &self,
        file: KeyFile,
        key_of: impl Fn(&Kept) -> Option<Key>,
    ) -> Result<Option<KeyFile>, VaultError> {
        let KeyFile { kept, check, next } = file;
        let Some(next) = next else {
            let next = None;
            return Ok(Some(KeyFile { kept, check, next }));
        };
        let Some(key) = key_of(&next.kept).filter(|key| check_value(key) == next.check) else {
            return Ok(None);
        };
        let in_force = opens(&self.database, &key).map_err(|error| match error {
            OpenError::DiskFull => std::io::ErrorKind::StorageFull.into(),
            _ => std::io::Error::other(error),
        })?;
        let (stays, goes) = if in_force {
            (next, kept)
        } else {
            (Next { kept, check }, next.kept)
        };
        let file = KeyFile {
            kept: stays.kept,
            check: stays.check,
            next: None,
        };
        file.write(&self.path)?;
        if let Kept::Keyring { entry } = goes {
            keyring::delete(&entry);
        }
        Ok(Some(file))
    }

    /// Ends a rotation for good, once the database opens with the new key.
    pub(crate) fn end_rotation(&self, rotation: &Rotation) -> Result<(), VaultError> {
        let file = KeyFile::read(&self.path)?.ok_or(VaultError::Damaged)?;
        self.settle_rotation(file, |_| Some(rotation.to.clone()))
            .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use store::{OpenOptions, Store};

    use super::*;
    use crate::vault::{KeyPlace, Unlocked};

    const PASSPHRASE: &str = "harbour street at dawn";

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
        let key = place.vault().unlock_with(PASSPHRASE).unwrap();
        place.note(&key, Some("what was typed")).await;
        (place, key)
    }

    #[tokio::test]
    async fn another_key_opens_everything_and_the_old_one_nothing() {
        let (place, old) = place().await;
        let rotation = place.vault().begin_rotation(Some(PASSPHRASE)).unwrap();
        store::rekey(&place.options(&old).path, &rotation.from, &rotation.to).unwrap();
        place.vault().end_rotation(&rotation).unwrap();
        assert!(matches!(
            place.vault().unlock().unwrap(),
            Unlocked::NeedsPassphrase(_)
        ));
        let new = place.vault().unlock_with(PASSPHRASE).unwrap();
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
            let rotation = place.vault().begin_rotation(Some(PASSPHRASE)).unwrap();
            if is_encrypted_anew {
                store::rekey(&place.options(&old).path, &rotation.from, &rotation.to).unwrap();
            }
            // Nobody ends it: the next start does, unless it cannot know.
            let wrong = place.vault().unlock_with("harbour street at dusk");
            assert!(matches!(wrong, Err(VaultError::WrongPassphrase)));
            let key = place.vault().unlock_with(PASSPHRASE).unwrap();
            assert_eq!(
                place.note(&key, None).await.as_deref(),
                Some("what was typed")
            );
            assert_eq!(key.bytes() == old.bytes(), !is_encrypted_anew);
            let again = place.vault().unlock_with(PASSPHRASE).unwrap();
            assert_eq!(again.bytes(), key.bytes());
        }
    }

    #[tokio::test]
    async fn a_wrong_passphrase_rotates_nothing() {
        let (place, old) = place().await;
        let refused = place.vault().begin_rotation(Some("harbour street at dusk"));
        assert!(matches!(refused, Err(VaultError::WrongPassphrase)));
        let key = place.vault().unlock_with(PASSPHRASE).unwrap();
        assert_eq!(key.bytes(), old.bytes());
    }
}
