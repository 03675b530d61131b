//! What one workstation does, from the visit to the refund.

use clinic::records::{Invoice, Role};
use serde_json::json;
use testkit::id;
use wire::{Code, billing::InvoiceStanding};

use super::{Billing, credit, euro, line, payment, visit_draft};

#[tokio::test]
async fn a_visit_becomes_an_invoice_that_is_paid_in_two_parts() {
    let mut billing = Billing::open("A").await;
    let draft = billing
        .ask("draft_invoice", visit_draft(1, 1))
        .await
        .unwrap();
    let lines: Vec<_> = draft
        .lines
        .iter()
        .map(|line| {
            (
                line.line.description.as_str(),
                line.line.quantity,
                line.net.minor(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("Consultation, 20 minutes", 1, 6_000),
            ("Vaccination", 2, 5_100)
        ]
    );
    assert_eq!(draft.standing, InvoiceStanding::Draft);
    // 51.00 at 13.5 % is 6.885, rounded up.
    assert_eq!(
        (
            draft.totals.net.minor(),
            draft.totals.tax.minor(),
            draft.totals.gross.minor()
        ),
        (11_100, 689, 11_789)
    );

    let invoice = id("invoice", 1);
    let issued = billing
        .ask("issue_invoice", json!({ "invoice": invoice }))
        .await
        .unwrap();
    assert_eq!(issued.invoice.number.as_deref(), Some("A-000001"));
    assert_eq!(
        issued.invoice.due_on.map(|day| day.to_string()).as_deref(),
        Some("2026-12-04")
    );
    assert_eq!(issued.standing, InvoiceStanding::Unpaid);

    let part = billing.pay(1, invoice, 1_789).await.unwrap();
    assert_eq!(part.standing, InvoiceStanding::PartPaid);
    assert_eq!(part.totals.due.minor(), 10_000);
    billing.clinic.at("2026-11-20T09:05:00Z");
    let paid = billing
        .ask("take_payment", payment(2, invoice, 10_000, "cash"))
        .await
        .unwrap();
    assert_eq!(paid.standing, InvoiceStanding::Paid);
    assert_eq!(paid.totals.due.minor(), 0);
    let receipts: Vec<_> = paid
        .payments
        .iter()
        .map(|payment| (payment.receipt_number.as_str(), payment.amount.minor()))
        .collect();
    assert_eq!(receipts, [("A-R000001", 1_789), ("A-R000002", 10_000)]);
    assert_eq!(paid.invoice.lines, issued.invoice.lines);
}

#[tokio::test]
async fn a_payment_of_more_than_is_due_is_refused_with_what_is_due() {
    let billing = Billing::open("A").await;
    let invoice = billing.issued(1, 1, 5_000).await;
    billing.pay(1, invoice, 2_000).await.unwrap();
    let refused = billing.pay(2, invoice, 3_001).await.unwrap_err();
    assert_eq!(refused.code, Code::MoreThanDue);
    assert_eq!(refused.data, json!({ "due": euro(3_000) }));
    for amount in [0, -1] {
        let refused = billing.pay(3, invoice, amount).await.unwrap_err();
        assert_eq!(refused.code, Code::AmountOutOfRange);
    }
    assert_eq!(billing.show(invoice).await.payments.len(), 1);
}

#[tokio::test]
async fn a_visit_is_billed_once_until_its_invoice_is_discarded_or_taken_back() {
    let billing = Billing::open("A").await;
    let first = id("invoice", 1);
    billing
        .ask("draft_invoice", visit_draft(1, 1))
        .await
        .unwrap();
    let refused = billing
        .ask("draft_invoice", visit_draft(2, 1))
        .await
        .unwrap_err();
    assert_eq!(
        (refused.code, refused.data),
        (Code::AlreadyInvoiced, json!({ "invoice": first }))
    );

    let discard = json!({ "invoice": first });
    billing
        .clinic
        .run(Role::Billing, "discard_invoice", discard)
        .await
        .unwrap();
    billing
        .ask("draft_invoice", visit_draft(3, 1))
        .await
        .unwrap();
    let third = id("invoice", 3);
    billing
        .ask("issue_invoice", json!({ "invoice": third }))
        .await
        .unwrap();
    let refused = billing
        .ask("draft_invoice", visit_draft(4, 1))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::AlreadyInvoiced);
    billing
        .ask("credit_invoice", credit(5, third))
        .await
        .unwrap();
    assert!(
        billing
            .ask("draft_invoice", visit_draft(6, 1))
            .await
            .is_ok()
    );
    assert!(
        billing
            .ask("draft_invoice", visit_draft(7, 2))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn another_patient_s_visit_cannot_be_billed() {
    let billing = Billing::open("A").await;
    let request = json!({
        "id": id("invoice", 1), "patient": id("patient", 2), "appointment": id("appointment", 1)
    });
    let refused = billing.ask("draft_invoice", request).await.unwrap_err();
    assert_eq!(refused.code, Code::InvalidFields);
}

#[tokio::test]
async fn wrong_lines_are_refused_by_field_and_a_preview_keeps_nothing() {
    let billing = Billing::open("A").await;
    let invoice = billing.drafted(1, 1, 5_000).await;
    let mut wrong = line(2, 100, 0);
    wrong["quantity"] = 0.into();
    wrong["description"] = " ".into();
    let request = json!({ "invoice": invoice, "lines": [line(1, 100, 0), wrong] });
    let fields =
        json!({ "fields": { "lines.1.description": "required", "lines.1.quantity": "invalid" } });
    for command in ["preview_invoice_lines", "edit_invoice_lines"] {
        let answer = billing
            .clinic
            .run(Role::Billing, command, request.clone())
            .await;
        let refused = answer.unwrap_err();
        assert_eq!(
            (refused.code, refused.data),
            (Code::InvalidFields, fields.clone())
        );
    }
    let request = json!({ "invoice": invoice, "lines": [line(1, 100, 2_300), line(2, 50, 2_300)] });
    let preview = billing
        .clinic
        .run(Role::Billing, "preview_invoice_lines", request)
        .await
        .unwrap();
    assert_eq!(preview["totals"]["gross"], euro(185));
    assert_eq!(billing.show(invoice).await.totals.gross.minor(), 5_000);
}

#[tokio::test]
async fn what_is_issued_can_only_be_taken_back() {
    let billing = Billing::open("A").await;
    let invoice = billing.issued(1, 1, 5_000).await;
    let before: Option<Invoice> = billing.clinic.get(invoice).await.unwrap();
    for (command, request) in [
        (
            "edit_invoice_lines",
            json!({ "invoice": invoice, "lines": [line(1, 1, 0)] }),
        ),
        ("discard_invoice", json!({ "invoice": invoice })),
        ("issue_invoice", json!({ "invoice": invoice })),
    ] {
        let refused = billing
            .clinic
            .run(Role::Billing, command, request)
            .await
            .unwrap_err();
        assert_eq!(refused.code, Code::NotADraft, "{command}");
    }
    billing.pay(1, invoice, 1_000).await.unwrap();
    billing
        .ask("credit_invoice", credit(2, invoice))
        .await
        .unwrap();
    let after: Option<Invoice> = billing.clinic.get(invoice).await.unwrap();
    let (before, after) = (before.unwrap(), after.unwrap());
    assert_eq!(
        serde_json::to_string(&before.lines).unwrap(),
        serde_json::to_string(&after.lines).unwrap()
    );
    assert_eq!(
        (before.number, before.gross, before.due_on),
        (after.number, after.gross, after.due_on)
    );
}

#[tokio::test]
async fn a_credit_note_gives_back_what_was_paid() {
    let billing = Billing::open("A").await;
    let invoice = billing.issued(1, 1, 5_000).await;
    billing.pay(1, invoice, 2_000).await.unwrap();
    let note = billing
        .ask("credit_invoice", credit(2, invoice))
        .await
        .unwrap();
    assert_eq!(note.invoice.number.as_deref(), Some("A-C000001"));
    assert_eq!(note.standing, InvoiceStanding::RefundDue);
    assert_eq!(
        (
            note.totals.gross.minor(),
            note.totals.paid.minor(),
            note.totals.due.minor()
        ),
        (5_000, 0, 2_000)
    );
    let original = note.counterpart.unwrap();
    assert_eq!(
        (original.number.as_deref(), original.standing),
        (Some("A-000001"), InvoiceStanding::Credited)
    );

    let refused = billing.pay(2, invoice, 1).await.unwrap_err();
    assert_eq!(refused.code, Code::AlreadyCredited);
    let refused = billing
        .ask("credit_invoice", credit(3, invoice))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::AlreadyCredited);

    let note = id("invoice", 2);
    let refused = billing.pay(4, note, 2_001).await.unwrap_err();
    assert_eq!(refused.code, Code::MoreThanDue);
    let settled = billing.pay(5, note, 2_000).await.unwrap();
    assert_eq!(settled.standing, InvoiceStanding::Settled);
    let original = billing.show(invoice).await;
    let counterpart = original.counterpart.unwrap();
    assert_eq!(
        (original.standing, counterpart.standing),
        (InvoiceStanding::Credited, InvoiceStanding::Settled)
    );
    assert_eq!(original.totals.due.minor(), 0);
}

#[tokio::test]
async fn a_refused_change_uses_up_no_number() {
    let billing = Billing::open("A").await;
    let empty = json!({ "id": id("invoice", 9), "patient": id("patient", 1) });
    billing.ask("draft_invoice", empty).await.unwrap();
    let issue_empty = json!({ "invoice": id("invoice", 9) });
    let refused = billing.ask("issue_invoice", issue_empty).await.unwrap_err();
    assert_eq!(refused.code, Code::NoLines);
    let first = billing.issued(1, 1, 5_000).await;
    billing.pay(1, first, 5_001).await.unwrap_err();
    let paid = billing.pay(2, first, 5_000).await.unwrap();
    assert_eq!(paid.invoice.number.as_deref(), Some("A-000001"));
    assert_eq!(paid.payments[0].receipt_number, "A-R000001");
    let second = billing.issued(2, 1, 5_000).await;
    let second = billing.show(second).await;
    assert_eq!(second.invoice.number.as_deref(), Some("A-000002"));
}

#[tokio::test]
async fn the_day_of_issue_is_the_facility_s_day() {
    let mut billing = Billing::open("A").await;
    // Half past midnight in Dublin, in summer time.
    billing.clinic.at("2027-06-30T23:30:00Z");
    let invoice = billing.issued(1, 1, 5_000).await;
    let paid = billing.pay(1, invoice, 5_000).await.unwrap();
    let day = |date: Option<values::LocalDate>| date.map(|day| day.to_string());
    assert_eq!(day(paid.invoice.issued_on).as_deref(), Some("2027-07-01"));
    assert_eq!(paid.payments[0].taken_on.to_string(), "2027-07-01");
}
