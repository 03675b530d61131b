//! Finding patients from what a receptionist types.
//!
//! A patient is found through a *search document*: one line of words that the store indexes. Names
//! stand in it as plain folded words; whatever else can be typed (birth date, telephone, record
//! number) and what is only asked for on purpose (family or given name, sound) stands in it as a
//! *tagged* word, which starts with a zero and a letter so that no name fragment ever meets it.
//! What is typed becomes a list of [`SearchStep`]s, strictest first, in the same words.

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

mod digits;
mod document;
mod sound;
mod tag;

pub use document::search_document;
