//! What people type: into the search, and as codes and passwords.

#![no_main]

use clinic::{
    patients::{search::search_steps, tidy_national_number},
    people::{matching_step, password_problem, tidy_code},
};
use libfuzzer_sys::fuzz_target;
use values::Instant;

fuzz_target!(|text: &str| {
    let today = "2026-11-20".parse().expect("a day");
    for step in search_steps(text, today) {
        assert!(!step.terms.is_empty(), "a step without terms finds everybody");
        for term in step.terms {
            assert!(!term.any_of.is_empty(), "a term without words finds nobody");
        }
    }
    let _ = tidy_national_number(text);
    let _ = tidy_code(text);
    let _ = password_problem(text, &["Ann Byrne"], false);
    let _ = matching_step(text, text, Instant::from_millis(1_700_000_000_000), None);
});
