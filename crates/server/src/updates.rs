//! Newer versions of the workstation's program, handed out as an administrator placed them. Nothing of them is
//! believed here, or looked into: whoever fetches one looks at the vendor's signature.
//!
//! `<folder>/<version>/<target>.json`, `<target>.json.minisig` and `<target>.package`, as `cargo xtask sign` lays them.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderValue, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use semver::Version;
use wire::{
    Code,
    sync::{
        DeviceState, MANIFEST_BYTES_MAX, PACKAGE_BYTES_MAX, PIECE_BYTES_MAX, PieceQuery,
        SignedManifest, UpdateAnswer, UpdateQuery,
    },
};

use crate::{
    ApiError, Shared,
    records::{Enrolled, body::Asked},
};

const OCTETS: HeaderValue = HeaderValue::from_static("application/octet-stream");
/// No kind of computer and package has a longer name.
const TARGET_BYTES_MAX: usize = 64;

/// Why a server cannot hand updates out from the folder that it was told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UpdatesFault {
    /// It cannot be read.
    #[error("updates cannot be read from {}: {kind}", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        kind: ErrorKind,
    },
}

/// Whether updates can be handed out from a folder.
pub(crate) fn check(folder: &Path) -> Result<(), UpdatesFault> {
    let read = fs::read_dir(folder).map(drop);
    read.map_err(|error| UpdatesFault::Unreadable {
        path: folder.to_owned(),
        kind: error.kind(),
    })
}

/// The folder of newer versions.
#[derive(Debug, Clone)]
pub(crate) struct Updates(PathBuf);

impl Updates {
    /// The folder, of which the log tells what cannot be handed out.
    pub(crate) fn open(folder: PathBuf) -> Self {
        let updates = Self(folder);
        match updates.faults() {
            Ok(faults) => {
                for fault in faults {
                    tracing::warn!(fault, "an update cannot be handed out");
                }
            }
            Err(error) => tracing::warn!(%error, "the folder of updates cannot be read"),
        }
        updates
    }

    /// What lies there and is no update, or not all of one.
    fn faults(&self) -> io::Result<Vec<String>> {
        let mut faults = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if Version::parse(&name).is_err() {
                faults.push(format!("{name} is no folder of a version, such as 1.2.0"));
                continue;
            }
            for file in fs::read_dir(entry.path())? {
                let path = file?.path();
                if path.extension().is_some_and(|ending| ending == "json") {
                    let missing =
                        ["json.minisig", "package"].map(|ending| path.with_extension(ending));
                    let missing = missing.into_iter().filter(|path| !path.is_file());
                    faults.extend(missing.map(|path| format!("{} is missing", path.display())));
                }
            }
        }
        Ok(faults)
    }

    /// The newest version for a target that is newer than another one.
    fn newest(&self, target: &str, newer_than: &Version) -> io::Result<Option<SignedManifest>> {
        let mut versions: Vec<(Version, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let version = entry
                .file_name()
                .to_str()
                .and_then(|name| Version::parse(name).ok());
            let newer = version.filter(|version| version.cmp_precedence(newer_than).is_gt());
            versions.extend(newer.map(|version| (version, entry.path())));
        }
        versions.sort_by(|(one, _), (other, _)| other.cmp(one));
        for (_, folder) in versions {
            match offer_in(&folder, target) {
                Ok(offer) => return Ok(Some(offer)),
                // Of another target, or not all there yet.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// A piece of a package; an empty one behind its end.
    fn piece(&self, target: &str, version: &Version, from: u64) -> io::Result<Vec<u8>> {
        let path = self
            .0
            .join(version.to_string())
            .join(format!("{target}.package"));
        let mut package = File::open(path)?;
        package.seek(SeekFrom::Start(from))?;
        let mut piece = Vec::new();
        package
            .take(PIECE_BYTES_MAX as u64)
            .read_to_end(&mut piece)?;
        Ok(piece)
    }
}

/// What a version's folder holds for a target.
fn offer_in(folder: &Path, target: &str) -> io::Result<SignedManifest> {
    fs::metadata(folder.join(format!("{target}.package")))?;
    Ok(SignedManifest {
        manifest: read_short(&folder.join(format!("{target}.json")))?,
        signature: read_short(&folder.join(format!("{target}.json.minisig")))?,
    })
}

/// A file's text, if it is no longer than workstations take.
fn read_short(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let most = MANIFEST_BYTES_MAX as u64;
    File::open(path)?.take(most + 1).read_to_string(&mut text)?;
    if text.len() > MANIFEST_BYTES_MAX {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/sync/v1/update", get(offer))
        .route("/sync/v1/update/package", get(piece))
}

/// The newest version for whoever asks. A workstation that is too old to share is one that needs it most, so the
/// protocol is looked at by nobody here.
async fn offer(
    State(shared): State<Arc<Shared>>,
    Enrolled(device): Enrolled,
    Asked(query): Asked<UpdateQuery>,
) -> Result<Json<UpdateAnswer>, ApiError> {
    may_share(device.state)?;
    let target = target(query.target)?;
    let running = version(&query.newer_than)?;
    let Some(updates) = shared.updates.clone() else {
        return Ok(Json(UpdateAnswer::default()));
    };
    let offer = read(move || updates.newest(&target, &running)).await?;
    Ok(Json(UpdateAnswer { offer }))
}

/// A piece of a package as it is.
async fn piece(
    State(shared): State<Arc<Shared>>,
    Enrolled(device): Enrolled,
    Asked(query): Asked<PieceQuery>,
) -> Result<Response, ApiError> {
    may_share(device.state)?;
    let target = target(query.target)?;
    let version = version(&query.version)?;
    if query.from > u64::from(PACKAGE_BYTES_MAX) {
        return Err(Code::BadRequest.into());
    }
    let updates = shared.updates.clone().ok_or(Code::NotFound)?;
    let piece = read(move || updates.piece(&target, &version, query.from)).await?;
    Ok(([(CONTENT_TYPE, OCTETS)], piece).into_response())
}

fn may_share(state: DeviceState) -> Result<(), ApiError> {
    match state {
        DeviceState::Active => Ok(()),
        DeviceState::Revoked => Err(Code::DeviceRevoked.into()),
    }
}

/// The name of a target, which becomes one of a file.
fn target(name: String) -> Result<String, ApiError> {
    let fits = |letter: u8| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"-_".contains(&letter)
    };
    if name.is_empty() || name.len() > TARGET_BYTES_MAX || !name.bytes().all(fits) {
        return Err(Code::BadRequest.into());
    }
    Ok(name)
}

fn version(text: &str) -> Result<Version, ApiError> {
    Version::parse(text).map_err(|_| Code::BadRequest.into())
}

/// Reads from the disk, beside the requests that do not.
async fn read<T: Send + 'static>(
    run: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, ApiError> {
    let ran = tokio::task::spawn_blocking(run).await;
    match ran.unwrap_or_else(|stopped| Err(io::Error::other(stopped))) {
        Ok(read) => Ok(read),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Code::NotFound.into()),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "an update cannot be read"
            );
            Err(Code::Internal.into())
        }
    }
}
