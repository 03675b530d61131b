//! Which glyphs a document uses, and the code under which each stands in the content streams.

use std::collections::{BTreeMap, HashMap};

use crate::{error::DocumentError, text::Face};

/// A code is given per glyph, text that it stands for and width: the same picture copied as two
/// different texts (a space and a no-break space) gets two codes, so copying is always exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) glyph: u16,
    pub(super) text: Box<str>,
    /// How far the pen moves, in thousandths of an em.
    pub(super) width: u16,
}

/// The codes of one font, in order of first use. Code 0 is never given.
#[derive(Debug, Default)]
pub(super) struct FontCodes {
    entries: Vec<Entry>,
    by_glyph: HashMap<u16, Vec<u16>>,
}

impl FontCodes {
    /// Entries with their codes, lowest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, &Entry)> {
        (1_u16..).zip(self.entries.iter())
    }

    fn code(&mut self, glyph: u16, text: &str, width: u16) -> Option<u16> {
        let known = self.by_glyph.entry(glyph).or_default();
        let same = |code: &&u16| {
            self.entries
                .get(usize::from(**code).saturating_sub(1))
                .is_some_and(|entry| &*entry.text == text && entry.width == width)
        };
        if let Some(code) = known.iter().find(same) {
            return Some(*code);
        }
        let code = u16::try_from(self.entries.len() + 1).ok()?;
        self.entries.push(Entry {
            glyph,
            text: text.into(),
            width,
        });
        known.push(code);
        Some(code)
    }
}

/// The codes of every font of a document.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    fonts: BTreeMap<Face, FontCodes>,
}

impl Ledger {
    /// The code of a glyph that stands for `text` and moves the pen by `width` thousandths of an em.
    pub(super) fn code(
        &mut self,
        face: Face,
        glyph: u16,
        text: &str,
        width: u16,
    ) -> Result<u16, DocumentError> {
        let codes = self.fonts.entry(face.file_face()).or_default();
        codes
            .code(glyph, text, width)
            .ok_or(DocumentError::TooManyGlyphs { font: face.name() })
    }

    pub(super) fn fonts(&self) -> impl Iterator<Item = (Face, &FontCodes)> {
        self.fonts.iter().map(|(face, codes)| (*face, codes))
    }
}
