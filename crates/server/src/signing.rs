//! The server's own key, with which it signs how far chains of audit lines went. Made at the first start.
//!
//! In a data folder it is a file beside the records, so that a copy of the records alone cannot sign. Servers
//! that share a database must sign alike and share nothing but that, so there it is a row.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use store::{Mode, Store};
use values::Instant;
use wire::sync::{Checkpoint, TrailEnd};
use workflows::RecordsError;

/// The file in a data folder: 64 hexadecimal digits, for its owner alone.
const FILE: &str = "audit.key";
/// The row in a database.
const SETTING: &str = "audit_key";

/// Signs checkpoints.
pub(crate) struct Signer(SigningKey);

impl Signer {
    /// The key of a data folder.
    pub(crate) fn in_folder(folder: &Path) -> io::Result<Self> {
        let path = folder.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => read(&text).ok_or_else(|| io::Error::other("the audit key is damaged")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let seed = values::ids::random_seed();
                let mut options = fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(path)?;
                file.write_all(hex::encode(seed).as_bytes())?;
                file.sync_all()?;
                Ok(Self(SigningKey::from_bytes(&seed)))
            }
            Err(error) => Err(error),
        }
    }

    /// The key of a database.
    pub(crate) async fn in_settings(store: &Store) -> Result<Self, RecordsError> {
        if let Some(text) = store.read().await?.setting(SETTING).await? {
            return read(&text).ok_or_else(damaged);
        }
        let mut tx = store
            .write_alone(Mode::Shared {
                commit: 0,
                change: None,
            })
            .await?;
        // Another process that starts too may have been here first.
        let seed = match tx.setting(SETTING).await? {
            Some(text) => return read(&text).ok_or_else(damaged),
            None => values::ids::random_seed(),
        };
        tx.set_setting(SETTING, &hex::encode(seed)).await?;
        tx.commit().await?;
        Ok(Self(SigningKey::from_bytes(&seed)))
    }

    /// Says how far a chain goes.
    pub(crate) fn sign(&self, writer: &str, end: TrailEnd, at: Instant) -> Checkpoint {
        let mut checkpoint = Checkpoint {
            writer: writer.to_owned(),
            size: end.sequence,
            head: end.hash,
            at,
            key: self.public(),
            signature: String::new(),
        };
        let signature = self.0.sign(checkpoint.signed_text().as_bytes());
        checkpoint.signature = hex::encode(signature.to_bytes());
        checkpoint
    }

    /// What others check its signatures with.
    pub(crate) fn public(&self) -> String {
        hex::encode(self.0.verifying_key().as_bytes())
    }
}

/// Whether the key that a checkpoint names has signed it.
pub(crate) fn is_signed(checkpoint: &Checkpoint) -> bool {
    let key = bytes::<32>(&checkpoint.key).and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let signature = bytes::<64>(&checkpoint.signature).map(|bytes| Signature::from_bytes(&bytes));
    let (Some(key), Some(signature)) = (key, signature) else {
        return false;
    };
    key.verify_strict(checkpoint.signed_text().as_bytes(), &signature)
        .is_ok()
}

fn read(text: &str) -> Option<Signer> {
    bytes(text.trim()).map(|seed| Signer(SigningKey::from_bytes(&seed)))
}

pub(crate) fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    hex::decode(text).ok()?.try_into().ok()
}

fn damaged() -> RecordsError {
    RecordsError::Other("the audit key is damaged".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end() -> TrailEnd {
        TrailEnd {
            sequence: 3,
            hash: wire::sync::ChainHash::of(b"x"),
        }
    }

    #[test]
    fn a_key_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = Signer::in_folder(folder.path()).unwrap();
        let again = Signer::in_folder(folder.path()).unwrap();
        assert_eq!(first.public(), again.public());
        #[cfg(unix)]
        {
            let mode = fs::metadata(folder.path().join(FILE)).unwrap();
            let mode = std::os::unix::fs::PermissionsExt::mode(&mode.permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(folder.path().join(FILE), "no key").unwrap();
        assert!(
            Signer::in_folder(folder.path()).is_err(),
            "none is made anew"
        );
    }

    #[test]
    fn what_was_signed_cannot_be_changed() {
        let signer = Signer(SigningKey::from_bytes(&[7; 32]));
        let kept = signer.sign("server", end(), Instant::from_millis(1));
        assert!(is_signed(&kept));
        let changes: [fn(&mut Checkpoint); 5] = [
            |other| other.size = 2,
            |other| other.writer.push('x'),
            |other| other.at = Instant::from_millis(2),
            |other| other.signature = other.signature.replace(['0', '1'], "2"),
            |other| other.key = Signer(SigningKey::from_bytes(&[8; 32])).public(),
        ];
        for change in changes {
            let mut other = kept.clone();
            change(&mut other);
            assert!(!is_signed(&other), "{other:?}");
        }
    }
}
