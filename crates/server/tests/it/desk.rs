//! A workstation without its window: a cache, an engine, and commands run as the dispatcher runs them.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use clinic::records::{Extra, Kind, Role};
use serde_json::{Value, json};
use store::{Key, Mode, OpenOptions, Store};
use sync::{Client, Engine, Identity, News, Status};
use testkit::{Seed, SetClock};
use tokio::sync::mpsc;
use uuid::Uuid;
use values::{
    Clock,
    ids::{ChangeId, PersonId},
};
use wire::{
    Failure,
    sync::{ChainHash, Change},
};
use workflows::{Actor, Query, Records, Run, context::Stop};

/// How long a test waits for something that must happen; on a busy machine too.
const PATIENCE: Duration = Duration::from_mins(1);

/// Every record: version and body.
pub(crate) type Rows = BTreeMap<(Kind, Uuid), (u64, Value)>;

pub(crate) async fn rows(store: &Store) -> Rows {
    let mut tx = store.read().await.unwrap();
    let mut rows = Rows::new();
    for kind in Kind::ALL {
        for stored in tx.find(&Query::All(kind)).await.unwrap() {
            rows.insert((kind, stored.id), (stored.version, stored.body));
        }
    }
    rows
}

pub(crate) struct Desk {
    pub(crate) folder: PathBuf,
    pub(crate) store: Store,
    pub(crate) identity: Option<Identity>,
    pub(crate) clock: Arc<SetClock>,
    pub(crate) patience: Duration,
    engine: Option<(Engine, mpsc::UnboundedReceiver<News>)>,
}

impl Desk {
    pub(crate) async fn open(folder: PathBuf, clock: Arc<SetClock>) -> Self {
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&OpenOptions {
            path: folder.join("cache.db"),
            key: Some(Key::new([9; 32])),
        })
        .await
        .unwrap();
        let identity = Identity::load(&mut store.read().await.unwrap())
            .await
            .unwrap();
        Self {
            folder,
            store,
            identity,
            clock,
            patience: PATIENCE,
            engine: None,
        }
    }

    /// Takes on an identity, with everything that is in the outbox.
    pub(crate) async fn take_on(&mut self, identity: Identity) {
        self.engine = None;
        sync::take_on(&self.store, &identity).await.unwrap();
        self.identity = Some(identity);
    }

    /// Shares, and waits for the first copy.
    pub(crate) async fn start(&mut self) {
        self.begin().await;
        self.until("the first copy", |desk, _| desk.progress.complete)
            .await;
    }

    /// Shares.
    pub(crate) async fn begin(&mut self) {
        let (news_in, news) = mpsc::unbounded_channel();
        let engine = Engine::start(
            self.store.clone(),
            self.identity.clone().unwrap(),
            self.clock.clone(),
            news_in,
        )
        .await
        .unwrap();
        self.engine = Some((engine, news));
    }

    /// Has it share now instead of later.
    pub(crate) fn wake(&self) {
        self.engine.as_ref().unwrap().0.wake();
    }

    /// Shares no more; what is done waits.
    pub(crate) fn pause(&mut self) {
        self.engine = None;
    }

    /// The same workstation twice: its folder is copied while nothing runs.
    pub(crate) async fn copy(&mut self, to: PathBuf) -> Self {
        self.engine = None;
        self.store.close().await;
        std::fs::create_dir_all(&to).unwrap();
        std::fs::copy(self.folder.join("cache.db"), to.join("cache.db")).unwrap();
        let reopened = Self::open(self.folder.clone(), self.clock.clone()).await;
        *self = reopened;
        Self::open(to, self.clock.clone()).await
    }

    pub(crate) fn client(&self) -> Client {
        Client::enrolled(self.identity.as_ref().unwrap()).unwrap()
    }

    /// The server, asked in the name of somebody who gave their password.
    pub(crate) async fn asking(&self, person: PersonId) -> Client {
        let client = self.client();
        let at = client.sign_in(person, "demo", None).await.unwrap();
        client.as_person(&at)
    }

    pub(crate) fn status(&self) -> Status {
        self.engine.as_ref().unwrap().0.status()
    }

    /// A command that must succeed here; it waits in the outbox then.
    pub(crate) async fn done(&self, command: &str, request: Value) -> Change {
        let identity = self.identity.as_ref().unwrap();
        let now = self.clock.now();
        let mut tx = self.store.write(Mode::Optimistic).await.unwrap();
        let run = self.run(command, request.clone());
        let (id, person) = (run.change, run.actor.person);
        let ran = workflows::run(&mut tx, run)
            .await
            .unwrap_or_else(|_| panic!("{command} was refused"));
        let change = Change {
            id,
            device: identity.device,
            sequence: 0,
            previous: ChainHash::ZERO,
            person,
            command: command.to_owned(),
            request,
            allotted: ran.allotted,
            recorded_at: now,
            extra: Extra::new(),
        };
        let change = tx.append(change).await.unwrap();
        tx.commit().await.unwrap();
        if let Some((engine, _)) = &self.engine {
            engine.wake();
        }
        change
    }

    /// A command that must be refused here; nothing waits then.
    pub(crate) async fn refused(&self, command: &str, request: Value) -> Failure {
        let mut tx = self.store.write(Mode::Optimistic).await.unwrap();
        match workflows::run(&mut tx, self.run(command, request)).await {
            Err(Stop::Refused(failure)) => failure,
            other => panic!("{command} was not refused: {other:?}"),
        }
    }

    /// What a read answers here.
    pub(crate) async fn view(&self, command: &str, request: Value) -> Value {
        let mut tx = self.store.read().await.unwrap();
        let ran = workflows::run(&mut tx, self.run(command, request)).await;
        ran.unwrap().response
    }

    fn run<'a>(&self, command: &'a str, request: Value) -> Run<'a> {
        let identity = self.identity.as_ref().unwrap();
        let now = self.clock.now();
        Run {
            actor: Actor {
                person: Seed::new().person(Role::Reception),
                rights: clinic::access::Rights::of(Role::Reception),
                device: identity.device,
                facility: identity.facility,
            },
            now,
            change: ChangeId::at(now),
            command,
            request,
            allotted: BTreeMap::new(),
            audited: true,
        }
    }

    /// Waits until the status and the number of waiting changes are as wanted.
    pub(crate) async fn until(&mut self, what: &str, met: impl Fn(&Status, u32) -> bool) {
        let store = self.store.clone();
        let (engine, news) = self.engine.as_mut().unwrap();
        let mut last = None;
        let waited = tokio::time::timeout(self.patience, async {
            loop {
                let waiting = store.read().await.unwrap().outbox_counts().await.unwrap();
                let status = engine.status();
                last = Some((status, waiting.waiting));
                if met(&status, waiting.waiting) {
                    return;
                }
                news.recv().await.expect("the engine ended");
            }
        });
        assert!(
            waited.await.is_ok(),
            "never happened: {what}; last {last:?}"
        );
    }

    /// Waits until everything was handed in and the engine has seen the answer to it.
    pub(crate) async fn until_shared(&mut self) {
        let since = self.clock.now();
        self.clock.advance(1);
        self.wake();
        self.until("everything shared", |status, waiting| {
            waiting == 0 && status.shared_at.is_some_and(|at| at > since) && !status.refilling
        })
        .await;
    }

    /// Waits until the records are those.
    pub(crate) async fn until_rows(&mut self, wanted: &Rows) {
        let store = self.store.clone();
        let (_, news) = self.engine.as_mut().unwrap();
        let reached = tokio::time::timeout(self.patience, async {
            while rows(&store).await != *wanted {
                news.recv().await.expect("the engine ended");
            }
        });
        let same = reached.await.is_ok();
        if !same {
            let have = rows(&self.store).await;
            let differ: Vec<_> = have
                .iter()
                .filter(|(key, row)| wanted.get(key) != Some(row))
                .map(|(key, _)| ("here", key))
                .chain(
                    wanted
                        .iter()
                        .filter(|(key, row)| have.get(key) != Some(row))
                        .map(|(key, _)| ("there", key)),
                )
                .collect();
            panic!("the records stayed different: {differ:?}");
        }
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
