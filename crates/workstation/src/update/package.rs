//! A package on its way. It is held in memory until all of it is there and is what the vendor signed: nothing else is
//! ever written.

use sha2::{Digest, Sha256};

use super::{Manifest, UpdateFault};

/// What has come of a package.
pub(crate) struct Package<'a> {
    manifest: &'a Manifest,
    bytes: Vec<u8>,
}

impl<'a> Package<'a> {
    /// Nothing so far.
    pub(crate) fn of(manifest: &'a Manifest) -> Self {
        Self {
            manifest,
            bytes: Vec::new(),
        }
    }

    /// How many bytes have come; never more than the vendor said.
    pub(crate) fn received(&self) -> u32 {
        u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    /// Whether all of it is there.
    pub(crate) fn is_whole(&self) -> bool {
        self.received() >= self.manifest.size
    }

    /// Takes the next piece.
    pub(crate) fn take(&mut self, piece: &[u8]) -> Result<(), UpdateFault> {
        let left = self.manifest.size.saturating_sub(self.received());
        if piece.is_empty() {
            return Err(UpdateFault::CutShort);
        }
        if piece.len() > usize::try_from(left).unwrap_or(usize::MAX) {
            return Err(UpdateFault::TooLarge);
        }
        self.bytes.extend_from_slice(piece);
        Ok(())
    }

    /// The bytes that the vendor signed.
    pub(crate) fn proven(self) -> Result<Vec<u8>, UpdateFault> {
        if !self.is_whole() {
            return Err(UpdateFault::CutShort);
        }
        if Sha256::digest(&self.bytes).as_slice() != self.manifest.sha256 {
            return Err(UpdateFault::Altered);
        }
        Ok(self.bytes)
    }
}
