//! `release_monitor`.

use wire::{
    Code,
    monitoring::{Done, ReleaseMonitor},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn release_monitor(
    _context: &mut Context<'_>,
    _request: ReleaseMonitor,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
