//! Leasing times, and what becomes of a booking inside and outside of them.

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use store::Mode;
use testkit::id;
use wire::{Code, agenda::LeaseView};
use workflows::Records;

use super::{Desk, MONDAY, booking};

fn leasing(n: u32, from: &str, to: &str) -> Value {
    json!({
        "id": id("lease", n), "practitioner": id("practitioner", 1), "date": MONDAY,
        "from": from, "to": to,
    })
}

/// A lease of another workstation, as the server's rows bring it.
#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
async fn elsewhere(desk: &Desk, from: &str, to: &str) {
    let mut tx = desk.clinic.store.write(Mode::Optimistic).await.unwrap();
    let body = json!({
        "id": id("lease", 9), "practitioner": id("practitioner", 1),
        "starts_at": format!("{MONDAY}T{from}:00.000Z"), "ends_at": format!("{MONDAY}T{to}:00.000Z"),
        "device": id("device", 9), "workstation": "C", "granted_at": "2026-11-19T08:00:00.000Z",
        "granted_by": id("person", 1),
    });
    tx.put(Kind::SlotLease, id("lease", 9), body).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_lease_is_asked_for_until_the_server_has_confirmed_it() {
    let desk = Desk::open().await;
    let asked: LeaseView = desk
        .ask("lease_slots", leasing(1, "10:00", "12:00"))
        .await
        .unwrap();
    assert!(asked.mine && asked.asked_for);
    assert_eq!(
        (asked.from.to_string(), asked.to.to_string()),
        ("10:00".into(), "12:00".into())
    );
    let again: LeaseView = desk
        .ask("lease_slots", leasing(1, "10:00", "12:00"))
        .await
        .unwrap();
    assert_eq!(again.lease, asked.lease);
    let day = desk.day(MONDAY).await;
    assert_eq!(day.columns[0].leases.len(), 1);
    // What is not firm yet makes no booking firm.
    desk.book(1, "10:00", 20).await;
    assert!(desk.day(MONDAY).await.columns[0].appointments[0].tentative);
    desk.ask::<Value>("end_slot_lease", json!({ "lease": id("lease", 1) }))
        .await
        .unwrap();
    desk.ask::<Value>("end_slot_lease", json!({ "lease": id("lease", 1) }))
        .await
        .unwrap();
    assert!(desk.day(MONDAY).await.columns[0].leases.is_empty());
}

#[tokio::test]
async fn times_of_another_workstation_are_refused_with_its_letter_and_free_times() {
    let desk = Desk::open().await;
    elsewhere(&desk, "10:00", "12:00").await;
    desk.book(2, "14:00", 20).await;
    let moving = json!({
        "appointment": id("appointment", 2), "practitioner": id("practitioner", 1),
        "date": MONDAY, "start": "10:40", "minutes": 20,
    });
    for (command, request) in [
        ("book_appointment", booking(1, 1, "11:40", 40)),
        ("move_appointment", moving),
        ("lease_slots", leasing(1, "11:00", "13:00")),
    ] {
        let refused = desk.ask::<Value>(command, request).await.unwrap_err();
        assert_eq!(refused.code, Code::SlotLeased, "{command}");
        assert_eq!(refused.data["what"], "lease");
        assert_eq!(refused.data["workstation"], "C");
        let offers = refused.data["offers"].as_array().unwrap();
        let wanted = if command == "lease_slots" { 0 } else { 5 };
        assert_eq!(offers.len(), wanted, "{command}");
    }
    let request =
        json!({ "from": MONDAY, "practitioner": id("practitioner", 1), "minutes": 20, "limit": 6 });
    let free: Value = desk.ask("free_slots", request).await.unwrap();
    let starts: Vec<_> = free["slots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| slot["start"].as_str().unwrap())
        .collect();
    assert_eq!(
        starts,
        ["09:00", "09:20", "09:40", "12:00", "13:00", "13:20"]
    );
}

#[tokio::test]
async fn a_doctor_books_but_does_not_lease() {
    let desk = Desk::open().await;
    let asked = desk
        .clinic
        .run(Role::Doctor, "lease_slots", leasing(1, "10:00", "12:00"))
        .await;
    assert_eq!(asked.unwrap_err().code, Code::NotPermitted);
}
