//! Newer versions of this program: whether one is the vendor's and newer, and putting it in the place of the one that
//! runs. The server that hands it out is not trusted, nor is the network (docs/adr/0038).

mod manifest;
mod package;
mod place;

use std::{
    env::consts::{ARCH, OS},
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use minisign_verify::PublicKey;
use semver::Version;
use tokio::sync::Notify;
use wire::{
    Code, Failure,
    local::{UpdateStanding, UpdatesOff},
};

pub(crate) use manifest::Manifest;
pub(crate) use package::Package;
pub(crate) use place::{hand_over, put_in_place};

/// How this program is updated.
#[derive(Debug, Clone)]
pub struct UpdateOptions {
    /// The version that runs.
    pub version: String,
    /// The vendor's public key as minisign writes it, if one was built in.
    pub key: Option<String>,
    /// How the program came onto this computer.
    pub installation: Installation,
}

/// How the program came onto this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Installation {
    /// As one file, which whoever uses it may replace.
    AppImage(PathBuf),
    /// By the package manager of Debian, which whoever administers the computer runs.
    Deb,
    /// In a way that is not updated from here.
    Other,
}

impl UpdateOptions {
    /// Nobody's packages are believed: for tests, measurements, and programs that nobody ships.
    pub fn off() -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            key: None,
            installation: Installation::Other,
        }
    }
}

/// Why a newer version is not installed. The one that runs stays as it is.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UpdateFault {
    #[error("what is said about the package cannot be read")]
    Unreadable,
    #[error("another key has signed it")]
    AnotherKey,
    #[error("the signature is not of these words")]
    WrongSignature,
    #[error("the package is for another kind of computer or installation")]
    AnotherTarget,
    #[error("version {0} is no newer than what runs")]
    NotNewer(Version),
    #[error("the package ends too soon")]
    CutShort,
    #[error("the package is larger than it should be")]
    TooLarge,
    #[error("the package holds something else than it should")]
    Altered,
    #[error("the newer version cannot be written")]
    NotWritten(#[from] std::io::Error),
}

impl From<UpdateFault> for Failure {
    fn from(fault: UpdateFault) -> Self {
        let (code, why) = match &fault {
            UpdateFault::Unreadable => (Code::UpdateNotTrusted, "unreadable"),
            UpdateFault::AnotherKey => (Code::UpdateNotTrusted, "another_key"),
            UpdateFault::WrongSignature => (Code::UpdateNotTrusted, "wrong_signature"),
            UpdateFault::AnotherTarget => (Code::UpdateNotTrusted, "another_target"),
            UpdateFault::NotNewer(_) => return Self::new(Code::UpdateNotNewer),
            UpdateFault::CutShort => (Code::UpdateDamaged, "cut_short"),
            UpdateFault::TooLarge => (Code::UpdateDamaged, "too_large"),
            UpdateFault::Altered => (Code::UpdateDamaged, "altered"),
            UpdateFault::NotWritten(error) => {
                let data = serde_json::json!({ "detail": error.kind().to_string() });
                return Self::with(Code::UpdateNotWritten, data);
            }
        };
        Self::with(code, serde_json::json!({ "why": why }))
    }
}

/// What a package must be to be installed here.
pub(crate) struct Wanted {
    key: PublicKey,
    running: Version,
    target: String,
}

impl Wanted {
    /// What must be known of a package, unless none is ever asked for.
    pub(crate) fn by(options: &UpdateOptions) -> Result<Self, UpdatesOff> {
        let kind = match options.installation {
            Installation::AppImage(_) => "appimage",
            Installation::Deb => "deb",
            Installation::Other => return Err(UpdatesOff::NoPackage),
        };
        let key = options.key.as_deref().ok_or(UpdatesOff::NoKey)?;
        let parsed = PublicKey::from_base64(key.trim()).map_err(|error| {
            tracing::error!(%error, "the key that is built in cannot be read");
            UpdatesOff::NoKey
        });
        let running = Version::parse(&options.version).map_err(|error| {
            tracing::error!(%error, "the version that runs cannot be read");
            UpdatesOff::NoPackage
        });
        Ok(Self {
            key: parsed?,
            running: running?,
            target: format!("{OS}-{ARCH}-{kind}"),
        })
    }

    /// The kind of computer and package.
    pub(crate) fn target(&self) -> &str {
        &self.target
    }

    /// The version that runs, as the server is told it: what stands behind a `+` makes none newer.
    pub(crate) fn newer_than(&self) -> String {
        let mut version = self.running.clone();
        version.build = semver::BuildMetadata::EMPTY;
        version.to_string()
    }
}

/// How far an installation is.
#[derive(Default)]
pub(crate) struct Updating {
    now: Mutex<Option<UpdateStanding>>,
    /// Told when the program is to start again.
    pub(crate) restart: Notify,
}

impl Updating {
    /// How it stands, from the moment that an installation began.
    pub(crate) fn standing(&self) -> Option<UpdateStanding> {
        self.now().clone()
    }

    /// Begins an installation, unless one is under way or was finished.
    pub(crate) fn begin(&self, version: &str, size: u32) -> Option<UnderWay<'_>> {
        let mut now = self.now();
        if now.is_some() {
            return None;
        }
        *now = Some(UpdateStanding::Fetching {
            version: version.to_owned(),
            received: 0,
            size,
        });
        Some(UnderWay {
            of: self,
            is_over: false,
        })
    }

    fn now(&self) -> MutexGuard<'_, Option<UpdateStanding>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An installation that is under way. Dropped before it is over, it never was.
pub(crate) struct UnderWay<'a> {
    of: &'a Updating,
    is_over: bool,
}

impl UnderWay<'_> {
    /// So many bytes have come.
    pub(crate) fn has_come(&self, bytes: u32) {
        if let Some(UpdateStanding::Fetching { received, .. }) = &mut *self.of.now() {
            *received = bytes;
        }
    }

    /// It is over, and this is how it stands from here on. What is in its place is to be started.
    pub(crate) fn ended(mut self, standing: UpdateStanding) {
        self.is_over = true;
        let starts_again = matches!(standing, UpdateStanding::Installed { .. });
        *self.of.now() = Some(standing);
        if starts_again {
            self.of.restart.notify_one();
        }
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            *self.of.now() = None;
        }
    }
}
