//! How far the start is: from a folder to an open cache, an identity, and a first copy of the records.

use std::{
    fs, io,
    path::PathBuf,
    sync::{Arc, Weak},
    time::Duration,
};

use store::{OpenError, OpenOptions, Store};
use sync::{Engine, Identity, SyncError};
use tokio::sync::{Notify, mpsc};
use wire::{
    Code,
    local::{HostEvent, KeyringState, OpeningWays, Trouble},
    sync::Invitation,
    tags::Tag,
};
use workflows::RecordsError;

use crate::{
    Core, demo_history, folder_lock, holders, join, live, rescue,
    vault::{Secret, Unlocked, Vault, VaultError},
};

/// Where a start stands.
#[expect(
    clippy::large_enum_variant,
    reason = "there is one of it, which is set a few times a start"
)]
pub(crate) enum Stage {
    /// Looking.
    Starting,
    /// A person must act.
    Trouble(Trouble),
    /// A passphrase must be chosen.
    ChoosePassphrase(KeyringState),
    /// Somebody must give what opens the cache.
    NeedsSecret(OpeningWays),
    /// The cache is damaged; a person decides whether to go on with a new one.
    Damaged {
        lock: Arc<fs::File>,
        key: store::Key,
    },
    /// The cache is open; a person must say where the server is.
    NeedsServer {
        opened: Opened,
        failed: Option<Code>,
    },
    /// The cache is open; the server has not said who we are yet.
    Joining { opened: Opened, reachable: bool },
    /// Everything runs.
    Ready(Ready),
}

/// An open cache, the key that opened it, and the folder's lock.
#[derive(Clone)]
pub(crate) struct Opened {
    pub(crate) store: Store,
    key: store::Key,
    lock: Arc<fs::File>,
}

impl Opened {
    /// The folder's lock, for whoever opens the cache again.
    pub(crate) fn lock(&self) -> Arc<fs::File> {
        Arc::clone(&self.lock)
    }

    /// The key that opened it.
    pub(crate) fn key(&self) -> store::Key {
        self.key.clone()
    }
}

/// What runs.
pub(crate) struct Ready {
    pub(crate) opened: Opened,
    pub(crate) identity: Identity,
    pub(crate) engine: Engine,
}

impl Stage {
    fn opened(&self) -> Option<&Opened> {
        match self {
            Self::Ready(Ready { opened, .. })
            | Self::Joining { opened, .. }
            | Self::NeedsServer { opened, .. } => Some(opened),
            _ => None,
        }
    }

    /// The open cache, if there is one.
    pub(crate) fn store(&self) -> Option<&Store> {
        self.opened().map(|opened| &opened.store)
    }
}

pub(crate) const FILE: &str = "cache.db";
const JOIN_RETRY: Duration = Duration::from_secs(2);

/// Opens everything, as far as it goes without a person; with what one knows, further.
pub(crate) async fn open(core: Arc<Core>, secret: Option<Secret>) -> Option<VaultError> {
    let folder = core.options.data.clone();
    let looked = core.with_vault(move |vault| look(&folder, vault, secret.as_ref()));
    let (lock, key) = match looked.await {
        Ok(Looked::Open { lock, key }) => (lock, key),
        Ok(Looked::Stage(stage)) => {
            set(&core, stage).await;
            return None;
        }
        Err(error @ (VaultError::WrongPassphrase | VaultError::TooShort)) => {
            return Some(error);
        }
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the key cannot be had"
            );
            set(&core, Stage::Trouble(trouble_of_vault(&error))).await;
            return None;
        }
    };
    open_cache(core, lock, key).await;
    None
}

/// Opens the cache and goes on from there.
pub(crate) async fn open_cache(core: Arc<Core>, lock: Arc<fs::File>, key: store::Key) {
    let options = OpenOptions {
        path: core.options.data.join(FILE),
        key: Some(key.clone()),
    };
    match Store::open(&options).await {
        Ok(store) => {
            tokio::spawn(run(core, Opened { store, key, lock }));
        }
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the cache cannot be opened"
            );
            let stage = match trouble_of_open(&error) {
                Trouble::Damaged => Stage::Damaged { lock, key },
                trouble => Stage::Trouble(trouble),
            };
            set(&core, stage).await;
        }
    }
}

/// Closes a cache in which somebody met damage, and says so, for as long as the workstation runs.
pub(crate) async fn watch_damage(core: Weak<Core>, damage: Arc<Notify>) {
    loop {
        damage.notified().await;
        let Some(core) = core.upgrade() else { return };
        let opened = core.stage.read().await.opened().cloned();
        if let Some(Opened { store, key, lock }) = opened {
            core.live.close();
            set(&core, Stage::Damaged { lock, key }).await;
            store.close().await;
        }
    }
}

/// Shares under an identity that was taken on just now: what was said when the program was started is older.
pub(crate) async fn share_again(core: &Arc<Core>, identity: Identity) {
    let opened = core.stage.read().await.opened().cloned();
    if let Some(opened) = opened {
        set(core, Stage::Starting).await;
        tokio::spawn(share(core.clone(), opened, identity));
    }
}

#[expect(
    clippy::large_enum_variant,
    reason = "made once a start, and taken apart at once"
)]
enum Looked {
    Open {
        lock: Arc<fs::File>,
        key: store::Key,
    },
    Stage(Stage),
}

fn look(folder: &PathBuf, vault: &Vault, secret: Option<&Secret>) -> Result<Looked, VaultError> {
    make_folder(folder)?;
    let Some(lock) = folder_lock::take(folder)? else {
        return Ok(Looked::Stage(Stage::Trouble(Trouble::InUse)));
    };
    let lock = Arc::new(lock);
    rescue::finish(folder)?;
    if let Some(secret) = secret {
        let key = vault.unlock_with(secret)?;
        return Ok(Looked::Open { lock, key });
    }
    Ok(match vault.unlock()? {
        Unlocked::Key(key) => Looked::Open { lock, key },
        Unlocked::ChoosePassphrase(state) => Looked::Stage(Stage::ChoosePassphrase(state)),
        Unlocked::NeedsSecret(ways) => Looked::Stage(Stage::NeedsSecret(ways)),
        Unlocked::KeyMissing => Looked::Stage(Stage::Trouble(Trouble::KeyMissing)),
        Unlocked::WrongKey => Looked::Stage(Stage::Trouble(Trouble::WrongKey)),
    })
}

fn make_folder(folder: &PathBuf) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Joins if need be, then shares for as long as the workstation runs.
async fn run(core: Arc<Core>, opened: Opened) {
    let known = async { Identity::load(&mut opened.store.read().await?).await };
    match known.await {
        Ok(Some(mut identity)) => {
            // The server may have moved; who we are has not.
            if let Some(server) = &core.options.server {
                identity.server.clone_from(server);
            }
            // Whoever names a fingerprint when they start the program knows the server's key.
            if let Some(fingerprint) = invited(&core).and_then(|invitation| invitation.fingerprint)
            {
                identity.fingerprint = Some(fingerprint);
            }
            share(core, opened, identity).await;
        }
        Ok(None) => join(core, opened).await,
        Err(error) => fail(&core, opened, &error).await,
    }
}

/// Joins the server that the options name, as soon as it answers; without one a person is asked.
async fn join(core: Arc<Core>, opened: Opened) {
    let (Some(server), Some(invitation)) = (core.options.server.clone(), invited(&core)) else {
        let failed = None;
        return set(&core, Stage::NeedsServer { opened, failed }).await;
    };
    let mut reachable = true;
    loop {
        let joining = Stage::Joining {
            opened: opened.clone(),
            reachable,
        };
        set(&core, joining).await;
        match join::enrol(&opened.store, &server, &invitation, None, None).await {
            Ok(identity) => return joined(core, opened, identity).await,
            Err(SyncError::Refused(failure)) => {
                let failed = Some(failure.code);
                return set(&core, Stage::NeedsServer { opened, failed }).await;
            }
            Err(SyncError::NotProven(error)) => return unproven(&core, opened, error).await,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "not joined yet");
                reachable = !matches!(error, SyncError::Unreachable(_));
                tokio::time::sleep(JOIN_RETRY).await;
            }
        }
    }
}

/// What the options say of how to join; one that is mistyped is asked for.
fn invited(core: &Core) -> Option<Invitation> {
    core.options.enrolment_code.as_ref()?.parse().ok()
}

/// A person must say which server it is: what answers there could not prove to be it.
async fn unproven(core: &Core, opened: Opened, error: Box<dyn std::error::Error + Send + Sync>) {
    tracing::warn!(error = &*error as &dyn std::error::Error, "not the server");
    drop(error);
    let failed = Some(Code::ServerNotProven);
    set(core, Stage::NeedsServer { opened, failed }).await;
}

/// Takes on a new identity, with what a rescued outbox holds, and shares.
pub(crate) async fn joined(core: Arc<Core>, opened: Opened, identity: Identity) {
    match sync::take_on(&opened.store, &identity).await {
        Ok(()) => share(core, opened, identity).await,
        Err(SyncError::Records(error)) => fail(&core, opened, &error).await,
        Err(SyncError::NotProven(error)) => unproven(&core, opened, error).await,
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not joined yet");
            let failed = Some(Code::ServerUnreachable);
            set(&core, Stage::NeedsServer { opened, failed }).await;
        }
    }
}

async fn share(core: Arc<Core>, opened: Opened, identity: Identity) {
    let store = opened.store.clone();
    if identity.demo {
        demo_history::fill(&store, core.clock.now()).await;
    }
    if let Some(address) = identity.mqtt.as_ref().and_then(|mqtt| mqtt.parse().ok()) {
        live::listen(&core, address);
    }
    core.live.open(store.clone());
    let (news_in, mut news) = mpsc::unbounded_channel();
    let started = Engine::start(store, identity.clone(), core.clock.clone(), news_in).await;
    let engine = match started {
        Ok(engine) => engine,
        Err(SyncError::NotProven(error)) => return unproven(&core, opened, error).await,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "sharing cannot start"
            );
            set(&core, Stage::Trouble(Trouble::Other)).await;
            return;
        }
    };
    set(
        &core,
        Stage::Ready(Ready {
            opened,
            identity,
            engine,
        }),
    )
    .await;
    live::refresh(&core).await;
    holders::look_again(&core).await;
    let core = Arc::downgrade(&core);
    while let Some(news) = news.recv().await {
        let Some(core) = core.upgrade() else { return };
        join::pass_on(&core, news).await;
    }
}

async fn fail(core: &Core, opened: Opened, error: &RecordsError) {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "the cache cannot be used"
    );
    let Opened { store, key, lock } = opened;
    let stage = match trouble_of_records(error) {
        Trouble::Damaged => Stage::Damaged { lock, key },
        trouble => Stage::Trouble(trouble),
    };
    set(core, stage).await;
    store.close().await;
}

pub(crate) async fn set(core: &Core, stage: Stage) {
    *core.stage.write().await = stage;
    core.tell(HostEvent::Changed {
        tags: vec![Tag::Session],
    });
}

fn trouble_of_vault(error: &VaultError) -> Trouble {
    match error {
        VaultError::File(error) => match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Trouble::ReadOnly
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Trouble::DiskFull,
            _ => Trouble::Other,
        },
        VaultError::Damaged => Trouble::Damaged,
        VaultError::NoKeyring => Trouble::KeyMissing,
        VaultError::WrongPassphrase
        | VaultError::TooShort
        | VaultError::NoRecovery
        | VaultError::Crypto => Trouble::Other,
    }
}

fn trouble_of_open(error: &OpenError) -> Trouble {
    match error {
        // The key was checked before, so it is the file that is wrong.
        OpenError::NotADatabase | OpenError::Damaged => Trouble::Damaged,
        OpenError::ReadOnly => Trouble::ReadOnly,
        OpenError::DiskFull => Trouble::DiskFull,
        OpenError::TooNew => Trouble::TooNew,
        OpenError::Other(_) => Trouble::Other,
    }
}

fn trouble_of_records(error: &RecordsError) -> Trouble {
    match error {
        RecordsError::DiskFull => Trouble::DiskFull,
        RecordsError::ReadOnly => Trouble::ReadOnly,
        RecordsError::Shape { .. } | RecordsError::Damaged(_) => Trouble::Damaged,
        RecordsError::Clash(_) | RecordsError::Contended | RecordsError::Other(_) => Trouble::Other,
    }
}
