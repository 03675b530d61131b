//! `patient_page`.

use wire::{
    Code,
    patients::{PatientPageRequest, PatientPageView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn patient_page(
    _context: &mut Context<'_>,
    _request: PatientPageRequest,
) -> Outcome<PatientPageView> {
    Err(Code::UnknownCommand.into())
}
