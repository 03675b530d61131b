//! Workstations and a server in one process, driven by one seed, and an oracle that says whether what the
//! sync promises was kept. docs/simulation.md tells how to run it and how to read a seed.
//!
//! Everything that decides is the product's own: commands, outbox, rebase, judging, feed. Only the network,
//! the clock, chance, and the end of a process are simulated.

#![cfg(feature = "simulate")]

mod chance;
mod clock;
mod desk;
mod faults;
mod host;
mod ledger;
mod life;
mod network;
mod oracle;
mod trace;
mod work;
mod world;

pub use world::{Outcome, run};

/// Anything that a simulation cannot go on from.
pub type Broken = Box<dyn std::error::Error + Send + Sync>;

/// A lock that a panic elsewhere does not take away.
fn locked<T>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
