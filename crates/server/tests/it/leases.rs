//! Times leased to one workstation: firm there without the server, refused everywhere else.

use clinic::records::{AppointmentStatus, Kind, SlotLease};
use serde_json::{Value, json};
use testkit::id;
use values::Clock;
use wire::Code;

use super::{
    desk::{Desk, Rows, booking, registration},
    place::Place,
};

/// Dr Byrne's ten to twelve on Monday 23 November.
fn leasing(n: u32) -> Value {
    json!({
        "id": id("lease", n), "practitioner": id("practitioner", 1), "date": "2026-11-23",
        "from": "10:00", "to": "12:00",
    })
}

/// Two desks that know two patients.
async fn two_desks(place: &Place) -> (Desk, Desk) {
    let mut one = place.desk("one").await;
    let mut two = place.desk("two").await;
    for n in 1..=2 {
        one.done("register_patient", registration(n, "Murphy"))
            .await;
    }
    one.until_shared().await;
    two.until_rows(&place.rows().await).await;
    (one, two)
}

fn stands(rows: &Rows, n: u32) -> bool {
    let row = rows.get(&(Kind::Appointment, id("appointment", n)));
    row.is_some_and(|(_, body)| body["status"] == json!(AppointmentStatus::Booked))
}

fn refusal(rows: &Rows, change: values::ids::ChangeId) -> &Value {
    &rows[&(Kind::Attention, change.uuid())].1["refused"]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_knows_of_a_lease_is_refused_at_once_and_the_holder_books_offline() {
    let place = Place::open().await;
    let (mut one, mut two) = two_desks(&place).await;
    one.done("lease_slots", leasing(1)).await;
    one.until_shared().await;
    two.until_rows(&place.rows().await).await;

    one.pause();
    two.pause();
    let refused = two
        .refused("book_appointment", booking(2, 2, "10:20"))
        .await;
    assert_eq!(refused.code, Code::SlotLeased);
    assert_eq!(
        refused.data["workstation"],
        json!(one.identity.as_ref().unwrap().code)
    );
    let offers = refused.data["offers"].as_array().unwrap();
    assert_eq!(offers.len(), 5);
    let leased = |offer: &&Value| {
        let start = offer["start"].as_str().unwrap();
        offer["date"] == "2026-11-23" && ("09:45".."12:00").contains(&start)
    };
    assert_eq!(offers.iter().find(leased), None);

    let booked = one.done("book_appointment", booking(1, 1, "10:20")).await;
    assert_eq!(
        one.view("agenda_day", json!({ "date": "2026-11-23" }))
            .await["columns"][0]["appointments"][0]["tentative"],
        json!(false)
    );
    one.done("book_appointment", booking(3, 2, "14:00")).await;
    assert_eq!(
        one.view("agenda_day", json!({ "date": "2026-11-23" }))
            .await["columns"][0]["appointments"][1]["tentative"],
        json!(true)
    );
    one.start().await;
    one.until_shared().await;
    let rows = place.rows().await;
    assert!(stands(&rows, 1), "{}", booked.id);
    two.start().await;
    two.until_rows(&rows).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_did_not_know_of_a_lease_is_refused_by_the_server() {
    let place = Place::open().await;
    let (mut one, mut two) = two_desks(&place).await;
    two.pause();
    let late = two.done("book_appointment", booking(2, 2, "10:20")).await;
    one.done("lease_slots", leasing(1)).await;
    one.until_shared().await;
    one.pause();
    one.done("book_appointment", booking(1, 1, "10:20")).await;

    two.start().await;
    two.until_shared().await;
    one.start().await;
    one.until_shared().await;
    let rows = place.rows().await;
    assert_eq!(refusal(&rows, late.id)["code"], "slot_leased");
    assert!(stands(&rows, 1) && !stands(&rows, 2));
    two.until_rows(&rows).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_leases_asked_for_at_once_one_is_granted() {
    let place = Place::open().await;
    let (mut one, mut two) = two_desks(&place).await;
    two.pause();
    let late = two.done("lease_slots", leasing(2)).await;
    one.done("lease_slots", leasing(1)).await;
    one.until_shared().await;
    two.start().await;
    two.until_shared().await;
    let rows = place.rows().await;
    assert_eq!(refusal(&rows, late.id)["code"], "slot_leased");
    assert!(!rows.contains_key(&(Kind::SlotLease, id("lease", 2))));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_revoked_workstation_or_a_former_identity_leased_is_not_its_any_more() {
    let place = Place::open().await;
    let (mut one, mut two) = two_desks(&place).await;
    one.done("lease_slots", leasing(1)).await;
    one.until_shared().await;
    // Joined again: another workstation, which the lease keeps out like every other.
    one.pause();
    let former = one.identity.clone().unwrap();
    let again = place.join("one again").await;
    one.take_on(again).await;
    one.start().await;
    let refused = one
        .refused("book_appointment", booking(1, 1, "10:20"))
        .await;
    assert_eq!(refused.code, Code::SlotLeased);

    server::backup::revoke(place.kept(), &former.code, place.clock.now())
        .await
        .unwrap();
    let rows = place.rows().await;
    let lease: SlotLease =
        serde_json::from_value(rows[&(Kind::SlotLease, id("lease", 1))].1.clone()).unwrap();
    assert!(lease.ended_at.is_some());
    two.pause();
    two.start().await;
    two.until_rows(&rows).await;
    two.done("book_appointment", booking(2, 2, "10:20")).await;
    two.until_shared().await;
    assert!(stands(&place.rows().await, 2));
}
