//! A refused paper leaves its number void, and the series whole.

use clinic::records::{Attention, Kind, VoidedNumber};
use serde_json::json;
use testkit::id;
use values::Clock;

use super::{
    desk::{Desk, Rows, registration},
    place::Place,
};

fn voided(rows: &Rows) -> Vec<VoidedNumber> {
    rows.iter()
        .filter(|((kind, _), _)| *kind == Kind::VoidedNumber)
        .map(|(_, (_, body))| serde_json::from_value(body.clone()).unwrap())
        .collect()
}

async fn issues(desk: &Desk, invoice: u32) -> String {
    let issued = desk
        .done(
            "issue_invoice",
            json!({ "invoice": id("invoice", invoice) }),
        )
        .await;
    issued.allotted["invoice"].clone()
}

async fn drafts(desk: &Desk, invoice: u32) {
    let draft = json!({ "id": id("invoice", invoice), "patient": id("patient", 1) });
    desk.done("draft_invoice", draft).await;
    let lines = json!([{
        "id": id("line", invoice), "description": "Consultation", "quantity": 1,
        "unit_price": { "minor": 6_000, "currency": "EUR" }, "tax_rate": 0,
    }]);
    let edit = json!({ "invoice": id("invoice", invoice), "lines": lines });
    desk.done("edit_invoice_lines", edit).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_two_desks_issued_leaves_one_number_void_and_both_series_whole() {
    let place = Place::open().await;
    let mut one = place.desk("one").await;
    let mut two = place.desk("two").await;
    one.done("register_patient", registration(1, "Murphy"))
        .await;
    drafts(&one, 1).await;
    one.until_shared().await;
    two.until_rows(&place.rows().await).await;

    // Both are offline and issue the same draft; each paper bears a number of its own desk.
    two.pause();
    issues(&one, 1).await;
    one.until_shared().await;
    place.clock.advance(1_000);
    let refused = issues(&two, 1).await;
    let asked_at = place.clock.now();
    two.start().await;
    two.until_shared().await;

    let rows = place.rows().await;
    let void = voided(&rows);
    assert_eq!(void.len(), 1);
    assert_eq!(void[0].number, refused);
    assert_eq!(void[0].code, "not_a_draft");
    assert_eq!(void[0].recorded_at, asked_at);
    let item = (Kind::Attention, void[0].change.uuid());
    assert!(rows.contains_key(&item), "the refusal waits for a person");
    one.until_rows(&rows).await;
    two.until_rows(&rows).await;

    // The next number follows, and discarding what was refused voids nothing again.
    drafts(&two, 2).await;
    let next = issues(&two, 2).await;
    assert_ne!(next, refused);
    let item: Attention = serde_json::from_value(rows[&item].1.clone()).unwrap();
    let discard = json!({ "item": item.id, "reason": "Issued by the other desk" });
    two.done("discard_attention", discard).await;
    two.until_shared().await;
    let after = place.rows().await;
    assert_eq!(voided(&after), void);

    let store = place.inside().await;
    let mut tx = store.read().await.unwrap();
    let series = workflows::Records::series(&mut tx).await.unwrap();
    assert_eq!(series.len(), 2);
    for run in series {
        assert!(run.missing.is_empty(), "{run:?}");
        assert_eq!(run.numbers, run.last, "{run:?}");
    }
}
