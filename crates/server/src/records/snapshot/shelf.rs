//! The snapshots that are at hand: in a private folder beside a database that is a file, in the database that
//! several processes share.

mod database;
mod folder;

use std::{io, path::PathBuf, sync::Arc, time::Duration};

use store::{Share, Store};
use tokio::sync::{Mutex, Semaphore};
use uuid::Uuid;
use values::{Instant, ids::FacilityId};
use wire::{Code, Failure, sync::SnapshotHeader};
use workflows::RecordsError;

use super::{build, chunks::Chunks};
use crate::{ApiError, Shared};

use database::Database;
use folder::Folder;

/// How long one is handed out to those who begin.
const YOUNG_MS: i64 = HOUR_MS;
/// How long one is kept for those who began with it.
const KEPT_MS: i64 = 24 * HOUR_MS;
const HOUR_MS: i64 = 60 * 60 * 1_000;
/// Made at once by one process: each keeps one of the connections that requests read through.
const MADE_AT_ONCE: usize = 2;
/// Whoever finds so many being made comes back.
const COME_BACK_AFTER_SECONDS: u16 = 5;

/// A snapshot, and whose it is: it is found by both together.
pub(super) type Named = (Uuid, FacilityId);

/// The snapshots at hand.
pub(crate) struct Shelf {
    kept: Kept,
    /// Held while one begins, so that several who ask at once share it.
    beginning: Mutex<()>,
    making: Arc<Semaphore>,
}

enum Kept {
    Folder(Folder),
    Database(Database),
}

/// Where a snapshot grows.
pub(super) enum Growing {
    Folder(folder::Growing),
    Database(database::Growing),
}

impl Shelf {
    /// What is there from before this process, as far as it is of this epoch.
    pub(crate) fn open(store: &Store, folder: PathBuf, epoch: Uuid) -> Self {
        let kept = match store.shared_shelf() {
            Some(shelf) => Kept::Database(Database::of(shelf)),
            None => Kept::Folder(Folder::open(folder, epoch)),
        };
        Self {
            kept,
            beginning: Mutex::default(),
            making: Arc::new(Semaphore::new(MADE_AT_ONCE)),
        }
    }

    /// The header of a snapshot as soon as it tells of more than the first `after` chunks, or after a while.
    pub(super) async fn grown(
        &self,
        named: Named,
        after: usize,
        within: Duration,
    ) -> Result<SnapshotHeader, ApiError> {
        let more = move |header: &SnapshotHeader| header.whole || header.chunks.len() > after;
        match &self.kept {
            Kept::Folder(folder) => folder.grown(named, more, within).await,
            Kept::Database(database) => database.grown(named, more, within).await,
        }
    }

    /// The bytes of a chunk.
    pub(super) async fn chunk(&self, named: Named, n: u32) -> Result<Vec<u8>, ApiError> {
        match &self.kept {
            Kept::Folder(folder) => Ok(folder.chunk(named, n).await?),
            Kept::Database(database) => database.chunk(named, n).await,
        }
    }

    /// Removes what is older than anybody needs it, and what did not become whole.
    pub(crate) async fn tidy(&self, now: Instant) -> Result<(), RecordsError> {
        match &self.kept {
            Kept::Folder(folder) => {
                folder.tidy(now).await;
                Ok(())
            }
            Kept::Database(database) => database.tidy(now).await,
        }
    }

    async fn young(
        &self,
        facility: FacilityId,
        now: Instant,
    ) -> Result<Option<SnapshotHeader>, RecordsError> {
        match &self.kept {
            Kept::Folder(folder) => Ok(folder.young(facility, now).await),
            Kept::Database(database) => database.young(facility, now).await,
        }
    }

    async fn begin(
        &self,
        facility: FacilityId,
        now: Instant,
        header: &SnapshotHeader,
    ) -> Result<Growing, RecordsError> {
        match &self.kept {
            Kept::Folder(folder) => {
                let begun = folder.begin(facility, now, header).await;
                begun.map(Growing::Folder).map_err(unwritable)
            }
            Kept::Database(database) => database
                .begin(facility, now, header)
                .await
                .map(Growing::Database),
        }
    }
}

impl Growing {
    /// Adds a chunk together with the header that tells of it.
    pub(super) async fn add(
        &mut self,
        (n, bytes): (u32, &[u8]),
        header: &SnapshotHeader,
    ) -> Result<(), RecordsError> {
        match self {
            Self::Folder(folder) => folder.add((n, bytes), header).map_err(unwritable),
            Self::Database(database) => database.add((n, bytes), header).await,
        }
    }

    /// Tells what the header says now.
    pub(super) async fn tell(&mut self, header: &SnapshotHeader) -> Result<(), RecordsError> {
        match self {
            Self::Folder(folder) => {
                folder.tell(header);
                Ok(())
            }
            Self::Database(database) => database.tell(header).await,
        }
    }
}

/// A facility's snapshot that is young enough; when there is none, a new one that begins to grow.
pub(super) async fn young(shared: &Arc<Shared>, share: Share) -> Result<SnapshotHeader, ApiError> {
    let now = shared.clock.now();
    let shelf = &shared.shelf;
    shelf.tidy(now).await?;
    let _turn = shelf.beginning.lock().await;
    if let Some(young) = shelf.young(share.facility, now).await? {
        return Ok(young);
    }
    let Ok(place) = shelf.making.clone().try_acquire_owned() else {
        let wait = serde_json::json!({ crate::failure::WAIT: COME_BACK_AFTER_SECONDS });
        return Err(ApiError(Failure::with(Code::ServerBusy, wait)));
    };
    let id = values::ids::random();
    let mut tx = shared.store.read().await?;
    tx.make_snapshot(id).await?;
    let header = SnapshotHeader {
        id,
        epoch: shared.epoch,
        commit: tx.head().await?,
        kinds: tx.kind_sums_of(share).await?,
        usable: None,
        chunks: Vec::new(),
        whole: false,
    };
    if header.commit == 0 {
        return Err(Code::NotFound.into());
    }
    let growing = shelf.begin(share.facility, now, &header).await?;
    let chunks = Chunks::new(growing, header.clone());
    let stopping = shared.stopping.subscribe();
    tokio::spawn(async move {
        if let Err(error) = build::build((tx, share), chunks, now, stopping).await {
            tracing::error!(error = &error as &dyn std::error::Error, "no snapshot");
        }
        drop(place);
    });
    Ok(header)
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
