//! Throwing a draft away.

use super::refused::BillingRefused;
use crate::records::{Invoice, InvoiceStatus};

/// The draft, discarded. It keeps what was typed.
pub fn discard(draft: &Invoice) -> Result<Invoice, BillingRefused> {
    if draft.status != InvoiceStatus::Draft {
        return Err(BillingRefused::NotADraft);
    }
    Ok(Invoice {
        status: InvoiceStatus::Discarded,
        ..draft.clone()
    })
}
