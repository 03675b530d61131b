//! The loop: push what waits, pull what is new, and again whenever something rings.

use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use clinic::records::Kind;
use store::{Mode, Store};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};
use values::{
    Clock,
    ids::ChangeId,
    simulation::{self, Bug},
};
use wire::sync::{Change, PUSH_CHANGES_MAX, PullAnswer, PushOutcome};
use workflows::RecordsError;

use crate::{
    Client, Identity, Progress, Status, SyncError,
    doorbell::{self, Line},
    rebase,
};

const CURSOR: &str = "cursor";
const COMPLETE: &str = "first_copy_complete";
const POLL_EVERY: Duration = Duration::from_secs(30);
/// While the doorbell is out of order.
const POLL_WITHOUT_DOORBELL: Duration = Duration::from_secs(3);
const RETRY_FIRST: Duration = Duration::from_millis(500);
const RETRY_MAX: Duration = Duration::from_secs(3);

/// What happened, for whoever shows it.
#[derive(Debug, Clone)]
pub enum News {
    /// The status changed.
    Status,
    /// Records of these kinds may have changed.
    Changed(BTreeSet<Kind>),
}

/// Shares this workstation's records with a server.
pub struct Engine {
    line: Arc<Line>,
    status: watch::Receiver<Status>,
    tasks: Vec<JoinHandle<()>>,
}

impl Engine {
    /// Starts sharing. News arrives on `news`.
    pub async fn start(
        store: Store,
        identity: Identity,
        clock: Arc<dyn Clock>,
        news: mpsc::UnboundedSender<News>,
    ) -> Result<Self, SyncError> {
        let client = Client::enrolled(&identity)?;
        let worker = Worker::new(store, identity, client.clone(), clock, news).await?;
        let (line, status) = (worker.line.clone(), worker.status.subscribe());
        let tasks = vec![
            tokio::spawn(worker.run()),
            tokio::spawn(doorbell::listen(client, line.clone())),
        ];
        Ok(Self {
            line,
            status,
            tasks,
        })
    }

    /// Says that the outbox has something new.
    pub fn wake(&self) {
        self.line.wake.notify_one();
    }

    /// How sharing stands.
    pub fn status(&self) -> Status {
        *self.status.borrow()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// One who exchanges with the server: what [`Engine`] has running, and what a simulation runs step by step.
pub struct Worker {
    store: Store,
    identity: Identity,
    client: Client,
    clock: Arc<dyn Clock>,
    news: mpsc::UnboundedSender<News>,
    status: watch::Sender<Status>,
    line: Arc<Line>,
}

impl Worker {
    /// Ready to exchange over `client`. News arrives on `news`.
    pub async fn new(
        store: Store,
        identity: Identity,
        client: Client,
        clock: Arc<dyn Clock>,
        news: mpsc::UnboundedSender<News>,
    ) -> Result<Self, SyncError> {
        let complete = store.read().await?.setting(COMPLETE).await?.is_some();
        let progress = Progress {
            complete,
            ..Progress::default()
        };
        let line = Arc::new(Line::default());
        line.wake.notify_one();
        Ok(Self {
            store,
            identity,
            client,
            clock,
            news,
            status: watch::Sender::new(Status {
                progress,
                ..Status::default()
            }),
            line,
        })
    }

    async fn run(self) {
        let mut wait = RETRY_FIRST;
        loop {
            match self.exchange().await {
                Ok(()) => {
                    wait = RETRY_FIRST;
                    let rings = self.line.open.load(Ordering::Relaxed);
                    if !rings {
                        self.line.reachable.notify_one();
                    }
                    let until = if rings {
                        POLL_EVERY
                    } else {
                        POLL_WITHOUT_DOORBELL
                    };
                    let _ = tokio::time::timeout(until, self.line.wake.notified()).await;
                }
                Err(error) => {
                    tracing::debug!(
                        error = &error as &dyn std::error::Error,
                        "not shared this time"
                    );
                    self.set_status(|status| {
                        status.online = !matches!(error, SyncError::Unreachable(_));
                    });
                    let _ = tokio::time::timeout(wait, self.line.wake.notified()).await;
                    wait = (wait * 2).min(RETRY_MAX);
                }
            }
        }
    }

    /// One round: everything up, everything down.
    pub async fn exchange(&self) -> Result<(), SyncError> {
        while self.push_some().await? {}
        while self.pull_some().await? {}
        let waiting = self.store.read().await?.outbox_counts().await?.waiting;
        let now = self.clock.now();
        self.set_status(|status| {
            status.online = true;
            status.contact_at = Some(now);
            if waiting == 0 {
                status.shared_at = Some(now);
            }
        });
        Ok(())
    }

    /// Hands in a batch; says whether there may be more.
    async fn push_some(&self) -> Result<bool, SyncError> {
        let changes = self.store.read().await?.queued(PUSH_CHANGES_MAX).await?;
        if changes.is_empty() {
            return Ok(false);
        }
        let asked = changes.len();
        let sequences: Vec<u64> = changes.iter().map(|change| change.sequence).collect();
        let answer = self.client.push(self.sent(changes).await?).await;
        if let Err(SyncError::Refused(_)) = &answer
            && simulation::has(Bug::OutboxDroppedAtRefusal)
        {
            self.forget(&sequences).await?;
        }
        let answer = answer?;
        let mut tx = self.store.write(Mode::Optimistic).await?;
        let mut retry = None;
        for (sequence, outcome) in sequences.into_iter().zip(&answer.outcomes) {
            match outcome {
                PushOutcome::Applied { commit }
                | PushOutcome::Merged { commit, .. }
                | PushOutcome::Conflict { commit, .. } => tx.acknowledge(sequence, *commit).await?,
                PushOutcome::Refused { commit, failure } => {
                    tx.refuse(sequence, *commit, failure).await?;
                }
                PushOutcome::Retry { after_ms } => retry = Some(*after_ms),
            }
        }
        tx.commit().await?;
        self.tell(News::Status);
        if let Some(after_ms) = retry {
            let later = self.line.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(after_ms)).await;
                later.wake.notify_one();
            });
            return Ok(false);
        }
        Ok(asked == PUSH_CHANGES_MAX)
    }

    /// Changes as they go out: as they are, but for known bugs.
    async fn sent(&self, mut changes: Vec<Change>) -> Result<Vec<Change>, RecordsError> {
        if simulation::has(Bug::ForgottenWhenSent) {
            let sequences: Vec<u64> = changes.iter().map(|change| change.sequence).collect();
            self.forget(&sequences).await?;
        }
        if simulation::has(Bug::RetriedWithoutKey) {
            for change in &mut changes {
                change.id = ChangeId::at(self.clock.now());
            }
        }
        Ok(changes)
    }

    async fn forget(&self, sequences: &[u64]) -> Result<(), RecordsError> {
        let mut tx = self.store.write(Mode::Optimistic).await?;
        for sequence in sequences {
            tx.acknowledge(*sequence, 0).await?;
        }
        tx.drop_passed(0).await?;
        tx.commit().await
    }

    /// Fetches and lays a page; says whether there is more.
    async fn pull_some(&self) -> Result<bool, SyncError> {
        let cursor = self.cursor().await?;
        let asked_at = self.clock.now();
        let answer = self.client.pull(cursor).await?;
        let answered_at = self.clock.now();
        // The server's clock was read about half-way through the exchange.
        let here = asked_at.plus_millis(answered_at.millis_since(asked_at) / 2);
        let ahead = here.millis_since(answer.now);
        let more = answer.next < answer.head;
        let nothing_new = answer.rows.is_empty() && answer.next == cursor;
        if !nothing_new || !self.status.borrow().progress.complete {
            self.lay(&answer, more).await?;
        }
        self.set_status(|status| {
            status.online = true;
            status.contact_at = Some(answered_at);
            status.clock_ahead_ms = ahead;
            status.progress.received += u64::try_from(answer.rows.len()).unwrap_or(0);
            status.progress.total = Some(status.progress.received + answer.remaining);
            status.progress.complete |= !more;
        });
        Ok(more)
    }

    async fn lay(&self, answer: &PullAnswer, more: bool) -> Result<(), SyncError> {
        let mut tx = self.store.write(Mode::Optimistic).await?;
        let touched = rebase(&mut tx, &answer.rows, answer.next, self.identity.facility).await?;
        let next = if simulation::has(Bug::CursorFromHead) {
            answer.head
        } else if simulation::has(Bug::CursorOffByOne) && more {
            answer.next + 1
        } else {
            answer.next
        };
        tx.set_setting(CURSOR, &next.to_string()).await?;
        if !more {
            tx.set_setting(COMPLETE, "yes").await?;
        }
        tx.commit().await?;
        if !touched.is_empty() {
            self.tell(News::Changed(touched));
        }
        Ok(())
    }

    async fn cursor(&self) -> Result<u64, RecordsError> {
        let text = self.store.read().await?.setting(CURSOR).await?;
        Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    fn set_status(&self, change: impl FnOnce(&mut Status)) {
        let changed = self.status.send_if_modified(|status| {
            let before = *status;
            change(status);
            before != *status
        });
        if changed {
            self.tell(News::Status);
        }
    }

    fn tell(&self, news: News) {
        // Nobody listens any more only while everything is being shut down.
        let _ = self.news.send(news);
    }
}
