//! A whole copy, the first or a later one: the chunks of a snapshot, laid one after another.
//!
//! A chunk and the mark that it was laid are one transaction, so a copy goes on where it ended. What is done
//! here meanwhile stays as it is: rows are laid beneath unconfirmed writes.

use clinic::records::Kind;
use serde::{Deserialize, Serialize};
use store::{Before, Mode, RowText, Tx};
use uuid::Uuid;
use values::simulation::{self, Bug};
use wire::{
    Code, Failure,
    sync::{RowVersion, SnapshotHeader},
};
use workflows::RecordsError;

use crate::{
    Laying, SyncError,
    ahead::Ahead,
    engine::{CONTACT, CURSOR, News, Worker, begin_recopy},
    rebase,
};

/// How far the copy is; empty while none is on.
const COPYING: &str = "copying";
/// Present once there is enough of a copy to work with.
pub(crate) const USABLE: &str = "usable";
/// Chunks of a first copy that are one transaction, once there is enough to work with. The more of them, the
/// fewer pages of the indexes are written twice. It ends sooner when somebody else waits to write.
const CHUNKS_AT_ONCE: u32 = 5;
/// Snapshots that may go away before a copy of one is given up for this time.
const ATTEMPTS: usize = 3;

/// How far a copy is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Copying {
    id: Uuid,
    /// The chunk to be laid next.
    next: u32,
    /// Rows laid.
    rows: u64,
    /// Whether the cache was empty when it began.
    first: bool,
}

impl Worker {
    /// Copies everything, if that is to be done and the server has snapshots. Ends with the cursor at the
    /// snapshot's commit.
    pub(crate) async fn copy_all(&mut self) -> Result<(), SyncError> {
        for _ in 0..ATTEMPTS {
            if self.without_snapshots || self.cursor().await? > 0 {
                return Ok(());
            }
            let copied = match self.begin_copy().await {
                Ok(Some((copying, header))) => self.copy(copying, header).await,
                Ok(None) => return Ok(()),
                Err(error) => Err(error),
            };
            match copied {
                Err(error) if is_gone(&error) => self.forget_copy().await?,
                other => return other,
            }
        }
        Err(SyncError::NotUnderstood("no snapshot stays".into()))
    }

    /// Where to go on, or to begin; `None` when the server has no snapshots.
    async fn begin_copy(&mut self) -> Result<Option<(Copying, SnapshotHeader)>, SyncError> {
        let mut tx = self.store.read().await?;
        let kept = kept(&mut tx).await?;
        let first = tx.kind_sums().await?.is_empty();
        drop(tx);
        if let Some(copying) = kept {
            let header = self.client.snapshot(copying.id, 0).await?;
            return Ok(Some((copying, header)));
        }
        // What is here already may not come again.
        if !first && !self.recopying().await? {
            let mut tx = self.store.write(Mode::Optimistic).await?;
            begin_recopy(&mut tx).await?;
            tx.commit().await?;
        }
        let header = match self.client.begin_snapshot().await {
            Err(error) if is_gone(&error) => {
                self.without_snapshots = true;
                return Ok(None);
            }
            other => other?,
        };
        let copying = Copying {
            id: header.id,
            next: 0,
            rows: 0,
            first,
        };
        Ok(Some((copying, header)))
    }

    async fn copy(
        &mut self,
        mut copying: Copying,
        mut header: SnapshotHeader,
    ) -> Result<(), SyncError> {
        loop {
            self.show(copying, &header);
            self.lay_known(&mut copying, &header).await?;
            if header.whole {
                return self.finish(&header).await;
            }
            header = self.client.snapshot(copying.id, copying.next).await?;
        }
    }

    /// Lays the chunks that the header knows of. While one is laid, the next is fetched and read.
    async fn lay_known(
        &mut self,
        copying: &mut Copying,
        header: &SnapshotHeader,
    ) -> Result<(), SyncError> {
        let mut known = header.chunks.iter().skip(copying.next as usize).peekable();
        let mut ahead = Ahead::of(&self.client, header.id, known.peek());
        let mut open: Option<Tx> = None;
        while let Some(chunk) = known.next() {
            let cut_short = header.whole && known.peek().is_none() && chunk.n > 0;
            if cut_short && simulation::has(Bug::CopyCutShort) {
                break;
            }
            let rows = ahead.at_hand();
            if !matches!(rows, Some(Ok(_))) {
                // Nobody else can write while this waits for the line, and what was laid stays.
                self.end(open.take()).await?;
            }
            let rows = match rows {
                Some(rows) => rows?,
                None => self.come(&mut ahead).await?,
            };
            ahead = Ahead::of(&self.client, header.id, known.peek());
            ahead.set_out().await;
            copying.next = chunk.n + 1;
            copying.rows += u64::from(chunk.rows);
            let (tx, waits) = self
                .lay_chunk(open.take(), &rows, *copying, header.usable)
                .await?;
            let is_usable = header.usable.is_some_and(|usable| copying.next > usable);
            let goes_on = copying.first && is_usable && !waits && !self.store.writing_is_awaited();
            if goes_on && !copying.next.is_multiple_of(CHUNKS_AT_ONCE) {
                open = Some(tx);
                continue;
            }
            self.end(Some(tx)).await?;
            self.show(*copying, header);
            self.push_meanwhile().await?;
        }
        self.end(open).await
    }

    /// Waits for a chunk, and hands in what is done here meanwhile: on a slow line that is a long time.
    async fn come(&mut self, ahead: &mut Ahead) -> Result<Vec<RowText>, SyncError> {
        let mut rung = false;
        let rows = loop {
            tokio::select! {
                biased;
                rows = ahead.come() => break rows,
                () = self.line.wake.notified() => {
                    rung = true;
                    self.push_meanwhile().await?;
                }
            }
        };
        if rung {
            // It may have rung for rows too.
            self.line.wake.notify_one();
        }
        rows
    }

    /// Makes what was laid durable, and tells of it.
    async fn end(&self, tx: Option<Tx>) -> Result<(), SyncError> {
        if let Some(tx) = tx {
            let touched = tx.touched().clone();
            tx.commit().await?;
            self.tell(News::Changed(touched));
        }
        Ok(())
    }

    /// Lays one chunk, and notes in the same transaction that it was. Returns the transaction, which is the one
    /// that was open if one was, and whether something waits here.
    async fn lay_chunk(
        &self,
        open: Option<Tx>,
        rows: &[RowText],
        after: Copying,
        usable: Option<u32>,
    ) -> Result<(Tx, bool), SyncError> {
        // Nobody wrote since that one was opened, and nothing waited then.
        let (mut tx, waits) = if let Some(tx) = open {
            (tx, false)
        } else {
            let mut tx = self.store.write(Mode::Optimistic).await?;
            let waits = tx.any_pending().await?;
            (tx, waits)
        };
        tx.keep_much(after.first)?;
        // What somebody may do has a say in whether their own work shows.
        let are_people = rows.iter().any(|row| row.is_of(Kind::Person));
        if waits && are_people {
            self.over(&mut tx, rows).await?;
        } else {
            match beneath(&mut tx, rows, after.first).await {
                // Something that waits here stands where a row belongs, such as a number that was given twice.
                // Not a savepoint: what it keeps grows with the chunk, and is walked through at every statement.
                Err(RecordsError::Clash(_)) if waits => {
                    drop(tx);
                    tx = self.store.write(Mode::Optimistic).await?;
                    tx.keep_much(after.first)?;
                    self.over(&mut tx, rows).await?;
                }
                other => other?,
            }
        }
        note(&mut tx, after).await?;
        if usable == Some(after.next) {
            tx.set_setting(USABLE, "yes").await?;
        }
        Ok((tx, waits))
    }

    /// Lays rows the long way: unconfirmed writes give way, and run again.
    async fn over(&self, tx: &mut Tx, rows: &[RowText]) -> Result<(), SyncError> {
        let rows: Vec<RowVersion> = rows.iter().map(RowText::row).collect::<Result<_, _>>()?;
        let laying = Laying {
            rows: &rows,
            cursor: 0,
            now: self.clock.now(),
            sweep: false,
        };
        rebase(tx, laying, self.identity.facility).await?;
        Ok(())
    }

    /// From here on pages of rows are pulled. What the snapshot did not hold is swept at the end of them.
    async fn finish(&self, header: &SnapshotHeader) -> Result<(), SyncError> {
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.keep_much(false)?;
        tx.forget_pending_footprints().await?;
        let laying = Laying {
            rows: &[],
            cursor: header.commit,
            now: self.clock.now(),
            sweep: false,
        };
        let touched = rebase(&mut tx, laying, self.identity.facility).await?;
        tx.set_setting(CURSOR, &header.commit.to_string()).await?;
        tx.set_setting(COPYING, "").await?;
        tx.set_setting(USABLE, "yes").await?;
        // The lease counts from here, also for a workstation that is closed the moment after.
        tx.set_setting(CONTACT, &self.clock.now().to_string())
            .await?;
        tx.commit().await?;
        self.tell(News::Changed(touched));
        Ok(())
    }

    /// Hands in what was done here while the copy goes on. What does not go up now goes up afterwards.
    async fn push_meanwhile(&mut self) -> Result<(), SyncError> {
        let waiting = self.store.read().await?.outbox_counts().await?.waiting;
        if waiting <= self.passed_over {
            return Ok(());
        }
        match self.push_all().await {
            Ok(()) | Err(SyncError::Refused(_) | SyncError::OutOfStep) => {}
            Err(error) => return Err(error),
        }
        self.passed_over = self.store.read().await?.outbox_counts().await?.waiting;
        Ok(())
    }

    async fn forget_copy(&self) -> Result<(), SyncError> {
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.set_setting(COPYING, "").await?;
        Ok(tx.commit().await?)
    }

    fn show(&self, copying: Copying, header: &SnapshotHeader) {
        let now = self.clock.now();
        self.set_status(|status| {
            status.online = true;
            status.contact_at = Some(now);
            status.progress.complete = false;
            status.progress.received = copying.rows;
            status.progress.total = Some(header.rows());
            status.progress.usable |= header.usable.is_some_and(|usable| copying.next >= usable);
        });
    }
}

/// Forgets how far a copy is, because everything is fetched anew.
pub(crate) async fn restart(tx: &mut Tx) -> Result<(), RecordsError> {
    tx.set_setting(COPYING, "").await
}

async fn kept(tx: &mut Tx) -> Result<Option<Copying>, RecordsError> {
    let text = tx.setting(COPYING).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

async fn note(tx: &mut Tx, copying: Copying) -> Result<(), RecordsError> {
    let text = serde_json::to_string(&copying).map_err(|source| RecordsError::Shape {
        kind: COPYING,
        source: source.into(),
    })?;
    tx.set_setting(COPYING, &text).await
}

/// Lays rows beneath what waits.
async fn beneath(tx: &mut Tx, rows: &[RowText], first: bool) -> Result<(), RecordsError> {
    let before = if first {
        Before::Nothing
    } else {
        Before::Unknown
    };
    tx.stand_back().await?;
    tx.lay_all(rows, before).await?;
    if !first {
        tx.saw(rows).await?;
    }
    tx.end_laying().await
}

fn is_gone(error: &SyncError) -> bool {
    matches!(
        error,
        SyncError::Refused(Failure {
            code: Code::NotFound,
            ..
        })
    )
}
