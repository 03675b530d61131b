//! Finding patients from what a receptionist types.
//!
//! A patient is found through a *search document*: one line of words that the store indexes. Names
//! stand in it as plain folded words; whatever else can be typed (birth date, telephone, record
//! number) and what is only asked for on purpose (family or given name, sound) stands in it as a
//! *tagged* word, which starts with a zero and a letter so that no name fragment ever meets it.
//! What is typed becomes a list of [`SearchStep`]s, strictest first, in the same words.
//! Of whom somebody gave another value than the record holds, that is looked through beside the
//! index ([`Readings`]).
//!
//! ```text
//! smi ann        any names that begin so, in any order, accents ignored
//! SMITH ann      capitals beside small letters: the family name
//! smith,  ,ann   before a comma the family name, behind it given names
//! 14jul45        a birth date, also 14/07/1945, 14.7.45, 1945-07-14, 14 July 1945, 1945
//! 4567           the end or the beginning of a telephone number, or a record number
//! A-000123  #123 a record number
//! ```

mod closeness;
mod dates;
pub(crate) mod digits;
mod document;
mod lookalikes;
mod readings;
pub(crate) mod sound;
mod steps;
mod tag;
mod typed;

#[cfg(test)]
mod tests;

pub(crate) use lookalikes::{whole_words, words_of_facts, words_of_sounds};

pub use closeness::{Closeness, closeness};
pub use document::search_document;
pub use readings::Readings;
#[cfg(test)]
pub(crate) use readings::answers;
pub use steps::search_steps;

/// A word that a search document must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchWord {
    /// The whole word.
    Whole(String),
    /// A word that starts so.
    Start(String),
}

/// One thing that the patient must match, by any of these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchTerm {
    /// Never empty; folded letters and digits only; the likeliest reading first.
    pub any_of: Vec<SearchWord>,
}

/// One question to the index. Whoever it finds stands before whoever a later one finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchStep {
    /// What the patient must match, all of them; never empty.
    pub terms: Vec<SearchTerm>,
    /// Whether to ask only if nobody was found before.
    pub last_resort: bool,
}
