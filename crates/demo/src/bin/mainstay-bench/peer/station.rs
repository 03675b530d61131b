//! A workstation without its window: an encrypted cache and the worker that shares it.

use std::time::Duration;

use clinic::records::{Kind, Person, Role};
use serde_json::Value;
use store::{Key, OpenOptions, Store};
use sync::{Client, Engine, Identity, News, Worker};
use tokio::{sync::mpsc, time::timeout};
use uuid::Uuid;
use workflows::{Actor, Query, Records, context::Stop};

use super::documents::registration;
use crate::{
    Broken,
    place::{Place, clock},
};

/// Given up when a document does not come for so long.
const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Station {
    pub(crate) store: Store,
    identity: Identity,
    worker: Worker,
}

impl Station {
    /// Joins; holds nothing yet.
    pub(crate) async fn join(place: &Place, name: &str) -> Result<Self, Broken> {
        let folder = place.folder().join(name);
        std::fs::create_dir_all(&folder)?;
        let options = OpenOptions {
            path: folder.join("cache.db"),
            key: Some(Key::new([7; 32])),
        };
        let store = Store::open(&options).await?;
        let server = format!("http://{}", place.server()?);
        let answer = Client::anonymous(&server)?
            .enrol(demo::ENROLMENT_CODE, name)
            .await?;
        let identity = Identity::new(answer, server, None);
        sync::take_on(&store, &identity).await?;
        let (news, _) = mpsc::unbounded_channel();
        let client = Client::enrolled(&identity)?;
        let worker = Worker::new(store.clone(), identity.clone(), client, clock(), news).await?;
        Ok(Self {
            store,
            identity,
            worker,
        })
    }

    /// Everything up, everything down.
    pub(crate) async fn exchange(&mut self) -> Result<(), Broken> {
        Ok(self.worker.exchange().await?)
    }

    /// Somebody of that role, who works here.
    pub(crate) async fn actor(&self, role: Role) -> Result<Actor, Broken> {
        let people = self
            .store
            .read()
            .await?
            .find(&Query::All(Kind::Person))
            .await?;
        for person in people {
            let person: Person = serde_json::from_value(person.body)?;
            if person.active && person.role == role {
                return Ok(Actor {
                    person: person.id,
                    rights: clinic::access::Rights::of(role),
                    device: self.identity.device,
                    facility: self.identity.facility,
                });
            }
        }
        Err("nobody has that role".into())
    }

    /// A command that must succeed here; it waits in the outbox then.
    pub(crate) async fn perform(
        &self,
        actor: Actor,
        command: &str,
        request: Value,
    ) -> Result<(), Broken> {
        let performed = sync::perform(&self.store, actor, clock().now(), command, request).await;
        match performed {
            Ok(_) => Ok(()),
            Err(Stop::Refused(failure)) => {
                Err(format!("{command}: {} {}", failure.code.name(), failure.data).into())
            }
            Err(Stop::Records(error)) => Err(error.into()),
        }
    }

    /// Shares whenever there is something, from here on.
    pub(crate) async fn live(self) -> Result<Live, Broken> {
        let actor = self.actor(Role::Reception).await?;
        let (sender, news) = mpsc::unbounded_channel();
        let engine = Engine::start(self.store.clone(), self.identity.clone(), clock(), sender);
        let mut live = Live {
            engine: engine.await?,
            news,
            actor,
            station: self,
        };
        while live.engine.status().contact_at.is_none() {
            live.news().await?;
        }
        Ok(live)
    }
}

/// A workstation that shares by itself.
pub(crate) struct Live {
    engine: Engine,
    news: mpsc::UnboundedReceiver<News>,
    actor: Actor,
    station: Station,
}

impl Live {
    pub(crate) async fn register(&self, number: u32) -> Result<Uuid, Broken> {
        let (patient, request) = registration(number)?;
        self.station
            .perform(self.actor, "register_patient", request)
            .await?;
        self.engine.wake();
        Ok(patient.uuid())
    }

    /// Waits until a patient's record is in the cache.
    pub(crate) async fn until_here(&mut self, patient: Uuid) -> Result<(), Broken> {
        loop {
            let mut tx = self.station.store.read().await?;
            if tx.get(Kind::Patient, patient).await?.is_some() {
                return Ok(());
            }
            drop(tx);
            self.news().await?;
        }
    }

    async fn news(&mut self) -> Result<(), Broken> {
        let news = timeout(PATIENCE, self.news.recv()).await;
        news.map_err(|_| "nothing came")?
            .ok_or("the engine ended")?;
        Ok(())
    }
}
