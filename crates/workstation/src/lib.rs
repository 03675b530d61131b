//! The desktop's core, free of any window: it opens the encrypted cache, knows who is signed in, runs
//! commands, keeps sharing and live monitors going, and tells the screen what changed.
//!
//! A host (the Tauri window, a test) gives it [`Options`], hands it commands by name, and shows its events.

mod browser;
mod demo_history;
mod dispatch;
mod failure;
mod folder_lock;
mod holders;
mod join;
mod live;
mod local;
pub mod memory;
mod paper;
mod private_file;
mod rescue;
mod secret;
mod session;
mod stage;
mod trail;
mod update;
mod vault;
mod wipe;

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

use serde_json::Value;
use tokio::sync::{Notify, RwLock, broadcast};
use values::{Clock, ids::PersonId};
use wire::{Code, Failure, local::HostEvent};
use zeroize::Zeroizing;

use crate::{
    live::Live,
    session::Session,
    stage::Stage,
    update::Updating,
    vault::{Vault, VaultError},
};

pub use browser::{Browser, BrowserSilent};
pub use update::{Installation, UpdateOptions};
pub use vault::KeyPlace;

/// Events that a slow screen may fall behind before it must fetch everything again.
const EVENTS_KEPT: usize = 1_024;

/// What a screen has for locking by itself before the computer sleeps, which waits five seconds at most.
const LOCK_WITHIN: Duration = Duration::from_secs(1);

/// How a workstation is set up.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of its data.
    pub data: PathBuf,
    /// The server, such as `https://192.0.2.7:7400`; a person is asked when it was never said.
    pub server: Option<String>,
    /// The code to join with, for the first start.
    pub enrolment_code: Option<String>,
    /// The broker of the bedside monitors; `None` where there are none.
    pub mqtt: Option<SocketAddr>,
    /// Where the database key is kept.
    pub key_place: KeyPlace,
    /// The folder that documents are saved to.
    pub documents: PathBuf,
    /// How this program is updated.
    pub updates: UpdateOptions,
}

/// A running workstation. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Workstation {
    pub(crate) core: Arc<Core>,
}

pub(crate) struct Core {
    pub(crate) options: Options,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) events: broadcast::Sender<HostEvent>,
    pub(crate) stage: RwLock<Stage>,
    session: Mutex<Option<Session>>,
    shifts: Mutex<session::Shifts>,
    /// Wrong passwords given to open the cache.
    opening: Mutex<session::Attempts>,
    /// One at a time reads or changes where the key is.
    vault: Arc<Mutex<Vault>>,
    /// A second factor that is not in force yet, and whose it is to be.
    offered_secret: Mutex<Option<(PersonId, Zeroizing<String>)>>,
    /// Held while somebody proves who they are.
    pub(crate) proving: tokio::sync::Mutex<()>,
    looks: Mutex<trail::Looks>,
    people_at_server: Mutex<local::PeopleAtServer>,
    /// Opened for whoever signs in through another provider.
    browser: OnceLock<Box<dyn Browser>>,
    at_provider: Mutex<local::Waiting>,
    pub(crate) updating: Updating,
    pub(crate) live: Live,
    /// Somebody met damage in the cache.
    pub(crate) damage: Arc<Notify>,
    pub(crate) typesetter: OnceLock<documents::Typesetter>,
}

impl Workstation {
    /// Starts. Opening the cache, joining and the first copy go on in the background; `session_state` tells
    /// how far they are. Must be called inside a Tokio runtime.
    pub fn start(options: Options, clock: Arc<dyn Clock>) -> Self {
        let events = broadcast::Sender::new(EVENTS_KEPT);
        let database = options.data.join(stage::FILE);
        let vault = Vault::new(&options.data, &database, options.key_place);
        let core = Arc::new(Core {
            updating: Updating::default(),
            live: Live::default(),
            damage: Arc::default(),
            options,
            clock,
            events,
            stage: RwLock::new(Stage::Starting),
            session: Mutex::new(None),
            shifts: Mutex::default(),
            opening: Mutex::default(),
            vault: Arc::new(Mutex::new(vault)),
            offered_secret: Mutex::default(),
            proving: tokio::sync::Mutex::default(),
            looks: Mutex::default(),
            people_at_server: Mutex::default(),
            browser: OnceLock::new(),
            at_provider: Mutex::default(),
            typesetter: OnceLock::new(),
        });
        if let Some(address) = core.options.mqtt {
            live::listen(&core, address);
        }
        tokio::spawn(stage::watch_damage(
            Arc::downgrade(&core),
            core.damage.clone(),
        ));
        tokio::spawn(stage::open(core.clone(), None));
        Self { core }
    }

    /// Runs a command of the table. The answer, or why it was not done.
    pub async fn call(&self, command: &str, request: Value) -> Result<Value, Failure> {
        dispatch::call(&self.core, command, request).await
    }

    /// Says how pages are opened outside of the window; the first to say so stands.
    pub fn browse_with(&self, browser: impl Browser + 'static) {
        self.core.browser.set(Box::new(browser)).ok();
    }

    /// What the core tells the screen from now on.
    pub fn events(&self) -> broadcast::Receiver<HostEvent> {
        self.core.events.subscribe()
    }

    /// Waits until a newer version has been put in the place of this one, so that the program is to start again.
    pub async fn starts_again(&self) {
        self.core.updating.restart.notified().await;
    }

    /// Locks, because the computer is about to sleep or was locked itself. The screen hears it first and has a second to
    /// keep what is being typed and to lock by itself; then it is locked whatever the screen does.
    pub async fn lock_with_the_computer(&self) {
        let Some(session) = self.core.session().clone() else {
            return;
        };
        self.core.tell(HostEvent::LockNow);
        tokio::time::sleep(LOCK_WITHIN).await;
        let still = self.core.session().as_ref().is_some_and(|now| {
            now.person.id == session.person.id && now.proved_at == session.proved_at
        });
        if still {
            self.call("lock", Value::Object(serde_json::Map::new()))
                .await
                .ok();
        }
    }

    /// Closes the cache in good order. What was answered is on the disk already.
    pub async fn stop(&self) {
        let stage = std::mem::replace(&mut *self.core.stage.write().await, Stage::Starting);
        if let Some(store) = stage.store() {
            store.close().await;
        }
    }
}

impl Drop for Core {
    fn drop(&mut self) {
        // Whoever waits for damage finds that there is nothing left to be damaged.
        self.damage.notify_one();
    }
}

impl Core {
    /// Tells the screen. That nobody listens is no fault.
    pub(crate) fn tell(&self, event: HostEvent) {
        self.events.send(event).ok();
    }

    pub(crate) fn session(&self) -> MutexGuard<'_, Option<Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn shifts(&self) -> MutexGuard<'_, session::Shifts> {
        self.shifts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn opening(&self) -> MutexGuard<'_, session::Attempts> {
        self.opening.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks into the vault, off the async threads: deriving keys is slow on purpose, and a keyring may ask.
    pub(crate) async fn with_vault<T: Send + 'static>(
        &self,
        run: impl FnOnce(&Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let vault = self.vault.clone();
        let ran = tokio::task::spawn_blocking(move || {
            let ran = run(&vault.lock().unwrap_or_else(PoisonError::into_inner));
            memory::wipe_stack();
            ran
        });
        ran.await.unwrap_or(Err(VaultError::Crypto))
    }

    pub(crate) fn people_at_server(&self) -> MutexGuard<'_, local::PeopleAtServer> {
        let people = self.people_at_server.lock();
        people.unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn at_provider(&self) -> MutexGuard<'_, local::Waiting> {
        let waiting = self.at_provider.lock();
        waiting.unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a page outside of the window.
    pub(crate) fn browse(&self, address: &str) -> Result<(), Failure> {
        let opened = match self.browser.get() {
            Some(browser) => browser.open(address),
            None => Err(std::io::Error::from(std::io::ErrorKind::Unsupported).into()),
        };
        opened.map_err(|error| {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "no page can be shown"
            );
            Failure::new(Code::BrowserSilent)
        })
    }

    pub(crate) fn offered_secret(&self) -> MutexGuard<'_, Option<(PersonId, Zeroizing<String>)>> {
        let offered = self.offered_secret.lock();
        offered.unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn looks(&self) -> MutexGuard<'_, trail::Looks> {
        self.looks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
