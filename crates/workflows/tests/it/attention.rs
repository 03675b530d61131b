//! Commands of attention.

mod conflicts;

use clinic::records::{Attention, AttentionState, Kind, Role, Settlement};
use serde_json::{Value, json};
use testkit::id;
use values::ids::AppointmentId;
use wire::{
    Code, Failure,
    attention::{AttentionListView, AttentionView},
};

use crate::agenda::{Desk, MONDAY, booking, moving, starts, with};

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
impl Desk {
    /// Writes item `n`: a refused command, as the server raises it.
    async fn raise(&self, n: u32, command: &str, request: Value) {
        let body = json!({
            "id": id("attention", n), "state": "open", "raised_at": "2026-11-20T09:00:00.000Z",
            "refused": {
                "change": id("change", n), "command": command, "request": request,
                "person": self.clinic.seed.person(Role::Reception), "device": id("device", 2),
                "recorded_at": "2026-11-20T08:30:00.000Z", "code": "slot_taken", "data": {},
            },
        });
        self.put(Kind::Attention, ("attention", n), body).await;
    }

    async fn worklist(&self, role: Role, settled: bool) -> AttentionListView {
        let request = json!({ "settled": settled });
        let answer = self.clinic.run(role, "attention_list", request).await;
        serde_json::from_value(answer.unwrap()).unwrap()
    }

    async fn only_item(&self) -> AttentionView {
        let mut items = self.worklist(Role::Reception, true).await.items;
        assert_eq!(items.len(), 1);
        items.remove(0)
    }

    async fn settle(&self, command: &str, request: Value) -> Result<Value, Failure> {
        self.clinic.run(Role::Reception, command, request).await
    }
}

fn rebooking(item: u32, visit: u32, start: &str) -> Value {
    json!({
        "item": id("attention", item), "appointment": id("appointment", visit),
        "practitioner": id("practitioner", 1), "date": MONDAY, "start": start, "minutes": 20,
    })
}

fn discarding(item: u32, reason: &str) -> Value {
    json!({ "item": id("attention", item), "reason": reason })
}

/// A desk where visit 1 holds ten o'clock and patient 2 was refused the same time.
async fn with_a_refused_booking() -> Desk {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    let refused = with(
        booking(2, 2, "10:00", 20),
        json!({ "reason": "cough", "services": [id("service", 1)] }),
    );
    desk.raise(1, "book_appointment", refused).await;
    desk
}

#[tokio::test]
async fn an_item_says_whose_it_is_who_asked_and_what_is_free_now() {
    let desk = with_a_refused_booking().await;
    let list = desk.worklist(Role::Reception, false).await;
    assert_eq!(list.open, 1);
    let item = desk.only_item().await;
    assert_eq!(item.patient.unwrap().display_name, "MURPHY, Ann 2");
    assert_eq!(item.asked_by, "Reception Person1");
    assert_eq!(
        starts(&item.offers)[..2],
        [format!("{MONDAY} 09:40"), format!("{MONDAY} 10:20")]
    );
    // What is taken meanwhile is offered no more.
    desk.book(3, "10:20", 20).await;
    let offers = starts(&desk.only_item().await.offers);
    assert!(!offers.contains(&format!("{MONDAY} 10:20")));
}

#[tokio::test]
async fn rebooking_books_what_was_asked_into_the_chosen_place_and_settles() {
    let desk = with_a_refused_booking().await;
    desk.settle("rebook_attention", rebooking(1, 20, "10:20"))
        .await
        .unwrap();
    let visit = desk.visit(20).await.unwrap();
    assert_eq!(visit.patient.uuid(), id("patient", 2));
    assert_eq!(
        (visit.start.to_string().as_str(), visit.reason.as_str()),
        ("10:20", "cough")
    );
    assert_eq!(visit.services.len(), 1);

    let item = desk.only_item().await.item;
    assert_eq!(item.state, AttentionState::Settled);
    assert!(matches!(
        item.settlement,
        Some(Settlement::Rebooked { appointment }) if appointment == visit.id
    ));
    assert_eq!(
        item.settled_by,
        Some(desk.clinic.seed.person(Role::Reception))
    );
    assert_eq!(desk.worklist(Role::Reception, false).await.items.len(), 0);
}

#[tokio::test]
async fn a_rebooking_that_is_refused_settles_nothing() {
    let desk = with_a_refused_booking().await;
    let refused = desk
        .settle("rebook_attention", rebooking(1, 20, "10:10"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::SlotTaken);
    assert!(desk.visit(20).await.is_none());
    assert_eq!(desk.only_item().await.item.state, AttentionState::Open);
}

#[tokio::test]
async fn rebooking_a_refused_move_moves_the_visit_that_is_there() {
    let desk = Desk::open().await;
    desk.book(1, "10:00", 20).await;
    desk.book(2, "11:00", 20).await;
    desk.raise(1, "move_appointment", moving(2, "10:00", 20))
        .await;
    let item = desk.only_item().await;
    assert_eq!(item.patient.unwrap().display_name, "MURPHY, Ann 2");
    // Its own place is no offer: it is there already.
    assert!(!starts(&item.offers).contains(&format!("{MONDAY} 11:00")));

    desk.settle("rebook_attention", rebooking(1, 20, "10:20"))
        .await
        .unwrap();
    assert!(desk.visit(20).await.is_none());
    assert_eq!(desk.visit(2).await.unwrap().start.to_string(), "10:20");
    let settlement = desk.only_item().await.item.settlement;
    let moved = AppointmentId::from_uuid(id("appointment", 2));
    assert!(
        matches!(settlement, Some(Settlement::Rebooked { appointment }) if appointment == moved)
    );
}

#[tokio::test]
async fn a_refused_move_of_a_visit_that_was_called_off_offers_nothing_and_moves_nothing() {
    let desk = Desk::open().await;
    desk.book(2, "11:00", 20).await;
    desk.raise(1, "move_appointment", moving(2, "10:00", 20))
        .await;
    desk.cancel(2, "flu").await.unwrap();
    assert_eq!(desk.only_item().await.offers, []);
    let refused = desk
        .settle("rebook_attention", rebooking(1, 20, "10:20"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::StatusNotAllowed);
}

#[tokio::test]
async fn discarding_wants_a_reason_and_keeps_what_was_asked() {
    let desk = with_a_refused_booking().await;
    let refused = desk
        .settle("discard_attention", discarding(1, " "))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::InvalidFields);
    desk.settle("discard_attention", discarding(1, "went elsewhere"))
        .await
        .unwrap();
    let item = desk.only_item().await;
    assert!(matches!(
        &item.item.settlement,
        Some(Settlement::Discarded { reason }) if reason == "went elsewhere"
    ));
    assert_eq!(item.item.refused().unwrap().request["reason"], "cough");
    assert_eq!(item.offers, []);
}

#[tokio::test]
async fn an_item_is_settled_once_and_the_same_settling_twice_is_no_fault() {
    let desk = with_a_refused_booking().await;
    let rebook = rebooking(1, 20, "10:20");
    for _ in 0..2 {
        desk.settle("rebook_attention", rebook.clone())
            .await
            .unwrap();
    }
    for (command, request) in [
        ("rebook_attention", rebooking(1, 21, "11:00")),
        ("discard_attention", discarding(1, "late")),
    ] {
        let refused = desk.settle(command, request).await.unwrap_err();
        assert_eq!(refused.code, Code::AlreadySettled);
        let reception = desk.clinic.seed.person(Role::Reception);
        assert_eq!(refused.data, json!({ "settled_by": reception }));
    }
    assert!(desk.visit(21).await.is_none());

    desk.raise(2, "book_appointment", booking(3, 3, "10:00", 20))
        .await;
    for _ in 0..2 {
        desk.settle("discard_attention", discarding(2, "not needed"))
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn settled_items_are_shown_when_asked_for_during_thirty_days() {
    let mut desk = with_a_refused_booking().await;
    desk.settle("discard_attention", discarding(1, "not needed"))
        .await
        .unwrap();
    let shown = async |desk: &Desk| desk.worklist(Role::Reception, true).await.items.len();
    desk.clinic.at("2026-12-20T08:00:00Z");
    assert_eq!(shown(&desk).await, 1);
    desk.clinic.at("2026-12-20T10:00:00Z");
    assert_eq!(shown(&desk).await, 0);
}

#[tokio::test]
async fn an_item_is_shown_to_those_who_may_ask_for_the_same() {
    let desk = with_a_refused_booking().await;
    let allergy = json!({
        "id": id("allergy", 1), "patient": id("patient", 1), "substance": "penicillin", "criticality": "high",
    });
    desk.raise(2, "record_allergy", allergy).await;
    desk.raise(3, "take_payment", json!({ "invoice": id("invoice", 1) }))
        .await;
    desk.raise(4, "a_command_of_a_later_version", json!({}))
        .await;
    let change = json!({ "id": desk.clinic.seed.person(Role::Nurse), "active": false });
    desk.raise(5, "change_person", change).await;
    for (role, expected) in [
        (Role::Reception, vec!["book_appointment", "take_payment"]),
        (Role::Billing, vec!["take_payment"]),
        (
            Role::Pharmacy,
            vec!["a_command_of_a_later_version", "record_allergy"],
        ),
        (Role::Administrator, vec!["change_person"]),
        (
            Role::Doctor,
            vec![
                "a_command_of_a_later_version",
                "book_appointment",
                "record_allergy",
            ],
        ),
    ] {
        let list = desk.worklist(role, false).await;
        let mut seen: Vec<_> = list
            .items
            .iter()
            .map(|view| view.item.refused().unwrap().command.as_str())
            .collect();
        seen.sort_unstable();
        assert_eq!(seen, expected, "{role:?}");
        assert_eq!(list.open as usize, expected.len());
    }
    // Who may not book may not book by way of the worklist either, nor read what was asked.
    for (role, command, request) in [
        (Role::Billing, "rebook_attention", rebooking(1, 20, "10:20")),
        (Role::Reception, "discard_attention", discarding(2, "x")),
    ] {
        let refused = desk.clinic.run(role, command, request).await.unwrap_err();
        assert_eq!(refused.code, Code::NotFound);
    }
    // Nothing is refused that nobody could settle.
    for (role, request) in [
        (Role::Pharmacy, discarding(2, "recorded on paper")),
        (Role::Administrator, discarding(5, "asked twice")),
    ] {
        let settled = desk.clinic.run(role, "discard_attention", request).await;
        settled.unwrap();
    }
}

#[tokio::test]
async fn only_a_refused_place_can_be_rebooked() {
    let desk = Desk::open().await;
    desk.raise(1, "take_payment", json!({ "invoice": id("invoice", 1) }))
        .await;
    let refused = desk
        .settle("rebook_attention", rebooking(1, 20, "10:20"))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::InvalidFields);
    let item: Attention = desk.clinic.get(id("attention", 1)).await.unwrap().unwrap();
    assert_eq!(item.state, AttentionState::Open);
}
