//! Views to PDF: invoice, credit note, receipt, the list of number series, the access report.
//!
//! Nothing here asks a store, reads a clock or adds up money: what is printed arrives as a document
//! struct, and the same struct always gives the same bytes. [`Typesetter`] is the way in.

mod access;
mod bill;
mod error;
mod figures;
mod labels;
mod language;
mod layout;
mod paper;
mod pdf;
mod receipt;
mod series;
mod text;
mod typesetter;

pub use access::{AccessReportDocument, AccessRow};
pub use bill::{BillLine, BillPayment, BillTotals, CreditNoteDocument, InvoiceDocument, TaxRow};
pub use error::DocumentError;
pub use labels::{ARABIC, ENGLISH, Labels};
pub use language::{NotPrinted, PrintLanguage};
pub use paper::{Edition, Letterhead, Paper, Payer};
pub use receipt::{ReceiptBill, ReceiptDocument, ReceiptKind};
pub use series::{NumberSeriesDocument, SeriesRow, VoidedRow};
pub use typesetter::Typesetter;
