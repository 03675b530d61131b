//! Everything down, a page at a time.

use std::collections::BTreeSet;

use store::Mode;
use values::simulation::{self, Bug};
use wire::{
    Code, Failure,
    sync::{PullAnswer, RowVersion},
};

use crate::{
    Laying, SyncError,
    engine::{CURSOR, News, RECOPYING, Worker, begin_recopy},
    rebase,
};

/// So many rows are laid at once at least, when own changes wait and more is to come: what runs again runs once for
/// all of them.
const ROWS_AT_ONCE: usize = 20_000;

impl Worker {
    /// Fetches and lays a page, or several while own changes wait; says whether there is more.
    pub(crate) async fn pull_some(&mut self) -> Result<bool, SyncError> {
        let cursor = self.cursor().await?;
        let asked_at = self.clock.now();
        let complete = self.status.borrow().progress.complete && !self.recopying().await?;
        let comparing = !complete || self.is_comparing(asked_at);
        let answer = match self.client.pull(cursor, comparing).await {
            Err(SyncError::Refused(Failure {
                code: Code::CursorExpired,
                ..
            })) if cursor > 0 => {
                let mut tx = self.store.write(Mode::Optimistic).await?;
                begin_recopy(&mut tx).await?;
                tx.commit().await?;
                return Ok(true);
            }
            other => other?,
        };
        let answered_at = self.clock.now();
        // The server's clock was read about half-way through the exchange.
        let here = asked_at.plus_millis(answered_at.millis_since(asked_at) / 2);
        let ahead = here.millis_since(answer.now);
        let answer = self.with_more(answer, comparing).await?;
        let more = answer.next < answer.head;
        let nothing_new = answer.rows.is_empty() && answer.next == cursor;
        if !nothing_new || !complete {
            self.lay(&answer, more).await?;
        }
        if !more {
            self.lay_left(&answer).await?;
        }
        self.set_status(|status| {
            status.online = true;
            status.contact_at = Some(answered_at);
            status.clock_ahead_ms = ahead;
            if !complete {
                status.progress.received += u64::try_from(answer.rows.len()).unwrap_or(0);
                status.progress.total = Some(status.progress.received + answer.remaining);
            }
        });
        if !more {
            match &answer.digest {
                Some(theirs) if !simulation::has(Bug::CopyCutShort) || complete => {
                    self.compare(theirs, answer.next).await?;
                }
                // A server of before there were digests says nothing that could be compared.
                _ if comparing => self.complete().await?,
                _ => {}
            }
        }
        Ok(more)
    }

    /// Adds the pages behind this one while own changes wait: they stand on top of all of them. A page that
    /// does not come is asked for again when what came is laid. While everything is fetched again each page is
    /// laid by itself: what is swept at one must not be spared for changes that one before it confirms.
    async fn with_more(
        &self,
        mut answer: PullAnswer,
        comparing: bool,
    ) -> Result<PullAnswer, SyncError> {
        let more =
            |answer: &PullAnswer| answer.next < answer.head && answer.rows.len() < ROWS_AT_ONCE;
        if !more(&answer) {
            return Ok(answer);
        }
        let mut tx = self.store.read().await?;
        let alone = tx.any_unseen().await? || !tx.any_pending().await?;
        drop(tx);
        if alone {
            return Ok(answer);
        }
        while more(&answer) {
            let Ok(further) = self.client.pull(answer.next, comparing).await else {
                break;
            };
            let rows = newest(std::mem::take(&mut answer.rows), further.rows);
            answer = PullAnswer { rows, ..further };
        }
        Ok(answer)
    }

    /// Settles what only came to an end with the last rows, or without any: a change that was answered with a
    /// commit that had been laid before, a record that was spared for a change that stands on it no longer.
    async fn lay_left(&self, answer: &PullAnswer) -> Result<(), SyncError> {
        // What the first time spares for such a change, the second time sweeps.
        for _ in 0..2 {
            if !self.store.read().await?.any_left(answer.next).await? {
                break;
            }
            let nothing = PullAnswer {
                rows: Vec::new(),
                digest: None,
                ..*answer
            };
            self.lay(&nothing, false).await?;
        }
        Ok(())
    }

    async fn lay(&self, answer: &PullAnswer, more: bool) -> Result<(), SyncError> {
        let recopying = self.recopying().await?;
        let mut tx = self.store.write(Mode::Optimistic).await?;
        let laying = Laying {
            rows: &answer.rows,
            cursor: answer.next,
            now: self.clock.now(),
            // While everything is fetched again, what has not come may still come.
            sweep: !(recopying && more),
        };
        let touched = rebase(&mut tx, laying, self.identity.facility).await?;
        let next = if simulation::has(Bug::CursorFromHead) {
            answer.head
        } else if simulation::has(Bug::CursorOffByOne) && more {
            answer.next + 1
        } else {
            answer.next
        };
        tx.set_setting(CURSOR, &next.to_string()).await?;
        if !more {
            tx.set_setting(RECOPYING, "no").await?;
        }
        tx.commit().await?;
        if !touched.is_empty() {
            self.tell(News::Changed(touched));
        }
        Ok(())
    }
}

/// The rows of both pages; of a record that is in both only that of the later one.
fn newest(mut rows: Vec<RowVersion>, further: Vec<RowVersion>) -> Vec<RowVersion> {
    let again: BTreeSet<_> = further.iter().map(|row| (&row.kind, row.id)).collect();
    rows.retain(|row| !again.contains(&(&row.kind, row.id)));
    drop(again);
    rows.extend(further);
    rows
}
