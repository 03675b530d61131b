//! What every document has: the clinic's letterhead, the patient, the paper's language and marks.

use values::Sensitive;

use crate::language::PrintLanguage;

/// The clinic, as it stands at the top of its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Name.
    pub name: String,
    /// Address lines, top first.
    pub address: Vec<String>,
    /// Telephone; empty when there is none.
    pub phone: String,
    /// Tax registration number; empty when there is none.
    pub tax_number: String,
}

/// The patient that a document is about, who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// Name, as it is to be printed.
    pub name: Sensitive<String>,
    /// Medical record number.
    pub record_number: Sensitive<String>,
    /// Address lines, top first. At most ten printed lines.
    pub address: Sensitive<Vec<String>>,
}

/// Which paper of a document this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The first and only one that counts.
    Original,
    /// Printed again: says so on every page.
    Copy,
    /// Not issued yet: says so across every page.
    Draft,
}

/// How a document is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// Language of the document's own words.
    pub language: PrintLanguage,
    /// Which paper this is.
    pub edition: Edition,
    /// Whether the data are made up: says so on every page.
    pub demo: bool,
}
