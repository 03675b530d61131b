//! A disk with a cache of its own: what was written reaches the platter at the next sync, and before that
//! perhaps, in any order, or torn in the middle of a sector's worth.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use fastrand::Rng;

/// What a disk writes whole or not at all, bytes.
const SECTOR: usize = 512;

#[derive(Debug, Clone)]
enum Op {
    Write { at: usize, bytes: Vec<u8> },
    Truncate { size: usize },
}

#[derive(Debug, Clone, Default)]
struct Platter {
    durable: Vec<u8>,
    cached: Vec<Op>,
    deleted: bool,
}

/// What lay on the disk at one moment.
#[derive(Debug, Clone)]
pub(crate) struct Remains {
    files: BTreeMap<PathBuf, Platter>,
    /// How much had been acknowledged by then.
    pub(crate) acknowledged: usize,
}

#[derive(Debug, Default)]
struct Disk {
    /// Files below it are watched.
    folder: Option<PathBuf>,
    files: BTreeMap<PathBuf, Platter>,
    /// Operations until the power goes; `None` for never.
    left: Option<u64>,
    /// A disk that says that it has synced, and has not.
    lies: bool,
    acknowledged: usize,
    remains: Option<Remains>,
}

static DISK: Mutex<Option<Disk>> = Mutex::new(None);

fn disk() -> MutexGuard<'static, Option<Disk>> {
    DISK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Watches the files of a folder, whose content is durable by now; the power goes at the `after`th operation
/// from here. Not its folders: the server's snapshots can be made again from its records.
pub(crate) fn watch(folder: &Path, after: u64, lies: bool) -> io::Result<()> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_file() {
            continue;
        }
        let durable = std::fs::read(&path)?;
        files.insert(
            path,
            Platter {
                durable,
                ..Platter::default()
            },
        );
    }
    *disk() = Some(Disk {
        folder: Some(folder.to_owned()),
        files,
        left: Some(after),
        lies,
        ..Disk::default()
    });
    Ok(())
}

/// Somebody was told that one more thing is saved.
pub(crate) fn acknowledge() {
    if let Some(disk) = disk().as_mut() {
        disk.acknowledged += 1;
    }
}

/// Whether the power has gone.
pub(crate) fn is_dark() -> bool {
    disk().as_ref().is_some_and(|disk| disk.remains.is_some())
}

/// What was there when the power went, or is there now if it never did. Nothing is watched any more.
pub(crate) fn remains() -> Option<Remains> {
    let mut disk = disk().take()?;
    disk.go_dark();
    disk.remains
}

impl Disk {
    fn watches(&self, path: &Path) -> bool {
        self.folder
            .as_ref()
            .is_some_and(|folder| path.starts_with(folder))
    }

    fn go_dark(&mut self) {
        if self.remains.is_none() {
            self.remains = Some(Remains {
                files: self.files.clone(),
                acknowledged: self.acknowledged,
            });
        }
    }

    fn step(&mut self) {
        if let Some(left) = self.left.as_mut() {
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.left = None;
                self.go_dark();
            }
        }
    }
}

fn on(path: &Path, act: impl FnOnce(&mut Disk, PathBuf)) {
    let mut disk = disk();
    if let Some(disk) = disk.as_mut().filter(|disk| disk.watches(path)) {
        disk.step();
        act(disk, path.to_owned());
    }
}

/// A file was opened: what it holds is durable, unless it is known already.
pub(crate) fn opened(path: &Path) {
    on(path, |disk, path| {
        let there = std::fs::read(&path).unwrap_or_default();
        let file = disk.files.entry(path).or_insert_with(|| Platter {
            durable: there,
            ..Platter::default()
        });
        file.deleted = false;
    });
}

pub(crate) fn wrote(path: &Path, at: usize, bytes: &[u8]) {
    on(path, |disk, path| {
        let op = Op::Write {
            at,
            bytes: bytes.to_owned(),
        };
        disk.files.entry(path).or_default().cached.push(op);
    });
}

pub(crate) fn truncated(path: &Path, size: usize) {
    on(path, |disk, path| {
        let op = Op::Truncate { size };
        disk.files.entry(path).or_default().cached.push(op);
    });
}

pub(crate) fn synced(path: &Path) {
    on(path, |disk, path| {
        if !disk.lies {
            let file = disk.files.entry(path).or_default();
            for op in std::mem::take(&mut file.cached) {
                apply(&mut file.durable, &op);
            }
        }
    });
}

pub(crate) fn deleted(path: &Path) {
    on(path, |disk, path| {
        *disk.files.entry(path).or_default() = Platter {
            deleted: true,
            ..Platter::default()
        };
    });
}

fn apply(content: &mut Vec<u8>, op: &Op) {
    match op {
        Op::Truncate { size } => content.resize(*size, 0),
        Op::Write { at, bytes } => {
            let end = at + bytes.len();
            if content.len() < end {
                content.resize(end, 0);
            }
            if let Some(place) = content.get_mut(*at..end) {
                place.copy_from_slice(bytes);
            }
        }
    }
}

impl Remains {
    /// Lays out what a disk may hold after the power has gone: all that was synced, and of the rest what
    /// chance let through, some of it torn.
    pub(crate) fn lay_out(&self, from: &Path, to: &Path, chance: &mut Rng) -> io::Result<()> {
        std::fs::create_dir_all(to)?;
        for (path, file) in &self.files {
            let Ok(name) = path.strip_prefix(from) else {
                continue;
            };
            // The index of a write-ahead log is shared memory; the next to open makes it anew.
            if file.deleted || path.to_string_lossy().ends_with("-shm") {
                continue;
            }
            let mut content = file.durable.clone();
            for op in &file.cached {
                match op {
                    _ if chance.bool() => {}
                    Op::Write { at, bytes } if bytes.len() > SECTOR && chance.u8(0..4) == 0 => {
                        let whole = chance.usize(0..bytes.len() / SECTOR) * SECTOR;
                        let bytes = bytes.get(..whole).unwrap_or_default().to_owned();
                        apply(&mut content, &Op::Write { at: *at, bytes });
                    }
                    op => apply(&mut content, op),
                }
            }
            std::fs::write(to.join(name), content)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_synced_is_there_and_the_rest_is_left_to_chance() {
        let file = Platter {
            durable: b"synced".to_vec(),
            cached: vec![Op::Write {
                at: 6,
                bytes: b", cached".to_vec(),
            }],
            deleted: false,
        };
        let remains = Remains {
            files: [(PathBuf::from("from/file"), file)].into(),
            acknowledged: 0,
        };
        let to = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..32 {
            let mut chance = Rng::with_seed(seed);
            let laid = remains.lay_out(Path::new("from"), to.path(), &mut chance);
            assert!(laid.is_ok());
            seen.insert(std::fs::read(to.path().join("file")).unwrap_or_default());
        }
        assert_eq!(
            seen.into_iter().collect::<Vec<_>>(),
            [b"synced".to_vec(), b"synced, cached".to_vec()]
        );
    }
}
