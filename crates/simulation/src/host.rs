//! The server: the product's own records role on a file, started again after it ended.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use clinic::records::{Kind, Role};
use http::{Request, Response, StatusCode, header::CONTENT_ENCODING};
use serde_json::json;
use server::{Handed, Options, Transport};
use store::{Mode, RESTORED_AT, Store};
use testkit::Seed;
use values::Clock;
use wire::sync::PushAnswer;
use workflows::{Query, Records};

use crate::{
    Broken, chance::Chance, clock::SimClock, faults::Faults, ledger::Ledger, life::Life, locked,
};

/// The code with which desks join.
pub(crate) const CODE: &str = "simulated";
/// Patients that are there from the beginning.
const PATIENTS: u32 = 3;
const PUSH: &str = "/sync/v1/push";
/// A crash comes within so many statements.
const STATEMENTS: (u64, u64) = (30, 4_000);

#[derive(Clone)]
struct Running {
    store: Store,
    handed: Handed,
    life: Arc<Life>,
}

/// The server's computer.
pub(crate) struct Host {
    path: PathBuf,
    clock: Arc<SimClock>,
    running: Mutex<Option<Running>>,
    /// The newest commit that an answered push spoke of; none after the copy was laid back.
    answered: Mutex<u64>,
    ledger: Arc<Ledger>,
}

impl Host {
    /// Seeds the file and starts.
    pub(crate) async fn new(
        path: PathBuf,
        clock: Arc<SimClock>,
        ledger: Arc<Ledger>,
    ) -> Result<Self, Broken> {
        let store = Store::open_inline(&path, None, None)?;
        let mut tx = store
            .write(Mode::Shared {
                commit: 1,
                change: None,
            })
            .await?;
        Seed::new().put(&mut tx).await?;
        for n in 1..=PATIENTS {
            let id = testkit::id("patient", n);
            let body = json!({
                "id": id, "record_number": format!("T-{n:06}"), "name": { "family": "Doyle", "given": "Ann" },
                "sex": "female", "registered_at": clock.now(),
            });
            tx.put(Kind::Patient, id, body).await?;
        }
        tx.commit().await?;
        drop(store);
        let host = Self {
            path,
            clock,
            running: Mutex::new(None),
            answered: Mutex::new(0),
            ledger,
        };
        host.start().await?;
        Ok(host)
    }

    /// Starts on what the file holds.
    pub(crate) async fn start(&self) -> Result<(), Broken> {
        locked(&self.running).take();
        let life = Life::new();
        let store = Store::open_inline(&self.path, None, Some(life.failpoint()))?;
        let (head, answered) = (store.read().await?.head().await?, *locked(&self.answered));
        if head < answered {
            self.ledger.broken(format!(
                "the server answered with commit {answered} and came back with {head}"
            ));
        }
        let options = Options {
            data: self.path.with_extension("data"),
            database: None,
            listen: ([127, 0, 0, 1], 0).into(),
            transport: Transport::Plain,
            mqtt: None,
            enrolment_code: Some(CODE.to_owned()),
            provider: None,
            updates: None,
            demo: false,
        };
        let clock: Arc<SimClock> = Arc::clone(&self.clock);
        let handed = Handed::open(store.clone(), &options, clock).await?;
        *locked(&self.running) = Some(Running {
            store,
            handed,
            life,
        });
        Ok(())
    }

    /// Sets it to end some statements from now.
    pub(crate) fn end_soon(&self, chance: &Chance, faults: Faults) {
        if faults.server_crash
            && let Some(running) = &*locked(&self.running)
        {
            running
                .life
                .end_after(chance.between(STATEMENTS.0, STATEMENTS.1), chance.one_in(3));
        }
    }

    /// Keeps a copy of what is durable now.
    pub(crate) fn back_up(&self) -> Result<(), Broken> {
        self.copy("", "backup")
    }

    /// Goes back to the copy, in a new epoch, as `store::restore` does it on the product's engine.
    pub(crate) async fn restore(&self) -> Result<(), Broken> {
        locked(&self.running).take();
        *locked(&self.answered) = 0;
        std::fs::remove_file(self.file("", "-shm")).ok();
        self.copy("backup", "")?;
        let store = Store::open_inline(&self.path, None, None)?;
        let mut tx = store
            .write(Mode::Shared {
                commit: 0,
                change: None,
            })
            .await?;
        tx.begin_epoch().await?;
        tx.set_setting(RESTORED_AT, &self.clock.now().to_string())
            .await?;
        tx.commit().await?;
        drop(store);
        self.start().await
    }

    fn file(&self, copy: &str, companion: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(copy);
        name.push(companion);
        name.into()
    }

    /// Between two requests nothing is half done, so the files can be copied as they are.
    fn copy(&self, from: &str, to: &str) -> Result<(), Broken> {
        for companion in ["", "-wal"] {
            std::fs::copy(self.file(from, companion), self.file(to, companion))?;
        }
        Ok(())
    }

    /// Whether it has ended and was not started again.
    pub(crate) fn is_down(&self) -> bool {
        locked(&self.running)
            .as_ref()
            .is_none_or(|running| running.life.is_over())
    }

    /// Answers, unless it ends before it has an answer. An answer that was ready counts as sent.
    pub(crate) async fn answer(&self, request: Request<Vec<u8>>) -> Option<Response<Vec<u8>>> {
        let running = locked(&self.running).clone()?;
        if running.life.is_over() {
            return None;
        }
        let is_push = request.uri().path() == PUSH;
        let answer = running.handed.answer(request).await;
        if is_push && answer.status() == StatusCode::OK {
            self.note_answered(&answer);
        }
        (answer.status() == StatusCode::OK || !running.life.is_over()).then_some(answer)
    }

    /// What was answered must be there whenever the server comes back. A long answer is compressed, and passes
    /// unread.
    fn note_answered(&self, answer: &Response<Vec<u8>>) {
        if answer.headers().contains_key(CONTENT_ENCODING) {
            return;
        }
        let read: Result<PushAnswer, _> = serde_json::from_slice(answer.body());
        match read {
            Ok(read) => {
                let mut answered = locked(&self.answered);
                *answered = read.head.max(*answered);
            }
            Err(error) => self
                .ledger
                .broken(format!("a push was answered with {error}")),
        }
    }

    /// The file, to be looked into.
    pub(crate) fn store(&self) -> Option<Store> {
        locked(&self.running)
            .as_ref()
            .map(|running| running.store.clone())
    }

    /// Somebody's role becomes another, or they leave, or they come back.
    pub(crate) async fn change_role(&self, chance: &Chance) -> Result<(), Broken> {
        let Some(store) = self.store() else {
            return Ok(());
        };
        let mut tx = store
            .write(Mode::Shared {
                commit: 0,
                change: None,
            })
            .await?;
        let commit = tx.head().await? + 1;
        tx.set_mode(Mode::Shared {
            commit,
            change: None,
        });
        let people = tx.find(&Query::All(Kind::Person)).await?;
        let Some(person) = chance.pick(&people) else {
            return Ok(());
        };
        let mut body = person.body.clone();
        if let Some(fields) = body.as_object_mut() {
            if chance.one_in(2) {
                let active = fields.get("active") == Some(&true.into());
                fields.insert("active".to_owned(), (!active).into());
            } else if let Some(role) = chance.pick(&Role::ALL) {
                fields.insert("role".to_owned(), serde_json::to_value(role)?);
            }
        }
        tx.put(Kind::Person, person.id, body).await?;
        Ok(tx.commit().await?)
    }
}
