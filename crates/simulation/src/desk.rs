//! A workstation: a person who asks for things, and the product's own worker that shares them.

use std::{path::PathBuf, sync::Arc};

use clinic::records::Kind;
use store::{Mode, Store};
use sync::{Client, Identity, Worker};
use tokio::sync::mpsc;

use crate::{
    Broken,
    chance::Chance,
    clock::SimClock,
    host::CODE,
    ledger::Ledger,
    life::Life,
    network::{DOWN, Line},
    oracle, work,
    world::Shared,
};

/// Things asked for at one desk.
const ACTIONS: (u64, u64) = (25, 60);
/// A crash comes within so many statements.
const STATEMENTS: (u64, u64) = (50, 6_000);
/// Patients as the server gave them.
const GIVEN: &str = "
    select id, body from patient
    where not exists (select 1 from shadow where shadow.kind = 'patient' and shadow.id = patient.id) order by id";
/// The server's address, which nobody asks.
const SERVER: &str = "http://localhost";

/// A workstation's computer.
pub(crate) struct Desk {
    pub(crate) number: usize,
    path: PathBuf,
    pub(crate) clock: Arc<SimClock>,
    line: Arc<Line>,
    pub(crate) identity: Identity,
    pub(crate) chance: Chance,
}

impl Desk {
    /// Joins the server, and fetches its first copy.
    pub(crate) async fn join(
        number: usize,
        path: PathBuf,
        clock: Arc<SimClock>,
        line: Line,
        chance: Chance,
    ) -> Result<Self, Broken> {
        let line = Arc::new(line);
        let client = Client::anonymous(SERVER)?.over(line.clone());
        let answer = client.enrol(CODE, &format!("Desk {number}")).await?;
        let identity = Identity::new(answer, SERVER.to_owned(), None);
        let store = Store::open_inline(&path, None, None)?;
        let mut tx = store.write(Mode::Optimistic).await?;
        identity.keep(&mut tx).await?;
        tx.commit().await?;
        let desk = Self {
            number,
            path,
            clock,
            line,
            identity,
            chance,
        };
        desk.worker(&store).await?.exchange().await?;
        Ok(desk)
    }

    /// Opens the cache as it is.
    pub(crate) fn open(&self, life: &Arc<Life>) -> Result<Store, Broken> {
        Ok(Store::open_inline(
            &self.path,
            None,
            Some(life.failpoint()),
        )?)
    }

    /// Who exchanges for it.
    pub(crate) async fn worker(&self, store: &Store) -> Result<Worker, Broken> {
        let identity = self.identity.clone();
        let client = Client::enrolled(&identity)?.over(self.line.clone());
        // Nobody shows the news.
        let (news, _) = mpsc::unbounded_channel();
        let clock: Arc<SimClock> = Arc::clone(&self.clock);
        Ok(Worker::new(store.clone(), identity, client, clock, news).await?)
    }

    /// Falsifies a patient that the server gave, and lets the day's count be due. Whether there was one.
    pub(crate) async fn corrupt(&self) -> Result<bool, Broken> {
        let store = self.open(&Life::new())?;
        let mut tx = store.write(Mode::Optimistic).await?;
        let patients = tx.inspect(GIVEN, 2).await?;
        let Some([id, body]) = self.chance.pick(&patients).map(Vec::as_slice) else {
            return Ok(false);
        };
        let mut body: serde_json::Value = serde_json::from_str(body)?;
        if let Some(fields) = body.as_object_mut() {
            fields.insert("phone".to_owned(), "falsified".into());
        }
        tx.tamper_with_record(Kind::Patient, id.parse()?, Some(&body))
            .await?;
        tx.set_setting("counted_at", "2000-01-01T00:00:00.000Z")
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    /// A working day: things are asked for and shared, and now and then the computer ends.
    pub(crate) async fn day(self: Arc<Self>, shared: Arc<Shared>) -> Result<(), Broken> {
        let mut left = self.chance.between(ACTIONS.0, ACTIONS.1);
        while left > 0 {
            let life = Life::new();
            let store = self.open(&life)?;
            let worker = self.worker(&store).await?;
            if shared.faults.desk_crash {
                life.end_after(
                    self.chance.between(STATEMENTS.0, STATEMENTS.1),
                    self.chance.one_in(3),
                );
            }
            let sharing = tokio::spawn(share(
                worker,
                store.clone(),
                self.chance.clone(),
                Arc::clone(&shared.ledger),
                self.number,
            ));
            while left > 0 && !life.is_over() {
                tokio::time::sleep(self.chance.millis(20, 3_000)).await;
                left -= 1;
                work::ask(&self, &store, &shared).await?;
            }
            sharing.abort();
            let _ = sharing.await;
            drop(store);
            shared.trace.note(&format!("desk {} ends", self.number));
            tokio::time::sleep(self.chance.millis(DOWN.0, DOWN.1)).await;
        }
        Ok(())
    }
}

async fn share(mut worker: Worker, store: Store, chance: Chance, ledger: Arc<Ledger>, desk: usize) {
    loop {
        // What fails is tried again; the oracle says whether it ever succeeded.
        let _ = worker.exchange().await;
        oracle::own_work_shows(&store, &ledger, desk).await;
        tokio::time::sleep(chance.millis(50, 4_000)).await;
    }
}
