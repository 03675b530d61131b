//! The same change, run again: by an impatient hand, and by the server.

use std::collections::BTreeMap;

use clinic::records::{Invoice, Kind, Payment, Role};
use serde_json::{Value, json};
use store::Mode;
use testkit::id;
use wire::Code;
use workflows::Records;

use super::{Billing, credit, line, payment, visit_draft};

/// Every billing change of one day, in order.
fn a_day() -> Vec<(&'static str, Value)> {
    let invoice = id("invoice", 1);
    vec![
        ("draft_invoice", visit_draft(1, 1)),
        ("issue_invoice", json!({ "invoice": invoice })),
        ("take_payment", payment(1, invoice, 4_000, "cash")),
        ("credit_invoice", credit(2, invoice)),
        ("take_payment", payment(2, id("invoice", 2), 1_000, "cash")),
        ("draft_invoice", visit_draft(3, 1)),
        (
            "edit_invoice_lines",
            json!({ "invoice": id("invoice", 3), "lines": [line(1, 100, 2_300)] }),
        ),
        ("discard_invoice", json!({ "invoice": id("invoice", 3) })),
    ]
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
async fn books(billing: &Billing) -> (Vec<Value>, Vec<Value>) {
    let (mut invoices, mut payments) = (Vec::new(), Vec::new());
    for n in 1..=3 {
        let invoice: Option<Invoice> = billing.clinic.get(id("invoice", n)).await.unwrap();
        invoices.extend(invoice.map(|invoice| serde_json::to_value(invoice).unwrap()));
        let payment: Option<Payment> = billing.clinic.get(id("payment", n)).await.unwrap();
        payments.extend(payment.map(|payment| serde_json::to_value(payment).unwrap()));
    }
    (invoices, payments)
}

#[tokio::test]
async fn the_server_comes_to_the_same_records_as_the_workstation() {
    let (workstation, server) = (Billing::open("A").await, Billing::open("S").await);
    for (command, request) in a_day() {
        let travels = workstation
            .change(command, request.clone(), BTreeMap::new())
            .await
            .unwrap();
        let again = server.change(command, request, travels.clone()).await;
        assert_eq!(again.unwrap(), travels, "{command}");
    }
    let of_workstation = books(&workstation).await;
    assert_eq!((of_workstation.0.len(), of_workstation.1.len()), (3, 2));
    assert_eq!(books(&server).await, of_workstation);
}

#[tokio::test]
async fn running_a_change_twice_makes_nothing_twice() {
    let billing = Billing::open("A").await;
    for (command, request) in a_day() {
        let travels = billing
            .change(command, request.clone(), BTreeMap::new())
            .await
            .unwrap();
        let once = books(&billing).await;
        billing.change(command, request, travels).await.unwrap();
        assert_eq!(books(&billing).await, once, "{command}");
    }
}

#[tokio::test]
async fn a_repeated_request_answers_what_is_there_without_a_new_number() {
    let billing = Billing::open("A").await;
    let invoice = billing.issued(1, 1, 5_000).await;
    let once = billing.pay(1, invoice, 1_000).await.unwrap();
    let twice = billing.pay(1, invoice, 1_000).await.unwrap();
    assert_eq!(once.totals, twice.totals);
    assert_eq!(twice.payments.len(), 1);
    let note = billing
        .ask("credit_invoice", credit(2, invoice))
        .await
        .unwrap();
    let again = billing
        .ask("credit_invoice", credit(2, invoice))
        .await
        .unwrap();
    assert_eq!(note.invoice.number, again.invoice.number);
    let draft = json!({ "id": invoice, "patient": id("patient", 1) });
    let answered = billing.ask("draft_invoice", draft).await.unwrap();
    assert_eq!(answered.invoice.number.as_deref(), Some("A-000001"));
}

#[tokio::test]
async fn a_price_that_changed_since_does_not_change_what_was_drafted() {
    let (workstation, server) = (Billing::open("A").await, Billing::open("S").await);
    let mut dearer = server.clinic.seed.services[0].clone();
    dearer.price = dearer.price.times(2).unwrap();
    let mut tx = server.clinic.store.write(Mode::Optimistic).await.unwrap();
    let body = serde_json::to_value(&dearer).unwrap();
    tx.put(Kind::Service, dearer.id.uuid(), body).await.unwrap();
    tx.commit().await.unwrap();

    for (command, request) in a_day().into_iter().take(2) {
        let travels = workstation
            .change(command, request.clone(), BTreeMap::new())
            .await
            .unwrap();
        server.change(command, request, travels).await.unwrap();
    }
    let invoice = id("invoice", 1);
    assert_eq!(
        server.show(invoice).await.totals,
        workstation.show(invoice).await.totals
    );
    assert_eq!(books(&server).await, books(&workstation).await);
}

#[tokio::test]
async fn a_draft_that_somebody_else_changed_first_does_not_take_the_number_of_the_printed_one() {
    let (workstation, server) = (Billing::open("A").await, Billing::open("S").await);
    let invoice = workstation.drafted(1, 1, 5_000).await;
    let issue = json!({ "invoice": invoice });
    let travels = workstation
        .change("issue_invoice", issue.clone(), BTreeMap::new())
        .await
        .unwrap();

    server.drafted(1, 1, 6_000).await;
    let refused = server
        .change("issue_invoice", issue, travels)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::ChangedMeanwhile);
    assert_eq!(server.show(invoice).await.invoice.number, None);
}

#[tokio::test]
async fn of_two_workstations_that_issue_one_draft_the_second_is_refused() {
    let (second, server) = (Billing::open("B").await, Billing::open("S").await);
    let invoice = server.issued(1, 1, 5_000).await;
    second.drafted(1, 1, 5_000).await;
    let issue = json!({ "invoice": invoice });
    let travels = second
        .change("issue_invoice", issue.clone(), BTreeMap::new())
        .await
        .unwrap();
    assert_eq!(travels["invoice"], "B-000001");
    let refused = server
        .change("issue_invoice", issue, travels)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::NotADraft);
    let number = server.show(invoice).await.invoice.number;
    assert_eq!(number.as_deref(), Some("S-000001"));
}

#[tokio::test]
async fn a_payment_taken_while_the_invoice_was_taken_back_elsewhere_is_refused() {
    let (workstation, server) = (Billing::open("A").await, Billing::open("S").await);
    for billing in [&workstation, &server] {
        billing.issued(1, 1, 5_000).await;
    }
    let invoice = id("invoice", 1);
    server
        .ask("credit_invoice", credit(2, invoice))
        .await
        .unwrap();
    let paying = payment(1, invoice, 5_000, "cash");
    let travels = workstation
        .change("take_payment", paying.clone(), BTreeMap::new())
        .await
        .unwrap();
    let refused = server
        .change("take_payment", paying, travels)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::AlreadyCredited);
}

#[tokio::test]
async fn two_payments_made_apart_never_take_more_than_is_due() {
    let (workstation, server) = (Billing::open("A").await, Billing::open("S").await);
    for billing in [&workstation, &server] {
        billing.issued(1, 1, 5_000).await;
    }
    let invoice = id("invoice", 1);
    server.pay(1, invoice, 3_000).await.unwrap();
    let paying = payment(2, invoice, 3_000, "card");
    let travels = workstation
        .change("take_payment", paying.clone(), BTreeMap::new())
        .await
        .unwrap();
    let refused = server
        .change("take_payment", paying, travels)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::MoreThanDue);
    assert_eq!(server.show(invoice).await.totals.paid.minor(), 3_000);
}

#[tokio::test]
async fn every_answer_says_whom_it_is_about_for_the_audit_trail() {
    let billing = Billing::open("A").await;
    for (command, request) in a_day() {
        let ran = billing
            .clinic
            .run_allotted(Role::Billing, command, request, BTreeMap::new())
            .await
            .unwrap();
        let patient = ran.patient.map(values::ids::PatientId::uuid);
        assert_eq!(patient, Some(id("patient", 1)), "{command}");
    }
}
