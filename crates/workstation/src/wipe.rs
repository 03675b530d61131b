//! Destroying what this workstation holds, because an administrator said so: the key first, because without it
//! everything else is noise, then the files.

use std::{fs, io, path::Path, sync::Arc};

use sync::Client;
use wire::local::Trouble;

use crate::{
    Core,
    stage::{self, Stage},
};

/// What the names of our files begin with; whatever else lies in the folder is not ours.
const OURS: [&str; 3] = ["cache", "outbox-rescued-", "key."];

/// Destroys everything, and says so from then on. What waited has been handed over by now.
pub(crate) async fn wipe(core: &Arc<Core>) {
    tracing::warn!("an administrator had this workstation wiped");
    *core.session() = None;
    *core.shifts() = crate::session::Shifts::default();
    *core.people_at_server() = crate::local::PeopleAtServer::default();
    let taken = std::mem::replace(&mut *core.stage.write().await, Stage::Starting);
    core.live.close();
    // It has what proves which workstation this is, in memory, for one last word.
    let mut told_by = None;
    if let Stage::Ready(ready) = taken {
        told_by = Some(ready.engine.client().clone());
        drop(ready.engine);
        ready.opened.store.close().await;
    }
    let folder = core.options.data.clone();
    let destroyed = core.with_vault(move |vault| {
        let key = vault.destroy();
        let files = remove_files(&folder);
        Ok(key.and(files)?)
    });
    let destroyed = destroyed.await;
    stage::set(core, Stage::Trouble(Trouble::Wiped)).await;
    match destroyed {
        Ok(()) => say_so(told_by).await,
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            "not everything could be destroyed"
        ),
    }
}

/// Tells the server that it is done. One that does not hear it goes on saying that it is to be done.
async fn say_so(told_by: Option<Client>) {
    let Some(client) = told_by else { return };
    if let Err(error) = client.wiped().await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the server did not hear that everything is destroyed"
        );
    }
}

fn remove_files(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if is_ours(&path) {
            fs::remove_file(path)?;
        }
    }
    fs::File::open(folder)?.sync_all()
}

fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(std::ffi::OsStr::to_str);
    path.is_file() && name.is_some_and(|name| OURS.iter().any(|ours| name.starts_with(ours)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ours_goes_and_what_is_not_stays() {
        let folder = tempfile::tempdir().unwrap();
        let ours = [
            "cache.db",
            "cache.db-wal",
            "cache.db-shm",
            "cache.new",
            "cache-damaged-7.db",
            "key.json",
            "key.new",
            "outbox-rescued-7.sealed",
        ];
        for name in ours.iter().chain(&["letter.pdf", "lock"]) {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        remove_files(folder.path()).unwrap();
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(left, ["letter.pdf", "lock"]);
    }
}
