//! One program at a time on a folder of records.

use std::{fs, io, path::Path, thread, time::Duration};

/// A window that was just closed may still be writing its last page.
const LOOKS: u32 = 40;
const BETWEEN: Duration = Duration::from_millis(50);

/// The folder's lock, held until it is dropped; `None` when another program keeps it. Blocks for two seconds at
/// most.
pub(crate) fn take(folder: &Path) -> io::Result<Option<fs::File>> {
    take_within(folder, LOOKS, || thread::sleep(BETWEEN))
}

fn take_within(folder: &Path, looks: u32, mut wait: impl FnMut()) -> io::Result<Option<fs::File>> {
    let lock = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join("lock"))?;
    for _ in 1..looks {
        if lock.try_lock().is_ok() {
            return Ok(Some(lock));
        }
        wait();
    }
    Ok(lock.try_lock().is_ok().then_some(lock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_about_to_end_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let mut other = take(folder.path()).unwrap();
        let mut waited = 0;
        let lock = take_within(folder.path(), 5, || {
            waited += 1;
            if waited == 2 {
                other = None;
            }
        });
        assert!(lock.unwrap().is_some());
        assert_eq!(waited, 2);
    }

    #[test]
    fn one_that_stays_keeps_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let other = take(folder.path()).unwrap();
        let mut waited = 0;
        let lock = take_within(folder.path(), 5, || waited += 1).unwrap();
        assert!(lock.is_none());
        assert_eq!(waited, 4);
        drop(other);
    }
}
