//! The least that a durable commit can cost: four KiB appended and pushed to the disk.

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use crate::Broken;

/// A page of the database.
const PAGE: [u8; 4_096] = [0x5a; 4_096];

/// A file of its own on the disk that is measured.
pub(crate) struct Disk {
    file: File,
}

impl Disk {
    pub(crate) fn at(folder: &Path) -> Result<Self, Broken> {
        Ok(Self {
            file: File::create(folder.join("bare"))?,
        })
    }

    /// Appends a page; how long it took until the disk had it.
    pub(crate) fn write(&mut self) -> Result<Duration, Broken> {
        let asked = Instant::now();
        self.file.write_all(&PAGE)?;
        self.file.sync_data()?;
        Ok(asked.elapsed())
    }
}
