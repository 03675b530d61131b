//! Drafting, issuing, paying and taking back invoices.

mod billing_overview;
mod credit_invoice;
mod discard_invoice;
mod draft_invoice;
mod edit_invoice_lines;
mod invoice;
mod invoice_list;
mod issue_invoice;
mod number_series;
mod preview_invoice_lines;
mod refused;
pub mod summary;
mod take_payment;
mod takings;
mod view;

pub use billing_overview::billing_overview;
pub use credit_invoice::credit_invoice;
pub use discard_invoice::discard_invoice;
pub use draft_invoice::draft_invoice;
pub use edit_invoice_lines::edit_invoice_lines;
pub use invoice::invoice;
pub use invoice_list::invoice_list;
pub use issue_invoice::issue_invoice;
pub use number_series::number_series;
pub use preview_invoice_lines::preview_invoice_lines;
pub use take_payment::take_payment;
