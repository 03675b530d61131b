//! Snapshots that several processes on one database hand out.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use http::Request;
use server::{Handed, Options, Transport};
use store::Share;
use sync::{Carried, Carrier, Client, SyncError, Worker};
use testkit::Seed;
use tokio::sync::mpsc;
use values::Clock;
use wire::{Code, Failure, sync::SnapshotHeader};

use crate::{
    database::House,
    desk::{Desk, registration},
    place::CODE,
};

/// Two processes behind one address: every request comes to the other one.
struct InTurns {
    processes: [Handed; 2],
    asked: AtomicUsize,
}

impl InTurns {
    async fn on(house: &House) -> Arc<Self> {
        let process = async || {
            let options = Options {
                data: PathBuf::from("/nowhere"),
                database: Some(house.database.clone()),
                listen: ([127, 0, 0, 1], 0).into(),
                transport: Transport::Plain,
                mqtt: None,
                enrolment_code: Some(CODE.into()),
                provider: None,
                updates: None,
                demo: false,
            };
            let store = house.inside().await;
            Handed::open(store, &options, house.clock.clone())
                .await
                .unwrap()
        };
        Arc::new(Self {
            processes: [process().await, process().await],
            asked: AtomicUsize::new(0),
        })
    }
}

impl Carrier for InTurns {
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_> {
        let n = self.asked.fetch_add(1, Ordering::SeqCst);
        let process = &self.processes[n % 2];
        Box::pin(async move { Ok(process.answer(request).await) })
    }
}

async fn joined(house: &House, name: &str, over: &Arc<InTurns>) -> Desk {
    let url = "http://127.0.0.1:9";
    let client = Client::anonymous(url).unwrap().over(over.clone());
    let answer = client.enrol(CODE, name).await.unwrap();
    let mut desk = Desk::open(house.folder.path().join(name), house.clock.clone()).await;
    desk.take_on(sync::Identity::new(answer, url.to_owned(), None))
        .await;
    desk
}

async fn worker(desk: &Desk, over: &Arc<InTurns>) -> Worker {
    let identity = desk.identity.clone().unwrap();
    let client = desk.client().over(over.clone());
    let (news, _) = mpsc::unbounded_channel();
    Worker::new(
        desk.store.clone(),
        identity,
        client,
        desk.clock.clone(),
        news,
    )
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_on_at_whichever_process_answers() {
    let house = House::found().await;
    let over = InTurns::on(&house).await;
    let first = joined(&house, "first", &over).await;
    let mut at_first = worker(&first, &over).await;
    at_first.exchange().await.unwrap();
    for n in 1..=30 {
        first
            .done("register_patient", registration(n, "Shared"))
            .await;
    }
    at_first.exchange().await.unwrap();
    house.clock.advance(2 * 60 * 60 * 1_000);

    let desk = joined(&house, "one", &over).await;
    let client = desk.client().over(over.clone());
    let mut header = client.begin_snapshot().await.unwrap();
    while !header.whole {
        let known = u32::try_from(header.chunks.len()).unwrap();
        header = client.snapshot(header.id, known).await.unwrap();
    }
    assert_eq!(header.kinds["patient"].count, 30);
    assert!(header.chunks.len() > 1);
    // The other process hands it out to those who begin as well, and each has every chunk.
    assert_eq!(client.begin_snapshot().await.unwrap(), header);
    assert_eq!(client.begin_snapshot().await.unwrap(), header);
    for chunk in &header.chunks {
        let frame = client.chunk(header.id, chunk.n).await.unwrap();
        assert_eq!(client.chunk(header.id, chunk.n).await.unwrap(), frame);
        assert_eq!(frame.len() as u64, chunk.bytes);
    }
    worker(&desk, &over).await.exchange().await.unwrap();
    let share = Share {
        facility: Seed::new().facility.id,
        is_divided: false,
    };
    let inside = house.inside().await;
    let shared = inside.read().await.unwrap().sums_of_share(share).await;
    inside.close().await;
    let mut tx = desk.store.read().await.unwrap();
    let complete = tx.setting("first_copy_complete").await.unwrap();
    assert_eq!(complete.as_deref(), Some("yes"));
    assert_eq!(tx.kept_sums().await.unwrap(), shared.unwrap());
    assert!(tx.divergences(1).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_process_that_died_left_unfinished_is_begun_anew() {
    let house = House::found().await;
    let over = InTurns::on(&house).await;
    let desk = joined(&house, "one", &over).await;
    let client = desk.client().over(over.clone());
    let inside = house.inside().await;
    let facility = Seed::new().facility.id;
    let left = SnapshotHeader {
        id: values::ids::random(),
        epoch: client.hello().await.unwrap().epoch,
        commit: 1,
        kinds: wire::sync::KindSums::new(),
        usable: None,
        chunks: Vec::new(),
        whole: false,
    };
    let mut making = inside.read().await.unwrap();
    making.make_snapshot(left.id).await.unwrap();
    let text = serde_json::to_string(&left).unwrap();
    inside
        .shared_shelf()
        .unwrap()
        .begin((left.id, facility), house.clock.now(), &text)
        .await
        .unwrap();
    // While somebody makes it, it is handed out.
    assert_eq!(client.begin_snapshot().await.unwrap(), left);
    drop(making);
    inside.close().await;
    let gone = client.snapshot(left.id, 0).await;
    assert!(
        matches!(
            &gone,
            Err(SyncError::Refused(Failure {
                code: Code::NotFound,
                ..
            }))
        ),
        "{gone:?}"
    );
    assert_ne!(client.begin_snapshot().await.unwrap().id, left.id);
    worker(&desk, &over).await.exchange().await.unwrap();
    let mut tx = desk.store.read().await.unwrap();
    let complete = tx.setting("first_copy_complete").await.unwrap();
    assert_eq!(complete.as_deref(), Some("yes"));
}
