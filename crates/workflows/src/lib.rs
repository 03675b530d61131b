//! Every command, one function a file, written once against the [`Records`] port.
//!
//! A workstation runs a command against its own cache; the server runs the same function against the
//! shared records, and its answer is final. Permission is checked here and nowhere else. Functions in
//! here load, ask a rule of `clinic`, save, and answer; an `if` about care or money belongs in `clinic`.

pub mod actor;
pub mod agenda;
pub mod attention;
pub mod billing;
pub mod context;
pub mod directory;
pub mod dispatch;
pub mod facilities;
pub mod gate;
mod merge;
pub mod monitoring;
pub mod patients;
pub mod people;
pub mod records;
pub mod restriction;

pub use actor::{Actor, rights_at};
pub use context::{Context, Kept, Verdict};
pub use dispatch::{Ran, Run, run};
pub use records::{
    AuditLine, Clash, DONE, Query, Records, RecordsError, SeriesRun, Stored, Tally, Unreadable,
};
