//! Between the sync engine and the screen.

use std::{collections::BTreeSet, sync::Arc};

use clinic::records::Kind;
use store::Store;
use sync::{Client, DeviceKey, Identity, News, SyncError};
use values::ids::FacilityId;
use wire::{local::HostEvent, sync::Invitation, tags::Tag};

use crate::{Core, holders, live, local, wipe};

/// Joins a facility under this computer's name; it must be named where there are several. The code goes to
/// nobody who does not hold the key that the invitation names. Asked for again, it is the same workstation.
pub(crate) async fn enrol(
    store: &Store,
    server: &str,
    invitation: &Invitation,
    mqtt: Option<String>,
    facility: Option<FacilityId>,
) -> Result<Identity, SyncError> {
    let key = DeviceKey::to_join(store).await?;
    let joined = Client::known_by(server, invitation.fingerprint)?
        .enrol_under(key, &invitation.code, &computer_name(), facility)
        .await?;
    Ok(Identity::new(joined, server.to_owned(), mqtt).known_by(invitation.fingerprint))
}

/// Tells the screen what the engine found.
pub(crate) async fn pass_on(core: &Arc<Core>, news: News) {
    match news {
        News::Status => {
            if let Ok(status) = local::sync_status(core).await {
                core.tell(HostEvent::Sync { status });
            }
            if core.session().is_none() {
                core.tell(HostEvent::Changed {
                    tags: vec![Tag::Session],
                });
            }
        }
        News::Damaged => core.damage.notify_one(),
        News::Wiped => wipe::wipe(core).await,
        News::Changed(kinds) => {
            if concerns_monitors(&kinds) {
                live::refresh(core).await;
            }
            if kinds.contains(&Kind::Person) || kinds.contains(&Kind::CustomRole) {
                local::look_again(core).await;
                holders::look_again(core).await;
            }
            let mut tags: BTreeSet<Tag> = kinds.into_iter().map(Tag::of_kind).collect();
            if core.session().is_none() {
                tags.insert(Tag::Session);
            }
            core.tell(HostEvent::Changed {
                tags: tags.into_iter().collect(),
            });
        }
    }
}

/// Whether the live board shows records of these kinds.
pub(crate) fn concerns_monitors(kinds: &BTreeSet<Kind>) -> bool {
    [
        Kind::MonitorAssignment,
        Kind::AlarmAcknowledgement,
        Kind::Patient,
        Kind::EmergencyAccess,
    ]
    .iter()
    .any(|kind| kinds.contains(kind))
}

fn computer_name() -> String {
    std::fs::read_to_string("/etc/hostname")
        .ok()
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .map_or_else(|| "workstation".to_owned(), |name| name.trim().to_owned())
}
