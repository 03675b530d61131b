//! Newer versions of this program: whether there is one, and installing it. Nothing of the records is touched.

use std::sync::Arc;

use sync::{Client, SyncError};
use wire::{
    Code, Failure,
    local::{
        HostEvent, InstallUpdate, OfferedUpdate, UpdateStanding, UpdateStateRequest, UpdateView,
    },
    tags::Tag,
};

use super::joining::refusal;
use crate::{
    Core,
    update::{
        Installation, Manifest, Package, UnderWay, UpdateFault, Wanted, hand_over, put_in_place,
    },
};

const INSTALL: &str = "install_update";
/// The folder of packages that are handed over, in the workstation's own.
const HANDED_OVER: &str = "updates";

/// Which version runs, and how it stands about newer ones.
pub(super) async fn update_state(
    core: &Arc<Core>,
    _request: UpdateStateRequest,
) -> Result<UpdateView, Failure> {
    let standing = standing(core).await?;
    Ok(view(core, standing))
}

async fn standing(core: &Arc<Core>) -> Result<UpdateStanding, Failure> {
    let wanted = match Wanted::by(&core.options.updates) {
        Ok(wanted) => wanted,
        Err(why) => return Ok(UpdateStanding::Off { why }),
    };
    if let Some(standing) = core.updating.standing() {
        return Ok(standing);
    }
    // Asked also where sharing stands still: this workstation may be too old for it.
    let client = server(core).await?;
    Ok(match look(&client, &wanted).await {
        Ok(None) => UpdateStanding::Current,
        Ok(Some(manifest)) => UpdateStanding::Offered {
            update: offered(core, manifest),
        },
        Err(Stopped::OnTheWay(error)) => match refusal(core, "update_state", error) {
            failure if failure.code == Code::ServerUnreachable => UpdateStanding::Unreachable,
            failure => return Err(failure),
        },
        Err(Stopped::Fault(fault)) => {
            tracing::warn!(
                error = &fault as &dyn std::error::Error,
                "no update is taken"
            );
            UpdateStanding::Refused {
                code: Failure::from(fault).code,
            }
        }
    })
}

fn view(core: &Core, standing: UpdateStanding) -> UpdateView {
    UpdateView {
        version: core.options.updates.version.clone(),
        standing,
    }
}

fn offered(core: &Core, manifest: Manifest) -> OfferedUpdate {
    OfferedUpdate {
        version: manifest.version.to_string(),
        size: manifest.size,
        notes: manifest.notes,
        by_itself: matches!(core.options.updates.installation, Installation::AppImage(_)),
    }
}

/// Fetches the version that the person saw, and installs it if it is what the vendor signed. A second one who asks
/// meanwhile is told how far it is.
pub(super) async fn install_update(
    core: &Arc<Core>,
    request: InstallUpdate,
) -> Result<UpdateView, Failure> {
    let gone = || Failure::with(Code::NotFound, serde_json::json!({ "kind": "update" }));
    let session = core.signed_in()?;
    let wanted = Wanted::by(&core.options.updates).map_err(|_| gone())?;
    let client = server(core).await?;
    let looked = look(&client, &wanted).await;
    let manifest = looked.map_err(|stopped| stopped.told(core))?;
    let manifest = manifest.filter(|manifest| manifest.version.to_string() == request.version);
    let manifest = manifest.ok_or_else(gone)?;
    if let Some(under_way) = core.updating.begin(&request.version, manifest.size) {
        changed(core);
        let standing = fetch_and_write(core, &client, (&wanted, &manifest), &under_way).await;
        match standing {
            Ok(standing) => {
                core.did_with(&session, INSTALL, request.version).await;
                // The line goes to the server soon: the program may be closed for a while.
                if let Ok(ready) = core.ready().await {
                    ready.engine.wake();
                }
                under_way.ended(standing);
            }
            Err(stopped) => {
                drop(under_way);
                changed(core);
                return Err(stopped.told(core));
            }
        }
        changed(core);
    }
    let standing = core.updating.standing();
    Ok(view(core, standing.unwrap_or(UpdateStanding::Current)))
}

async fn fetch_and_write(
    core: &Core,
    client: &Client,
    (wanted, manifest): (&Wanted, &Manifest),
    under_way: &UnderWay<'_>,
) -> Result<UpdateStanding, Stopped> {
    let version = manifest.version.to_string();
    let mut package = Package::of(manifest);
    while !package.is_whole() {
        let from = package.received().into();
        let piece = client.package_piece(wanted.target(), &version, from).await;
        package.take(&piece?)?;
        under_way.has_come(package.received());
        changed(core);
    }
    Ok(write(core, version, package.proven()?).await?)
}

/// Writes what the vendor signed to where it is started from, or to where somebody takes it.
async fn write(
    core: &Core,
    version: String,
    bytes: Vec<u8>,
) -> Result<UpdateStanding, UpdateFault> {
    let installation = core.options.updates.installation.clone();
    let folder = core.options.data.join(HANDED_OVER);
    let written = tokio::task::spawn_blocking(move || {
        if let Installation::AppImage(program) = installation {
            put_in_place(&program, &bytes)?;
            return Ok(UpdateStanding::Installed { version });
        }
        let path = hand_over(&folder, &format!("mainstay-{version}.deb"), &bytes)?;
        let path = path.to_string_lossy().into_owned();
        Ok(UpdateStanding::HandedOver {
            command: format!("sudo apt install {}", quoted(&path)),
            version,
            path,
        })
    });
    written
        .await
        .unwrap_or_else(|stopped| Err(std::io::Error::other(stopped).into()))
}

/// A word for a shell, whatever is in it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

async fn server(core: &Core) -> Result<Client, Failure> {
    Ok(core.ready().await?.engine.client().clone())
}

/// What the server hands out, if it is the vendor's and newer.
async fn look(client: &Client, wanted: &Wanted) -> Result<Option<Manifest>, Stopped> {
    let signed = client
        .newer_version(wanted.target(), &wanted.newer_than())
        .await?;
    Ok(signed
        .map(|signed| Manifest::read(&signed, wanted))
        .transpose()?)
}

fn changed(core: &Core) {
    core.tell(HostEvent::Changed {
        tags: vec![Tag::Updates],
    });
}

/// Why an update did not come.
enum Stopped {
    OnTheWay(SyncError),
    Fault(UpdateFault),
}

impl From<SyncError> for Stopped {
    fn from(error: SyncError) -> Self {
        Self::OnTheWay(error)
    }
}

impl From<UpdateFault> for Stopped {
    fn from(fault: UpdateFault) -> Self {
        Self::Fault(fault)
    }
}

impl Stopped {
    fn told(self, core: &Core) -> Failure {
        match self {
            Self::OnTheWay(error) => refusal(core, INSTALL, error),
            Self::Fault(fault) => {
                tracing::warn!(
                    error = &fault as &dyn std::error::Error,
                    "no update is installed"
                );
                fault.into()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_of_a_shell() {
        assert_eq!(
            quoted("/home/ann/My files/a.deb"),
            "'/home/ann/My files/a.deb'"
        );
        assert_eq!(quoted("/a'; reboot #"), r"'/a'\''; reboot #'");
    }
}
