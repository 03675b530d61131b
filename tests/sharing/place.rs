//! A server that can be stopped and started again, and workstations around it.

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use clinic::records::Role;
use serde_json::{Value, json};
use server::{Options as ServerOptions, ProviderOptions, Server, Transport};
use store::{Mode, OpenOptions, Store};
use testkit::{START, Seed, SetClock};
use values::{Clock, Instant};
use wire::{
    Failure,
    local::HostEvent,
    sync::{Fingerprint, Invitation},
};
use workstation::{KeyPlace, Options, UpdateOptions, Workstation};

/// How long a test waits for something that must happen; on a busy machine too.
const PATIENCE: Duration = Duration::from_secs(20);
/// What workstations join with.
pub(crate) const CODE: &str = "JOIN-HERE";
/// The folder of the server's key.
const TLS: &str = "tls";
pub(crate) const PASSPHRASE: &str = "a passphrase for tests";

/// A clinic with a server.
pub(crate) struct Place {
    pub(crate) clock: Arc<SetClock>,
    pub(crate) seed: Seed,
    folder: tempfile::TempDir,
    address: SocketAddr,
    fingerprint: Option<Fingerprint>,
    server: Option<Server>,
    provider: Option<ProviderOptions>,
    /// The folder of newer versions of the program that the server hands out from its next start.
    pub(crate) updates: Option<PathBuf>,
}

impl Place {
    /// A seeded server that answers.
    pub(crate) async fn open() -> Self {
        Self::with(None, START.parse().unwrap()).await
    }

    /// The same with another provider through which people may sign in, at some time: a provider has a clock of its
    /// own.
    pub(crate) async fn open_through(provider: ProviderOptions, now: Instant) -> Self {
        Self::with(Some(provider), now).await
    }

    async fn with(provider: Option<ProviderOptions>, now: Instant) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let seed = Seed::new();
        let path = folder.path().join("server.db");
        let store = Store::open(&OpenOptions { path, key: None }).await.unwrap();
        let mut tx = store
            .write(Mode::Shared {
                commit: 1,
                change: None,
            })
            .await
            .unwrap();
        seed.put(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        let clock = Arc::new(SetClock::at(now));
        let address = "127.0.0.1:0".parse().unwrap();
        let mut place = Self {
            clock,
            seed,
            folder,
            address,
            fingerprint: None,
            server: None,
            provider,
            updates: None,
        };
        place.start_server().await;
        place
    }

    /// Starts the server, at the address it had before.
    pub(crate) async fn start_server(&mut self) {
        let options = ServerOptions {
            data: self.folder.path().to_owned(),
            database: None,
            listen: self.address,
            transport: Transport::Own(self.folder.path().join(TLS)),
            mqtt: None,
            enrolment_code: Some(CODE.into()),
            provider: self.provider.clone(),
            updates: self.updates.clone(),
            demo: false,
        };
        let server = Server::start(options, self.clock.clone()).await.unwrap();
        self.address = server.address;
        self.fingerprint = server.fingerprint;
        self.server = Some(server);
    }

    /// Has the server make another key at its next start.
    pub(crate) fn lose_the_key(&self) {
        std::fs::remove_dir_all(self.folder.path().join(TLS)).unwrap();
    }

    /// What an administrator hands out.
    pub(crate) fn invitation(&self) -> String {
        let invitation = Invitation {
            code: CODE.to_owned(),
            fingerprint: self.fingerprint,
        };
        invitation.to_string()
    }

    /// Has a workstation wiped, while the server runs.
    pub(crate) async fn wipe(&self, letters: &str) {
        let place = server::backup::Place::Folder(self.folder.path().to_owned());
        server::backup::wipe(&place, letters, self.clock.now())
            .await
            .unwrap();
    }

    /// Opens another facility, while the server runs.
    pub(crate) async fn add_facility(&self, name: &str) {
        let place = server::backup::Place::Folder(self.folder.path().to_owned());
        server::facilities::add_facility(&place, name, self.clock.now())
            .await
            .unwrap();
    }

    /// Stops the server.
    pub(crate) async fn stop_server(&mut self) {
        self.server.take().unwrap().stop().await;
    }

    /// A workstation of its own folder, open, with its first copy, and somebody of `role` signed in.
    pub(crate) async fn workstation(&self, name: &str, role: Role) -> Desk {
        let desk = self.unopened(name);
        desk.until("a passphrase is asked for", |state| {
            state["state"] == "choose_passphrase" || state["state"] == "needs_passphrase"
        })
        .await;
        desk.done("give_passphrase", json!({ "passphrase": PASSPHRASE }))
            .await;
        desk.until("locked", |state| state["state"] == "locked")
            .await;
        desk.sign_in(self, role).await;
        desk
    }

    /// A workstation that was closed, open again; nobody is signed in.
    pub(crate) async fn reopened(&self, name: &str) -> Desk {
        let desk = self.unopened(name);
        desk.until("the passphrase is asked for", |state| {
            state["state"] == "needs_passphrase"
        })
        .await;
        desk.done("give_passphrase", json!({ "passphrase": PASSPHRASE }))
            .await;
        desk.until("locked", |state| state["state"] == "locked")
            .await;
        desk
    }

    /// A workstation whose passphrase nobody has given yet.
    pub(crate) fn unopened(&self, name: &str) -> Desk {
        let options = self.options(name);
        Desk {
            workstation: Workstation::start(options, self.clock.clone() as Arc<dyn Clock>),
        }
    }

    pub(crate) fn options(&self, name: &str) -> Options {
        Options {
            data: self.data(name),
            server: Some(format!("https://{}", self.address)),
            enrolment_code: Some(self.invitation()),
            mqtt: None,
            key_place: KeyPlace::Passphrase,
            documents: self.folder.path().join("documents"),
            updates: UpdateOptions::off(),
        }
    }

    pub(crate) fn data(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A workstation and who works at it.
pub(crate) struct Desk {
    pub(crate) workstation: Workstation,
}

impl Desk {
    pub(crate) async fn call(&self, command: &str, request: Value) -> Result<Value, Failure> {
        self.workstation.call(command, request).await
    }

    /// A command that must succeed.
    pub(crate) async fn done(&self, command: &str, request: Value) -> Value {
        match self.call(command, request).await {
            Ok(answer) => answer,
            Err(failure) => panic!("{command}: {failure:?}"),
        }
    }

    pub(crate) async fn sign_in(&self, place: &Place, role: Role) {
        let person = place.seed.person(role);
        self.done("sign_in", json!({ "person": person, "password": "demo" }))
            .await;
    }

    /// Waits for the session to be in a state.
    pub(crate) async fn until(&self, what: &str, met: impl Fn(&Value) -> bool) -> Value {
        self.until_answer(what, "session_state", json!({}), met)
            .await
    }

    /// Asks again whenever the core announces something, until the answer is as wanted.
    pub(crate) async fn until_answer(
        &self,
        what: &str,
        command: &str,
        request: Value,
        met: impl Fn(&Value) -> bool,
    ) -> Value {
        let mut events = self.workstation.events();
        let mut last = Ok(Value::Null);
        let waited = tokio::time::timeout(PATIENCE, async {
            loop {
                last = self.call(command, request.clone()).await;
                let answer = last.clone().unwrap_or(Value::Null);
                if met(&answer) {
                    return answer;
                }
                // Any news may be the awaited one; a missed one shows in the next answer.
                let _: Result<HostEvent, _> = events.recv().await;
            }
        });
        match waited.await {
            Ok(answer) => answer,
            Err(tokio::time::error::Elapsed { .. }) => {
                panic!("never happened: {what}; the last answer was {last:?}")
            }
        }
    }

    /// Waits until nothing is left to share.
    pub(crate) async fn until_shared(&self) {
        self.until_answer("everything shared", "sync_status", json!({}), |status| {
            let is_whole = status["copying"].is_null();
            status["online"] == true && status["waiting"] == 0 && is_whole
        })
        .await;
    }
}

/// A request to register somebody.
pub(crate) fn registration(n: u32, family: &str) -> Value {
    json!({ "id": testkit::id("patient", n), "name": { "family": family, "given": "Nora" }, "sex": "female", "birth_date": "1980-02-03" })
}

/// A request to book patient `patient` with Dr Byrne on Monday 23 November.
pub(crate) fn booking(n: u32, patient: u32, start: &str) -> Value {
    json!({
        "id": testkit::id("appointment", n), "patient": testkit::id("patient", patient),
        "practitioner": testkit::id("practitioner", 1), "date": "2026-11-23", "start": start, "minutes": 20,
        "reason": "Check-up",
    })
}
