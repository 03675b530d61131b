//! New files for their owner alone.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

/// A new file that nobody else may read, or change before it is whole; one that is there already is an error.
pub(crate) fn new_private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}
