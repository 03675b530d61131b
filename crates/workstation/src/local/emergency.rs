//! `open_in_emergency`: a restricted record is opened by somebody who has proved once more who they are.

use std::{sync::Arc, time::Duration};

use clinic::restriction::EMERGENCY_MINUTES;
use wire::{
    Code, Command, Failure,
    local::{HostEvent, OpenInEmergency},
    restriction::{BreakGlass, Done},
};

use super::account::{once_more, own};
use crate::{Core, dispatch, live};

const COMMAND: &str = "open_in_emergency";
const LENGTH: Duration = Duration::from_secs(EMERGENCY_MINUTES.unsigned_abs() * 60);

/// Looks at the password or the PIN, and runs `break_glass`.
pub(super) async fn open_in_emergency(
    core: &Arc<Core>,
    request: OpenInEmergency,
) -> Result<Done, Failure> {
    let me = own(core, COMMAND).await?;
    once_more(core, COMMAND, &me, (request.password, request.pin)).await?;
    let session = core.signed_in()?;
    let access: BreakGlass = request.access;
    let access = serde_json::to_value(access).map_err(|_| Failure::new(Code::Internal))?;
    dispatch::change_by_name(core, &session, "break_glass", access).await?;
    tell_of_the_end(core);
    Ok(Done {})
}

/// Has every page asked for anew once the access is over, so that none goes on showing the record.
fn tell_of_the_end(core: &Arc<Core>) {
    let core = Arc::downgrade(core);
    tokio::spawn(async move {
        tokio::time::sleep(LENGTH).await;
        let Some(core) = core.upgrade() else { return };
        live::refresh(&core).await;
        let tags = Command::named(COMMAND).map_or(&[][..], |row| row.tags);
        core.tell(HostEvent::Changed {
            tags: tags.to_vec(),
        });
    });
}
