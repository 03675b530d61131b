//! How far the start is: from a folder to an open cache, an identity, and a first copy of the records.

use std::{fs, io, path::PathBuf, sync::Arc, time::Duration};

use store::{Mode, OpenError, OpenOptions, Store};
use sync::{Engine, Identity, SyncError};
use tokio::sync::mpsc;
use wire::{
    Code,
    local::{HostEvent, KeyringState, Trouble},
    tags::Tag,
};
use workflows::RecordsError;
use zeroize::Zeroizing;

use crate::{
    Core, demo_history, join, live,
    vault::{Unlocked, Vault, VaultError},
};

/// Where a start stands.
pub(crate) enum Stage {
    /// Looking.
    Starting,
    /// A person must act.
    Trouble(Trouble),
    /// A passphrase must be chosen.
    ChoosePassphrase(KeyringState),
    /// The passphrase must be given.
    NeedsPassphrase(KeyringState),
    /// The cache is open; a person must say where the server is.
    NeedsServer {
        store: Store,
        lock: Arc<fs::File>,
        failed: Option<Code>,
    },
    /// The cache is open; the server has not said who we are yet.
    Joining { store: Store, reachable: bool },
    /// Everything runs.
    Ready(Ready),
}

/// What runs.
pub(crate) struct Ready {
    pub(crate) store: Store,
    pub(crate) identity: Identity,
    pub(crate) engine: Engine,
    _lock: Arc<fs::File>,
}

impl Stage {
    /// The open cache, if there is one.
    pub(crate) fn store(&self) -> Option<&Store> {
        match self {
            Self::Ready(ready) => Some(&ready.store),
            Self::Joining { store, .. } | Self::NeedsServer { store, .. } => Some(store),
            _ => None,
        }
    }
}

const FILE: &str = "cache.db";
const JOIN_RETRY: Duration = Duration::from_secs(2);

/// Opens everything, as far as it goes without a person; with a passphrase, further.
pub(crate) async fn open(
    core: Arc<Core>,
    passphrase: Option<Zeroizing<String>>,
) -> Option<VaultError> {
    let folder = core.options.data.clone();
    let key_place = core.options.key_place;
    let looked = tokio::task::spawn_blocking(move || look(&folder, key_place, passphrase)).await;
    let (lock, key) = match looked {
        Ok(Ok(Looked::Open { lock, key })) => (lock, key),
        Ok(Ok(Looked::Stage(stage))) => {
            set(&core, stage).await;
            return None;
        }
        Ok(Err(error @ (VaultError::WrongPassphrase | VaultError::TooShort))) => {
            return Some(error);
        }
        Ok(Err(error)) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the key cannot be had"
            );
            set(&core, Stage::Trouble(trouble_of_vault(&error))).await;
            return None;
        }
        Err(_) => return None,
    };
    let path = core.options.data.join(FILE);
    match Store::open(&OpenOptions {
        path,
        key: Some(key),
    })
    .await
    {
        Ok(store) => {
            tokio::spawn(run(core, store, lock));
        }
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the cache cannot be opened"
            );
            set(&core, Stage::Trouble(trouble_of_open(&error))).await;
        }
    }
    None
}

enum Looked {
    Open {
        lock: Arc<fs::File>,
        key: store::Key,
    },
    Stage(Stage),
}

fn look(
    folder: &PathBuf,
    place: crate::KeyPlace,
    passphrase: Option<Zeroizing<String>>,
) -> Result<Looked, VaultError> {
    make_folder(folder)?;
    let lock = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join("lock"))?;
    if lock.try_lock().is_err() {
        return Ok(Looked::Stage(Stage::Trouble(Trouble::InUse)));
    }
    let lock = Arc::new(lock);
    let vault = Vault::new(folder, &folder.join(FILE), place);
    if let Some(passphrase) = passphrase {
        return Ok(Looked::Open {
            lock,
            key: vault.unlock_with(&passphrase)?,
        });
    }
    Ok(match vault.unlock()? {
        Unlocked::Key(key) => Looked::Open { lock, key },
        Unlocked::ChoosePassphrase(state) => Looked::Stage(Stage::ChoosePassphrase(state)),
        Unlocked::NeedsPassphrase(state) => Looked::Stage(Stage::NeedsPassphrase(state)),
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
async fn run(core: Arc<Core>, store: Store, lock: Arc<fs::File>) {
    let known = async { Identity::load(&mut store.read().await?).await };
    match known.await {
        Ok(Some(mut identity)) => {
            // The server may have moved; who we are has not.
            if let Some(server) = &core.options.server {
                identity.server.clone_from(server);
            }
            share(core, store, lock, identity).await;
        }
        Ok(None) => join(core, store, lock).await,
        Err(error) => fail(&core, &error).await,
    }
}

/// Joins the server that the options name, as soon as it answers; without one a person is asked.
async fn join(core: Arc<Core>, store: Store, lock: Arc<fs::File>) {
    let (Some(server), Some(enrolment)) = (
        core.options.server.clone(),
        core.options.enrolment_code.clone(),
    ) else {
        set(
            &core,
            Stage::NeedsServer {
                store,
                lock,
                failed: None,
            },
        )
        .await;
        return;
    };
    let mut reachable = true;
    loop {
        set(
            &core,
            Stage::Joining {
                store: store.clone(),
                reachable,
            },
        )
        .await;
        match join::enrol(&server, &enrolment, None).await {
            Ok(identity) => return joined(core, store, lock, identity).await,
            Err(SyncError::Refused(failure)) => {
                set(
                    &core,
                    Stage::NeedsServer {
                        store,
                        lock,
                        failed: Some(failure.code),
                    },
                )
                .await;
                return;
            }
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "not joined yet");
                reachable = !matches!(error, SyncError::Unreachable(_));
                tokio::time::sleep(JOIN_RETRY).await;
            }
        }
    }
}

/// Keeps a new identity, and shares.
pub(crate) async fn joined(core: Arc<Core>, store: Store, lock: Arc<fs::File>, identity: Identity) {
    let kept = async {
        let mut tx = store.write(Mode::Optimistic).await?;
        identity.keep(&mut tx).await?;
        tx.commit().await
    };
    match kept.await {
        Ok(()) => share(core, store, lock, identity).await,
        Err(error) => fail(&core, &error).await,
    }
}

async fn share(core: Arc<Core>, store: Store, lock: Arc<fs::File>, identity: Identity) {
    if identity.demo {
        demo_history::fill(&store, core.clock.now()).await;
    }
    if let Some(address) = identity.mqtt.as_ref().and_then(|mqtt| mqtt.parse().ok()) {
        live::listen(&core, address);
    }
    core.live.open(store.clone());
    let (news_in, mut news) = mpsc::unbounded_channel();
    let engine =
        match Engine::start(store.clone(), identity.clone(), core.clock.clone(), news_in).await {
            Ok(engine) => engine,
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
            store,
            identity,
            engine,
            _lock: lock,
        }),
    )
    .await;
    live::refresh(&core).await;
    let core = Arc::downgrade(&core);
    while let Some(news) = news.recv().await {
        let Some(core) = core.upgrade() else { return };
        join::pass_on(&core, news).await;
    }
}

async fn fail(core: &Core, error: &RecordsError) {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "the cache cannot be used"
    );
    set(core, Stage::Trouble(trouble_of_records(error))).await;
}

async fn set(core: &Core, stage: Stage) {
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
        VaultError::WrongPassphrase | VaultError::TooShort | VaultError::Crypto => Trouble::Other,
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
        RecordsError::Shape { .. } => Trouble::Damaged,
        RecordsError::Clash(_) | RecordsError::Other(_) => Trouble::Other,
    }
}
