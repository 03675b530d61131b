//! `edit_patient`.

use wire::{
    Code,
    patients::{EditPatient, PatientSummary},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn edit_patient(
    _context: &mut Context<'_>,
    _request: EditPatient,
) -> Outcome<PatientSummary> {
    Err(Code::UnknownCommand.into())
}
