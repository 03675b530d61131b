//! What a package is, in the vendor's words. They are believed once the signature under them is the vendor's, and
//! nothing of them is looked at before.

use std::collections::BTreeMap;

use minisign_verify::{Error, Signature};
use semver::Version;
use serde::Deserialize;
use wire::sync::{MANIFEST_BYTES_MAX, PACKAGE_BYTES_MAX, SignedManifest};

use super::{UpdateFault, Wanted};

/// What every manifest says that it is about: the vendor may sign other things with the same key.
const PRODUCT: &str = "mainstay-workstation";

/// What a package is.
#[derive(Debug, Clone)]
pub(crate) struct Manifest {
    /// Newer than what runs.
    pub(crate) version: Version,
    /// Bytes of the package.
    pub(crate) size: u32,
    /// Their SHA-256.
    pub(crate) sha256: [u8; 32],
    /// What is new, by language.
    pub(crate) notes: BTreeMap<String, String>,
}

/// The same as it is written. What a later version may say besides is passed over.
#[derive(Deserialize)]
struct Written {
    product: String,
    version: String,
    target: String,
    size: u32,
    sha256: String,
    #[serde(default)]
    notes: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads what the vendor has signed of a package that is to run here.
    pub(crate) fn read(signed: &SignedManifest, wanted: &Wanted) -> Result<Self, UpdateFault> {
        let SignedManifest {
            manifest,
            signature,
        } = signed;
        if manifest.len().max(signature.len()) > MANIFEST_BYTES_MAX {
            return Err(UpdateFault::Unreadable);
        }
        let signature = Signature::decode(signature).map_err(|_| UpdateFault::Unreadable)?;
        let words = manifest.as_bytes();
        let verified = wanted.key.verify(words, &signature, false);
        verified.map_err(|error| match error {
            Error::UnexpectedKeyId => UpdateFault::AnotherKey,
            _ => UpdateFault::WrongSignature,
        })?;
        let written: Written =
            serde_json::from_slice(words).map_err(|_| UpdateFault::Unreadable)?;
        Self::fitting(written, wanted)
    }

    fn fitting(written: Written, wanted: &Wanted) -> Result<Self, UpdateFault> {
        let version = Version::parse(&written.version).map_err(|_| UpdateFault::Unreadable)?;
        // Two builds of one version could not be told apart by what is newer.
        let is_of_one_build = version.build.is_empty();
        let has_size = (1..=PACKAGE_BYTES_MAX).contains(&written.size);
        if written.product != PRODUCT || !is_of_one_build || !has_size {
            return Err(UpdateFault::Unreadable);
        }
        let mut sha256 = [0; 32];
        hex::decode_to_slice(&written.sha256, &mut sha256).map_err(|_| UpdateFault::Unreadable)?;
        if written.target != wanted.target {
            return Err(UpdateFault::AnotherTarget);
        }
        if !version.cmp_precedence(&wanted.running).is_gt() {
            return Err(UpdateFault::NotNewer(version));
        }
        Ok(Self {
            version,
            size: written.size,
            sha256,
            notes: written.notes,
        })
    }
}

#[cfg(test)]
mod tests;
