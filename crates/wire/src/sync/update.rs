//! Handing out newer versions of the program. The server vouches for none of it: the vendor's signature does.

use serde::{Deserialize, Serialize};

/// Bytes that a manifest, and that its signature, has at most.
pub const MANIFEST_BYTES_MAX: usize = 64 * 1024;

/// Bytes of a package in one answer at most.
pub const PIECE_BYTES_MAX: usize = 1024 * 1024;

/// Bytes of a package at most.
pub const PACKAGE_BYTES_MAX: u32 = 512 * 1024 * 1024;

/// Asks for a version of the program that is newer than this one, for this kind of computer and package.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UpdateQuery {
    /// Such as `linux-x86_64-appimage`.
    pub target: String,
    /// The version that runs.
    pub newer_than: String,
}

/// The newest version that is handed out, if there is a newer one.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct UpdateAnswer {
    /// What it is.
    pub offer: Option<SignedManifest>,
}

/// What a package is, in the vendor's words, and the vendor's signature of those words, both as they lie in files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedManifest {
    /// JSON.
    pub manifest: String,
    /// By minisign.
    pub signature: String,
}

/// Asks for a piece of a package.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "documented at `UpdateQuery`")]
pub struct PieceQuery {
    pub target: String,
    pub version: String,
    /// After so many bytes.
    pub from: u64,
}
