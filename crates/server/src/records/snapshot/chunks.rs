//! Rows become chunks: packed, written, and told to whoever waits for them.

use std::path::PathBuf;

use store::SnapshotRow;
use tokio::sync::watch;
use wire::sync::{CHUNK_BYTES_MAX, CHUNK_ROWS_MAX, ChainHash, SnapshotChunk, SnapshotHeader, pack};
use workflows::RecordsError;

use super::shelf::{chunk_path, unwritable, write};

/// The chunks of a snapshot that grows. No more than one is in memory.
pub(super) struct Chunks {
    place: PathBuf,
    header: watch::Sender<SnapshotHeader>,
    lines: Vec<u8>,
    rows: u32,
    n: u32,
}

impl Chunks {
    pub(super) fn new(place: PathBuf, header: watch::Sender<SnapshotHeader>) -> Self {
        Self {
            place,
            header,
            lines: Vec::new(),
            rows: 0,
            n: 0,
        }
    }

    pub(super) fn add(&mut self, row: &SnapshotRow) -> Result<(), RecordsError> {
        let full = self.rows as usize >= CHUNK_ROWS_MAX
            || self.lines.len() + row.line.len() >= CHUNK_BYTES_MAX;
        if full {
            self.end(|_| ())?;
        }
        self.lines.extend_from_slice(row.line.as_bytes());
        self.lines.push(b'\n');
        self.rows += 1;
        Ok(())
    }

    /// Ends the chunk, if it holds anything, and tells of it together with what else is known by then: whoever
    /// waits for the chunk asks for the next one before they hear of anything that is told later.
    fn end(&mut self, known: impl FnOnce(&mut SnapshotHeader)) -> Result<(), RecordsError> {
        if self.rows == 0 {
            self.header.send_modify(known);
            return Ok(());
        }
        let packed = pack(&self.lines).map_err(unwritable)?;
        write(&chunk_path(&self.place, self.n), &packed).map_err(unwritable)?;
        let chunk = SnapshotChunk {
            n: self.n,
            rows: self.rows,
            bytes: packed.len() as u64,
            sha256: ChainHash::of(&packed),
        };
        self.header.send_modify(|header| {
            header.chunks.push(chunk);
            known(header);
        });
        self.lines.clear();
        self.rows = 0;
        self.n += 1;
        Ok(())
    }

    /// What a day begins with is in the chunks up to here.
    pub(super) fn end_usable(&mut self) -> Result<(), RecordsError> {
        self.end(|header| header.usable = u32::try_from(header.chunks.len()).ok())
    }

    /// Nothing comes any more.
    pub(super) fn end_all(mut self) -> Result<SnapshotHeader, RecordsError> {
        self.end(|header| header.whole = true)?;
        Ok(self.header.borrow().clone())
    }
}
