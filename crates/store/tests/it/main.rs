//! The store contract: what every keeper of records must do, on a real database.

mod billing;
mod contract;
mod encryption;
mod rebase;
