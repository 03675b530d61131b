//! `assign_monitor`.

use wire::{
    Code,
    monitoring::{AssignMonitor, Done},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn assign_monitor(_context: &mut Context<'_>, _request: AssignMonitor) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
