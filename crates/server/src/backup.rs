//! Backing a server up while it runs, laying a backup back, and taking a workstation's leave to share.

use std::path::{Path, PathBuf};

use clinic::{
    agenda::end_lease,
    records::{Kind, Record, SlotLease},
};
use store::{BackupError, Mode, OpenOptions, Store, Tx};
use values::{Instant, ids::DeviceId};
use workflows::{Query, Records, RecordsError};

use crate::{FILE, lock};

/// Why it was not done. The server's records are as they were.
#[derive(Debug, thiserror::Error)]
pub enum CareError {
    /// The copy failed.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// There is no database in the folder.
    #[error("there are no records in the data folder")]
    NoRecords,
    /// The server runs.
    #[error("stop the server first")]
    Running,
    /// No workstation has that letter code.
    #[error("no workstation has this letter code")]
    NoSuchWorkstation,
}

/// Writes a whole, checked copy of the records as they are now. The server may run meanwhile.
pub async fn back_up(data: &Path, to: &Path) -> Result<(), CareError> {
    let store = open(data).await?;
    let done = store.back_up(to).await;
    store.close().await;
    Ok(done?)
}

/// Lays a backup back in a new epoch, with the server stopped. Returns where the records that were there
/// before are now, if there were some; without `replace` they are not touched.
pub async fn restore(
    data: &Path,
    from: &Path,
    replace: bool,
    now: Instant,
) -> Result<Option<PathBuf>, CareError> {
    std::fs::create_dir_all(data).map_err(BackupError::File)?;
    let _lock = lock::take(data)
        .map_err(BackupError::File)?
        .ok_or(CareError::Running)?;
    Ok(store::restore(from, &data.join(FILE), replace, now).await?)
}

/// Takes a workstation's leave to share, by its letter code, and ends its leases.
pub async fn revoke(data: &Path, code: &str, now: Instant) -> Result<(), CareError> {
    let store = open(data).await?;
    let revoked = async {
        let mut tx = store
            .write(Mode::Shared {
                commit: 0,
                change: None,
            })
            .await?;
        let revoked = tx.revoke_device(code).await?;
        if let Some(device) = revoked {
            end_leases(&mut tx, device, now).await?;
        }
        tx.commit().await?;
        Ok::<_, RecordsError>(revoked)
    };
    let revoked = revoked.await;
    store.close().await;
    match revoked {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err(CareError::NoSuchWorkstation),
        Err(error) => Err(BackupError::from(error).into()),
    }
}

/// Ends what a workstation has leased, in a commit of its own.
async fn end_leases(tx: &mut Tx, device: DeviceId, now: Instant) -> Result<(), RecordsError> {
    let commit = tx.head().await? + 1;
    tx.set_mode(Mode::Shared {
        commit,
        change: None,
    });
    for stored in tx.find(&Query::All(Kind::SlotLease)).await? {
        let lease: SlotLease = workflows::context::decode_body(stored.body)?;
        if lease.device != device || lease.ended_at.is_some() || lease.ends_at <= now {
            continue;
        }
        let ended = workflows::context::body_of(Kind::SlotLease, &end_lease(&lease, now, None))?;
        tx.put(Kind::SlotLease, lease.uuid(), ended.into()).await?;
    }
    Ok(())
}

pub(crate) async fn open(data: &Path) -> Result<Store, CareError> {
    let path = data.join(FILE);
    if !path.exists() {
        return Err(CareError::NoRecords);
    }
    Ok(Store::open(&OpenOptions { path, key: None })
        .await
        .map_err(BackupError::Open)?)
}
