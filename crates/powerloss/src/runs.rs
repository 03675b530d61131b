//! One life of a store, until the power goes, and what is found afterwards.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clinic::records::{Kind, Role};
use fastrand::Rng;
use http::Request;
use serde_json::{Value, json};
use server::{Handed, Options, Transport};
use store::{Key, Mode, OpenOptions, Store};
use sync::{Carried, Carrier, Client, Identity, Worker};
use testkit::{START, Seed, SetClock};
use tokio::sync::mpsc;
use uuid::Uuid;
use values::{Clock, ids::ChangeId};
use workflows::{Actor, Records};

use crate::{Broken, Outcome, Side, disk};

/// The power goes within so many writes and syncs.
const OPERATIONS_MAX: u64 = 1_500;
/// Changes at most; the power has gone before, nearly always.
const CHANGES_MAX: u32 = 60;
const CODE: &str = "dark";

pub(crate) async fn run(
    side: Side,
    seed: u64,
    folder: &Path,
    lies: bool,
) -> Result<Outcome, Broken> {
    let mut chance = Rng::with_seed(seed);
    let after = chance.u64(1..OPERATIONS_MAX);
    let clinic = Site::open(folder).await?;
    let watched = match side {
        Side::Workstation => &clinic.desk_folder,
        Side::Server => &clinic.server_folder,
    };
    disk::watch(watched, after, lies)?;
    let mut asked = Vec::new();
    for n in 1..=CHANGES_MAX {
        if disk::is_dark() {
            break;
        }
        asked.push(clinic.register(n, side).await?);
    }
    let remains = disk::remains().ok_or("nothing was watched")?;
    let dark = folder.join("dark");
    remains.lay_out(watched, &dark, &mut chance)?;
    clinic.close().await;
    found(side, &dark, &asked, remains.acknowledged).await
}

/// A change, and the patient whom it registered.
struct Asked {
    change: ChangeId,
    patient: Uuid,
}

/// A server and one workstation, in one process.
struct Site {
    desk_folder: PathBuf,
    server_folder: PathBuf,
    desk: Store,
    shared: Store,
    identity: Identity,
    client: Client,
    clock: Arc<SetClock>,
}

impl Site {
    async fn open(folder: &Path) -> Result<Self, Broken> {
        let (desk_folder, server_folder) = (folder.join("desk"), folder.join("server"));
        std::fs::create_dir_all(&desk_folder)?;
        std::fs::create_dir_all(&server_folder)?;
        let clock = Arc::new(SetClock::at(START.parse()?));
        let shared = open(Side::Server, &server_folder).await?;
        let mut tx = shared
            .write(Mode::Shared {
                commit: 1,
                change: None,
            })
            .await?;
        Seed::new().put(&mut tx).await?;
        tx.commit().await?;
        let options = Options {
            data: server_folder.clone(),
            database: None,
            listen: ([127, 0, 0, 1], 0).into(),
            transport: Transport::Plain,
            mqtt: None,
            enrolment_code: Some(CODE.to_owned()),
            provider: None,
            updates: None,
            demo: false,
        };
        let handed = Handed::open(shared.clone(), &options, clock.clone()).await?;
        let line = Arc::new(Line(handed));
        let anonymous = Client::anonymous("http://localhost")?.over(line.clone());
        let identity = Identity::new(
            anonymous.enrol(CODE, "Desk").await?,
            "http://localhost".to_owned(),
            None,
        );
        let desk = open(Side::Workstation, &desk_folder).await?;
        let mut tx = desk.write(Mode::Optimistic).await?;
        identity.keep(&mut tx).await?;
        tx.commit().await?;
        let site = Self {
            client: Client::enrolled(&identity)?.over(line),
            desk_folder,
            server_folder,
            desk,
            shared,
            identity,
            clock,
        };
        site.exchange().await?;
        Ok(site)
    }

    async fn exchange(&self) -> Result<(), Broken> {
        let (news, _) = mpsc::unbounded_channel();
        let clock: Arc<SetClock> = self.clock.clone();
        let mut worker = Worker::new(
            self.desk.clone(),
            self.identity.clone(),
            self.client.clone(),
            clock,
            news,
        )
        .await?;
        Ok(worker.exchange().await?)
    }

    /// Registers a patient. On the workstation it is saved once the person is answered, on the server once
    /// the workstation is.
    async fn register(&self, n: u32, side: Side) -> Result<Asked, Broken> {
        let actor = Actor {
            person: Seed::new().person(Role::Reception),
            rights: clinic::access::Rights::of(Role::Reception),
            device: self.identity.device,
            facility: self.identity.facility,
        };
        self.clock.advance(1_000);
        let patient = testkit::id("patient", n);
        let performed = sync::perform(
            &self.desk,
            actor,
            self.clock.now(),
            "register_patient",
            registration(patient, n),
        )
        .await?;
        if side == Side::Server {
            self.exchange().await?;
        }
        disk::acknowledge();
        Ok(Asked {
            change: performed.change.id,
            patient,
        })
    }

    async fn close(self) {
        self.desk.close().await;
        self.shared.close().await;
    }
}

fn registration(patient: Uuid, n: u32) -> Value {
    json!({
        "id": patient, "name": { "family": format!("Family {n}"), "given": "Nora" }, "sex": "female",
        "birth_date": "1980-02-03",
    })
}

/// Straight to the server, without a network.
struct Line(Handed);

impl Carrier for Line {
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_> {
        Box::pin(async move { Ok(self.0.answer(request).await) })
    }
}

async fn open(side: Side, folder: &Path) -> Result<Store, Broken> {
    let key = (side == Side::Workstation).then(|| Key::new([7; 32]));
    let path = folder.join("records.db");
    Ok(Store::open(&OpenOptions { path, key }).await?)
}

/// What is there when the power is back.
async fn found(
    side: Side,
    folder: &Path,
    asked: &[Asked],
    acknowledged: usize,
) -> Result<Outcome, Broken> {
    let mut outcome = Outcome {
        acknowledged,
        lost: 0,
        torn: 0,
        whole: true,
    };
    let Ok(store) = open(side, folder).await else {
        outcome.whole = false;
        return Ok(outcome);
    };
    let read = count(side, &store, asked, &mut outcome).await;
    store.close().await;
    outcome.whole = read.is_ok();
    Ok(outcome)
}

async fn count(
    side: Side,
    store: &Store,
    asked: &[Asked],
    outcome: &mut Outcome,
) -> Result<(), Broken> {
    let mut tx = store.read().await?;
    let queued = tx.change_ids().await?;
    for (n, Asked { change, patient }) in asked.iter().enumerate() {
        let record = tx.get(Kind::Patient, *patient).await?.is_some();
        let kept = match side {
            Side::Workstation => queued.contains(change),
            Side::Server => tx.outcome_of(*change).await?.is_some(),
        };
        outcome.torn += usize::from(record != kept);
        outcome.lost += usize::from(n < outcome.acknowledged && !(record && kept));
    }
    Ok(())
}
