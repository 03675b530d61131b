//! Making a draft final.

use values::{Instant, LocalDate};

use super::{amounts::totals, lines::check_lines, refused::BillingRefused};
use crate::records::{Invoice, InvoiceStatus};

/// What an invoice is given when it is issued.
#[derive(Debug, Clone)]
pub struct Issue {
    /// From the issuing workstation's series.
    pub number: String,
    /// When.
    pub at: Instant,
    /// That day in the facility's zone.
    pub on: LocalDate,
    /// Days until it is due.
    pub payment_days: u16,
}

/// The draft, numbered and final, with its gross amount fixed.
pub fn issue(draft: &Invoice, issue: Issue) -> Result<Invoice, BillingRefused> {
    if draft.status != InvoiceStatus::Draft {
        return Err(BillingRefused::NotADraft);
    }
    if draft.lines.is_empty() {
        return Err(BillingRefused::NoLines);
    }
    check_lines(&draft.lines, draft.currency)?;
    Ok(Invoice {
        status: InvoiceStatus::Issued,
        number: Some(issue.number),
        gross: Some(totals(&draft.lines, draft.currency)?.gross),
        issued_at: Some(issue.at),
        issued_on: Some(issue.on),
        due_on: Some(issue.on.plus_days(i32::from(issue.payment_days))),
        ..draft.clone()
    })
}
