//! Void numbers: the database keeps them apart from those that stand on a paper.

use clinic::records::{Kind, VoidedNumber};
use serde_json::{Value, json};
use store::Tx;
use testkit::{TestClinic, id};
use workflows::{Clash, Query, Records, RecordsError};

use crate::{
    contract::patient,
    engines::{Engine, on_every_engine},
};

on_every_engine!(
    a_void_number_is_on_no_paper,
    a_number_on_a_paper_is_not_void,
    a_void_number_stays_as_it_is,
);

fn invoice(n: u32, number: Option<&str>) -> Value {
    let status = number.map_or("draft", |_| "issued");
    json!({
        "id": id("invoice", n), "kind": "invoice", "patient": id("patient", 1), "status": status,
        "number": number, "currency": "EUR", "drafted_at": "2026-11-20T09:00:00.000Z",
        "drafted_by": id("person", 1), "gross": { "minor": 100, "currency": "EUR" }, "lines": [],
    })
}

fn voided(number: &str, code: &str) -> Value {
    json!({
        "id": VoidedNumber::id_of(number), "number": number, "purpose": "invoice",
        "change": id("change", 1), "person": id("person", 1), "device": id("device", 1),
        "recorded_at": "2026-11-20T09:00:00.000Z", "voided_at": "2026-11-20T10:00:00.000Z",
        "code": code,
    })
}

async fn put(tx: &mut Tx, kind: Kind, body: Value) -> Result<(), RecordsError> {
    let id = body["id"].as_str().and_then(|id| id.parse().ok());
    tx.savepoint().await?;
    let kept = tx.put(kind, id.unwrap_or_default(), body).await;
    if kept.is_err() {
        tx.rollback_to_savepoint().await?;
    }
    kept
}

async fn clinic(engine: Engine) -> (TestClinic, Tx) {
    let clinic = engine.clinic().await.unwrap();
    let mut tx = engine.write(&clinic.store).await.unwrap();
    let (id, body) = patient(1, "Murphy");
    tx.put(Kind::Patient, id, body).await.unwrap();
    (clinic, tx)
}

fn is_given_twice(answer: &Result<(), RecordsError>) -> bool {
    matches!(answer, Err(RecordsError::Clash(Clash::NumberGivenTwice)))
}

async fn a_void_number_is_on_no_paper(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    let void = voided("A-000001", "not_a_draft");
    put(&mut tx, Kind::VoidedNumber, void).await.unwrap();
    let inserted = put(&mut tx, Kind::Invoice, invoice(1, Some("A-000001"))).await;
    assert!(is_given_twice(&inserted), "{inserted:?}");
    put(&mut tx, Kind::Invoice, invoice(2, None)).await.unwrap();
    let issued = put(&mut tx, Kind::Invoice, invoice(2, Some("A-000001"))).await;
    assert!(is_given_twice(&issued), "{issued:?}");
    let other = put(&mut tx, Kind::Invoice, invoice(2, Some("A-000002"))).await;
    assert!(other.is_ok(), "{other:?}");
}

async fn a_number_on_a_paper_is_not_void(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    put(&mut tx, Kind::Invoice, invoice(1, Some("A-000001")))
        .await
        .unwrap();
    assert!(tx.number_in_use("A-000001").await.unwrap());
    assert!(!tx.number_in_use("A-000002").await.unwrap());
    let refused = put(&mut tx, Kind::VoidedNumber, voided("A-000001", "x")).await;
    assert!(is_given_twice(&refused), "{refused:?}");
}

async fn a_void_number_stays_as_it_is(engine: Engine) {
    let (_clinic, mut tx) = clinic(engine).await;
    for code in ["not_a_draft", "not_a_draft"] {
        let again = put(&mut tx, Kind::VoidedNumber, voided("A-000001", code)).await;
        assert!(again.is_ok(), "{again:?}");
    }
    let changed = put(&mut tx, Kind::VoidedNumber, voided("A-000001", "other")).await;
    assert!(changed.is_err());
    assert_eq!(tx.find(&Query::VoidedNumbers).await.unwrap().len(), 1);
}
