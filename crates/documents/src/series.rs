//! Number series as they are printed: for an auditor, who asks what became of each number.

use clinic::records::SeriesPurpose;
use values::LocalDate;

use crate::paper::{Letterhead, Paper};

/// Every series of document numbers, and every number that stands on no valid paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberSeriesDocument {
    /// How it is printed.
    pub paper: Paper,
    /// Who states it.
    pub letterhead: Letterhead,
    /// The day on which it holds. The file carries this day as its own date.
    pub day: LocalDate,
    /// The series, in printing order.
    pub series: Vec<SeriesRow>,
    /// The void numbers, in printing order.
    pub voided: Vec<VoidedRow>,
}

/// One series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRow {
    /// What its numbers are for.
    pub purpose: SeriesPurpose,
    /// The letter code of the workstation.
    pub letters: String,
    /// Its first number.
    pub first: String,
    /// Its last one.
    pub last: String,
    /// How many stand on a paper.
    pub used: u32,
    /// How many are void.
    pub voided: u32,
    /// How many are neither.
    pub missing: u32,
    /// Which those are, as far as they are listed; first and last of each gap.
    pub gaps: Vec<(String, String)>,
}

/// One void number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoidedRow {
    /// The number.
    pub number: String,
    /// The day on which it was allotted.
    pub day: LocalDate,
    /// Who asked for the paper, as printed.
    pub person: String,
    /// The code of the refusal.
    pub code: String,
}
