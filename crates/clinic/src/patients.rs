//! Rules about patients: finding them, telling two records of one person, what a registration needs,
//! which vital signs can be charted, and what is known about allergies.

pub mod search;

pub use search::search_document;
