//! The demo clinic as a whole.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod clinic_at;
mod names;
mod running;
mod weeks;
