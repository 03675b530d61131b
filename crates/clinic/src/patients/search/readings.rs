//! A patient of whom somebody gave another value than the record holds, and nobody has chosen yet: found by either.

use super::{Closeness, SearchTerm, SearchWord, closeness, search_document};
use crate::records::Patient;

/// A patient as the record has them, and as each other value would.
#[derive(Debug, Clone)]
pub struct Readings {
    patients: Vec<Patient>,
    /// The words of all of them: somebody may ask for the old name and the new birth date.
    document: String,
}

impl Readings {
    /// Several of one patient.
    pub fn of(patients: Vec<Patient>) -> Self {
        let documents: Vec<String> = patients.iter().map(search_document).collect();
        Self {
            patients,
            document: documents.join(" "),
        }
    }

    /// Whether these terms find the patient.
    pub fn answer(&self, terms: &[SearchTerm]) -> bool {
        answers(terms, &self.document)
    }

    /// How close the closest reading is to the terms that found it; `None` when there is none.
    pub fn closeness(&self, terms: &[SearchTerm]) -> Option<Closeness> {
        let close = |patient| closeness(terms, patient);
        self.patients.iter().map(close).min()
    }
}

/// Whether a document answers all terms: what the index does.
pub(crate) fn answers(terms: &[SearchTerm], document: &str) -> bool {
    let answers_one = |term: &SearchTerm| {
        document.split(' ').any(|word| {
            term.any_of.iter().any(|asked| match asked {
                SearchWord::Whole(text) => word == text,
                SearchWord::Start(text) => word.starts_with(text.as_str()),
            })
        })
    };
    terms.iter().all(answers_one)
}
