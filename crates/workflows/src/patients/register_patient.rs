//! `register_patient`.

use wire::{
    Code,
    patients::{PatientSummary, RegisterPatient},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn register_patient(
    _context: &mut Context<'_>,
    _request: RegisterPatient,
) -> Outcome<PatientSummary> {
    Err(Code::UnknownCommand.into())
}
