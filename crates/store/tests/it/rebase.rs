//! Laying the server's rows under what is pending.

use clinic::records::Kind;
use store::{Before, Mode, RowText};
use wire::sync::RowVersion;
use workflows::{Query, Records, RecordsError};

use crate::{
    contract::{matching, patient},
    engines::{Engine, on_every_file},
};

// Only workstations hold what a server has not confirmed.
on_every_file!(
    unconfirmed_writes_give_way_to_what_the_server_says,
    rows_may_come_in_an_order_that_constraints_would_refuse,
    many_rows_are_laid_unjudged_and_the_next_write_is_judged,
    rows_that_say_what_is_shown_confirm_it,
    only_the_writes_that_are_named_are_undone,
    a_run_leaves_what_it_looked_at_and_wrote,
);

fn from_server(n: u32, family: &str, commit: u64) -> RowVersion {
    let (id, body) = patient(n, family);
    RowVersion {
        kind: Kind::Patient.name().to_owned(),
        id,
        version: commit,
        commit,
        body,
    }
}

async fn unconfirmed_writes_give_way_to_what_the_server_says(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.begin_laying().await.unwrap();
    tx.lay(&from_server(1, "Before", 1)).await.unwrap();
    tx.end_laying().await.unwrap();
    // An edit of a known record, and a new record.
    let (known, edited) = patient(1, "Edited");
    let (new, created) = patient(2, "Created");
    tx.put(Kind::Patient, known, edited).await.unwrap();
    tx.put(Kind::Patient, new, created).await.unwrap();
    assert!(tx.get(Kind::Patient, known).await.unwrap().unwrap().pending);

    tx.begin_laying().await.unwrap();
    tx.end_laying().await.unwrap();
    let back = tx.get(Kind::Patient, known).await.unwrap().unwrap();
    assert_eq!(
        (
            back.body["name"]["family"].as_str(),
            back.version,
            back.pending
        ),
        (Some("Before"), 1, false)
    );
    assert_eq!(tx.get(Kind::Patient, new).await.unwrap(), None);
    for gone in ["edited", "created"] {
        assert!(
            tx.find(&matching(&[gone])).await.unwrap().is_empty(),
            "{gone} is out of the search index too"
        );
    }
}

async fn rows_may_come_in_an_order_that_constraints_would_refuse(engine: Engine) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = clinic.store.write(Mode::Optimistic).await.unwrap();
    tx.begin_laying().await.unwrap();
    // Its patient comes in a later row.
    let appointment = serde_json::json!({
        "id": testkit::id("appointment", 1), "patient": testkit::id("patient", 1),
        "practitioner": testkit::id("practitioner", 1), "date": "2026-11-20", "start": "10:00", "minutes": 20,
        "starts_at": "2026-11-20T10:00:00.000Z", "ends_at": "2026-11-20T10:20:00.000Z", "status": "booked",
        "booked_at": "2026-11-20T08:00:00.000Z", "booked_by": testkit::id("person", 1),
    });
    let row = RowVersion {
        kind: Kind::Appointment.name().to_owned(),
        id: testkit::id("appointment", 1),
        version: 1,
        commit: 2,
        body: appointment,
    };
    tx.lay(&row).await.unwrap();
    tx.lay(&from_server(1, "Later", 3)).await.unwrap();
    tx.end_laying().await.unwrap();
    tx.commit().await.unwrap();
}

async fn many_rows_are_laid_unjudged_and_the_next_write_is_judged(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let allergy = |n: u32| {
        let (id, patient) = (testkit::id("allergy", n), testkit::id("patient", n));
        let body = serde_json::json!({ "id": id, "patient": patient, "status": "active" });
        (id, body)
    };
    let rows_of = |numbers: std::ops::Range<u32>| -> Vec<RowText> {
        let row = |n| {
            let (id, body) = allergy(n);
            RowText::of(&RowVersion {
                kind: Kind::Allergy.name().to_owned(),
                id,
                version: 1,
                commit: 1,
                body,
            })
        };
        numbers.map(row).collect::<Result<_, _>>().unwrap()
    };
    let rows = rows_of(0..200);
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.stand_back().await.unwrap();
    // None of their patients is there.
    tx.lay_all(&rows, Before::Nothing).await.unwrap();
    tx.end_laying().await.unwrap();
    let (id, body) = allergy(200);
    let judged = tx.put(Kind::Allergy, id, body).await;
    assert!(matches!(judged, Err(RecordsError::Clash(_))), "{judged:?}");
    let all = tx.find(&Query::All(Kind::Allergy)).await.unwrap();
    assert_eq!(all.len(), 200);
    drop(tx);
    // Many at once are judged too, once rows are not laid any more.
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    tx.stand_back().await.unwrap();
    tx.end_laying().await.unwrap();
    let judged = tx.lay_all(&rows_of(300..400), Before::Unknown).await;
    assert!(matches!(judged, Err(RecordsError::Clash(_))), "{judged:?}");
}

async fn rows_that_say_what_is_shown_confirm_it(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    for n in [1, 2] {
        let (id, body) = patient(n, "Typed");
        tx.put(Kind::Patient, id, body).await.unwrap();
    }
    let (same, other) = (from_server(1, "Typed", 5), from_server(2, "Merged", 6));
    tx.stand_back().await.unwrap();
    let confirmed = tx.confirm(&[&same, &other]).await.unwrap();
    tx.end_laying().await.unwrap();
    assert_eq!(confirmed, [(Kind::Patient, same.id)].into());
    let shown = tx.get(Kind::Patient, same.id).await.unwrap().unwrap();
    assert_eq!((shown.version, shown.pending), (5, false));
    let shown = tx.get(Kind::Patient, other.id).await.unwrap().unwrap();
    assert_eq!((shown.version, shown.pending), (1, true));
}

async fn only_the_writes_that_are_named_are_undone(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    let ((undone, body), (kept, other)) = (patient(1, "Undone"), patient(2, "Kept"));
    tx.put(Kind::Patient, undone, body).await.unwrap();
    tx.put(Kind::Patient, kept, other).await.unwrap();
    tx.stand_back().await.unwrap();
    tx.undo(&[(Kind::Patient, undone)].into()).await.unwrap();
    tx.end_laying().await.unwrap();
    assert_eq!(tx.get(Kind::Patient, undone).await.unwrap(), None);
    assert!(tx.get(Kind::Patient, kept).await.unwrap().unwrap().pending);
    assert!(tx.find(&matching(&["undone"])).await.unwrap().is_empty());
    assert_eq!(tx.find(&matching(&["kept"])).await.unwrap().len(), 1);
}

async fn a_run_leaves_what_it_looked_at_and_wrote(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let store = engine.open(&folder).await.unwrap();
    let mut tx = store.write(Mode::Optimistic).await.unwrap();
    let (id, body) = patient(1, "Byrne");
    let room = testkit::id("room", 1);
    tx.get(Kind::Room, room).await.unwrap();
    tx.find(&Query::All(Kind::Service)).await.unwrap();
    tx.put(Kind::Patient, id, body).await.unwrap();
    let left = tx.take_footprint();
    assert_eq!(left.read, [(Kind::Room, room)].into());
    assert_eq!(left.wrote, [(Kind::Patient, id)].into());
    assert_eq!(left.kinds, [Kind::Service, Kind::Patient].into());
    assert_eq!(tx.take_footprint(), store::Footprint::default());
}
