//! `directory`.

use wire::{
    Code,
    directory::{DirectoryRequest, DirectoryView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn directory(
    _context: &mut Context<'_>,
    _request: DirectoryRequest,
) -> Outcome<DirectoryView> {
    Err(Code::UnknownCommand.into())
}
