//! Documents to pages.

mod access;
mod bill;
mod frame;
mod note;
mod receipt;
mod series;
mod sheet;
mod style;
mod sums;
mod table;

pub(crate) use access::access_report;
pub(crate) use bill::{credit_note, invoice};
pub(crate) use receipt::receipt;
pub(crate) use series::number_series;
