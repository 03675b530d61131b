//! `discard_attention`.

use wire::{
    Code,
    attention::{DiscardAttention, Done},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn discard_attention(
    _context: &mut Context<'_>,
    _request: DiscardAttention,
) -> Outcome<Done> {
    Err(Code::UnknownCommand.into())
}
