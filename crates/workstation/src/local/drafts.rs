//! What the signed-in person is typing.

use std::sync::Arc;

use store::{Draft, Mode};
use wire::{
    Failure,
    local::{DiscardDraft, DraftView, DraftsRequest, DraftsView, SaveDraft},
    patients::Done,
};
use workflows::RecordsError;

use crate::Core;

const FORM_LENGTH_MAX: usize = 120;
const BODY_BYTES_MAX: usize = 256 * 1024;

/// Keeps a draft, in place of an earlier one of the same form.
pub(super) async fn save_draft(core: &Arc<Core>, request: SaveDraft) -> Result<Done, Failure> {
    let body = request.body.to_string();
    if request.form.len() > FORM_LENGTH_MAX || body.len() > BODY_BYTES_MAX {
        return Err(Failure::field("form", "too_long"));
    }
    let draft = Draft {
        form: request.form,
        body,
        saved_at: core.clock.now(),
    };
    let session = core.signed_in()?;
    let store = core.ready().await?.opened.store.clone();
    let kept = async {
        let mut tx = store.write(Mode::Optimistic).await?;
        tx.save_draft(&session.person.id.to_string(), &draft)
            .await?;
        tx.commit().await
    };
    kept.await
        .map_err(|error: RecordsError| core.records_failure("save_draft", &error))?;
    Ok(Done {})
}

/// The person's drafts.
pub(super) async fn drafts(
    core: &Arc<Core>,
    _request: DraftsRequest,
) -> Result<DraftsView, Failure> {
    let session = core.signed_in()?;
    let store = core.ready().await?.opened.store.clone();
    let found = async {
        store
            .read()
            .await?
            .drafts(&session.person.id.to_string())
            .await
    };
    let found = found
        .await
        .map_err(|error| core.records_failure("drafts", &error))?;
    let drafts = found
        .into_iter()
        .filter_map(|draft| {
            let body = serde_json::from_str(&draft.body).ok()?;
            Some(DraftView {
                form: draft.form,
                body,
                saved_at: draft.saved_at,
            })
        })
        .collect();
    Ok(DraftsView { drafts })
}

/// Throws a draft away.
pub(super) async fn discard_draft(
    core: &Arc<Core>,
    request: DiscardDraft,
) -> Result<Done, Failure> {
    let session = core.signed_in()?;
    let store = core.ready().await?.opened.store.clone();
    let gone = async {
        let mut tx = store.write(Mode::Optimistic).await?;
        tx.discard_draft(&session.person.id.to_string(), &request.form)
            .await?;
        tx.commit().await
    };
    gone.await
        .map_err(|error: RecordsError| core.records_failure("discard_draft", &error))?;
    Ok(Done {})
}
