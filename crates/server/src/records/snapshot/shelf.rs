//! The snapshots that are at hand, in a private folder beside the database.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, watch};
use uuid::Uuid;
use values::Instant;
use wire::{Code, sync::SnapshotHeader};
use workflows::RecordsError;

use super::{build, chunks::Chunks};
use crate::{ApiError, Shared};

/// How long one is handed out to those who begin.
const YOUNG_MS: i64 = HOUR_MS;
/// How long one is kept for those who began with it.
const KEPT_MS: i64 = 24 * HOUR_MS;
const HOUR_MS: i64 = 60 * 60 * 1_000;
const HEADER: &str = "header.json";

/// The snapshots at hand.
pub(crate) struct Shelf {
    folder: PathBuf,
    kept: Mutex<Vec<Kept>>,
}

struct Kept {
    made_at: Instant,
    header: watch::Receiver<SnapshotHeader>,
}

/// What stands in the folder of a snapshot that is whole.
#[derive(Serialize, Deserialize)]
struct Label {
    made_at: Instant,
    header: SnapshotHeader,
}

impl Shelf {
    /// What is in the folder, as far as it is of this epoch and whole; all else is removed.
    pub(crate) fn open(folder: PathBuf, epoch: Uuid) -> Self {
        let mut kept = Vec::new();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match label(&entry.path()) {
                Some(label) if label.header.epoch == epoch => kept.push(Kept {
                    made_at: label.made_at,
                    header: watch::channel(label.header).1,
                }),
                _ => remove(&entry.path()),
            }
        }
        Self {
            folder,
            kept: Mutex::new(kept),
        }
    }

    /// The header of a snapshot, which may still be growing.
    pub(super) async fn header(&self, id: Uuid) -> Result<watch::Receiver<SnapshotHeader>, Code> {
        let kept = self.kept.lock().await;
        let found = kept.iter().find(|kept| kept.header.borrow().id == id);
        found.map(|kept| kept.header.clone()).ok_or(Code::NotFound)
    }

    /// The bytes of a chunk.
    pub(super) async fn chunk(&self, id: Uuid, n: u32) -> Result<Vec<u8>, Code> {
        let header = self.header(id).await?;
        let known = header.borrow().chunks.iter().any(|chunk| chunk.n == n);
        if !known {
            return Err(Code::NotFound);
        }
        fs::read(chunk_path(&self.place(id), n)).map_err(|error| {
            tracing::warn!(%error, "a chunk cannot be read");
            Code::NotFound
        })
    }

    /// Removes what is older than anybody needs it, and what did not become whole.
    pub(crate) async fn tidy(&self, now: Instant) {
        let mut kept = self.kept.lock().await;
        kept.retain(|kept| {
            let (id, whole) = {
                let header = kept.header.borrow();
                (header.id, header.whole)
            };
            let ended = !whole && kept.header.has_changed().is_err();
            let stays = !ended && now.millis_since(kept.made_at) < KEPT_MS;
            if !stays {
                remove(&self.place(id));
            }
            stays
        });
    }

    fn place(&self, id: Uuid) -> PathBuf {
        self.folder.join(id.to_string())
    }
}

/// A snapshot that is young enough; when there is none, a new one that begins to grow.
pub(super) async fn young(
    shared: &Arc<Shared>,
) -> Result<watch::Receiver<SnapshotHeader>, ApiError> {
    let now = shared.clock.now();
    shared.shelf.tidy(now).await;
    // Held while one begins, so that several who ask at once share it.
    let mut kept = shared.shelf.kept.lock().await;
    let young = kept.iter().find(|kept| {
        let age = now.millis_since(kept.made_at);
        (0..YOUNG_MS).contains(&age)
    });
    if let Some(kept) = young {
        return Ok(kept.header.clone());
    }
    let mut tx = shared.store.read().await?;
    let header = SnapshotHeader {
        id: values::ids::random(),
        epoch: shared.epoch,
        commit: tx.head().await?,
        kinds: tx.kind_sums().await?,
        usable: None,
        chunks: Vec::new(),
        whole: false,
    };
    if header.commit == 0 {
        return Err(Code::NotFound.into());
    }
    let id = header.id;
    let place = shared.shelf.place(id);
    make_folder(&place).map_err(unwritable)?;
    let (grown, header) = watch::channel(header);
    let chunks = Chunks::new(place.clone(), grown);
    kept.push(Kept {
        made_at: now,
        header: header.clone(),
    });
    let stopping = shared.stopping.subscribe();
    tokio::spawn(async move {
        match build::build(tx, chunks, now, stopping).await {
            Ok(whole) => finish(&place, now, &whole),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "no snapshot");
            }
        }
    });
    Ok(header)
}

/// From here on it is found again after a start.
fn finish(place: &Path, made_at: Instant, header: &SnapshotHeader) {
    let label = Label {
        made_at,
        header: header.clone(),
    };
    let written = serde_json::to_vec(&label)
        .map_err(io::Error::from)
        .and_then(|bytes| write(&place.join(HEADER), &bytes));
    if let Err(error) = written {
        tracing::warn!(%error, "the snapshot is forgotten at the next start");
    }
}

pub(super) fn chunk_path(place: &Path, n: u32) -> PathBuf {
    place.join(format!("{n}.zst"))
}

/// Writes a file that only its owner may read.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    io::Write::write_all(&mut options.open(path)?, bytes)
}

pub(super) fn unwritable(error: io::Error) -> RecordsError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => RecordsError::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            RecordsError::ReadOnly
        }
        _ => RecordsError::Other(Box::new(error)),
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

fn label(place: &Path) -> Option<Label> {
    let bytes = fs::read(place.join(HEADER)).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn remove(place: &Path) {
    if let Err(error) = fs::remove_dir_all(place) {
        tracing::warn!(%error, "an old snapshot stays");
    }
}
