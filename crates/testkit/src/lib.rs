//! A seeded clinic for tests: a facility, two practitioners, two rooms, three services, a person of each
//! role, on a real store in a temporary folder. Time stands where the test puts it.

mod clock;
pub mod postgres;
mod seed;
pub mod sums;

use std::collections::BTreeMap;

use clinic::records::{Kind, Record, Role};
use serde_json::Value;
use store::{Key, Mode, OpenOptions, Store, Tx};
use uuid::Uuid;
use values::{
    Instant,
    ids::{ChangeId, DeviceId},
};
use wire::{Code, Failure};
use workflows::{Actor, Query, Records, RecordsError, Run, context::Stop};

pub use clock::SetClock;
pub use seed::{Seed, id};

/// The moment at which a test clinic starts: a Friday morning in winter time.
pub const START: &str = "2026-11-20T09:00:00Z";

/// A clinic on a store of its own.
pub struct TestClinic {
    /// The store.
    pub store: Store,
    /// What it was seeded with.
    pub seed: Seed,
    now: Instant,
    _folder: tempfile::TempDir,
}

/// Anything a test cannot go on from.
pub type Broken = Box<dyn std::error::Error + Send + Sync>;

impl TestClinic {
    /// A clinic on an encrypted store, at [`START`].
    pub async fn open() -> Result<Self, Broken> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("clinic.db");
        let store = Store::open(&OpenOptions {
            path,
            key: Some(Key::new([7; 32])),
        })
        .await?;
        Self::on(store, folder).await
    }

    /// A clinic on an empty store in `folder`, at [`START`].
    pub async fn on(store: Store, folder: tempfile::TempDir) -> Result<Self, Broken> {
        let seed = Seed::new();
        let mut tx = shared(&store).await?;
        seed.put(&mut tx).await?;
        tx.commit().await?;
        Ok(Self {
            store,
            seed,
            now: START.parse()?,
            _folder: folder,
        })
    }

    /// Moves the clock.
    pub fn at(&mut self, now: &str) {
        self.now = now.parse().unwrap_or(self.now);
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Runs a command as a person of `role`, as a workstation does: in a transaction of its own.
    pub async fn run(&self, role: Role, command: &str, request: Value) -> Result<Value, Failure> {
        self.run_allotted(role, command, request, BTreeMap::new())
            .await
            .map(|ran| ran.response)
    }

    /// Runs a command with numbers given on an earlier run.
    pub async fn run_allotted(
        &self,
        role: Role,
        command: &str,
        request: Value,
        allotted: BTreeMap<String, String>,
    ) -> Result<workflows::Ran, Failure> {
        let change = ChangeId::at(self.now);
        self.run_change(role, change, command, request, allotted)
            .await
    }

    /// Runs a command as the change of that id, which another installation may run too.
    pub async fn run_as_change(
        &self,
        role: Role,
        change: Uuid,
        command: &str,
        request: &Value,
    ) -> Result<workflows::Ran, Failure> {
        let change = ChangeId::from_uuid(change);
        self.run_change(role, change, command, request.clone(), BTreeMap::new())
            .await
    }

    async fn run_change(
        &self,
        role: Role,
        change: ChangeId,
        command: &str,
        request: Value,
        allotted: BTreeMap<String, String>,
    ) -> Result<workflows::Ran, Failure> {
        let mut tx = self
            .store
            .write(Mode::Optimistic)
            .await
            .map_err(|error| unforeseen(&error))?;
        let run = Run {
            actor: self.actor(role),
            now: self.now,
            change,
            command,
            request,
            allotted,
            audited: true,
        };
        match workflows::run(&mut tx, run).await {
            Ok(ran) => {
                tx.commit().await.map_err(|error| unforeseen(&error))?;
                Ok(ran)
            }
            Err(Stop::Refused(failure)) => Err(failure),
            Err(Stop::Records(error)) => Err(unforeseen(&error)),
        }
    }

    /// The person of a role, as an actor.
    pub fn actor(&self, role: Role) -> Actor {
        Actor {
            person: self.seed.person(role),
            rights: clinic::access::Rights::of(role),
            device: DeviceId::from_uuid(id("device", 1)),
            facility: self.seed.facility.id,
        }
    }

    /// Every record that answers a query.
    pub async fn find<T: Record>(&self, query: Query) -> Result<Vec<T>, Broken> {
        let mut tx = self.store.read().await?;
        let found = tx.find(&query).await?;
        found
            .into_iter()
            .map(|stored| Ok(serde_json::from_value(stored.body)?))
            .collect()
    }

    /// The record under an id.
    pub async fn get<T: Record>(&self, id: Uuid) -> Result<Option<T>, Broken> {
        let mut tx = self.store.read().await?;
        let stored = tx.get(T::KIND, id).await?;
        Ok(stored
            .map(|stored| serde_json::from_value(stored.body))
            .transpose()?)
    }
}

/// A transaction that writes the server's next commit, alone.
pub async fn shared(store: &Store) -> Result<Tx, RecordsError> {
    let shared = |commit| Mode::Shared {
        commit,
        change: None,
    };
    let mut tx = store.write_alone(shared(0)).await?;
    let commit = tx.next_commit().await?;
    tx.set_mode(shared(commit));
    Ok(tx)
}

fn unforeseen(error: &RecordsError) -> Failure {
    Failure {
        code: Code::Internal,
        data: error.to_string().into(),
        incident: None,
    }
}

/// Puts a record in as it is.
pub async fn put<T: Record>(tx: &mut Tx, record: &T) -> Result<(), Broken> {
    let kind: Kind = T::KIND;
    Ok(tx
        .put(kind, record.uuid(), serde_json::to_value(record)?)
        .await?)
}
