//! `acknowledge_alarm`.

use wire::{
    Code,
    monitoring::{AcknowledgeAlarm, Done},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn acknowledge_alarm(
    _context: &mut Context<'_>,
    _request: AcknowledgeAlarm,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
