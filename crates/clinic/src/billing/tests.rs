//! What the rules of billing hold to, case by case and whatever happens.

mod amounts;
mod lines;
mod sequences;
mod steps;

use values::{
    Currency, Instant, LocalDate, Money, TaxRate,
    ids::{InvoiceId, InvoiceLineId, PatientId, PaymentId, PersonId},
};

use super::{Credit, Draft, Issue, Tender, draft_from_services, edit_lines, issue};
use crate::records::{Discount, Extra, Invoice, InvoiceLine, PaymentMethod};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR).unwrap()
}

fn rate(basis_points: u32) -> TaxRate {
    TaxRate::try_from(basis_points).unwrap()
}

fn now() -> Instant {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

fn day(text: &str) -> LocalDate {
    text.parse().unwrap()
}

fn line(quantity: u32, price: i64, basis_points: u32, discount: Option<Discount>) -> InvoiceLine {
    InvoiceLine {
        id: InvoiceLineId::at(now()),
        service: None,
        description: "Consultation".into(),
        quantity,
        unit_price: euro(price),
        tax_rate: rate(basis_points),
        discount,
        extra: Extra::new(),
    }
}

fn percent(basis_points: u32) -> Discount {
    Discount::Percent { basis_points }
}

fn amount_off(minor: i64) -> Discount {
    Discount::Amount {
        amount: euro(minor),
    }
}

fn a_draft() -> Draft {
    Draft {
        id: InvoiceId::at(now()),
        patient: PatientId::at(now()),
        appointment: None,
        currency: Currency::EUR,
        drafted_at: now(),
        drafted_by: PersonId::at(now()),
    }
}

fn drafted(lines: Vec<InvoiceLine>) -> Invoice {
    edit_lines(&draft_from_services(a_draft(), &[]).unwrap(), lines).unwrap()
}

fn at_issue(number: &str) -> Issue {
    Issue {
        number: number.into(),
        at: now(),
        on: day("2026-11-20"),
        payment_days: 14,
    }
}

fn issued(lines: Vec<InvoiceLine>) -> Invoice {
    issue(&drafted(lines), at_issue("A-000017")).unwrap()
}

fn tender(minor: i64) -> Tender {
    Tender {
        id: PaymentId::at(now()),
        amount: euro(minor),
        method: PaymentMethod::Card,
        receipt_number: "A-000003".into(),
        taken_at: now(),
        taken_on: day("2026-11-20"),
        taken_by: PersonId::at(now()),
    }
}

fn at_credit(reason: &str) -> Credit {
    Credit {
        id: InvoiceId::at(now()),
        number: "A-000001".into(),
        reason: reason.into(),
        at: now(),
        on: day("2026-11-21"),
        by: PersonId::at(now()),
    }
}
