//! Leases: the database keeps them apart, and others out of them.

use clinic::records::Kind;
use serde_json::{Value, json};
use store::Tx;
use testkit::{TestClinic, id};
use workflows::{Clash, Records, RecordsError};

use crate::{
    contract::patient,
    engines::{Engine, on_every_engine},
};

on_every_engine!(
    leases_of_two_workstations_never_overlap,
    nobody_but_the_holder_gives_a_visit_a_place_in_a_lease,
    a_visit_keeps_what_it_held_before,
);

fn lease(n: u32, device: u32, from: &str, to: &str) -> Value {
    json!({
        "id": id("lease", n), "practitioner": id("practitioner", 1), "device": id("device", device),
        "starts_at": format!("2026-11-23T{from}:00.000Z"), "ends_at": format!("2026-11-23T{to}:00.000Z"),
        "workstation": "A", "granted_at": "2026-11-20T09:00:00.000Z", "granted_by": id("person", 1),
    })
}

fn visit(n: u32, device: u32, from: &str, to: &str) -> Value {
    json!({
        "id": id("appointment", n), "patient": id("patient", 1), "practitioner": id("practitioner", 1),
        "date": "2026-11-23", "start": from, "minutes": 20, "status": "booked", "services": [], "reason": "",
        "starts_at": format!("2026-11-23T{from}:00.000Z"), "ends_at": format!("2026-11-23T{to}:00.000Z"),
        "booked_at": "2026-11-20T09:00:00.000Z", "booked_by": id("person", 1),
        "placed_on": id("device", device), "placed_at": "2026-11-20T09:00:00.000Z",
    })
}

async fn put(tx: &mut Tx, kind: Kind, body: Value) -> Option<Clash> {
    let id = body["id"].as_str().unwrap().parse().unwrap();
    tx.savepoint().await.unwrap();
    match tx.put(kind, id, body).await {
        Ok(()) => None,
        Err(RecordsError::Clash(clash)) => {
            tx.rollback_to_savepoint().await.unwrap();
            Some(clash)
        }
        Err(other) => panic!("{other:?}"),
    }
}

async fn clinic(engine: Engine) -> (TestClinic, Tx) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let (id, body) = patient(1, "Murphy");
    tx.put(Kind::Patient, id, body).await.unwrap();
    (clinic, tx)
}

async fn leases_of_two_workstations_never_overlap(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    for (n, device, from, to, clash) in [
        (1, 1, "10:00", "12:00", None),
        (2, 2, "12:00", "13:00", None),
        (3, 1, "10:30", "11:00", None),
        (4, 2, "09:00", "10:01", Some(Clash::LeasesOverlap)),
    ] {
        let kept = put(&mut tx, Kind::SlotLease, lease(n, device, from, to)).await;
        assert_eq!(kept, clash, "{n}");
    }
    let longer = lease(2, 2, "11:00", "13:00");
    let kept = put(&mut tx, Kind::SlotLease, longer).await;
    assert_eq!(kept, Some(Clash::LeasesOverlap));
}

async fn nobody_but_the_holder_gives_a_visit_a_place_in_a_lease(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    put(&mut tx, Kind::SlotLease, lease(1, 1, "10:00", "12:00")).await;
    for (n, device, from, to, clash) in [
        (1, 2, "09:40", "10:00", None),
        (2, 2, "10:20", "10:40", Some(Clash::TimeLeased)),
        (2, 1, "10:20", "10:40", None),
        (3, 2, "12:00", "12:20", None),
        (3, 2, "11:50", "12:10", Some(Clash::TimeLeased)),
    ] {
        let kept = put(&mut tx, Kind::Appointment, visit(n, device, from, to)).await;
        assert_eq!(kept, clash, "{n} {from} on {device}");
    }
    let mut late = visit(4, 2, "11:00", "11:20");
    late["placed_at"] = "2026-11-23T12:00:00.000Z".into();
    assert_eq!(put(&mut tx, Kind::Appointment, late).await, None);
    let mut ended = lease(1, 1, "10:00", "12:00");
    ended["ended_at"] = "2026-11-20T10:00:00.000Z".into();
    put(&mut tx, Kind::SlotLease, ended).await;
    let free = put(&mut tx, Kind::Appointment, visit(5, 2, "10:00", "10:20")).await;
    assert_eq!(free, None);
}

async fn a_visit_keeps_what_it_held_before(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    put(&mut tx, Kind::Appointment, visit(1, 2, "10:00", "10:40")).await;
    put(&mut tx, Kind::SlotLease, lease(1, 1, "10:00", "12:00")).await;
    let shorter = visit(1, 2, "10:00", "10:20");
    assert_eq!(put(&mut tx, Kind::Appointment, shorter).await, None);
    let longer = visit(1, 2, "10:00", "10:40");
    let kept = put(&mut tx, Kind::Appointment, longer).await;
    assert_eq!(kept, Some(Clash::TimeLeased));
    let mut cancelled = visit(1, 2, "10:00", "10:20");
    cancelled["status"] = "cancelled".into();
    assert_eq!(put(&mut tx, Kind::Appointment, cancelled).await, None);
    let back = put(&mut tx, Kind::Appointment, visit(1, 2, "10:00", "10:20")).await;
    assert_eq!(back, Some(Clash::TimeLeased));
}
