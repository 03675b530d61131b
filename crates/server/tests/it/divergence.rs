//! Copies that differ without anybody having changed anything: found, mended there alone, and told.

use clinic::{
    patients::search::{SearchTerm, SearchWord},
    records::Kind,
};
use serde_json::{Value, json};
use store::{Mode, Store};
use testkit::id;
use uuid::Uuid;
use wire::sync::HeldVersion;
use workflows::{Query, Records};

use super::{
    desk::{Desk, registration},
    place::Place,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn patient(n: u32, family: &str) -> Value {
    json!({
        "id": id("patient", n), "record_number": format!("F-{n:06}"), "name": { "family": family, "given": "Nora" },
        "sex": "female", "registered_at": "2026-11-20T09:00:00.000Z",
    })
}

async fn tamper(store: &Store, record: Uuid, body: Option<&Value>) {
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.tamper_with_record(Kind::Patient, record, body)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// A desk with three patients that are shared.
async fn with_patients(place: &Place) -> Desk {
    let mut desk = place.desk("one").await;
    for n in 1..=3 {
        desk.done("register_patient", registration(n, "Shared"))
            .await;
    }
    desk.until_shared().await;
    desk
}

/// The next day, and two exchanges.
async fn next_day(place: &Place, desk: &mut Desk) {
    place.clock.advance(DAY_MS + 1);
    desk.until_shared().await;
    desk.until_shared().await;
}

async fn found_at(store: &Store) -> Vec<(Vec<HeldVersion>, Vec<HeldVersion>)> {
    let found = store.read().await.unwrap().divergences(10).await.unwrap();
    found
        .into_iter()
        .inspect(|found| assert_eq!(found.kind, "patient"))
        .map(|found| (found.here, found.there))
        .collect()
}

fn held(n: u32) -> Vec<HeldVersion> {
    vec![HeldVersion {
        id: id("patient", n),
        version: 1,
    }]
}

/// What both sides know of the one incident that there was.
async fn the_incident(place: &Place, desk: &Desk) -> (Vec<HeldVersion>, Vec<HeldVersion>) {
    let here = found_at(&desk.store).await;
    let inside = place.inside().await;
    assert_eq!(here, found_at(&inside).await, "the server knows of it");
    inside.close().await;
    let [one] = here.as_slice() else {
        panic!("one incident: {here:?}");
    };
    let unreported = desk
        .store
        .read()
        .await
        .unwrap()
        .unreported_divergences()
        .await;
    assert!(unreported.unwrap().is_empty());
    one.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_falsified_record_is_mended_and_told() {
    let place = Place::open().await;
    let mut desk = with_patients(&place).await;
    tamper(
        &desk.store,
        id("patient", 2),
        Some(&patient(2, "Falsified")),
    )
    .await;
    next_day(&place, &mut desk).await;
    desk.until_rows(&place.rows().await).await;
    assert_eq!(the_incident(&place, &desk).await, (held(2), held(2)));
    let found = Query::PatientsMatching {
        terms: vec![SearchTerm {
            any_of: vec![SearchWord::Start("shared".into())],
        }],
        limit: 10,
    };
    let mut tx = desk.store.read().await.unwrap();
    assert_eq!(
        tx.find(&found).await.unwrap().len(),
        3,
        "searched as before"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_missing_comes_back() {
    let place = Place::open().await;
    let mut desk = with_patients(&place).await;
    tamper(&desk.store, id("patient", 2), None).await;
    next_day(&place, &mut desk).await;
    desk.until_rows(&place.rows().await).await;
    assert_eq!(the_incident(&place, &desk).await, (vec![], held(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_too_many_goes() {
    let place = Place::open().await;
    let mut desk = with_patients(&place).await;
    tamper(&desk.store, id("patient", 9), Some(&patient(9, "Nobody"))).await;
    next_day(&place, &mut desk).await;
    desk.until_rows(&place.rows().await).await;
    assert_eq!(the_incident(&place, &desk).await, (held(9), vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_never_taken_for_a_difference() {
    let mut place = Place::open().await;
    let mut desk = with_patients(&place).await;
    place.stop().await;
    desk.done("register_patient", registration(4, "Waiting"))
        .await;
    let edit = json!({ "id": id("patient", 1), "phone": "085 123 4567", "was": { "phone": null } });
    desk.done("edit_patient", edit).await;
    place.clock.advance(DAY_MS + 1);
    tamper(
        &desk.store,
        id("patient", 2),
        Some(&patient(2, "Falsified")),
    )
    .await;
    let mut tx = desk.store.read().await.unwrap();
    let (kept, counted) = (
        tx.kept_sums().await.unwrap(),
        tx.counted_sums().await.unwrap(),
    );
    drop(tx);
    let differ = counted
        .iter()
        .filter(|(key, sum)| kept.get(key) != Some(sum));
    assert_eq!(
        differ.count(),
        1,
        "the falsified one alone counts otherwise"
    );
    place.start().await;
    desk.until_shared().await;
    desk.until_shared().await;
    desk.until_rows(&place.rows().await).await;
    assert_eq!(the_incident(&place, &desk).await, (held(2), held(2)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_counts_what_a_database_of_before_holds() {
    let mut place = Place::open().await;
    let desk = with_patients(&place).await;
    drop(desk);
    let right = place.kind_sums().await;
    assert_eq!(right["patient"].count, 3);
    assert!(place.counts().await);
    place.stop().await;
    let inside = place.inside().await;
    let mut tx = inside.write(Mode::Optimistic).await.unwrap();
    tx.forget_digests().await.unwrap();
    tx.commit().await.unwrap();
    inside.close().await;
    assert!(place.kind_sums().await.is_empty());
    place.start().await;
    assert_eq!(place.kind_sums().await, right);
    assert!(place.counts().await);
}
