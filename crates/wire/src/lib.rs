//! What crosses a boundary: requests, views, error codes, cache tags, the command table, sync messages.
//!
//! Shapes only. What a command does stands in `workflows` (or, for local ones, in `workstation`).

pub mod agenda;
pub mod attention;
pub mod audit;
pub mod billing;
pub mod code;
pub mod commands;
pub mod directory;
pub mod facilities;
pub mod local;
pub mod monitoring;
pub mod patients;
pub mod people;
pub mod restriction;
pub mod sign_in;
pub mod sync;
pub mod tags;
pub mod typescript;
pub mod vitals;
pub mod ward;
pub mod workstations;

pub use code::{Code, Failure};
pub use commands::{Command, CommandKind};
pub use tags::Tag;
