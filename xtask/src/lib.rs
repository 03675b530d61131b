//! Starting Mainstay's programs: what `cargo xtask run` and tests share.
//!
//! Everything else that `cargo xtask` does is private to its binary.

pub mod contract;
pub mod demo_server;
pub mod display;
pub mod failure;
pub mod postgres;
pub mod process;
pub mod update;
