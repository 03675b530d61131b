//! Snapshots in the database that several processes share: a workstation goes on at whichever answers it.

use std::time::Duration;

use store::SharedShelf;
use tokio::time::{Instant as Moment, sleep};
use uuid::Uuid;
use values::{Instant, ids::FacilityId};
use wire::{Code, sync::SnapshotHeader};
use workflows::RecordsError;

use super::{KEPT_MS, Named, YOUNG_MS};
use crate::ApiError;

/// How often whoever waits for a chunk looks whether it is there.
const LOOK_EVERY: Duration = Duration::from_millis(100);

pub(super) struct Database(SharedShelf);

/// One that is being made.
pub(in super::super) struct Growing {
    shelf: SharedShelf,
    id: Uuid,
}

impl Database {
    pub(super) const fn of(shelf: SharedShelf) -> Self {
        Self(shelf)
    }

    pub(super) async fn grown(
        &self,
        (id, facility): Named,
        more: impl Fn(&SnapshotHeader) -> bool,
        within: Duration,
    ) -> Result<SnapshotHeader, ApiError> {
        let until = Moment::now() + within;
        loop {
            let header = self.0.header(id, facility).await?;
            let header = read(&header.ok_or(Code::NotFound)?)?;
            if more(&header) || Moment::now() >= until {
                return Ok(header);
            }
            sleep(LOOK_EVERY).await;
        }
    }

    pub(super) async fn chunk(&self, named: Named, n: u32) -> Result<Vec<u8>, ApiError> {
        Ok(self.0.frame(named, n).await?.ok_or(Code::NotFound)?)
    }

    pub(super) async fn tidy(&self, now: Instant) -> Result<(), RecordsError> {
        self.0.tidy(now.plus_millis(-KEPT_MS)).await
    }

    pub(super) async fn young(
        &self,
        facility: FacilityId,
        now: Instant,
    ) -> Result<Option<SnapshotHeader>, RecordsError> {
        let young = self
            .0
            .young(facility, (now.plus_millis(-YOUNG_MS), now))
            .await?;
        young.as_deref().map(read).transpose()
    }

    pub(super) async fn begin(
        &self,
        facility: FacilityId,
        now: Instant,
        header: &SnapshotHeader,
    ) -> Result<Growing, RecordsError> {
        let named = (header.id, facility);
        self.0.begin(named, now, &text(header)?).await?;
        Ok(Growing {
            shelf: self.0.clone(),
            id: header.id,
        })
    }
}

impl Growing {
    pub(super) async fn add(
        &self,
        chunk: (u32, &[u8]),
        header: &SnapshotHeader,
    ) -> Result<(), RecordsError> {
        let told = (text(header)?, header.whole);
        self.shelf.add(self.id, chunk, told).await
    }

    pub(super) async fn tell(&self, header: &SnapshotHeader) -> Result<(), RecordsError> {
        self.shelf
            .tell(self.id, (text(header)?, header.whole))
            .await
    }
}

fn text(header: &SnapshotHeader) -> Result<String, RecordsError> {
    serde_json::to_string(header).map_err(shape)
}

fn read(text: &str) -> Result<SnapshotHeader, RecordsError> {
    serde_json::from_str(text).map_err(shape)
}

fn shape(source: serde_json::Error) -> RecordsError {
    RecordsError::Shape {
        kind: "header",
        source: source.into(),
    }
}
