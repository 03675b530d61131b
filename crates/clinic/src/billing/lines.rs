//! The lines of a draft: what may stand there.

use uuid::Uuid;
use values::{
    Currency,
    ids::{InvoiceId, InvoiceLineId},
};

use super::{
    amounts::line_amounts,
    refused::{BillingRefused, LineProblem},
};
use crate::records::{Invoice, InvoiceLine, InvoiceStatus};

/// Lines an invoice can have.
pub const LINES_MAX: usize = 200;
/// The largest quantity of a line.
pub const QUANTITY_MAX: u32 = 9_999;
/// The highest net price of one, minor units. With it, 200 lines of 9,999 at 100 % tax still add up
/// to an amount that is in range, so no list of lines that passes here can fail to be totalled.
pub const UNIT_PRICE_MAX: i64 = 1_000_000_000;
/// Characters that a description can have.
pub const DESCRIPTION_MAX: usize = 500;

/// The id of the line at `index` when the lines follow from the invoice: the same on every run.
pub fn line_id(invoice: InvoiceId, index: usize) -> InvoiceLineId {
    let name = format!("line {index}");
    InvoiceLineId::from_uuid(Uuid::new_v5(&invoice.uuid(), name.as_bytes()))
}

/// The draft with these lines in place of its own, descriptions trimmed.
pub fn edit_lines(
    invoice: &Invoice,
    mut lines: Vec<InvoiceLine>,
) -> Result<Invoice, BillingRefused> {
    if invoice.status != InvoiceStatus::Draft {
        return Err(BillingRefused::NotADraft);
    }
    for line in &mut lines {
        let trimmed = line.description.trim();
        if trimmed.len() != line.description.len() {
            line.description = trimmed.to_owned();
        }
    }
    check_lines(&lines, invoice.currency)?;
    Ok(Invoice {
        lines,
        ..invoice.clone()
    })
}

/// Refuses lines that cannot stand on an invoice in `currency`, naming every wrong field.
pub fn check_lines(lines: &[InvoiceLine], currency: Currency) -> Result<(), BillingRefused> {
    let mut problems = Vec::new();
    let mut of_the_list = |problem| {
        problems.push(LineProblem {
            line: None,
            field: "lines",
            problem,
        });
    };
    if lines.is_empty() {
        of_the_list("required");
    }
    if lines.len() > LINES_MAX {
        of_the_list("too_long");
    }
    let mut ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) {
        of_the_list("invalid");
    }
    for (index, line) in lines.iter().enumerate() {
        problems.extend(
            wrong_fields(line, currency)
                .into_iter()
                .map(|(field, problem)| LineProblem {
                    line: Some(index),
                    field,
                    problem,
                }),
        );
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(BillingRefused::Lines(problems))
    }
}

fn wrong_fields(line: &InvoiceLine, currency: Currency) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    if line.description.trim().is_empty() {
        wrong.push(("description", "required"));
    } else if line.description.chars().count() > DESCRIPTION_MAX {
        wrong.push(("description", "too_long"));
    }
    if line.quantity == 0 || line.quantity > QUANTITY_MAX {
        wrong.push(("quantity", "invalid"));
    }
    let price = line.unit_price;
    if price.currency() != currency || !(0..=UNIT_PRICE_MAX).contains(&price.minor()) {
        wrong.push(("unit_price", "invalid"));
    }
    // Whether a discount is more than its line can only be said of a line that is right otherwise.
    if wrong.is_empty() && line_amounts(line).is_err() {
        wrong.push(("discount", "invalid"));
    }
    wrong
}
