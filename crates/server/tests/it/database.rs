//! Servers that share a database of PostgreSQL.

use std::{net::SocketAddr, path::Path, sync::Arc};

use clinic::records::Kind;
use server::{
    Options, Server,
    backup::{CareError, Place, back_up, restore, revoke},
};
use store::{PostgresOptions, Store};
use sync::{Client, Identity, SyncError};
use testkit::{START, Seed, SetClock, id};
use values::Clock;
use wire::{Code, local::SharingStop};

use crate::{
    desk::{Desk, Rows, booking, registration, rows},
    place::CODE,
};

/// A seeded database, and servers on it.
pub(crate) struct House {
    pub(crate) clock: Arc<SetClock>,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) database: PostgresOptions,
}

impl House {
    pub(crate) async fn found() -> Self {
        let house = Self {
            clock: Arc::new(SetClock::at(START.parse().unwrap())),
            folder: tempfile::tempdir().unwrap(),
            database: testkit::postgres::database().unwrap(),
        };
        let store = house.inside().await;
        let mut tx = testkit::shared(&store).await.unwrap();
        Seed::new().put(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        house
    }

    pub(crate) async fn inside(&self) -> Store {
        Store::open_postgres(&self.database).await.unwrap()
    }

    fn place(&self) -> Place {
        Place::Database(self.database.clone())
    }

    async fn server(&self, listen: SocketAddr, replica: Option<&PostgresOptions>) -> Server {
        let database = PostgresOptions {
            replica: replica.map(|replica| replica.url.clone()),
            ..self.database.clone()
        };
        let options = Options {
            data: "/nowhere".into(),
            database: Some(database),
            listen,
            transport: server::Transport::Plain,
            mqtt: None,
            enrolment_code: Some(CODE.into()),
            provider: None,
            updates: None,
            demo: false,
        };
        Server::start(options, self.clock.clone()).await.unwrap()
    }

    async fn desk(&self, name: &str, server: &Server) -> Desk {
        desk(
            self.folder.path(),
            name,
            &format!("http://{}", server.address),
            &self.clock,
        )
        .await
    }

    async fn rows(&self) -> Rows {
        let store = self.inside().await;
        let rows = rows(&store).await;
        store.close().await;
        rows
    }
}

/// A workstation that joined at `url` and shares.
pub(crate) async fn desk(folder: &Path, name: &str, url: &str, clock: &Arc<SetClock>) -> Desk {
    let client = Client::anonymous(url).unwrap();
    let answer = client.enrol(CODE, name).await.unwrap();
    let mut desk = Desk::open(folder.join(name), clock.clone()).await;
    desk.take_on(Identity::new(answer, url.to_owned(), None))
        .await;
    desk.start().await;
    desk
}

fn any_port() -> SocketAddr {
    ([127, 0, 0, 1], 0).into()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_server_takes_the_other_rings_for() {
    let house = House::found().await;
    let (one, two) = tokio::join!(
        house.server(any_port(), None),
        house.server(any_port(), None)
    );
    let mut here = house.desk("here", &one).await;
    let mut there = house.desk("there", &two).await;
    for n in 1..=3 {
        here.done("register_patient", registration(n, "Murphy"))
            .await;
        here.until_shared().await;
    }
    let shared = house.rows().await;
    assert_eq!(
        shared.keys().filter(|key| key.0 == Kind::Patient).count(),
        3
    );
    there.until_rows(&shared).await;
    // Whoever says which epoch it is, the other says the same.
    assert_eq!(
        here.client().hello().await.unwrap().epoch,
        there.client().hello().await.unwrap().epoch
    );
    one.stop().await;
    two.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_many_want_through_two_servers_is_given_once() {
    let house = House::found().await;
    let servers = [
        house.server(any_port(), None).await,
        house.server(any_port(), None).await,
    ];
    let mut desks = Vec::new();
    for n in 1..=6_u32 {
        let name = format!("desk-{n}");
        let server = &servers[n as usize % 2];
        let mut desk = house.desk(&name, server).await;
        desk.done("register_patient", registration(n, "Wanted"))
            .await;
        desk.until_shared().await;
        desk.pause();
        desk.done("book_appointment", booking(n, n, "10:00")).await;
        desks.push(desk);
    }
    let mut sharing = tokio::task::JoinSet::new();
    for mut desk in desks {
        sharing.spawn(async move {
            desk.start().await;
            desk.until("the booking is answered", |_, waiting| waiting == 0)
                .await;
            desk
        });
    }
    let desks = sharing.join_all().await;
    let rows = house.rows().await;
    let booked = rows.keys().filter(|key| key.0 == Kind::Appointment).count();
    assert_eq!(booked, 1);
    let refused: Vec<_> = rows
        .iter()
        .filter(|(key, _)| key.0 == Kind::Attention)
        .map(|(_, (_, body))| body["refused"]["code"].as_str().unwrap())
        .collect();
    assert_eq!(refused, ["slot_taken"; 5], "each is offered another slot");
    for mut desk in desks {
        desk.until_rows(&rows).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_lags_is_passed_by() {
    let house = House::found().await;
    let behind = testkit::postgres::copy(&house.database).unwrap();
    let server = house.server(any_port(), Some(&behind)).await;
    let mut desk = house.desk("one", &server).await;
    let seeded = house.rows().await;
    desk.until_rows(&seeded).await;
    desk.done("register_patient", registration(1, "Murphy"))
        .await;
    desk.until_shared().await;
    let mut other = house.desk("two", &server).await;
    other.until_rows(&house.rows().await).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_laid_back_in_a_new_epoch_and_refilled() {
    let house = House::found().await;
    let server = house.server(any_port(), None).await;
    let address = server.address;
    let mut desk = house.desk("one", &server).await;
    desk.done("register_patient", registration(1, "Before"))
        .await;
    desk.until_shared().await;
    let before = desk.client().hello().await.unwrap().epoch;
    let backup = house.folder.path().join("backup");
    back_up(&house.place(), &backup).await.unwrap();
    assert!(back_up(&house.place(), &backup).await.is_err());
    desk.done("register_patient", registration(2, "After"))
        .await;
    desk.until_shared().await;

    let now = house.clock.now();
    let under_it = restore(&house.place(), &backup, true, now).await;
    assert!(matches!(under_it, Err(CareError::Running)), "{under_it:?}");
    server.stop().await;
    let unasked = restore(&house.place(), &backup, false, now).await;
    assert!(
        matches!(unasked, Err(CareError::Backup(_))),
        "what is there is not overwritten: {unasked:?}"
    );
    let damaged = house.folder.path().join("damaged");
    let mut bytes = std::fs::read(&backup).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(&damaged, bytes).unwrap();
    assert!(restore(&house.place(), &damaged, true, now).await.is_err());

    let aside = restore(&house.place(), &backup, true, now).await.unwrap();
    assert!(aside.unwrap().starts_with("mainstay_replaced_"));
    let server = house.server(address, None).await;
    desk.until_shared().await;
    let shared = house.rows().await;
    for n in 1..=2 {
        assert!(shared.contains_key(&(Kind::Patient, id("patient", n))));
    }
    assert_ne!(desk.client().hello().await.unwrap().epoch, before);
    desk.until_rows(&shared).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_server_is_told_the_other_knows() {
    let house = House::found().await;
    let server = house.server(any_port(), None).await;
    let other = house.server(any_port(), None).await;
    let mut desk = house.desk("one", &server).await;
    let letters = desk.identity.as_ref().unwrap().code.clone();
    revoke(&house.place(), &letters, house.clock.now())
        .await
        .unwrap();
    desk.done("register_patient", registration(1, "Kept")).await;
    desk.until("it is told", |status, waiting| {
        status.stopped == Some(SharingStop::DeviceRevoked) && waiting == 1
    })
    .await;
    let mut identity = desk.identity.clone().unwrap();
    identity.server = format!("http://{}", other.address);
    let refused = Client::enrolled(&identity).unwrap().pull(0, false).await;
    assert!(
        matches!(&refused, Err(SyncError::Refused(failure)) if failure.code == Code::DeviceRevoked),
        "{refused:?}"
    );
}
