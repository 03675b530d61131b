//! Whether this copy equals the shared records, and mending it where it does not: that bucket alone.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::Kind;
use store::{Before, Mode, RowText};
use uuid::Uuid;
use values::Instant;
use wire::{
    Code, Failure,
    sync::{
        DIVERGENCE_ENTRIES_MAX, Divergence, HeldVersion, KindSums, RECORDS_MAX, RowMark, RowSum,
    },
};

use crate::{
    SyncError,
    engine::{COMPLETE, News, Worker},
};

/// When the records were last counted.
const COUNTED_AT: &str = "counted_at";
const COMPARED_EVERY_MS: i64 = 60 * 60 * 1_000;
const COUNTED_EVERY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What is to be done about a bucket.
#[derive(Debug, Default)]
struct Mending {
    /// What differs, as it is here and there.
    here: Vec<HeldVersion>,
    there: Vec<HeldVersion>,
    fetch: Vec<Uuid>,
    remove: Vec<Uuid>,
    /// Whether something stays because it holds unconfirmed writes.
    spares: bool,
}

impl Worker {
    /// Whether digests are due.
    pub(crate) fn is_comparing(&self, now: Instant) -> bool {
        self.compared_at
            .is_none_or(|at| !(0..COMPARED_EVERY_MS).contains(&now.millis_since(at)))
    }

    /// Compares digests of one commit, the cursor's, and mends what differs. With nothing left to mend, the
    /// copy is complete.
    pub(crate) async fn compare(
        &mut self,
        theirs: &KindSums,
        cursor: u64,
    ) -> Result<(), SyncError> {
        let mut spares = false;
        for kind in self.differing(theirs).await? {
            spares |= self.mend(kind, cursor).await?;
        }
        let left = self.differing(theirs).await?;
        if left.is_empty() || spares {
            self.compared_at = Some(self.clock.now());
            return self.complete().await;
        }
        // What was written again meanwhile comes with the next page.
        tracing::warn!(?left, "the copy still differs");
        Ok(())
    }

    /// Notes that everything is here.
    pub(crate) async fn complete(&self) -> Result<(), SyncError> {
        if self.status.borrow().progress.complete {
            return Ok(());
        }
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.set_setting(COMPLETE, "yes").await?;
        tx.commit().await?;
        self.set_status(|status| {
            status.progress.complete = true;
            status.progress.usable = true;
        });
        Ok(())
    }

    async fn differing(&self, theirs: &KindSums) -> Result<Vec<Kind>, SyncError> {
        let ours = self.store.read().await?.kind_sums().await?;
        let of = |sums: &KindSums, kind: Kind| sums.get(kind.name()).copied().unwrap_or_default();
        Ok(Kind::ALL
            .into_iter()
            .filter(|kind| of(&ours, *kind) != of(theirs, *kind))
            .collect())
    }

    /// Makes a kind's records equal again. Says whether some were spared.
    async fn mend(&self, kind: Kind, cursor: u64) -> Result<bool, SyncError> {
        let theirs = self.client.buckets(kind).await?.buckets;
        let ours = self.store.read().await?.bucket_sums(kind).await?;
        let mut spares = false;
        for bucket in 0..=u8::MAX {
            if ours.get(&bucket) != theirs.get(&bucket) {
                spares |= self.mend_bucket(kind, bucket, cursor).await?;
            }
        }
        Ok(spares)
    }

    async fn mend_bucket(&self, kind: Kind, bucket: u8, cursor: u64) -> Result<bool, SyncError> {
        let theirs = self.client.bucket(kind, bucket, cursor).await?.rows;
        let mut tx = self.store.read().await?;
        let ours = tx.bucket_rows(kind, bucket).await?;
        let shadowed = tx.shadowed().await?;
        drop(tx);
        let waits = |id: Uuid| shadowed.contains(&(kind.name().to_owned(), id.to_string()));
        let mending = Mending::of(&ours, &theirs, cursor, waits);
        let mut rows = Vec::new();
        for ids in mending.fetch.chunks(RECORDS_MAX) {
            for row in self.client.records(kind, ids.to_vec()).await?.rows {
                // What was written since then comes with its own commit.
                if row.commit <= cursor {
                    rows.push(RowText::of(&row)?);
                }
            }
        }
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.stand_back().await?;
        for id in &mending.remove {
            tx.remove(kind, *id).await?;
        }
        tx.lay_all(&rows, Before::Unknown).await?;
        tx.end_laying().await?;
        let mut sum = RowSum::default();
        for mark in tx.bucket_rows(kind, bucket).await? {
            sum.add(mark.hash);
        }
        tx.keep_sum(kind, bucket, sum).await?;
        tx.forget_pending_footprints().await?;
        let spares = mending.spares;
        if !mending.fetch.is_empty() || !mending.remove.is_empty() {
            let found = mending.told(kind, bucket, self.clock.now());
            tracing::error!(
                kind = kind.name(),
                bucket,
                here = found.here.len(),
                there = found.there.len(),
                "the copy differed from the shared records"
            );
            tx.note_divergence(self.identity.device, &found).await?;
        }
        let touched = tx.touched().clone();
        tx.commit().await?;
        if !touched.is_empty() {
            self.tell(News::Changed(touched));
        }
        Ok(spares)
    }

    /// Once a day, counts the digests again from what really is in the file.
    pub(crate) async fn count_again(&mut self, now: Instant) -> Result<(), SyncError> {
        let mut tx = self.store.read().await?;
        let counted_at = tx.setting(COUNTED_AT).await?;
        let counted_at: Option<Instant> = counted_at.and_then(|at| at.parse().ok());
        if counted_at.is_some_and(|at| (0..COUNTED_EVERY_MS).contains(&now.millis_since(at))) {
            return Ok(());
        }
        // The first time, everything was counted as it came.
        let differs = if counted_at.is_some() {
            let (counted, kept) = (tx.counted_sums().await?, tx.kept_sums().await?);
            (counted != kept).then_some(counted)
        } else {
            None
        };
        drop(tx);
        let mut tx = self.store.write(Mode::Optimistic).await?;
        if let Some(counted) = differs {
            tracing::warn!("the records are not what was laid");
            tx.keep_sums(&counted).await?;
            self.compared_at = None;
        }
        tx.set_setting(COUNTED_AT, &now.to_string()).await?;
        Ok(tx.commit().await?)
    }

    /// Tells the server what was found here.
    pub(crate) async fn report(&self) -> Result<(), SyncError> {
        let found = self.store.read().await?.unreported_divergences().await?;
        for found in found {
            match self.client.report(&found).await {
                // A server that takes no reports is told of the next one.
                Ok(_)
                | Err(SyncError::Refused(Failure {
                    code: Code::NotFound,
                    ..
                })) => {}
                Err(error) => return Err(error),
            }
            let mut tx = self.store.write(Mode::Optimistic).await?;
            tx.divergence_reported(&found).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

impl Mending {
    /// From both lists of a bucket. Theirs may be of a later commit than the cursor's.
    fn of(ours: &[RowMark], theirs: &[RowMark], cursor: u64, waits: impl Fn(Uuid) -> bool) -> Self {
        let ours: BTreeMap<Uuid, &RowMark> = ours.iter().map(|mark| (mark.id, mark)).collect();
        let known: BTreeSet<Uuid> = theirs.iter().map(|mark| mark.id).collect();
        let mut mending = Self::default();
        for mark in theirs.iter().filter(|mark| mark.commit <= cursor) {
            let here = ours.get(&mark.id);
            if here.is_some_and(|here| (here.version, here.hash) == (mark.version, mark.hash)) {
                continue;
            }
            mending.here.extend(here.map(|here| held(here)));
            mending.there.push(held(mark));
            mending.fetch.push(mark.id);
        }
        for mark in ours.values().filter(|mark| !known.contains(&mark.id)) {
            if waits(mark.id) {
                mending.spares = true;
                continue;
            }
            mending.here.push(held(mark));
            mending.remove.push(mark.id);
        }
        mending
    }

    fn told(mut self, kind: Kind, bucket: u8, at: Instant) -> Divergence {
        self.here.truncate(DIVERGENCE_ENTRIES_MAX);
        self.there.truncate(DIVERGENCE_ENTRIES_MAX);
        Divergence {
            at,
            kind: kind.name().to_owned(),
            bucket,
            here: self.here,
            there: self.there,
        }
    }
}

fn held(mark: &RowMark) -> HeldVersion {
    HeldVersion {
        id: mark.id,
        version: mark.version,
    }
}
