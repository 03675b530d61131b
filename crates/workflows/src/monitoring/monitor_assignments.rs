//! `monitor_assignments`.

use wire::{
    Code,
    monitoring::{MonitorAssignmentsRequest, MonitorAssignmentsView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn monitor_assignments(
    _context: &mut Context<'_>,
    _request: MonitorAssignmentsRequest,
) -> Outcome<MonitorAssignmentsView> {
    Err(Code::UnknownCommand.into())
}
