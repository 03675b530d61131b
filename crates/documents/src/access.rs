//! The access report as it is printed: for a patient, who asks who opened their record.

use values::{LocalDate, LocalTime};

use crate::paper::{Letterhead, Paper, Payer};

/// Who opened one patient's record, and what they did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessReportDocument {
    /// How it is printed.
    pub paper: Paper,
    /// Who states it.
    pub letterhead: Letterhead,
    /// Whose record it is.
    pub patient: Payer,
    /// The day on which it holds. The file carries this day as its own date.
    pub day: LocalDate,
    /// The first day that was asked for; absent for the first that is kept.
    pub from: Option<LocalDate>,
    /// The last day that was asked for; absent for the day of the report.
    pub until: Option<LocalDate>,
    /// The accesses, in printing order.
    pub rows: Vec<AccessRow>,
    /// Whether there are earlier ones, which are not among them.
    pub more: bool,
}

/// One access, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRow {
    /// The day.
    pub day: LocalDate,
    /// The time, by the clocks of the facility.
    pub time: LocalTime,
    /// Who, as printed; empty for somebody who is not known any more.
    pub person: String,
    /// As what.
    pub role: String,
    /// The letter code of the workstation.
    pub workstation: String,
    /// What was done, and why where that was said.
    pub done: String,
}
