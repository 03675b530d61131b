//! What is on the virtual display, read from the file that it keeps.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use crate::Broken;

/// Every so many rows are looked at: text is higher than that, and reading is cheap.
const EVERY_ROW: usize = 8;

/// The file, and where in it the pixels are.
pub(crate) struct Picture {
    file: File,
    layout: Layout,
    seen: Vec<u8>,
}

/// The header of a picture as xwd writes it, as far as it matters here
/// (`XWDFile.h` of the X Window System, version 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    pixels_at: usize,
    width: usize,
    height: usize,
    bytes_per_row: usize,
}

const HEADER_FIELDS: usize = 25;
const VERSION: usize = 7;
const COLOUR_BYTES: usize = 12;
const BITS_PER_PIXEL: usize = 32;

impl Layout {
    /// From the first fields, 32 bits each, most significant byte first.
    fn read(header: &[u8]) -> Option<Self> {
        let fields: Vec<usize> = header
            .chunks_exact(4)
            .filter_map(|four| four.try_into().ok())
            .filter_map(|four| usize::try_from(u32::from_be_bytes(four)).ok())
            .collect();
        let field = |place: usize| fields.get(place).copied();
        let known = field(1)? == VERSION && field(11)? == BITS_PER_PIXEL;
        known.then_some(Self {
            pixels_at: field(0)? + field(19)? * COLOUR_BYTES,
            width: field(4)?,
            height: field(5)?,
            bytes_per_row: field(12)?,
        })
    }
}

impl Picture {
    pub(super) fn of(folder: &Path) -> Result<Self, Broken> {
        let mut file = File::open(folder.join("Xvfb_screen0"))?;
        let mut header = [0; HEADER_FIELDS * 4];
        file.read_exact(&mut header)?;
        let layout = Layout::read(&header).ok_or("the display's picture has another shape")?;
        Ok(Self {
            file,
            layout,
            seen: Vec::new(),
        })
    }

    /// Whether it differs from the last look; the first look is none.
    pub(crate) fn changed(&mut self) -> Result<bool, Broken> {
        let mut now = Vec::with_capacity(self.seen.len());
        for row in (0..self.layout.height).step_by(EVERY_ROW) {
            self.row(row, &mut now)?;
        }
        let changed = !self.seen.is_empty() && now != self.seen;
        self.seen = now;
        Ok(changed)
    }

    /// Red, green and blue in the middle.
    pub(crate) fn middle(&mut self) -> Result<[u8; 3], Broken> {
        let mut row = Vec::new();
        self.row(self.layout.height / 2, &mut row)?;
        let pixel = row.chunks_exact(4).nth(self.layout.width / 2);
        // Xvfb on a little-endian machine: blue first.
        match pixel {
            Some([blue, green, red, _]) => Ok([*red, *green, *blue]),
            _ => Err("the display has no middle".into()),
        }
    }

    fn row(&mut self, row: usize, into: &mut Vec<u8>) -> Result<(), Broken> {
        let at = self.layout.pixels_at + row * self.layout.bytes_per_row;
        self.file.seek(SeekFrom::Start(u64::try_from(at)?))?;
        let length = u64::try_from(self.layout.bytes_per_row)?;
        Read::by_ref(&mut self.file)
            .take(length)
            .read_to_end(into)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(version: u32, bits: u32) -> Vec<u8> {
        let mut fields = [0_u32; HEADER_FIELDS];
        fields[0] = 160;
        fields[1] = version;
        fields[4] = 1_280;
        fields[5] = 800;
        fields[11] = bits;
        fields[12] = 5_120;
        fields[19] = 256;
        fields
            .iter()
            .flat_map(|field| field.to_be_bytes())
            .collect()
    }

    #[test]
    fn the_pixels_stand_behind_the_header_and_the_colours() {
        let layout = Layout::read(&header(7, 32)).unwrap();
        let expected = Layout {
            pixels_at: 160 + 256 * 12,
            width: 1_280,
            height: 800,
            bytes_per_row: 5_120,
        };
        assert_eq!(layout, expected);
    }

    #[test]
    fn a_picture_of_another_shape_is_refused() {
        assert_eq!(Layout::read(&header(6, 32)), None);
        assert_eq!(Layout::read(&header(7, 16)), None);
        assert_eq!(Layout::read(&[0; 8]), None);
    }
}
