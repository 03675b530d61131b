//! The workstation's half of sharing: up go commands, down come row versions.
//!
//! It moves changes and rows and never looks into them. What a change means is decided by the same
//! workflow on both sides; what a person must settle arrives as a record like any other.

mod affected;
mod ahead;
mod answer;
mod backoff;
mod bootstrap;
mod carrier;
mod client;
mod compare;
mod doorbell;
mod engine;
mod greeting;
mod identity;
mod perform;
mod person;
mod proof;
mod pulling;
mod pushing;
mod rebase;
mod rejoin;
mod status;
mod trail;
mod trust;
mod update;
mod workstations;

pub use carrier::{Carried, Carrier};
pub use client::{Client, SyncError};
pub use engine::{CONTACT, Engine, News, Worker};
pub use identity::{Identity, Joined};
pub use perform::{Performed, perform};
pub use person::{AtServer, ThroughProvider};
pub use proof::DeviceKey;
pub use rebase::{Laying, actor_of, rebase};
pub use rejoin::take_on;
pub use status::{Progress, Status};
pub use trail::CHECKPOINT;
pub use trust::keeps_secrets;
