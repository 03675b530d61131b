//! `rebook_attention`.

use wire::{
    Code,
    attention::{Done, RebookAttention},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn rebook_attention(
    _context: &mut Context<'_>,
    _request: RebookAttention,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
