//! `search_elsewhere`.

use std::sync::Arc;

use wire::{
    Failure,
    facilities::{ElsewhereView, SearchElsewhere},
};

use super::{at_server::asking, joining::refusal};
use crate::Core;

/// Asks the server for patients whom this workstation does not hold.
pub(super) async fn search_elsewhere(
    core: &Arc<Core>,
    request: SearchElsewhere,
) -> Result<ElsewhereView, Failure> {
    let session = core.signed_in()?;
    let client = asking(core, session.person.id, "search_elsewhere").await?;
    let failed = |error| refusal(core, "search_elsewhere", error);
    let found = client
        .search(session.person.id, &request.text)
        .await
        .map_err(failed)?;
    core.looked("search_elsewhere", Vec::new()).await;
    Ok(found)
}
