//! Rules about patients: finding them, telling two records of one person, what a registration needs,
//! which vital signs can be charted, and what is known about allergies.

mod allergies;
mod coverage;
mod demographics;
mod duplicates;
mod field;
mod name_likeness;
mod national_number;
pub mod search;
mod vital_signs;

pub use allergies::{allergy_problems, allergy_status, reason_problem};
pub use coverage::{coverage_problems, holds_on};
pub use demographics::{demographic_problems, tidy};
pub use duplicates::{
    Described, DuplicateGrade, Likeness, MatchingField, likeness, searches_for_duplicates,
};
pub use field::{FieldProblem, Problem};
pub use national_number::{group_national_number, tidy_national_number};
pub use search::search_document;
pub use vital_signs::{
    ChartedSign, VITAL_SIGNS, VitalSignKind, shown_live, vital_sign, vital_sign_problems,
};
