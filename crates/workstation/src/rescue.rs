//! A damaged cache: what can be read of the outbox is sealed into a file and laid into a new cache, the
//! damaged file is put aside, and the records are fetched again. Only when a person says so.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce, aead::Aead};
use store::{Key, Mode, OpenError, OpenOptions, Rescued, Store};
use values::Instant;
use wire::local::Trouble;
use workflows::RecordsError;

use crate::{
    Core,
    memory::wipe_stack,
    stage::{self, FILE, Stage},
};

/// What a sealed file begins with; the nonce and the sealed JSON follow.
const MAGIC: &[u8] = b"mainstay/rescued/1\n";
const NONCE_LENGTH: usize = 24;
/// The new cache, until it is whole.
const UNFINISHED: &str = "cache.new";

/// Why no new cache was made. The damaged one is where it was.
#[derive(Debug, thiserror::Error)]
enum RescueError {
    #[error("a file failed")]
    File(#[from] io::Error),
    #[error("the new cache cannot be opened")]
    Open(#[from] OpenError),
    #[error("the new cache cannot be written")]
    Records(#[from] RecordsError),
    #[error("what was rescued cannot be sealed")]
    Seal,
}

/// Makes a new cache beside the damaged one and goes on with it.
pub(crate) async fn rescue(core: &Arc<Core>) {
    let taken = {
        let mut stage = core.stage.write().await;
        match std::mem::replace(&mut *stage, Stage::Starting) {
            Stage::Damaged { lock, key } => Some((lock, key)),
            other => {
                *stage = other;
                None
            }
        }
    };
    let Some((lock, key)) = taken else { return };
    match make_anew(&core.options.data, &key, core.clock.now()).await {
        Ok(changes) => {
            tracing::warn!(changes, "a damaged cache was put aside");
            stage::open_cache(core.clone(), lock, key).await;
        }
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the damaged cache could not be put aside"
            );
            let stage = match &error {
                RescueError::Open(OpenError::DiskFull)
                | RescueError::Records(RecordsError::DiskFull) => Stage::Trouble(Trouble::DiskFull),
                RescueError::File(error) if error.kind() == io::ErrorKind::StorageFull => {
                    Stage::Trouble(Trouble::DiskFull)
                }
                _ => Stage::Damaged { lock, key },
            };
            stage::set(core, stage).await;
        }
    }
}

/// A new cache whose making ended just before it got its name gets it now.
pub(crate) fn finish(folder: &Path) -> io::Result<()> {
    let (unfinished, cache) = (folder.join(UNFINISHED), folder.join(FILE));
    if unfinished.exists() && !cache.exists() {
        fs::rename(unfinished, cache)?;
    }
    Ok(())
}

/// Returns how many changes were saved.
async fn make_anew(folder: &Path, key: &Key, now: Instant) -> Result<usize, RescueError> {
    let damaged = OpenOptions {
        path: folder.join(FILE),
        key: Some(key.clone()),
    };
    let rescued = store::rescue(&damaged).await;
    seal(folder, key, &rescued, now)?;
    let unfinished = folder.join(UNFINISHED);
    for companion in ["", "-wal", "-shm"] {
        remove_if_there(&beside(&unfinished, companion))?;
    }
    let store = Store::open(&OpenOptions {
        path: unfinished.clone(),
        key: Some(key.clone()),
    })
    .await?;
    let laid = async {
        let mut tx = store.write(Mode::Optimistic).await?;
        tx.lay_rescued(&rescued).await?;
        tx.commit().await
    };
    let laid = laid.await;
    store.close().await;
    laid?;
    let aside = folder.join(format!("cache-damaged-{}.db", now.as_millis()));
    for companion in ["-wal", "-shm", ""] {
        let from = beside(&damaged.path, companion);
        if from.exists() {
            fs::rename(from, beside(&aside, companion))?;
        }
    }
    fs::rename(&unfinished, &damaged.path)?;
    fs::File::open(folder)?.sync_all()?;
    Ok(rescued.changes())
}

/// Writes what was rescued into a file that opens with the key of the cache.
fn seal(folder: &Path, key: &Key, rescued: &Rescued, now: Instant) -> Result<(), RescueError> {
    let plain =
        zeroize::Zeroizing::new(serde_json::to_vec(rescued).map_err(|_| RescueError::Seal)?);
    let mut nonce = [0_u8; NONCE_LENGTH];
    getrandom::fill(&mut nonce).map_err(|_| RescueError::Seal)?;
    let sealed = XChaCha20Poly1305::new(key.bytes().into())
        .encrypt(XNonce::from_slice(&nonce), plain.as_slice())
        .map_err(|_| RescueError::Seal)?;
    wipe_stack();
    let path = folder.join(format!("outbox-rescued-{}.sealed", now.as_millis()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(MAGIC)?;
    file.write_all(&nonce)?;
    file.write_all(&sealed)?;
    Ok(file.sync_all()?)
}

fn beside(path: &Path, companion: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(companion);
    name.into()
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_file_opens_with_the_key_of_the_cache_and_with_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let key = Key::new([5; 32]);
        seal(
            folder.path(),
            &key,
            &Rescued::default(),
            Instant::from_millis(7),
        )
        .unwrap();
        let bytes = fs::read(folder.path().join("outbox-rescued-7.sealed")).unwrap();
        let (nonce, sealed) = bytes[MAGIC.len()..].split_at(NONCE_LENGTH);
        let open = |key: &Key| {
            XChaCha20Poly1305::new(key.bytes().into()).decrypt(XNonce::from_slice(nonce), sealed)
        };
        let opened: Rescued = serde_json::from_slice(&open(&key).unwrap()).unwrap();
        assert_eq!(opened.changes(), 0);
        assert!(open(&Key::new([6; 32])).is_err());
    }

    #[test]
    fn a_new_cache_gets_its_name_when_the_damaged_one_is_out_of_its_way() {
        let folder = tempfile::tempdir().unwrap();
        let (new, cache) = (folder.path().join(UNFINISHED), folder.path().join(FILE));
        fs::write(&cache, "damaged").unwrap();
        fs::write(&new, "new").unwrap();
        finish(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(&cache).unwrap(), "damaged");
        fs::remove_file(&cache).unwrap();
        finish(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(&cache).unwrap(), "new");
    }
}
