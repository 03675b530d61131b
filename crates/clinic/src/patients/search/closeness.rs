//! Which of two patients found by the same step stands first.

use std::{cmp::Reverse, collections::HashSet};

use super::{SearchTerm, SearchWord, search_document, tag};
use crate::records::Patient;

/// How well a patient answers what was typed. Smaller is closer: whole words before beginnings, family
/// names before given names, the living before the dead, then by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closeness {
    whole: Reverse<usize>,
    family: Reverse<usize>,
    dead: bool,
    name: String,
    record_number: String,
}

/// The closeness of a patient to the terms that found it.
pub fn closeness(terms: &[SearchTerm], patient: &Patient) -> Closeness {
    let document = search_document(patient);
    let words: HashSet<&str> = document.split(' ').collect();
    let whole = |word: &SearchWord| {
        let (SearchWord::Whole(text) | SearchWord::Start(text)) = word;
        words.contains(text.as_str())
    };
    let family = |word: &SearchWord| {
        let (SearchWord::Whole(text) | SearchWord::Start(text)) = word;
        let tagged = tag::family(text);
        words.iter().any(|word| word.starts_with(&tagged))
    };
    let count = |test: &dyn Fn(&SearchWord) -> bool| {
        Reverse(
            terms
                .iter()
                .filter(|term| term.any_of.iter().any(test))
                .count(),
        )
    };
    Closeness {
        whole: count(&whole),
        family: count(&family),
        dead: patient.died_on.is_some(),
        name: patient.name.search_words(),
        record_number: patient.record_number.clone(),
    }
}
