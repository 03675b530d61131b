//! Workstations and a server, in one process: what one does, the other sees; what was done without the
//! network arrives when it is back; what cannot be is refused once, and nothing is lost.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should end"
)]

mod accounts;
mod care;
mod logs;
mod merging;
mod offline;
mod opening;
mod place;
mod provider;
mod restriction;
mod start;
mod together;
mod trail;
mod updates;
mod workstations;
