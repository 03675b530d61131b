//! Writing a document into the person's folder.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use super::PaperError;
use crate::private_file::new_private_file;

/// Files of one name that may lie side by side.
const TWINS_MAX: u32 = 999;

/// Writes `pdf` into `folder` and says where. A file that is there is never written over: when it holds the
/// same document it is the answer, otherwise the new one is called `Invoice A-000017 (2).pdf`.
pub(crate) async fn save(
    folder: PathBuf,
    pdf: Vec<u8>,
    file_name: String,
) -> Result<PathBuf, PaperError> {
    let written = tokio::task::spawn_blocking(move || write(&folder, &pdf, &file_name));
    match written.await {
        Ok(path) => path.map_err(PaperError::File),
        Err(stopped) => Err(PaperError::File(io::Error::other(stopped))),
    }
}

fn write(folder: &Path, pdf: &[u8], file_name: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for twin in 1..=TWINS_MAX {
        let path = folder.join(numbered(file_name, twin));
        match new_private_file(&path) {
            Ok(file) => {
                return fill(file, pdf).map(|()| path.clone()).inspect_err(|_| {
                    // Half a document is worse than none.
                    fs::remove_file(&path).ok();
                });
            }
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
                if fs::read(&path).is_ok_and(|there| there == pdf) {
                    return Ok(path);
                }
            }
            Err(cause) => return Err(cause),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn fill(mut file: File, pdf: &[u8]) -> io::Result<()> {
    file.write_all(pdf)?;
    file.sync_all()
}

fn numbered(file_name: &str, twin: u32) -> String {
    match (twin, file_name.rsplit_once('.')) {
        (1, _) => file_name.to_owned(),
        (_, Some((stem, extension))) => format!("{stem} ({twin}).{extension}"),
        (_, None) => format!("{file_name} ({twin})"),
    }
}

#[cfg(test)]
mod tests;
