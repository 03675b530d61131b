//! Who and what there is.

#[expect(
    clippy::module_inception,
    reason = "the module is named after its command, as everywhere"
)]
mod directory;

pub use directory::{directory, person_view};
