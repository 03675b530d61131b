//! The store contract: what every keeper of records must do, on a real database.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should end"
)]

mod attention;
mod audit;
mod billing;
mod contract;
mod digests;
mod encryption;
mod engines;
mod inline;
mod leases;
mod numbers;
mod races;
mod rebase;
mod rescue;
mod restriction;
