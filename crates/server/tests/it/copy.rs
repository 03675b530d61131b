//! A first copy from a snapshot: in pieces, resumed, shared, and with work going on meanwhile.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use clinic::{
    patients::search::{SearchTerm, SearchWord},
    records::Kind,
};
use http::Request;
use serde_json::json;
use server::Handed;
use store::Mode;
use sync::{Carried, Carrier, Client, SyncError, Worker};
use testkit::id;
use tokio::sync::mpsc;
use wire::{Code, Failure, sync::unpack};
use workflows::{Query, Records};

use crate::{
    desk::{Desk, registration},
    place::Place,
};

/// More than two chunks.
const MANY: u32 = 21_000;

/// Fills the server with patients, and books one of them for today.
async fn fill(place: &Place, count: u32) {
    let store = place.inside().await;
    let mut tx = store.write(shared(0)).await.unwrap();
    let commit = tx.head().await.unwrap() + 1;
    tx.set_mode(shared(commit));
    let patients: Vec<_> = (1..=count)
        .map(|n| {
            let id = id("patient", n);
            let body = json!({
                "id": id, "record_number": format!("T-{n:06}"), "name": { "family": format!("Doyle{n}"), "given": "Ann" },
                "sex": "female", "registered_at": "2026-11-20T09:00:00.000Z",
            });
            (Kind::Patient, id, body)
        })
        .collect();
    tx.put_many(&patients).await.unwrap();
    tx.set_mode(shared(commit + 1));
    let today = json!({
        "id": id("appointment", 1), "patient": id("patient", 7), "practitioner": id("practitioner", 1),
        "date": "2026-11-20", "start": "15:00", "minutes": 20,
        "starts_at": "2026-11-20T15:00:00.000Z", "ends_at": "2026-11-20T15:20:00.000Z", "status": "booked",
        "booked_at": "2026-11-20T08:00:00.000Z", "booked_by": id("person", 1),
    });
    tx.put(Kind::Appointment, id("appointment", 1), today)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}

fn shared(commit: u64) -> Mode {
    Mode::Shared {
        commit,
        change: None,
    }
}

/// The server without the network, until it has brought so many chunks.
struct Cut {
    handed: Handed,
    chunks: AtomicUsize,
    until: usize,
}

impl Cut {
    async fn after(place: &Place, until: usize) -> Arc<Self> {
        let store = place.inside().await;
        let handed = Handed::open(store, &place.options(), place.clock.clone()).await;
        Arc::new(Self {
            handed: handed.unwrap(),
            chunks: AtomicUsize::new(0),
            until,
        })
    }

    fn brought(&self) -> usize {
        self.chunks.load(Ordering::SeqCst)
    }
}

impl Carrier for Cut {
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_> {
        let is_chunk = request.uri().path().split('/').count() == 6;
        Box::pin(async move {
            if is_chunk && self.chunks.fetch_add(1, Ordering::SeqCst) >= self.until {
                return Err(SyncError::Unreachable("cut".into()));
            }
            Ok(self.handed.answer(request).await)
        })
    }
}

async fn worker(desk: &Desk, over: Option<Arc<Cut>>) -> Worker {
    let client = match over {
        Some(over) => desk.client().over(over),
        None => desk.client(),
    };
    let (news, _) = mpsc::unbounded_channel();
    let identity = desk.identity.clone().unwrap();
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

async fn joined(place: &Place, name: &str) -> Desk {
    let identity = place.join(name).await;
    let mut desk = Desk::open(place.folder.path().join(name), place.clock.clone()).await;
    desk.take_on(identity).await;
    desk
}

/// The chunks are all there when this answers.
async fn whole(client: &Client) -> wire::sync::SnapshotHeader {
    let mut header = client.begin_snapshot().await.unwrap();
    while !header.whole {
        let known = u32::try_from(header.chunks.len()).unwrap();
        header = client.snapshot(header.id, known).await.unwrap();
    }
    header
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_goes_on_where_it_was_cut_and_what_is_done_meanwhile_stays() {
    let place = Place::open().await;
    fill(&place, MANY).await;
    let mut desk = joined(&place, "one").await;
    assert_eq!(whole(&desk.client()).await.chunks.len(), 4);
    let cut = Cut::after(&place, 2).await;
    let ended = worker(&desk, Some(cut)).await.exchange().await;
    assert!(matches!(ended, Err(SyncError::Unreachable(_))), "{ended:?}");
    // Killed here; a new process finds people and today's patient, and works.
    let mut tx = desk.store.read().await.unwrap();
    for (kind, record) in [
        (Kind::Person, id("person", 1)),
        (Kind::Appointment, id("appointment", 1)),
        (Kind::Patient, id("patient", 7)),
    ] {
        assert!(tx.get(kind, record).await.unwrap().is_some(), "{kind:?}");
    }
    assert_eq!(tx.kind_sums().await.unwrap()["patient"].count, 10_001);
    drop(tx);
    let own = desk
        .done("register_patient", registration(50_000, "Meanwhile"))
        .await;
    let cut = Cut::after(&place, usize::MAX).await;
    worker(&desk, Some(cut.clone()))
        .await
        .exchange()
        .await
        .unwrap();
    assert_eq!(cut.brought(), 2, "only what was missing is fetched");
    desk.start().await;
    desk.until_shared().await;
    let shared = place.kind_sums().await;
    assert_eq!(shared["patient"].count, u64::from(MANY) + 1);
    let mut tx = desk.store.read().await.unwrap();
    assert_eq!(tx.kind_sums().await.unwrap(), shared);
    assert!(
        tx.get(Kind::Patient, id("patient", 50_000))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(
        tx.counted_sums().await.unwrap(),
        tx.kept_sums().await.unwrap()
    );
    assert!(tx.divergences(1).await.unwrap().is_empty());
    assert!(tx.change_ids().await.unwrap().contains(&own.id));
    let last = Query::PatientsMatching {
        terms: vec![SearchTerm {
            any_of: vec![SearchWord::Start("doyle20999".into())],
        }],
        limit: 10,
    };
    let found = tx.find(&last).await.unwrap();
    assert_eq!(found.len(), 1, "the search finds the last ones too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workstation_is_usable_after_the_first_chunk_and_complete_after_the_last() {
    let place = Place::open().await;
    fill(&place, MANY).await;
    let desk = joined(&place, "one").await;
    let usable = whole(&desk.client()).await.usable;
    assert_eq!(usable, Some(1));
    let first = worker(&desk, Some(Cut::after(&place, 1).await))
        .await
        .exchange()
        .await;
    assert!(first.is_err());
    let mut tx = desk.store.read().await.unwrap();
    assert_eq!(tx.setting("usable").await.unwrap().as_deref(), Some("yes"));
    assert_eq!(tx.setting("first_copy_complete").await.unwrap(), None);
    assert!(
        tx.get(Kind::Person, id("person", 1))
            .await
            .unwrap()
            .is_some()
    );
    drop(tx);
    worker(&desk, None).await.exchange().await.unwrap();
    let mut tx = desk.store.read().await.unwrap();
    let complete = tx.setting("first_copy_complete").await.unwrap();
    assert_eq!(complete.as_deref(), Some("yes"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_snapshot_serves_several_and_survives_a_restart_of_the_server() {
    let mut place = Place::open().await;
    fill(&place, 50).await;
    let one = joined(&place, "one").await;
    let header = whole(&one.client()).await;
    let in_chunks = header.chunks.iter().map(|chunk| u64::from(chunk.rows));
    assert_eq!(in_chunks.sum::<u64>(), header.rows());
    let frame = one.client().chunk(header.id, 0).await.unwrap();
    let lines = String::from_utf8(unpack(&frame, usize::MAX).unwrap()).unwrap();
    assert!(
        lines.starts_with(r#"{"kind":"facility","id":""#),
        "{lines:.80}"
    );
    place.stop().await;
    place.start().await;
    let two = joined(&place, "two").await;
    assert_eq!(whole(&two.client()).await, header);
    // An hour later it is too old to begin with, and a day later it is gone.
    place.clock.advance(61 * 60 * 1_000);
    let next = whole(&two.client()).await;
    assert_ne!(next.id, header.id);
    assert!(two.client().chunk(header.id, 0).await.is_ok());
    place.clock.advance(24 * 60 * 60 * 1_000);
    two.client().hello().await.unwrap();
    for gone in [header.id, next.id] {
        let answer = two.client().chunk(gone, 0).await;
        assert!(
            matches!(
                &answer,
                Err(SyncError::Refused(Failure {
                    code: Code::NotFound,
                    ..
                }))
            ),
            "{answer:?}"
        );
    }
    let kept = std::fs::read_dir(place.data().join("snapshots")).unwrap();
    assert_eq!(kept.count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_whose_snapshot_is_gone_begins_with_another() {
    let place = Place::open().await;
    fill(&place, MANY).await;
    let mut desk = joined(&place, "one").await;
    whole(&desk.client()).await;
    let ended = worker(&desk, Some(Cut::after(&place, 2).await))
        .await
        .exchange()
        .await;
    assert!(ended.is_err());
    place.clock.advance(25 * 60 * 60 * 1_000);
    desk.start().await;
    let shared = place.rows().await;
    desk.until_rows(&shared).await;
    let mut tx = desk.store.read().await.unwrap();
    assert_eq!(
        tx.counted_sums().await.unwrap(),
        tx.kept_sums().await.unwrap()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_a_workstation_gets_a_snapshot_and_its_files_are_private() {
    let place = Place::open().await;
    let desk = joined(&place, "one").await;
    let header = whole(&desk.client()).await;
    let stranger = Client::anonymous(&place.url()).unwrap();
    for refused in [
        stranger.begin_snapshot().await.map(drop),
        stranger.snapshot(header.id, 0).await.map(drop),
        stranger.chunk(header.id, 0).await.map(drop),
        stranger.buckets(Kind::Patient).await.map(drop),
        stranger.bucket(Kind::Patient, 0, 0).await.map(drop),
        stranger.records(Kind::Patient, vec![]).await.map(drop),
    ] {
        assert!(
            matches!(
                &refused,
                Err(SyncError::Refused(Failure {
                    code: Code::NotSignedIn,
                    ..
                }))
            ),
            "{refused:?}"
        );
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = place.data().join("snapshots");
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(header.id.to_string())), 0o700);
        assert_eq!(
            mode(&folder.join(header.id.to_string()).join("0.zst")),
            0o600
        );
    }
}
