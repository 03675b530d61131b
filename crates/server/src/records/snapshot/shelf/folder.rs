//! Snapshots as files of the one process that serves.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, watch};
use uuid::Uuid;
use values::{Instant, ids::FacilityId};
use wire::{Code, sync::SnapshotHeader};

use super::{KEPT_MS, Named, YOUNG_MS};
use crate::ApiError;

const HEADER: &str = "header.json";

/// A private folder of them.
pub(super) struct Folder {
    folder: PathBuf,
    kept: Mutex<Vec<Kept>>,
}

struct Kept {
    facility: FacilityId,
    made_at: Instant,
    header: watch::Receiver<SnapshotHeader>,
}

/// What stands in the folder of a snapshot that is whole.
#[derive(Serialize, Deserialize)]
struct Label {
    facility: FacilityId,
    made_at: Instant,
    header: SnapshotHeader,
}

/// One that is being made.
pub(in super::super) struct Growing {
    facility: FacilityId,
    made_at: Instant,
    place: PathBuf,
    header: watch::Sender<SnapshotHeader>,
}

impl Folder {
    /// What is in the folder, as far as it is of this epoch and whole; all else is removed.
    pub(super) fn open(folder: PathBuf, epoch: Uuid) -> Self {
        let mut kept = Vec::new();
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            match label(&entry.path()) {
                Some(label) if label.header.epoch == epoch => kept.push(Kept {
                    facility: label.facility,
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
    async fn header(&self, (id, facility): Named) -> Result<watch::Receiver<SnapshotHeader>, Code> {
        let kept = self.kept.lock().await;
        let found = kept
            .iter()
            .find(|kept| kept.facility == facility && kept.header.borrow().id == id);
        found.map(|kept| kept.header.clone()).ok_or(Code::NotFound)
    }

    pub(super) async fn grown(
        &self,
        named: Named,
        more: impl Fn(&SnapshotHeader) -> bool,
        within: Duration,
    ) -> Result<SnapshotHeader, ApiError> {
        let mut header = self.header(named).await?;
        // One that ended unfinished is gone.
        if let Ok(Err(_)) = tokio::time::timeout(within, header.wait_for(more)).await {
            return Err(Code::NotFound.into());
        }
        let header = header.borrow().clone();
        Ok(header)
    }

    pub(super) async fn chunk(&self, named: Named, n: u32) -> Result<Vec<u8>, Code> {
        let header = self.header(named).await?;
        let known = header.borrow().chunks.iter().any(|chunk| chunk.n == n);
        if !known {
            return Err(Code::NotFound);
        }
        fs::read(chunk_path(&self.place(named.0), n)).map_err(|error| {
            tracing::warn!(%error, "a chunk cannot be read");
            Code::NotFound
        })
    }

    pub(super) async fn tidy(&self, now: Instant) {
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

    pub(super) async fn young(&self, facility: FacilityId, now: Instant) -> Option<SnapshotHeader> {
        let kept = self.kept.lock().await;
        let young = kept.iter().find(|kept| {
            let age = now.millis_since(kept.made_at);
            kept.facility == facility && (0..YOUNG_MS).contains(&age)
        });
        young.map(|kept| kept.header.borrow().clone())
    }

    pub(super) async fn begin(
        &self,
        facility: FacilityId,
        now: Instant,
        header: &SnapshotHeader,
    ) -> io::Result<Growing> {
        let place = self.place(header.id);
        make_folder(&place)?;
        let (grown, header) = watch::channel(header.clone());
        self.kept.lock().await.push(Kept {
            facility,
            made_at: now,
            header,
        });
        Ok(Growing {
            facility,
            made_at: now,
            place,
            header: grown,
        })
    }

    fn place(&self, id: Uuid) -> PathBuf {
        self.folder.join(id.to_string())
    }
}

impl Growing {
    pub(super) fn add(&self, (n, bytes): (u32, &[u8]), header: &SnapshotHeader) -> io::Result<()> {
        write(&chunk_path(&self.place, n), bytes)?;
        self.tell(header);
        Ok(())
    }

    pub(super) fn tell(&self, header: &SnapshotHeader) {
        self.header.send_replace(header.clone());
        if header.whole {
            self.finish(header);
        }
    }

    /// From here on it is found again after a start.
    fn finish(&self, header: &SnapshotHeader) {
        let label = Label {
            facility: self.facility,
            made_at: self.made_at,
            header: header.clone(),
        };
        let written = serde_json::to_vec(&label)
            .map_err(io::Error::from)
            .and_then(|bytes| write(&self.place.join(HEADER), &bytes));
        if let Err(error) = written {
            tracing::warn!(%error, "the snapshot is forgotten at the next start");
        }
    }
}

fn chunk_path(place: &Path, n: u32) -> PathBuf {
    place.join(format!("{n}.zst"))
}

/// Writes a file that only its owner may read.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    io::Write::write_all(&mut options.open(path)?, bytes)
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
