//! Newer versions of the program, fetched from the server. Whether they are the vendor's is looked at by whoever
//! installs them.

use wire::{
    Code, Failure,
    sync::{SignedManifest, UpdateAnswer},
};

use crate::{Client, SyncError};

impl Client {
    /// Asks for the newest version for a target that is newer than another one. A server of before there were any
    /// has none.
    pub async fn newer_version(
        &self,
        target: &str,
        newer_than: &str,
    ) -> Result<Option<SignedManifest>, SyncError> {
        let asked = self.get(&format!("update?target={target}&newer_than={newer_than}"));
        match self.ask(asked).await {
            Ok(UpdateAnswer { offer }) => Ok(offer),
            Err(SyncError::Refused(Failure {
                code: Code::NotFound,
                ..
            })) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Fetches a piece of a package, which begins after so many bytes.
    pub async fn package_piece(
        &self,
        target: &str,
        version: &str,
        from: u64,
    ) -> Result<Vec<u8>, SyncError> {
        let what = format!("update/package?target={target}&version={version}&from={from}");
        self.ask_bytes(self.get(&what)).await
    }
}
