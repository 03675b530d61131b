//! `attention_list`.

use wire::{
    Code,
    attention::{AttentionListRequest, AttentionListView},
};

use crate::context::{Context, Outcome};

/// Not written yet.
pub async fn attention_list(
    _context: &mut Context<'_>,
    _request: AttentionListRequest,
) -> Outcome<AttentionListView> {
    Err(Code::UnknownCommand.into())
}
