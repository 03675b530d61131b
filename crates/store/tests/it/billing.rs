//! Money that the database keeps whole, whatever the program asks of it.

use clinic::records::Kind;
use serde_json::{Value, json};
use store::Tx;
use testkit::{TestClinic, id};
use wire::{billing::InvoiceFilter, sync::RowVersion};
use workflows::{Query, Records, RecordsError};

use crate::{
    contract::patient,
    engines::{Engine, on_every_engine, on_every_file},
};

on_every_engine!(
    what_is_issued_is_never_changed,
    what_is_issued_can_be_taken_back_once_and_for_all,
    a_field_of_a_later_version_may_join_what_is_issued,
    never_more_is_paid_than_the_invoice_comes_to,
    never_more_is_given_back_than_was_paid,
    money_that_changed_hands_never_changes_again,
);

// Only workstations lay rows of a server.
on_every_file!(rows_of_the_server_are_laid_whatever_stood_here_and_what_is_owed_follows);

fn invoice(status: &str, minor: i64) -> Value {
    let number = (status != "draft").then_some("A-000001");
    json!({
        "id": id("invoice", 1), "kind": "invoice", "patient": id("patient", 1), "status": status,
        "number": number, "currency": "EUR", "drafted_at": "2026-11-20T09:00:00.000Z",
        "drafted_by": id("person", 1), "gross": { "minor": minor, "currency": "EUR" },
        "lines": [{
            "id": id("line", 1), "description": "Consultation", "quantity": 1,
            "unit_price": { "minor": minor, "currency": "EUR" }, "tax_rate": 0,
        }],
    })
}

fn credit_note() -> Value {
    let mut note = invoice("issued", 1_000);
    note["id"] = json!(id("invoice", 2));
    note["kind"] = "credit_note".into();
    note["number"] = "A-C000001".into();
    note["credits"] = json!(id("invoice", 1));
    note
}

fn payment(n: u32, invoice: u32, minor: i64) -> Value {
    json!({
        "id": id("payment", n), "invoice": id("invoice", invoice), "patient": id("patient", 1),
        "amount": { "minor": minor, "currency": "EUR" }, "method": "cash",
        "receipt_number": format!("A-R{n:06}"), "taken_at": "2026-11-20T09:00:00.000Z",
        "taken_on": "2026-11-20", "taken_by": id("person", 1),
    })
}

async fn put(tx: &mut Tx, kind: Kind, body: &Value) -> Result<(), RecordsError> {
    let id = body["id"].as_str().and_then(|id| id.parse().ok());
    tx.put(kind, id.unwrap_or_default(), body.clone()).await
}

/// A clinic that issued one invoice of 10.00, and a transaction to try things in.
async fn issued(engine: Engine) -> Result<(TestClinic, Tx), testkit::Broken> {
    let clinic = engine.clinic().await?;
    let mut tx = engine.write(&clinic.store).await?;
    let (id, body) = patient(1, "Murphy");
    tx.put(Kind::Patient, id, body).await?;
    put(&mut tx, Kind::Invoice, &invoice("draft", 900)).await?;
    put(&mut tx, Kind::Invoice, &invoice("issued", 1_000)).await?;
    Ok((clinic, tx))
}

async fn what_is_issued_is_never_changed(engine: Engine) {
    let (_clinic, mut tx) = issued(engine).await.unwrap();
    let mut changed = vec![invoice("draft", 1_000), invoice("discarded", 1_000)];
    for (pointer, value) in [
        ("/number", json!("A-000002")),
        ("/patient", json!(id("patient", 2))),
        ("/gross/minor", json!(999)),
        ("/lines/0/quantity", json!(2)),
        ("/lines/0/unit_price/minor", json!(999)),
        ("/lines/0/tax_rate", json!(2_300)),
        ("/lines/0/description", json!("Other")),
        ("/lines", json!([])),
    ] {
        let mut body = invoice("issued", 1_000);
        *body.pointer_mut(pointer).unwrap() = value;
        changed.push(body);
    }
    for body in changed {
        let refused = put(&mut tx, Kind::Invoice, &body).await;
        assert!(refused.is_err(), "{body}");
    }
}

async fn what_is_issued_can_be_taken_back_once_and_for_all(engine: Engine) {
    let (_clinic, mut tx) = issued(engine).await.unwrap();
    let credited = invoice("credited", 1_000);
    assert!(put(&mut tx, Kind::Invoice, &credited).await.is_ok());
    let again = invoice("issued", 1_000);
    assert!(put(&mut tx, Kind::Invoice, &again).await.is_err());
}

async fn a_field_of_a_later_version_may_join_what_is_issued(engine: Engine) {
    let (_clinic, mut tx) = issued(engine).await.unwrap();
    let mut body = invoice("issued", 1_000);
    body["seen_by"] = "somebody".into();
    assert!(put(&mut tx, Kind::Invoice, &body).await.is_ok());
}

async fn never_more_is_paid_than_the_invoice_comes_to(engine: Engine) {
    let (_clinic, mut tx) = issued(engine).await.unwrap();
    assert!(
        put(&mut tx, Kind::Payment, &payment(1, 1, 600))
            .await
            .is_ok()
    );
    assert!(
        put(&mut tx, Kind::Payment, &payment(2, 1, 401))
            .await
            .is_err()
    );
    assert!(
        put(&mut tx, Kind::Payment, &payment(3, 1, 400))
            .await
            .is_ok()
    );
    assert!(
        put(&mut tx, Kind::Payment, &payment(4, 1, 1))
            .await
            .is_err()
    );
}

async fn never_more_is_given_back_than_was_paid(engine: Engine) {
    let (_clinic, mut tx) = issued(engine).await.unwrap();
    put(&mut tx, Kind::Payment, &payment(1, 1, 600))
        .await
        .unwrap();
    let credited = invoice("credited", 1_000);
    put(&mut tx, Kind::Invoice, &credited).await.unwrap();
    put(&mut tx, Kind::Invoice, &credit_note()).await.unwrap();
    assert!(
        put(&mut tx, Kind::Payment, &payment(2, 2, 601))
            .await
            .is_err()
    );
    assert!(
        put(&mut tx, Kind::Payment, &payment(3, 2, 600))
            .await
            .is_ok()
    );
}

async fn money_that_changed_hands_never_changes_again(engine: Engine) {
    let (_clinic, mut tx) = issued(engine).await.unwrap();
    let paid = payment(1, 1, 600);
    put(&mut tx, Kind::Payment, &paid).await.unwrap();
    let less = payment(1, 1, 500);
    assert!(put(&mut tx, Kind::Payment, &less).await.is_err());
    assert!(put(&mut tx, Kind::Payment, &paid).await.is_ok());
}

async fn rows_of_the_server_are_laid_whatever_stood_here_and_what_is_owed_follows(engine: Engine) {
    let (_clinic, mut tx) = issued(engine).await.unwrap();
    let paid = payment(1, 1, 600);
    put(&mut tx, Kind::Payment, &paid).await.unwrap();
    assert_eq!(open(&mut tx).await.unwrap(), (1, 400, 0));

    // The server knows of none of it yet.
    tx.begin_laying().await.unwrap();
    assert_eq!(open(&mut tx).await.unwrap(), (0, 0, 0));
    let gone = tx.get(Kind::Payment, id("payment", 1)).await.unwrap();
    assert_eq!(gone, None);

    // Then it does, and rows come in any order: payments first, the invoice last.
    let (patient, body) = patient(1, "Murphy");
    lay(&mut tx, Kind::Patient, &body).await.unwrap();
    assert_eq!(body["id"], json!(patient));
    lay(&mut tx, Kind::Payment, &paid).await.unwrap();
    lay(&mut tx, Kind::Payment, &payment(2, 2, 100))
        .await
        .unwrap();
    lay(&mut tx, Kind::Invoice, &credit_note()).await.unwrap();
    lay(&mut tx, Kind::Invoice, &invoice("credited", 1_000))
        .await
        .unwrap();
    tx.end_laying().await.unwrap();
    assert_eq!(open(&mut tx).await.unwrap(), (1, 0, 500));
}

async fn lay(tx: &mut Tx, kind: Kind, body: &Value) -> Result<(), RecordsError> {
    let id = body["id"].as_str().and_then(|id| id.parse().ok());
    let row = RowVersion {
        kind: kind.name().to_owned(),
        id: id.unwrap_or_default(),
        version: 1,
        commit: 2,
        body: body.clone(),
    };
    tx.lay(&row).await
}

/// How many bills are open, what is owed on them, and what is to be given back.
async fn open(tx: &mut Tx) -> Result<(u32, i64, i64), testkit::Broken> {
    let list = Query::Invoices {
        filter: InvoiceFilter::Open,
        words: Vec::new(),
        today: "2026-11-20".parse()?,
        hidden: Vec::new(),
        offset: 0,
        limit: 10,
    };
    let tally = tx.tally(&list).await?;
    Ok((tally.count, tally.due_minor, tally.refunds_minor))
}
