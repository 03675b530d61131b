//! The crate against recorded messages and against real brokers.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod broker;
mod hub;
mod messages;
