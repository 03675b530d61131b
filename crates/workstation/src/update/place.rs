//! Putting a proven package where it belongs. Whatever goes wrong, the program that runs can be started again.

use std::{
    ffi::OsString,
    fs::{self, File, Permissions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use crate::private_file::new_private_file;

/// Puts a program in the place of another one, under its name and with its permissions: written beside it, on the disk
/// as a whole, and only then under the name.
pub(crate) fn put_in_place(program: &Path, bytes: &[u8]) -> io::Result<()> {
    // Where it is a link, what it leads to is replaced.
    let program = fs::canonicalize(program)?;
    let permissions = fs::metadata(&program)?.permissions();
    replace(&program, bytes, Some(permissions))
}

/// Lays a package into a folder that is ours, for whoever installs it. Earlier ones go.
pub(crate) fn hand_over(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => fs::create_dir(folder)?,
    }
    let path = folder.join(name);
    replace(&path, bytes, None)?;
    Ok(path)
}

fn replace(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(ErrorKind::InvalidInput.into());
    };
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(".update");
    let beside = folder.join(beside);
    let written = write(&beside, bytes, permissions).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        fs::remove_file(&beside).ok();
    }
    written?;
    keep_names(folder)
}

fn write(path: &Path, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    // What an attempt left behind that was cut off; a new file, so that nothing is written through a link.
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = new_private_file(path)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}

/// Has the folder remember what its files are called, also if the power fails now.
fn keep_names(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[cfg(unix)]
    fn set_mode(path: &Path, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    fn names(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_replaced_with_its_permissions_also_behind_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("Mainstay.AppImage");
        let link = folder.path().join("mainstay");
        fs::write(&program, b"old").unwrap();
        set_mode(&program, 0o750);
        std::os::unix::fs::symlink(&program, &link).unwrap();
        // What an attempt left that was cut off.
        fs::write(folder.path().join(".Mainstay.AppImage.update"), b"ha").unwrap();
        put_in_place(&link, b"new").unwrap();
        assert_eq!(fs::read(&program).unwrap(), b"new");
        assert_eq!(mode(&program), 0o750);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(names(folder.path()), ["Mainstay.AppImage", "mainstay"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_written_leaves_the_program_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("Mainstay.AppImage");
        fs::write(&program, b"old").unwrap();
        // Not even an administrator writes over a folder.
        fs::create_dir(folder.path().join(".Mainstay.AppImage.update")).unwrap();
        assert!(put_in_place(&program, b"new").is_err());
        assert!(put_in_place(&folder.path().join("gone"), b"new").is_err());
        assert_eq!(fs::read(&program).unwrap(), b"old");
    }

    #[test]
    fn a_package_is_handed_over_alone_and_to_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let updates = folder.path().join("updates");
        hand_over(&updates, "mainstay-0.2.0.deb", b"one").unwrap();
        let path = hand_over(&updates, "mainstay-0.3.0.deb", b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(&updates), ["mainstay-0.3.0.deb"]);
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600);
    }
}
