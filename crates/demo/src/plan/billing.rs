//! Bills for the visits that took place, and what came of them: every standing occurs, and money of each
//! kind came in today.

use clinic::{
    billing::{Draft, draft_from_services, line_id, totals},
    records::{Discount, Extra, InvoiceLine, PaymentMethod, Role},
};
use values::{
    Instant, Money, TaxRate,
    ids::{InvoiceId, PaymentId},
};
use wire::billing::{
    CreditInvoice, DiscardInvoice, DraftInvoice, EditInvoiceLines, IssueInvoice, TakePayment,
};

use super::{MINUTE_MS, Plan, PlanError, course::Visit, later};
use crate::ids::id;

use PaymentMethod::{Card, Cash, Insurance, Transfer};

/// The latest visits are drafted only: nobody has had time for more.
const DRAFTS: usize = 5;
/// Bills older than this, days, are past their day; the week before today is not.
const LAST_WEEK: i32 = 7;
/// What the desk takes its break for before it bills a visit, minutes.
const DESK: u16 = 4;
const DAY_MINUTES: i64 = 24 * 60;

/// A bill, issued.
#[derive(Debug, Clone, Copy)]
struct Bill {
    id: InvoiceId,
    issued_at: Instant,
    gross: Money,
}

/// Bills all visits that are over, but those that a medical card covers.
pub(super) fn plan(plan: &mut Plan<'_>, visits: &[Visit<'_>]) -> Result<(), PlanError> {
    let mut done: Vec<&Visit<'_>> = visits
        .iter()
        .filter(|visit| visit.is_done(plan.now) && !visit.known().has_medical_card())
        .collect();
    done.sort_by_key(|visit| visit.ended);
    let latest = done.split_off(done.len().saturating_sub(DRAFTS));
    let mut open = Vec::new();
    let (mut old, mut young) = (0, 0);
    for visit in done {
        let bill = issue(plan, visit)?;
        if visit.date == plan.today {
            at_the_desk(plan, bill, young)?;
        } else if plan.today.days_since(visit.date) > LAST_WEEK {
            fate_of_an_old_one(plan, bill, old)?;
            old += 1;
        } else {
            open.extend(fate_of_a_young_one(plan, bill, young)?);
            young += 1;
        }
    }
    paid_today(plan, &open)?;
    drafts(plan, &latest)
}

fn draft(
    plan: &mut Plan<'_>,
    visit: &Visit<'_>,
) -> Result<(InvoiceId, Vec<InvoiceLine>), PlanError> {
    let at = later(visit.ended, DESK).min(plan.now);
    let invoice = InvoiceId::from_uuid(id(at, &format!("invoice/{}", visit.id)));
    let request = DraftInvoice {
        id: invoice,
        patient: visit.known().id,
        appointment: Some(visit.id),
    };
    plan.command(at, Role::Reception, "draft_invoice", &request)?;
    // What the command will come to: the same rule, asked beforehand.
    let draft = Draft {
        id: invoice,
        patient: visit.known().id,
        appointment: Some(visit.id),
        currency: plan.house.facility.currency,
        drafted_at: at,
        drafted_by: plan.house.person(Role::Reception),
    };
    Ok((invoice, draft_from_services(draft, visit.services())?.lines))
}

fn issue(plan: &mut Plan<'_>, visit: &Visit<'_>) -> Result<Bill, PlanError> {
    let (invoice, lines) = draft(plan, visit)?;
    let issued_at = later(visit.ended, DESK)
        .plus_millis(MINUTE_MS / 2)
        .min(plan.now);
    plan.command(
        issued_at,
        Role::Reception,
        "issue_invoice",
        &IssueInvoice { invoice },
    )?;
    Ok(Bill {
        id: invoice,
        issued_at,
        gross: totals(&lines, plan.house.facility.currency)?.gross,
    })
}

/// Takes a payment so many minutes after issue. The desk takes cash and cards, the office the rest.
fn pay(
    plan: &mut Plan<'_>,
    bill: Bill,
    (method, amount): (PaymentMethod, Money),
    minutes: i64,
) -> Result<(), PlanError> {
    let at = bill.issued_at.plus_millis(minutes * MINUTE_MS);
    pay_at(plan, bill, (method, amount), at)
}

fn pay_at(
    plan: &mut Plan<'_>,
    bill: Bill,
    (method, amount): (PaymentMethod, Money),
    at: Instant,
) -> Result<(), PlanError> {
    let by = match method {
        Cash | Card => Role::Reception,
        Transfer | Insurance => Role::Billing,
    };
    let request = TakePayment {
        id: PaymentId::from_uuid(id(at, &format!("payment/{}/{method:?}", bill.id))),
        invoice: bill.id,
        amount,
        method,
    };
    plan.command(at, by, "take_payment", &request)
}

fn at_the_desk(plan: &mut Plan<'_>, bill: Bill, n: usize) -> Result<(), PlanError> {
    let method = if n.is_multiple_of(3) { Cash } else { Card };
    pay(plan, bill, (method, bill.gross), 1)
}

/// A share of an amount, rounded to the minor unit.
fn share(amount: Money, of: i64) -> Result<Money, PlanError> {
    Ok(amount.ratio(1, of)?)
}

/// Weeks ago: most are paid, some never were, a few were taken back.
fn fate_of_an_old_one(plan: &mut Plan<'_>, bill: Bill, n: usize) -> Result<(), PlanError> {
    let gross = bill.gross;
    match n % 8 {
        0 => pay(plan, bill, (Insurance, gross), 9 * DAY_MINUTES + 65),
        1 => Ok(()),
        2 => pay(plan, bill, (Transfer, gross), 5 * DAY_MINUTES + 110),
        3 => pay(plan, bill, (Cash, share(gross, 2)?), 1),
        4 => {
            pay(plan, bill, (Cash, share(gross, 4)?), 1)?;
            let rest = gross.minus(share(gross, 4)?)?;
            pay(plan, bill, (Insurance, rest), 7 * DAY_MINUTES + 30)
        }
        5 => taken_back(plan, bill, n / 8),
        _ => at_the_desk(plan, bill, n),
    }
}

/// Taken back after it was paid and not yet given back; unpaid; paid and given back; in turn.
fn taken_back(plan: &mut Plan<'_>, bill: Bill, turn: usize) -> Result<(), PlanError> {
    let paid = turn % 3 != 1;
    if paid {
        pay(plan, bill, (Card, bill.gross), 1)?;
    }
    let credited_at = bill
        .issued_at
        .plus_millis((2 * DAY_MINUTES + 200) * MINUTE_MS);
    let reason = if paid {
        "Billed twice"
    } else {
        "Sent to the wrong person"
    };
    let note = InvoiceId::from_uuid(id(credited_at, &format!("credit/{}", bill.id)));
    let request = CreditInvoice {
        id: note,
        invoice: bill.id,
        reason: reason.to_owned(),
    };
    plan.command(credited_at, Role::Billing, "credit_invoice", &request)?;
    if turn % 3 == 2 {
        let note = Bill {
            id: note,
            issued_at: credited_at,
            gross: bill.gross,
        };
        pay(plan, note, (Transfer, note.gross), DAY_MINUTES)?;
    }
    Ok(())
}

/// Last week: most paid at the desk; some wait for their day, one in eight paid a part of it.
/// What is still open is given back.
fn fate_of_a_young_one(
    plan: &mut Plan<'_>,
    bill: Bill,
    n: usize,
) -> Result<Option<Bill>, PlanError> {
    match n % 8 {
        2 | 5 => Ok(Some(bill)),
        7 => {
            pay(plan, bill, (Card, share(bill.gross, 3)?), 1)?;
            Ok(None)
        }
        _ => {
            at_the_desk(plan, bill, n)?;
            Ok(None)
        }
    }
}

/// One payment of each kind came in today, whatever the time is; the rest stays open.
fn paid_today(plan: &mut Plan<'_>, open: &[Bill]) -> Result<(), PlanError> {
    let methods = [(Transfer, 485), (Insurance, 490), (Cash, 515), (Card, 530)];
    for (bill, (method, minute)) in open.iter().zip(methods) {
        pay_at(plan, *bill, (method, bill.gross), plan.today_at(minute))?;
    }
    Ok(())
}

/// The newest bills: one with a discount and a line typed by hand, one thrown away.
fn drafts(plan: &mut Plan<'_>, visits: &[&Visit<'_>]) -> Result<(), PlanError> {
    for (n, visit) in visits.iter().enumerate() {
        let (invoice, mut lines) = draft(plan, visit)?;
        let at = later(visit.ended, DESK + 1).min(plan.now);
        match n {
            0 => plan.command(
                at,
                Role::Reception,
                "discard_invoice",
                &DiscardInvoice { invoice },
            )?,
            1 => {
                if let Some(first) = lines.first_mut() {
                    first.discount = Some(Discount::Percent {
                        basis_points: 1_000,
                    });
                }
                lines.push(by_hand(plan, invoice, lines.len())?);
                let request = EditInvoiceLines { invoice, lines };
                plan.command(at, Role::Reception, "edit_invoice_lines", &request)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn by_hand(plan: &Plan<'_>, invoice: InvoiceId, index: usize) -> Result<InvoiceLine, PlanError> {
    Ok(InvoiceLine {
        id: line_id(invoice, index),
        service: None,
        description: "Elastic bandage, 8 cm".to_owned(),
        quantity: 3,
        unit_price: Money::new(385, plan.house.facility.currency)?,
        tax_rate: TaxRate::try_from(2_300)?,
        discount: None,
        extra: Extra::new(),
    })
}
