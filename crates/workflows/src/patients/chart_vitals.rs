//! `chart_vitals`.

use wire::{
    Code,
    patients::{ChartVitals, Done},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn chart_vitals(_context: &mut Context<'_>, _request: ChartVitals) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
