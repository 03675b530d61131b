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
use values::{Clock, Instant};
use wire::{Code, Failure, local::SharingStop, sync::PUSH_CHANGES_MAX};
use workflows::RecordsError;

use crate::{
    Client, Identity, Laying, Progress, Status, SyncError, backoff, bootstrap,
    doorbell::{self, Line},
    greeting, rebase,
};

pub(crate) const CURSOR: &str = "cursor";
pub(crate) const COMPLETE: &str = "first_copy_complete";
/// When the server was last heard, give or take an hour.
pub const CONTACT: &str = "server_heard_at";
/// Present while every row is fetched again.
pub(crate) const RECOPYING: &str = "recopying";
const YES: &str = "yes";

const POLL_EVERY: Duration = Duration::from_secs(30);
/// While the doorbell is out of order.
const POLL_WITHOUT_DOORBELL: Duration = Duration::from_secs(3);
const RETRY_FIRST: Duration = Duration::from_millis(500);
const RETRY_MAX: Duration = Duration::from_secs(3);
/// While a person must act; they may have, meanwhile.
const STOPPED_RETRY: Duration = Duration::from_secs(30);

/// How long confirmed changes are kept: longer than the age of a backup that somebody may lay back.
const ARCHIVED_FOR_MS: i64 = 35 * DAY_MS;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const CONTACT_KEPT_EVERY_MS: i64 = 60 * 60 * 1_000;

/// What happened, for whoever shows it.
#[derive(Debug, Clone)]
pub enum News {
    /// The status changed.
    Status,
    /// Records of these kinds may have changed.
    Changed(BTreeSet<Kind>),
    /// The cache is damaged.
    Damaged,
    /// Everything that waited was handed over, and all that is here is to be destroyed.
    Wiped,
}

/// Shares this workstation's records with a server.
pub struct Engine {
    line: Arc<Line>,
    client: Client,
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
        let identity = identity.with_key(&store).await?;
        let client = Client::enrolled(&identity)?;
        let worker = Worker::new(store, identity, client.clone(), clock, news).await?;
        let (line, status) = (worker.line.clone(), worker.status.subscribe());
        let tasks = vec![
            tokio::spawn(worker.run()),
            tokio::spawn(doorbell::listen(client.clone(), line.clone())),
        ];
        Ok(Self {
            line,
            client,
            status,
            tasks,
        })
    }

    /// Says that the outbox has something new.
    pub fn wake(&self) {
        self.line.wake.notify_one();
    }

    /// Whom it asks: for questions beside what is shared.
    pub fn client(&self) -> &Client {
        &self.client
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
    pub(crate) store: Store,
    pub(crate) identity: Identity,
    pub(crate) client: Client,
    pub(crate) clock: Arc<dyn Clock>,
    news: mpsc::UnboundedSender<News>,
    pub(crate) status: watch::Sender<Status>,
    pub(crate) line: Arc<Line>,
    /// Whether the server has said in which epoch it is and what it holds of this workstation.
    greeted: bool,
    /// Whether it holds what this workstation never made.
    copied: bool,
    /// How many changes go into one push.
    pub(crate) batch: usize,
    /// How many changes could not be handed in while a copy went on.
    pub(crate) passed_over: u32,
    /// Whether the server makes no snapshots: then pages are pulled from the beginning.
    pub(crate) without_snapshots: bool,
    /// When this copy was last found to equal the server's.
    pub(crate) compared_at: Option<Instant>,
    pruned_at: Option<Instant>,
    /// When audit lines were last handed in.
    pub(crate) trailed_at: Option<Instant>,
    /// What is kept of when the server was heard.
    contact_kept: Option<Instant>,
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
        let progress = first_progress(&store).await?;
        let line = Arc::new(Line::default());
        line.wake.notify_one();
        let worker = Self {
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
            greeted: false,
            copied: false,
            batch: PUSH_CHANGES_MAX,
            passed_over: 0,
            without_snapshots: false,
            compared_at: None,
            pruned_at: None,
            trailed_at: None,
            contact_kept: None,
        };
        worker.lay_known_kinds().await?;
        Ok(worker)
    }

    async fn run(mut self) {
        let mut wait = RETRY_FIRST;
        let mut turned_away = 0;
        loop {
            let error = match self.exchange().await {
                Ok(()) => {
                    (wait, turned_away) = (RETRY_FIRST, 0);
                    let rings = self.line.open.load(Ordering::Relaxed);
                    if !rings {
                        self.line.reachable.notify_one();
                    }
                    let until = if rings {
                        POLL_EVERY
                    } else {
                        POLL_WITHOUT_DOORBELL
                    };
                    self.wake_within(until).await;
                    continue;
                }
                Err(error) => error,
            };
            tracing::debug!(
                error = &error as &dyn std::error::Error,
                "not shared this time"
            );
            self.note(&error);
            if let SyncError::Busy(after) = error {
                // What is done here meanwhile must not knock at a door that is shut.
                tokio::time::sleep(backoff::wait(turned_away, after, backoff::random())).await;
                turned_away += 1;
            } else if stop_of(&error).is_some() {
                self.wake_within(STOPPED_RETRY).await;
            } else {
                self.wake_within(wait).await;
                wait = (wait * 2).min(RETRY_MAX);
            }
        }
    }

    async fn wake_within(&self, longest: Duration) {
        let _ = tokio::time::timeout(longest, self.line.wake.notified()).await;
    }

    fn note(&self, error: &SyncError) {
        self.set_status(|status| {
            let unproven = matches!(error, SyncError::NotProven(_));
            status.online = !unproven && !matches!(error, SyncError::Unreachable(_));
            if status.online || unproven {
                status.stopped = stop_of(error);
            }
        });
        if matches!(error, SyncError::Records(RecordsError::Damaged(_))) {
            self.tell(News::Damaged);
        }
    }

    /// One round; a server that turns out to have been restored is greeted anew at once.
    pub async fn exchange(&mut self) -> Result<(), SyncError> {
        match Box::pin(self.exchange_once()).await {
            Err(SyncError::Refused(Failure {
                code: Code::ServerRestored,
                ..
            })) => {
                self.greeted = false;
                Box::pin(self.exchange_once()).await
            }
            // Has it been told to destroy what it holds?
            Err(error) if self.greeted && stop_of(&error) == Some(SharingStop::DeviceRevoked) => {
                self.greeted = false;
                Box::pin(self.exchange_once()).await
            }
            other => other,
        }
    }

    /// Everything up, everything down. A workstation that may not push still pulls.
    async fn exchange_once(&mut self) -> Result<(), SyncError> {
        if !self.greeted {
            self.copied = greeting::greet(self).await?.copied;
            self.identity.go_by_key(&self.store).await?;
            self.greeted = true;
        }
        // A copy pushes too, and is refused: so the server learns of it.
        let pushed = match self.push_all().await {
            Ok(()) if self.copied => Err(SyncError::Refused(Failure::new(Code::WorkstationCopied))),
            other => other,
        };
        match pushed {
            Err(error) if !still_pulls(&error) => return Err(error),
            _ => {}
        }
        self.copy_all().await?;
        self.count_again(self.clock.now()).await?;
        while self.pull_some().await? {}
        self.report().await?;
        self.hand_in_trail(self.clock.now()).await?;
        let mut tx = self.store.read().await?;
        let waiting = tx.outbox_counts().await?.waiting;
        let refilling = tx.any_again().await?;
        drop(tx);
        let now = self.clock.now();
        // Before anybody is told, so that what is told is also kept.
        self.keep_contact(now).await?;
        self.set_status(|status| {
            status.online = true;
            status.contact_at = Some(now);
            status.refilling = refilling;
            if pushed.is_ok() {
                status.stopped = None;
            }
            if waiting == 0 {
                status.shared_at = Some(now);
            }
        });
        pushed?;
        self.prune(now).await
    }

    /// Keeps when the server was heard, for whoever must know how long ago that is after a start without it.
    async fn keep_contact(&mut self, now: Instant) -> Result<(), SyncError> {
        if self
            .contact_kept
            .is_some_and(|at| now.millis_since(at).abs() < CONTACT_KEPT_EVERY_MS)
        {
            return Ok(());
        }
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.set_setting(CONTACT, &now.to_string()).await?;
        tx.commit().await?;
        self.contact_kept = Some(now);
        Ok(())
    }

    /// Once a day, when there is nothing better to do.
    async fn prune(&mut self, now: Instant) -> Result<(), SyncError> {
        if self
            .pruned_at
            .is_some_and(|at| now.millis_since(at) < DAY_MS)
        {
            return Ok(());
        }
        let mut tx = self.store.write(Mode::Optimistic).await?;
        tx.prune_archive(now.plus_millis(-ARCHIVED_FOR_MS)).await?;
        tx.commit().await?;
        self.pruned_at = Some(now);
        Ok(())
    }

    /// Lays rows that an earlier version put aside, because it did not know their kind.
    async fn lay_known_kinds(&self) -> Result<(), RecordsError> {
        let mut tx = self.store.write(Mode::Optimistic).await?;
        let rows = tx.take_known_foreign().await?;
        if rows.is_empty() {
            return Ok(());
        }
        let laying = Laying {
            rows: &rows,
            cursor: self.cursor().await?,
            now: self.clock.now(),
            sweep: false,
        };
        rebase(&mut tx, laying, self.identity.facility).await?;
        tx.commit().await
    }

    pub(crate) async fn cursor(&self) -> Result<u64, RecordsError> {
        let text = self.store.read().await?.setting(CURSOR).await?;
        Ok(text.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    pub(crate) async fn recopying(&self) -> Result<bool, RecordsError> {
        let text = self.store.read().await?.setting(RECOPYING).await?;
        Ok(text.as_deref() == Some(YES))
    }

    pub(crate) fn set_status(&self, change: impl FnOnce(&mut Status)) {
        let changed = self.status.send_if_modified(|status| {
            let before = *status;
            change(status);
            before != *status
        });
        if changed {
            self.tell(News::Status);
        }
    }

    pub(crate) fn tell(&self, news: News) {
        // Nobody listens any more only while everything is being shut down.
        let _ = self.news.send(news);
    }
}

/// Begins to fetch every row again: from here on, what does not come is swept.
pub(crate) async fn begin_recopy(tx: &mut store::Tx) -> Result<(), RecordsError> {
    tx.expect_all().await?;
    bootstrap::restart(tx).await?;
    tx.set_setting(RECOPYING, YES).await?;
    tx.set_setting(CURSOR, "0").await
}

/// How far a copy is, before anything was asked. Digests of a cache from before there were any are counted.
async fn first_progress(store: &Store) -> Result<Progress, RecordsError> {
    let mut tx = store.write(Mode::Optimistic).await?;
    tx.ensure_digests().await?;
    let copied = tx.setting(COMPLETE).await?.is_some();
    let recopying = tx.setting(RECOPYING).await?.as_deref() == Some(YES);
    let usable = copied || tx.setting(bootstrap::USABLE).await?.is_some();
    tx.commit().await?;
    Ok(Progress {
        complete: copied && !recopying,
        usable,
        ..Progress::default()
    })
}

/// Why sharing stands still until a person acts; `None` when it goes on by itself.
fn stop_of(error: &SyncError) -> Option<SharingStop> {
    match error {
        SyncError::OutOfStep => Some(SharingStop::OutOfStep),
        SyncError::NotProven(_) => Some(SharingStop::ServerNotProven),
        SyncError::Refused(failure) => match failure.code {
            Code::ServerTooOld => Some(SharingStop::ServerTooOld),
            Code::WorkstationTooOld => Some(SharingStop::WorkstationTooOld),
            Code::WorkstationCopied => Some(SharingStop::WorkstationCopied),
            Code::DeviceRevoked => Some(SharingStop::DeviceRevoked),
            Code::NotSignedIn => Some(SharingStop::NotSignedIn),
            _ => None,
        },
        _ => None,
    }
}

/// Whether rows may be fetched although changes are not taken.
fn still_pulls(error: &SyncError) -> bool {
    matches!(
        stop_of(error),
        Some(SharingStop::WorkstationCopied | SharingStop::OutOfStep)
    )
}
