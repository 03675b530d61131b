//! Backing a server up while it runs, laying a backup back, and taking a workstation's leave to share.

use std::path::{Path, PathBuf};

use store::{BackupError, OpenOptions, PostgresOptions, Store};
use values::Instant;
use workflows::RecordsError;

use crate::{FILE, TransportError, lock, records::turn::Turns, workstations::take_out};

/// Where a server's records are.
#[derive(Debug, Clone)]
pub enum Place {
    /// A file in this folder.
    Folder(PathBuf),
    /// A database of PostgreSQL.
    Database(PostgresOptions),
}

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
    /// No facility has that name.
    #[error("there is no facility of this name")]
    NoSuchFacility,
    /// The certificate that workstations are to know cannot be used.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The key that workstations are to know is made at the first start.
    #[error("the server has no key yet: start it once")]
    NeverStarted,
}

/// Writes a whole, checked copy of the records as they are now. The server may run meanwhile.
pub async fn back_up(place: &Place, to: &Path) -> Result<(), CareError> {
    let data = match place {
        Place::Folder(data) => data,
        Place::Database(database) => return Ok(store::dump(database, to).await?),
    };
    let store = open_file(data).await?;
    let done = store.back_up(to).await;
    store.close().await;
    Ok(done?)
}

/// Lays a backup back in a new epoch, with the server stopped. Returns where the records that were there
/// before are now, if there were some; without `replace` they are not touched.
pub async fn restore(
    place: &Place,
    from: &Path,
    replace: bool,
    now: Instant,
) -> Result<Option<String>, CareError> {
    let data = match place {
        Place::Folder(data) => data,
        Place::Database(database) => {
            return match store::lay_back(database, from, replace, now).await {
                Err(BackupError::InUse) => Err(CareError::Running),
                done => Ok(done?),
            };
        }
    };
    std::fs::create_dir_all(data).map_err(BackupError::File)?;
    let _lock = lock::take(data)
        .map_err(BackupError::File)?
        .ok_or(CareError::Running)?;
    let replaced = store::restore(from, &data.join(FILE), replace, now).await?;
    Ok(replaced.map(|path| path.display().to_string()))
}

/// Takes a workstation's leave to share, by its letter code, and ends its leases.
pub async fn revoke(place: &Place, code: &str, now: Instant) -> Result<(), CareError> {
    end(place, code, now, false).await
}

/// The same, and the workstation is told to destroy what it holds, once it has handed over what waits there.
pub async fn wipe(place: &Place, code: &str, now: Instant) -> Result<(), CareError> {
    end(place, code, now, true).await
}

async fn end(place: &Place, code: &str, now: Instant, wipe: bool) -> Result<(), CareError> {
    let store = open(place).await?;
    let revoked = async {
        let mut tx = Turns::alone(&store).next().await?;
        let revoked = take_out(&mut tx, code, wipe, (None, now)).await?;
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

/// Writes what wiped workstations handed over, a change a line; returns how many there are. The file is for its
/// owner alone.
pub async fn write_escrow(place: &Place, to: &Path) -> Result<usize, CareError> {
    let store = open(place).await?;
    let changes = async { store.read().await?.escrow().await };
    let changes = changes.await;
    store.close().await;
    let changes = changes.map_err(BackupError::from)?;
    let mut text = String::new();
    for change in &changes {
        let line = serde_json::to_string(change)
            .map_err(|error| BackupError::File(std::io::Error::other(error)))?;
        text.push_str(&line);
        text.push('\n');
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(to)
        .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
    written.map_err(BackupError::File)?;
    Ok(changes.len())
}

/// Opens the records of a place.
pub(crate) async fn open(place: &Place) -> Result<Store, CareError> {
    match place {
        Place::Folder(data) => open_file(data).await,
        Place::Database(database) => Ok(Store::open_postgres(database)
            .await
            .map_err(BackupError::Open)?),
    }
}

async fn open_file(data: &Path) -> Result<Store, CareError> {
    let path = data.join(FILE);
    if !path.exists() {
        return Err(CareError::NoRecords);
    }
    Ok(Store::open(&OpenOptions { path, key: None })
        .await
        .map_err(BackupError::Open)?)
}
