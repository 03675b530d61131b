//! Laying the server's rows under what is pending.

use clinic::records::Kind;
use store::Mode;
use wire::sync::RowVersion;
use workflows::Records;

use crate::{
    contract::{matching, patient},
    engines::{Engine, on_every_file},
};

// Only workstations hold what a server has not confirmed.
on_every_file!(
    unconfirmed_writes_give_way_to_what_the_server_says,
    rows_may_come_in_an_order_that_constraints_would_refuse,
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
