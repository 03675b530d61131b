//! Copies of a facility's part of the records: proven, mended, and nobody else's.

use std::collections::BTreeSet;

use clinic::records::Kind;
use serde_json::json;
use store::{Mode, Share};
use sync::{Client, Identity, SyncError};
use testkit::{id, sums::held};
use uuid::Uuid;
use values::ids::FacilityId;
use wire::{
    Code, Failure,
    sync::{
        HeldVersion, PROTOCOL, PROTOCOL_HEADER, PullAnswer, RowVersion, SnapshotHeader, unpack,
    },
};

use super::{
    desk::{Desk, booking, registration},
    place::Place,
    scopes::two_facilities,
};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Two facilities, each with a workstation and patients of its own: 1 and 2 here, 3 and 4 there.
struct Group {
    place: Place,
    here: FacilityId,
    there: FacilityId,
    one: Desk,
    two: Desk,
}

impl Group {
    async fn open() -> Self {
        // It is large, and each test would be as large.
        Box::pin(Self::with_patients()).await
    }

    async fn with_patients() -> Self {
        let place = Place::open().await;
        let [here, there] = two_facilities(&place).await;
        let mut one = place.desk_at("one", Some(here)).await;
        let mut two = place.desk_at("two", Some(there)).await;
        for n in [1, 2] {
            one.done("register_patient", registration(n, "Here")).await;
        }
        one.done("book_appointment", booking(1, 1, "10:00")).await;
        one.until_shared().await;
        for n in [3, 4] {
            two.done("register_patient", registration(n, "There")).await;
        }
        two.done("book_appointment", booking(3, 3, "11:00")).await;
        two.until_shared().await;
        Self {
            place,
            here,
            there,
            one,
            two,
        }
    }

    async fn all(&self) -> Vec<RowVersion> {
        let inside = self.place.inside().await;
        let mut tx = inside.read().await.unwrap();
        let (rows, _) = tx.rows_since(0, u32::MAX).await.unwrap();
        drop(tx);
        inside.close().await;
        rows
    }

    /// Both exchange until both have everything, and then equal the server's digests.
    async fn both_are_equal(&mut self) {
        // What the second hands in, the first fetches the next time.
        for desk in [&mut self.one, &mut self.two] {
            desk.until_shared().await;
        }
        self.one.until_shared().await;
        for (desk, facility) in [(&self.one, self.here), (&self.two, self.there)] {
            let inside = self.place.inside().await;
            let share = Share {
                facility,
                is_divided: true,
            };
            let there = inside.read().await.unwrap().sums_of_share(share).await;
            inside.close().await;
            let mut tx = desk.store.read().await.unwrap();
            let kept = tx.kept_sums().await.unwrap();
            assert_eq!(kept, there.unwrap());
            assert_eq!(kept, tx.counted_sums().await.unwrap());
            assert!(tx.divergences(10).await.unwrap().is_empty());
        }
        assert!(self.place.counts().await);
    }
}

async fn whole(client: &Client) -> SnapshotHeader {
    let mut header = client.begin_snapshot().await.unwrap();
    while !header.whole {
        let known = u32::try_from(header.chunks.len()).unwrap();
        header = client.snapshot(header.id, known).await.unwrap();
    }
    header
}

/// Every row of a snapshot.
async fn rows_of(client: &Client, header: &SnapshotHeader) -> Vec<RowVersion> {
    let mut rows = Vec::new();
    for chunk in &header.chunks {
        let frame = client.chunk(header.id, chunk.n).await.unwrap();
        let lines = String::from_utf8(unpack(&frame, usize::MAX).unwrap()).unwrap();
        rows.extend(
            lines
                .lines()
                .map(|line| serde_json::from_str(line).unwrap()),
        );
    }
    rows
}

fn keys<'a>(rows: impl IntoIterator<Item = &'a RowVersion>) -> BTreeSet<(String, Uuid, u64)> {
    rows.into_iter()
        .map(|row| (row.kind.clone(), row.id, row.version))
        .collect()
}

fn is_not_found<T>(answer: &Result<T, SyncError>) -> bool {
    matches!(
        answer,
        Err(SyncError::Refused(Failure {
            code: Code::NotFound,
            ..
        }))
    )
}

/// A page of so many rows.
async fn page(place: &Place, identity: &Identity, since: u64, limit: u32) -> PullAnswer {
    let token = super::place::bearer(identity).await;
    let request = format!(
        "GET /sync/v1/pull?since={since}&limit={limit} HTTP/1.1\r\nhost: server\r\nconnection: close\r\n\
         {PROTOCOL_HEADER}: {PROTOCOL}\r\nauthorization: Bearer {token}\r\n\r\n"
    );
    let answer = crate::transport::exchange(place.address, request.as_bytes()).await;
    assert_eq!(answer.status, 200);
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_holds_what_the_facility_holds_and_opens_for_nobody_else() {
    let group = Group::open().await;
    let all = group.all().await;
    // What both began with is too old by then.
    group.place.clock.advance(2 * 60 * 60 * 1_000);
    let mut headers = Vec::new();
    for (desk, facility) in [(&group.one, group.here), (&group.two, group.there)] {
        let client = desk.client();
        let header = whole(&client).await;
        let rows = rows_of(&client, &header).await;
        assert_eq!(rows.len(), keys(&rows).len(), "each once");
        assert_eq!(keys(&rows), keys(held(&all, facility)));
        assert_eq!(header.rows(), rows.len() as u64);
        headers.push(header);
    }
    let [of_one, of_two] = headers.as_slice() else {
        panic!("two of them");
    };
    assert_ne!(of_one.id, of_two.id);
    for (desk, other) in [(&group.one, of_two), (&group.two, of_one)] {
        let client = desk.client();
        assert!(is_not_found(&client.snapshot(other.id, 0).await));
        for chunk in &other.chunks {
            assert!(is_not_found(&client.chunk(other.id, chunk.n).await));
        }
    }
    // Everybody of a facility shares one, and begins with it.
    let late = group.place.desk_at("late", Some(group.there)).await;
    assert_eq!(whole(&late.client()).await.id, of_two.id);
    let mut tx = late.store.read().await.unwrap();
    let mut two = group.two.store.read().await.unwrap();
    assert_eq!(
        tx.kept_sums().await.unwrap(),
        two.kept_sums().await.unwrap()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_mends_a_copy_tells_of_another_facility_s_records() {
    let group = Group::open().await;
    let client = group.two.client();
    let (own, other) = (id("patient", 3), id("patient", 1));
    let fetched = client.records(Kind::Patient, vec![own, other]).await;
    assert_eq!(keys(&fetched.unwrap().rows).len(), 1);
    let visits = vec![id("appointment", 1), id("appointment", 3)];
    let fetched = client.records(Kind::Appointment, visits).await.unwrap();
    assert_eq!(fetched.rows.len(), 1);
    assert_eq!(fetched.rows[0].id, id("appointment", 3));
    let head = client.hello().await.unwrap().head;
    let [.., bucket] = other.into_bytes();
    for cursor in [0, head, u64::MAX] {
        let rows = client.bucket(Kind::Patient, bucket, cursor).await.unwrap();
        assert!(rows.rows.iter().all(|mark| mark.id != other), "{cursor}");
    }
    let sums = client.buckets(Kind::Patient).await.unwrap();
    let count: u64 = sums.buckets.values().map(|sum| sum.count).sum();
    assert_eq!(count, 2);
    let digest = client.pull(head, true).await.unwrap().digest.unwrap();
    assert_eq!(
        (digest["patient"].count, digest["appointment"].count),
        (2, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoiled_copy_of_a_part_is_mended_there_alone_and_told() {
    let mut group = Group::open().await;
    group.both_are_equal().await;
    let spoiled = json!({
        "id": id("patient", 3), "record_number": "F-000003", "name": { "family": "Falsified", "given": "Nora" },
        "sex": "female", "registered_at": "2026-11-20T09:00:00.000Z",
    });
    let mut tx = group.two.store.write(Mode::Optimistic).await.unwrap();
    tx.tamper_with_record(Kind::Patient, id("patient", 3), Some(&spoiled))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    group.place.clock.advance(DAY_MS + 1);
    for desk in [&mut group.one, &mut group.two] {
        desk.until_shared().await;
        desk.until_shared().await;
    }
    let held_version = vec![HeldVersion {
        id: id("patient", 3),
        version: 1,
    }];
    let inside = group.place.inside().await;
    for store in [&group.two.store, &inside] {
        let found = store.read().await.unwrap().divergences(10).await.unwrap();
        let [one] = found.as_slice() else {
            panic!("one incident: {found:?}");
        };
        assert_eq!((&one.here, &one.there), (&held_version, &held_version));
    }
    inside.close().await;
    let mut tx = group.one.store.read().await.unwrap();
    assert!(tx.divergences(10).await.unwrap().is_empty());
    drop(tx);
    let mut tx = group.two.store.read().await.unwrap();
    assert_eq!(
        tx.counted_sums().await.unwrap(),
        tx.kept_sums().await.unwrap()
    );
    let all = group.all().await;
    let body = |n| {
        &all.iter()
            .find(|row| row.id == id("patient", n))
            .unwrap()
            .body
    };
    let mended = workflows::Records::get(&mut tx, Kind::Patient, id("patient", 3)).await;
    assert_eq!(&mended.unwrap().unwrap().body, body(3));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_and_who_leaves_leaves_both_copies_equal() {
    let mut group = Group::open().await;
    group.both_are_equal().await;
    let come = json!({ "patient": id("patient", 1), "reason": "Seen at the weekend clinic" });
    group.two.done("register_here", come).await;
    group.both_are_equal().await;
    let edit = json!({ "id": id("patient", 1), "phone": "085 123 4567", "was": { "phone": null } });
    group.one.done("edit_patient", edit).await;
    group.both_are_equal().await;
    let cancel = json!({ "appointment": id("appointment", 1), "reason": "Moved" });
    group.one.done("cancel_appointment", cancel).await;
    group.both_are_equal().await;
    let leave = json!({ "patient": id("patient", 1), "reason": "Moved away" });
    group.two.done("end_care_here", leave).await;
    group.both_are_equal().await;
    let all = group.all().await;
    let mut tx = group.two.store.read().await.unwrap();
    let here: u64 = tx
        .kind_sums()
        .await
        .unwrap()
        .values()
        .map(|sum| sum.count)
        .sum();
    assert_eq!(here, held(&all, group.there).len() as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn however_pages_end_whoever_came_comes_whole_and_whoever_left_leaves() {
    let mut group = Group::open().await;
    group.one.pause();
    group.two.pause();
    let facilities = |list: &[FacilityId]| json!(list);
    let begun = group
        .all()
        .await
        .iter()
        .map(|row| row.commit)
        .max()
        .unwrap();
    // Each move is followed by an edit, so that only the edit's version is present; and pages end between.
    let inside = group.place.inside().await;
    for (n, at, phone) in [
        (1, facilities(&[group.here, group.there]), "1"),
        (3, facilities(&[group.here]), "2"),
    ] {
        for phone in [None, Some(phone)] {
            let mut tx = testkit::shared(&inside).await.unwrap();
            let patient = id("patient", n);
            let stored = workflows::Records::get(&mut tx, Kind::Patient, patient).await;
            let mut body = stored.unwrap().unwrap().body;
            body["facilities"] = at.clone();
            if let Some(phone) = phone {
                body["phone"] = phone.into();
            }
            workflows::Records::put(&mut tx, Kind::Patient, patient, body)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
    }
    inside.close().await;
    let identity = group.two.identity.clone().unwrap();
    let all = group.all().await;
    let mut holds = keys(held(&all, group.there));
    holds.retain(|(kind, ..)| kind == "patient" || kind == "appointment");
    let mut copy: BTreeSet<_> = [("patient", 3, 1), ("patient", 4, 1), ("appointment", 3, 1)]
        .map(|(kind, n, version)| (kind.to_owned(), id(kind, n), version))
        .into();
    let mut since = begun;
    loop {
        let page = page(&group.place, &identity, since, 1).await;
        for row in page.rows {
            copy.retain(|(kind, id, _)| (kind, *id) != (&row.kind, row.id));
            if row.body.is_null() {
                assert_eq!(row.id, id("patient", 3));
                copy.retain(|(_, id, _)| *id != testkit::id("appointment", 3));
            } else {
                copy.insert((row.kind, row.id, row.version));
            }
        }
        since = page.next;
        if page.next == page.head {
            break;
        }
    }
    assert_eq!(copy, holds);
}
