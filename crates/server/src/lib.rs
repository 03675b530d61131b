//! The shared server: one binary, several roles, each a module here.
//!
//! `records` takes changes, judges them by running the same commands that workstations ran, and hands
//! rows out. `devices` is the embedded MQTT broker. Embedded defaults need nothing installed.

pub mod audit;
mod auth;
pub mod backup;
mod configuration;
pub mod devices;
pub mod facilities;
mod failure;
mod handed;
mod heard;
pub mod invitations;
mod lock;
mod provider;
pub mod records;
mod serving;
mod signing;
mod tokens;
mod transport;
mod updates;
mod workstations;

use std::{
    net::SocketAddr, num::NonZero, sync::Arc, thread::available_parallelism, time::Duration,
};

use store::{OpenError, OpenOptions, Store};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    task::JoinHandle,
};
use uuid::Uuid;
use values::Clock;
use wire::sync::Fingerprint;
use workflows::RecordsError;

use provider::Provider;
use records::turn::Turns;
use signing::Signer;
use tokens::Tokens;
use transport::Secured;
use updates::Updates;

pub use configuration::{CODE_LENGTH_MIN, DEMO_CODE, Misconfigured, Options};
pub use failure::ApiError;
pub use handed::Handed;
pub use provider::{ProviderFault, ProviderOptions};
pub use store::PostgresOptions;
pub use transport::{Transport, TransportError};
pub use updates::UpdatesFault;
pub use wire::sign_in::RedirectHost;

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting cannot stand.
    #[error(transparent)]
    Configuration(#[from] Misconfigured),
    /// The certificate or its key cannot be used.
    #[error("workstations cannot be met over TLS")]
    Transport(#[from] TransportError),
    /// The database could not be opened.
    #[error("the database could not be opened")]
    Store(#[from] OpenError),
    /// The database could not be read.
    #[error("the database could not be read")]
    Records(#[from] RecordsError),
    /// The address is taken or not ours.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The folder could not be made.
    #[error("the data folder cannot be made")]
    Folder(#[source] std::io::Error),
    /// Another server, or a restore, uses the folder.
    #[error("another program uses the data folder")]
    InUse,
    /// The embedded broker did not start.
    #[error("the embedded broker did not start")]
    Broker(#[source] std::io::Error),
}

/// What every request has in hand.
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) epoch: Uuid,
    pub(crate) head: watch::Sender<u64>,
    pub(crate) enrolment_code: Option<String>,
    pub(crate) demo: bool,
    pub(crate) stopping: watch::Sender<bool>,
    pub(crate) shelf: records::Shelf,
    pub(crate) pace: records::Pace,
    pub(crate) heard: heard::Heard,
    /// What workstations know the server by, unless it answers in the clear.
    pub(crate) fingerprint: Option<Fingerprint>,
    pub(crate) signer: Signer,
    pub(crate) tokens: Tokens,
    /// Through which people may sign in, beside their passwords.
    pub(crate) provider: Option<Provider>,
    /// Passwords that are looked at now.
    pub(crate) proving: Semaphore,
    /// Newer versions of the program, if any are handed out.
    pub(crate) updates: Option<Updates>,
}

impl Shared {
    async fn open(
        store: Store,
        options: &Options,
        clock: Arc<dyn Clock>,
        fingerprint: Option<Fingerprint>,
        (signer, provider): (Option<Signer>, Option<Provider>),
    ) -> Result<Self, RecordsError> {
        let signer = match signer {
            Some(signer) => signer,
            None => Signer::in_settings(&store).await?,
        };
        let head = store.read().await?.head().await?;
        let epoch = epoch(&store).await?;
        let shelf = records::Shelf::open(&store, options.data.join(SNAPSHOTS), epoch);
        let tokens = Tokens::open(&store, epoch, clock.now()).await?;
        Ok(Self {
            shelf,
            signer,
            tokens,
            provider,
            store,
            clock,
            epoch,
            head: watch::Sender::new(head),
            enrolment_code: options.enrolment_code.clone(),
            demo: options.demo,
            stopping: watch::Sender::new(false),
            pace: records::Pace::default(),
            heard: heard::Heard::default(),
            fingerprint,
            proving: Semaphore::new(available_parallelism().map_or(1, NonZero::get)),
            updates: options.updates.clone().map(Updates::open),
        })
    }

    /// Rings for a commit, unless a later one was rung for.
    pub(crate) fn heard_of(&self, head: u64) {
        self.head.send_if_modified(|known| {
            let newer = head > *known;
            *known = head.max(*known);
            newer
        });
    }
}

/// A running server. Dropped, it stops taking requests.
pub struct Server {
    /// Where workstations reach it.
    pub address: SocketAddr,
    /// What it is known by, unless it answers in the clear.
    pub fingerprint: Option<Fingerprint>,
    /// Where monitors reach the embedded broker.
    pub mqtt: Option<SocketAddr>,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
    following: Option<JoinHandle<()>>,
    lock: Option<lock::Lock>,
}

/// The database in a data folder.
pub(crate) const FILE: &str = "server.db";
/// The folder of snapshots in a data folder.
const SNAPSHOTS: &str = "snapshots";

/// How long a stop waits for answers that are on their way.
const STOP_WITHIN: Duration = Duration::from_secs(5);

impl Server {
    /// Opens the database that `options` name and starts every role.
    pub async fn start(options: Options, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        if let Some(database) = &options.database {
            let store = Store::open_postgres(database).await?;
            return Self::start_on(store, options, clock).await;
        }
        std::fs::create_dir_all(&options.data).map_err(StartError::Folder)?;
        let lock = lock::take(&options.data)
            .map_err(StartError::Folder)?
            .ok_or(StartError::InUse)?;
        let store = Store::open(&OpenOptions {
            path: options.data.join(FILE),
            key: None,
        })
        .await?;
        let signer = Signer::in_folder(&options.data).map_err(StartError::Folder)?;
        let mut server = Self::start_signing(store, options, clock, Some(signer)).await?;
        server.lock = Some(lock);
        Ok(server)
    }

    /// Starts every role on an open database.
    pub async fn start_on(
        store: Store,
        options: Options,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, StartError> {
        Self::start_signing(store, options, clock, None).await
    }

    async fn start_signing(
        store: Store,
        options: Options,
        clock: Arc<dyn Clock>,
        signer: Option<Signer>,
    ) -> Result<Self, StartError> {
        options.check()?;
        let provider = options.provider.as_ref().map(Provider::open).transpose();
        let provider = provider.map_err(Misconfigured::from)?;
        let secured = Secured::open(&options.transport, options.listen, clock.now())?;
        let (fingerprint, tls) = secured
            .map(
                |Secured {
                     fingerprint,
                     config,
                 }| (fingerprint, config),
            )
            .unzip();
        // Before anything is read: from here on nobody lays a backup back.
        let following = store.follow().await?;
        let shared = Shared::open(store, &options, clock, fingerprint, (signer, provider)).await?;
        let shared = Arc::new(shared);
        let following = following.map(|following| tokio::spawn(following.run(shared.head.clone())));
        let cannot = |source| StartError::Listen {
            address: options.listen,
            source,
        };
        let listener = TcpListener::bind(options.listen).await.map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let router = records::router(shared.clone());
        let stopping = shared.stopping.subscribe();
        let task = tokio::spawn(serving::serve(listener, tls, router, stopping));
        let mqtt = options
            .mqtt
            .map(devices::start_broker)
            .transpose()
            .map_err(StartError::Broker)?;
        if let Some(fingerprint) = fingerprint {
            tracing::info!(%fingerprint, "answers over TLS 1.3");
        } else {
            tracing::warn!("answers in the clear, on this computer alone");
        }
        tracing::info!(%address, "server ready");
        Ok(Self {
            address,
            fingerprint,
            mqtt,
            shared,
            task,
            following,
            lock: None,
        })
    }

    /// Where workstations reach it, as they are told.
    pub fn url(&self) -> String {
        let scheme = if self.fingerprint.is_some() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.address)
    }

    /// A code for the first workstation, which admits once; `None` when one has joined already.
    pub async fn first_code(&self) -> Result<Option<String>, RecordsError> {
        invitations::first(&self.shared.store, self.shared.clock.now()).await
    }

    /// Answers what was asked, hangs up, and closes the database.
    pub async fn stop(mut self) {
        self.shared.stopping.send_replace(true);
        if tokio::time::timeout(STOP_WITHIN, &mut self.task)
            .await
            .is_err()
        {
            tracing::warn!("some callers did not hang up in time");
        }
        self.shared.store.close().await;
        if let Some(following) = self.following.take() {
            // It ends with the database.
            following.await.ok();
        }
        drop(self.lock.take());
    }
}

/// The epoch of this database; a new one gets its first. Digests of one from before there were any, or any by
/// facility, are counted.
async fn epoch(store: &Store) -> Result<Uuid, RecordsError> {
    let mut tx = Turns::alone(store).next().await?;
    tx.ensure_facility_sums().await?;
    // Another process that starts too may have been here first.
    let epoch = match tx.epoch().await? {
        Some(epoch) => epoch,
        None => tx.begin_epoch().await?,
    };
    tx.commit().await?;
    Ok(epoch)
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.send_replace(true);
        if let Some(following) = &self.following {
            following.abort();
        }
    }
}
