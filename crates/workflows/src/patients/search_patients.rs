//! `search_patients`.

use wire::{
    Code,
    patients::{PatientSearchView, SearchPatients},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn search_patients(
    _context: &mut Context<'_>,
    _request: SearchPatients,
) -> Outcome<PatientSearchView> {
    Err(Code::UnknownCommand.into())
}
