//! Everything down, a page at a time.

use store::Mode;
use values::simulation::{self, Bug};
use wire::{Code, Failure, sync::PullAnswer};

use crate::{
    Laying, SyncError,
    engine::{CURSOR, News, RECOPYING, Worker, begin_recopy},
    rebase,
};

impl Worker {
    /// Fetches and lays a page; says whether there is more.
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
        let more = answer.next < answer.head;
        let nothing_new = answer.rows.is_empty() && answer.next == cursor;
        if !nothing_new || !complete {
            self.lay(&answer, more).await?;
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
