use super::{amount_off, at_credit, at_issue, day, drafted, euro, issued, line, now, tender};
use crate::{
    billing::{
        BillingRefused, InvoiceStanding, InvoiceTotals, balance, balance_after, bills_its_visit,
        credit, discard, draft_from_services, edit_lines, issue, pay, standing, totals,
    },
    records::{Invoice, InvoiceKind, InvoiceStatus, Payment},
};
use values::{Money, ids::PaymentId};

fn stands(invoice: &Invoice, payments: &[Payment], today: &str) -> InvoiceStanding {
    standing(invoice, &balance(invoice, payments).unwrap(), day(today))
}

#[test]
fn issuing_gives_number_days_and_a_fixed_gross_amount_and_leaves_the_lines() {
    let draft = drafted(vec![line(2, 5_000, 2_300, None)]);
    let invoice = issue(&draft, at_issue("A-000017")).unwrap();
    assert_eq!(invoice.number.as_deref(), Some("A-000017"));
    assert_eq!(invoice.issued_at, Some(now()));
    assert_eq!(invoice.issued_on, Some(day("2026-11-20")));
    assert_eq!(invoice.due_on, Some(day("2026-12-04")));
    assert_eq!(invoice.gross, Some(euro(12_300)));
    assert_eq!(invoice.lines, draft.lines);
}

#[test]
fn refuses_to_issue_without_lines_or_twice() {
    let empty = draft_from_services(super::a_draft(), &[]).unwrap();
    assert_eq!(
        issue(&empty, at_issue("A-000001")).unwrap_err(),
        BillingRefused::NoLines
    );
    let invoice = issued(vec![line(1, 1, 0, None)]);
    assert_eq!(
        issue(&invoice, at_issue("A-000018")).unwrap_err(),
        BillingRefused::NotADraft
    );
}

#[test]
fn an_invoice_is_paid_in_parts_and_never_beyond_what_is_due() {
    let invoice = issued(vec![line(1, 10_000, 2_300, None)]);
    let first = pay(&invoice, &[], tender(2_300)).unwrap();
    assert_eq!(
        pay(&invoice, std::slice::from_ref(&first), tender(10_001)).unwrap_err(),
        BillingRefused::MoreThanDue { due: euro(10_000) }
    );
    let second = pay(&invoice, std::slice::from_ref(&first), tender(10_000)).unwrap();
    let payments = [first, second];
    assert_eq!(
        pay(&invoice, &payments, tender(1)).unwrap_err(),
        BillingRefused::MoreThanDue { due: euro(0) }
    );
    assert_eq!(balance(&invoice, &payments).unwrap().paid, euro(12_300));
}

#[test]
fn refuses_a_payment_of_nothing_of_less_and_in_another_currency() {
    let invoice = issued(vec![line(1, 10_000, 0, None)]);
    let mut dollars = tender(1);
    dollars.amount = Money::new(1, "USD".parse().unwrap()).unwrap();
    for refused in [tender(0), tender(-1), dollars] {
        assert_eq!(
            pay(&invoice, &[], refused).unwrap_err(),
            BillingRefused::AmountOutOfRange
        );
    }
}

#[test]
fn only_an_issued_invoice_can_be_paid_or_taken_back() {
    let draft = drafted(vec![line(1, 1_000, 0, None)]);
    let discarded = discard(&draft).unwrap();
    let invoice = issued(vec![line(1, 1_000, 0, None)]);
    let (credited, note) = credit(&invoice, at_credit("Wrong patient")).unwrap();
    for (invoice, refused) in [
        (&draft, BillingRefused::NotIssued),
        (&discarded, BillingRefused::NotIssued),
        (&credited, BillingRefused::AlreadyCredited),
    ] {
        assert_eq!(pay(invoice, &[], tender(1)).unwrap_err(), refused);
        assert_eq!(credit(invoice, at_credit("x")).unwrap_err(), refused);
    }
    assert_eq!(
        credit(&note, at_credit("x")).unwrap_err(),
        BillingRefused::NotIssued
    );
}

#[test]
fn a_payment_of_another_invoice_counts_for_nothing() {
    let invoice = issued(vec![line(1, 1_000, 0, None)]);
    let other = issued(vec![line(1, 1_000, 0, None)]);
    let payment = pay(&other, &[], tender(1_000)).unwrap();
    assert_eq!(
        balance(&invoice, std::slice::from_ref(&payment))
            .unwrap()
            .due,
        euro(1_000)
    );
}

#[test]
fn standing_follows_from_payments_and_the_day() {
    let draft = drafted(vec![line(1, 1_000, 0, None)]);
    assert_eq!(stands(&draft, &[], "2027-01-01"), InvoiceStanding::Draft);
    let discarded = discard(&draft).unwrap();
    assert_eq!(
        stands(&discarded, &[], "2027-01-01"),
        InvoiceStanding::Discarded
    );
    let invoice = issued(vec![line(1, 1_000, 0, None)]);
    let part = pay(&invoice, &[], tender(400)).unwrap();
    let rest = pay(&invoice, std::slice::from_ref(&part), tender(600)).unwrap();
    let (part, both) = ([part.clone()], [part, rest]);
    for (payments, today, expected) in [
        (&[][..], "2026-11-20", InvoiceStanding::Unpaid),
        (&[][..], "2026-12-04", InvoiceStanding::Unpaid),
        (&[][..], "2026-12-05", InvoiceStanding::Overdue),
        (&part[..], "2026-12-04", InvoiceStanding::PartPaid),
        (&part[..], "2026-12-05", InvoiceStanding::Overdue),
        (&both[..], "2026-12-05", InvoiceStanding::Paid),
    ] {
        assert_eq!(
            stands(&invoice, payments, today),
            expected,
            "{today} after {} payments",
            payments.len()
        );
    }
}

#[test]
fn an_invoice_of_nothing_is_paid_at_once() {
    let free = issued(vec![line(1, 1_000, 2_300, Some(amount_off(1_000)))]);
    assert_eq!(stands(&free, &[], "2027-01-01"), InvoiceStanding::Paid);
}

#[test]
fn a_credit_note_mirrors_its_invoice_and_owes_nothing_when_nothing_was_paid() {
    let invoice = issued(vec![
        line(2, 5_000, 2_300, Some(amount_off(1))),
        line(1, 700, 1_350, None),
    ]);
    let (credited, note) = credit(&invoice, at_credit(" Wrong patient ")).unwrap();
    assert_eq!(note.kind, InvoiceKind::CreditNote);
    assert_eq!(note.credits, Some(invoice.id));
    assert_eq!(note.credit_reason.as_deref(), Some("Wrong patient"));
    assert_eq!(
        totals(&note.lines, note.currency),
        totals(&invoice.lines, invoice.currency)
    );
    assert_eq!(credited.status, InvoiceStatus::Credited);
    assert_eq!(
        stands(&credited, &[], "2027-01-01"),
        InvoiceStanding::Credited
    );
    assert_eq!(stands(&note, &[], "2027-01-01"), InvoiceStanding::Settled);
    assert_eq!(balance(&credited, &[]).unwrap().due, euro(0));
}

#[test]
fn a_credit_note_gives_back_what_was_paid_and_no_more() {
    let invoice = issued(vec![line(1, 10_000, 0, None)]);
    let paid = pay(&invoice, &[], tender(4_000)).unwrap();
    let (credited, note) = credit(&invoice, at_credit("Not performed")).unwrap();
    assert_eq!(
        balance(&note, std::slice::from_ref(&paid)).unwrap().due,
        euro(4_000)
    );
    assert_eq!(
        stands(&note, std::slice::from_ref(&paid), "2026-11-21"),
        InvoiceStanding::RefundDue
    );
    assert_eq!(
        pay(&note, std::slice::from_ref(&paid), tender(4_001)).unwrap_err(),
        BillingRefused::MoreThanDue { due: euro(4_000) }
    );
    let refund = Payment {
        id: PaymentId::at(now()),
        ..pay(&note, std::slice::from_ref(&paid), tender(4_000)).unwrap()
    };
    let payments = [paid, refund];
    assert_eq!(
        stands(&note, &payments, "2026-11-21"),
        InvoiceStanding::Settled
    );
    assert_eq!(balance(&credited, &payments).unwrap().paid, euro(4_000));
}

#[test]
fn a_credit_note_needs_a_reason() {
    let invoice = issued(vec![line(1, 1_000, 0, None)]);
    for (reason, problem) in [("  ", "required"), (&*"x".repeat(501), "too_long")] {
        assert_eq!(
            credit(&invoice, at_credit(reason)).unwrap_err(),
            BillingRefused::Reason { problem }
        );
    }
}

#[test]
fn a_discarded_draft_keeps_what_was_typed_and_cannot_come_back() {
    let draft = drafted(vec![line(3, 1_000, 0, None)]);
    let discarded = discard(&draft).unwrap();
    assert_eq!(discarded.lines, draft.lines);
    assert_eq!(discard(&discarded).unwrap_err(), BillingRefused::NotADraft);
    assert_eq!(
        edit_lines(&discarded, draft.lines).unwrap_err(),
        BillingRefused::NotADraft
    );
    assert_eq!(
        issue(&discarded, at_issue("A-000001")).unwrap_err(),
        BillingRefused::NotADraft
    );
    assert_eq!(
        discard(&issued(vec![line(1, 1, 0, None)])).unwrap_err(),
        BillingRefused::NotADraft
    );
}

#[test]
fn a_visit_may_be_billed_anew_once_its_invoice_is_discarded_or_taken_back() {
    let draft = drafted(vec![line(1, 1_000, 0, None)]);
    let invoice = issued(vec![line(1, 1_000, 0, None)]);
    let (credited, note) = credit(&invoice, at_credit("x")).unwrap();
    for (invoice, expected) in [
        (&draft, true),
        (&invoice, true),
        (&discard(&draft).unwrap(), false),
        (&credited, false),
        (&note, false),
    ] {
        assert_eq!(bills_its_visit(invoice), expected, "{:?}", invoice.status);
    }
}

#[test]
fn a_receipt_says_what_was_left_after_its_payment() {
    let invoice = issued(vec![line(1, 10_000, 0, None)]);
    let mut payments: Vec<Payment> = Vec::new();
    for (n, minor) in [(1_u128, 3_000), (2, 2_500), (3, 4_500)] {
        let mut offered = tender(minor);
        offered.id = PaymentId::from_uuid(uuid::Uuid::from_u128(n));
        let payment = pay(&invoice, &payments, offered).unwrap();
        payments.push(payment);
    }
    let all_paid = InvoiceTotals {
        paid: euro(10_000),
        due: euro(0),
        ..totals(&invoice.lines, invoice.currency).unwrap()
    };
    let left = |kind, totals: &InvoiceTotals| -> Vec<(i64, i64)> {
        let after = payments.iter().map(|payment| {
            balance_after(kind, totals, &payments, payment.id)
                .unwrap()
                .unwrap()
        });
        after.map(|it| (it.paid.minor(), it.due.minor())).collect()
    };
    let expected = [(3_000, 7_000), (5_500, 4_500), (10_000, 0)];
    assert_eq!(left(InvoiceKind::Invoice, &all_paid), expected);
    // A credit note that has 110.00 to give back in all.
    let note = InvoiceTotals {
        due: euro(1_000),
        ..all_paid
    };
    let expected = [(3_000, 8_000), (5_500, 5_500), (10_000, 1_000)];
    assert_eq!(left(InvoiceKind::CreditNote, &note), expected);
    let unknown = PaymentId::from_uuid(uuid::Uuid::from_u128(9));
    assert_eq!(
        balance_after(InvoiceKind::Invoice, &note, &payments, unknown).unwrap(),
        None
    );
}
