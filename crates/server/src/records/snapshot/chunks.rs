//! Rows become chunks: packed, put on the shelf, and told to whoever waits for them.

use store::SnapshotRow;
use wire::sync::{CHUNK_BYTES_MAX, CHUNK_ROWS_MAX, ChainHash, SnapshotChunk, SnapshotHeader, pack};
use workflows::RecordsError;

use super::shelf::{Growing, unwritable};

/// The chunks of a snapshot that grows. No more than one is in memory.
pub(super) struct Chunks {
    shelf: Growing,
    header: SnapshotHeader,
    lines: Vec<u8>,
    rows: u32,
}

impl Chunks {
    pub(super) const fn new(shelf: Growing, header: SnapshotHeader) -> Self {
        Self {
            shelf,
            header,
            lines: Vec::new(),
            rows: 0,
        }
    }

    pub(super) async fn add(&mut self, row: &SnapshotRow) -> Result<(), RecordsError> {
        let full = self.rows as usize >= CHUNK_ROWS_MAX
            || self.lines.len() + row.line.len() >= CHUNK_BYTES_MAX;
        if full {
            self.end().await?;
        }
        self.lines.extend_from_slice(row.line.as_bytes());
        self.lines.push(b'\n');
        self.rows += 1;
        Ok(())
    }

    /// Ends the chunk, if it holds anything, and tells of it together with what the header says by then: whoever
    /// waits for the chunk asks for the next one before they hear of anything that is told later.
    async fn end(&mut self) -> Result<(), RecordsError> {
        if self.rows == 0 {
            return self.shelf.tell(&self.header).await;
        }
        let packed = pack(&self.lines).map_err(unwritable)?;
        let n = u32::try_from(self.header.chunks.len())
            .map_err(|error| RecordsError::Other(error.into()))?;
        self.header.chunks.push(SnapshotChunk {
            n,
            rows: self.rows,
            bytes: packed.len() as u64,
            sha256: ChainHash::of(&packed),
        });
        self.shelf.add((n, &packed), &self.header).await?;
        self.lines.clear();
        self.rows = 0;
        Ok(())
    }

    /// What a day begins with is in the chunks up to here.
    pub(super) async fn end_usable(&mut self) -> Result<(), RecordsError> {
        let chunks = self.header.chunks.len() + usize::from(self.rows > 0);
        self.header.usable = u32::try_from(chunks).ok();
        self.end().await
    }

    /// Nothing comes any more.
    pub(super) async fn end_all(mut self) -> Result<(), RecordsError> {
        self.header.whole = true;
        self.end().await
    }
}
