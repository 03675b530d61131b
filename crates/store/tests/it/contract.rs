//! Putting, getting, constraints, transactions.

use clinic::{
    patients::search::{SearchTerm, SearchWord},
    records::Kind,
};
use serde_json::{Value, json};
use testkit::{TestClinic, id};
use uuid::Uuid;
use workflows::{Clash, Query, Records, RecordsError};

use crate::engines::{Engine, on_every_engine, on_every_file};

on_every_engine!(
    a_record_comes_back_as_it_was_put_and_counts_its_versions,
    a_dropped_transaction_leaves_nothing,
    the_database_itself_refuses_overlaps,
    a_cancelled_visit_occupies_nothing,
    a_number_is_never_given_twice,
    a_child_needs_its_parent,
    a_series_is_gapless_over_what_was_committed,
    a_record_number_that_is_there_already_is_passed_over,
    search_finds_folded_prefixes_in_any_order,
    search_knows_what_a_savepoint_undid,
    the_audit_trail_cannot_be_changed,
    an_existing_database_opens_again_with_everything_in_it,
    a_transaction_that_reads_cannot_write,
);

// PostgreSQL's disk is not this test's to fill; what it says of a full one is looked at in `db/tests.rs`.
on_every_file!(a_full_disk_is_said_and_loses_nothing);

/// Patients with a word that starts with each of `words`.
pub(crate) fn matching(words: &[&str]) -> Query {
    let term = |word: &&str| SearchTerm {
        any_of: vec![SearchWord::Start((*word).to_owned())],
    };
    Query::PatientsMatching {
        terms: words.iter().map(term).collect(),
        limit: 10,
    }
}

/// The body of a patient.
pub(crate) fn patient(n: u32, family: &str) -> (Uuid, Value) {
    let id = id("patient", n);
    let body = json!({
        "id": id, "record_number": format!("T-{n:06}"), "name": { "family": family, "given": "Ann" },
        "sex": "female", "registered_at": "2026-11-20T09:00:00.000Z",
    });
    (id, body)
}

/// The body of a visit on 20 November.
pub(crate) fn appointment(
    n: u32,
    practitioner: u32,
    room: u32,
    patient: u32,
    from: &str,
    to: &str,
) -> (Uuid, Value) {
    let appointment = id("appointment", n);
    let body = json!({
        "id": appointment, "patient": id("patient", patient), "practitioner": id("practitioner", practitioner),
        "room": id("room", room), "date": "2026-11-20", "start": from, "minutes": 20,
        "starts_at": format!("2026-11-20T{from}:00.000Z"), "ends_at": format!("2026-11-20T{to}:00.000Z"),
        "status": "booked", "booked_at": "2026-11-20T08:00:00.000Z", "booked_by": id("person", 1),
    });
    (appointment, body)
}

async fn with_two_patients(engine: Engine) -> TestClinic {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    for n in 1..=2 {
        let (id, body) = patient(n, "Murphy");
        tx.put(Kind::Patient, id, body).await.unwrap();
    }
    tx.commit().await.unwrap();
    clinic
}

async fn a_record_comes_back_as_it_was_put_and_counts_its_versions(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let (id, body) = patient(1, "Ó Briain");
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.put(Kind::Patient, id, body.clone()).await.unwrap();
    tx.put(Kind::Patient, id, body.clone()).await.unwrap();
    let stored = tx.get(Kind::Patient, id).await.unwrap().unwrap();
    assert_eq!(
        (stored.version, stored.body, stored.pending),
        (2, body, engine.is_of_workstations())
    );
}

async fn a_dropped_transaction_leaves_nothing(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let (id, body) = patient(1, "Kelly");
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.put(Kind::Patient, id, body).await.unwrap();
    drop(tx);
    let mut tx = clinic.store.read().await.unwrap();
    assert_eq!(tx.get(Kind::Patient, id).await.unwrap(), None);
    assert!(tx.find(&matching(&["kelly"])).await.unwrap().is_empty());
}

async fn the_database_itself_refuses_overlaps(engine: Engine) {
    let clinic = with_two_patients(engine).await;
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let (first, body) = appointment(1, 1, 1, 1, "10:00", "10:20");
    tx.put(Kind::Appointment, first, body).await.unwrap();
    for (other, clash) in [
        (
            appointment(2, 1, 2, 2, "10:19", "10:40"),
            Clash::PractitionerTaken,
        ),
        (appointment(3, 2, 1, 2, "09:50", "10:01"), Clash::RoomTaken),
        (
            appointment(4, 2, 2, 1, "10:05", "10:10"),
            Clash::PatientTaken,
        ),
    ] {
        tx.savepoint().await.unwrap();
        let refused = tx.put(Kind::Appointment, other.0, other.1).await;
        assert!(
            matches!(&refused, Err(RecordsError::Clash(found)) if *found == clash),
            "{refused:?}"
        );
        tx.rollback_to_savepoint().await.unwrap();
    }
    let (touching, body) = appointment(5, 1, 1, 2, "10:20", "10:40");
    tx.put(Kind::Appointment, touching, body).await.unwrap();
}

async fn a_cancelled_visit_occupies_nothing(engine: Engine) {
    let clinic = with_two_patients(engine).await;
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let (first, mut body) = appointment(1, 1, 1, 1, "10:00", "10:20");
    body["status"] = "cancelled".into();
    tx.put(Kind::Appointment, first, body.clone())
        .await
        .unwrap();
    let (second, other) = appointment(2, 1, 1, 1, "10:00", "10:20");
    tx.put(Kind::Appointment, second, other).await.unwrap();
    body["status"] = "booked".into();
    let refused = tx.put(Kind::Appointment, first, body).await;
    assert!(
        matches!(refused, Err(RecordsError::Clash(_))),
        "{refused:?}"
    );
}

async fn a_number_is_never_given_twice(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let (first, body) = patient(1, "Murphy");
    tx.put(Kind::Patient, first, body).await.unwrap();
    let (second, mut body) = patient(2, "Murphy");
    body["record_number"] = "T-000001".into();
    let refused = tx.put(Kind::Patient, second, body).await;
    assert!(
        matches!(refused, Err(RecordsError::Clash(Clash::NumberGivenTwice))),
        "{refused:?}"
    );
}

async fn a_child_needs_its_parent(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let (id, body) = appointment(1, 1, 1, 9, "10:00", "10:20");
    let refused = tx.put(Kind::Appointment, id, body).await;
    assert!(
        matches!(refused, Err(RecordsError::Clash(Clash::DanglingReference))),
        "{refused:?}"
    );
}

async fn a_series_is_gapless_over_what_was_committed(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.set_setting("device_code", "A").await.unwrap();
    assert_eq!(tx.allot("invoice").await.unwrap(), "A-000001");
    tx.commit().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    assert_eq!(tx.allot("invoice").await.unwrap(), "A-000002");
    drop(tx);
    let mut tx = engine.write(&clinic.store).await.unwrap();
    assert_eq!(tx.allot("invoice").await.unwrap(), "A-000002");
    assert_eq!(tx.allot("receipt").await.unwrap(), "A-R000001");
}

async fn a_record_number_that_is_there_already_is_passed_over(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.set_setting("device_code", "T").await.unwrap();
    let (first, body) = patient(1, "Murphy");
    tx.put(Kind::Patient, first, body).await.unwrap();
    assert_eq!(tx.allot("record_number").await.unwrap(), "T-000002");
    assert_eq!(tx.allot("invoice").await.unwrap(), "T-000001");
}

async fn search_finds_folded_prefixes_in_any_order(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    for (n, family) in [(1, "Nguyễn"), (2, "Murphy"), (3, "王")] {
        let (id, body) = patient(n, family);
        tx.put(Kind::Patient, id, body).await.unwrap();
    }
    for (words, found) in [
        (vec!["ann", "nguy"], 1),
        (vec!["an"], 3),
        (vec!["王"], 1),
        (vec!["x"], 0),
    ] {
        let hits = tx.find(&matching(&words)).await.unwrap();
        assert_eq!(hits.len(), found, "{words:?}");
    }
}

async fn the_audit_trail_cannot_be_changed(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    clinic
        .run(clinic::records::Role::Reception, "directory", json!({}))
        .await
        .unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    assert!(tx.tamper_with_audit(false).await.is_err());
}

async fn an_existing_database_opens_again_with_everything_in_it(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let mut tx = engine.write(&store).await.unwrap();
    let (id, body) = patient(1, "Walsh");
    tx.put(Kind::Patient, id, body).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    let store = engine.open(&folder).await.unwrap();
    assert!(
        store
            .read()
            .await
            .unwrap()
            .get(Kind::Patient, id)
            .await
            .unwrap()
            .is_some()
    );
}

async fn a_full_disk_is_said_and_loses_nothing(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let (kept, body) = patient(1, "Kept");
    let mut tx = engine.write(&clinic.store).await.unwrap();
    tx.put(Kind::Patient, kept, body).await.unwrap();
    tx.limit_growth(8).await.unwrap();
    tx.commit().await.unwrap();

    let mut n = 1;
    let refused = loop {
        n += 1;
        let mut tx = engine.write(&clinic.store).await.unwrap();
        let (id, body) = patient(n, &"Long".repeat(200));
        let written = match tx.put(Kind::Patient, id, body).await {
            Ok(()) => tx.commit().await,
            refused => refused,
        };
        if let Err(error) = written {
            break error;
        }
    };
    assert!(matches!(refused, RecordsError::DiskFull), "{refused:?}");
    let mut tx = clinic.store.read().await.unwrap();
    assert!(tx.get(Kind::Patient, kept).await.unwrap().is_some());
    assert!(
        tx.get(Kind::Patient, id("patient", n - 1))
            .await
            .unwrap()
            .is_some(),
        "everything before stands"
    );
    assert_eq!(tx.get(Kind::Patient, id("patient", n)).await.unwrap(), None);
}

async fn search_knows_what_a_savepoint_undid(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let (kept, body) = patient(1, "Kelly");
    tx.put(Kind::Patient, kept, body).await.unwrap();
    tx.savepoint().await.unwrap();
    let (undone, body) = patient(2, "Quinn");
    tx.put(Kind::Patient, undone, body).await.unwrap();
    let (_, renamed) = patient(1, "Byrne");
    tx.put(Kind::Patient, kept, renamed).await.unwrap();
    // Looked at meanwhile, so that both are in the index when they are undone.
    assert_eq!(found(&mut tx, "quinn").await, [undone]);
    assert_eq!(found(&mut tx, "byrne").await, [kept]);
    tx.rollback_to_savepoint().await.unwrap();
    assert!(found(&mut tx, "quinn").await.is_empty());
    tx.commit().await.unwrap();

    let mut tx = clinic.store.read().await.unwrap();
    assert_eq!(found(&mut tx, "kelly").await, [kept]);
    assert!(found(&mut tx, "byrne").await.is_empty());
}

/// Who is found under a word.
#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
async fn found(tx: &mut store::Tx, word: &str) -> Vec<Uuid> {
    let found = tx.find(&matching(&[word])).await.unwrap();
    found.into_iter().map(|patient| patient.id).collect()
}

async fn a_transaction_that_reads_cannot_write(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = clinic.store.read().await.unwrap();
    let (id, body) = patient(1, "Kelly");
    assert!(matches!(
        tx.put(Kind::Patient, id, body).await,
        Err(RecordsError::ReadOnly)
    ));
    let refused = tx.set_setting("device_code", "A").await;
    assert!(
        matches!(refused, Err(RecordsError::ReadOnly)),
        "the engine refuses too: {refused:?}"
    );
    drop(tx);
    let mut tx = engine.write(&clinic.store).await.unwrap();
    assert!(tx.set_setting("device_code", "A").await.is_ok());
}
