//! `unlink_identity`.

use wire::people::{Done, UnlinkIdentity};

use super::own::change_own;
use crate::context::{Context, Outcome};

/// Takes the links of whoever asks away.
pub async fn unlink_identity(context: &mut Context<'_>, _request: UnlinkIdentity) -> Outcome<Done> {
    change_own(context, |person| person.identities.clear()).await?;
    Ok(Done {})
}
