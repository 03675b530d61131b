//! Fonts into the document: each cut down to the glyphs in use.

use std::collections::BTreeMap;

use printpdf::{FontMetrics, FontType, ParsedFont, PdfFontMetricsStub};
use subsetter::GlyphRemapper;

use super::ledger::FontCodes;
use crate::{
    error::DocumentError,
    text::{Face, FontLibrary},
};

/// A font as printpdf takes it, and the map from codes to the subset's glyphs.
pub(super) struct Embedded {
    pub(super) font: ParsedFont,
    /// The name in the file: a tag that marks a subset, a plus sign, the font's name.
    pub(super) name: String,
    /// Two bytes a code, code 0 first: the glyph to draw (`CIDToGIDMap` of ISO 32000-1, 9.7.4.3).
    pub(super) glyph_of_code: Vec<u8>,
}

pub(super) fn embed(
    library: &FontLibrary,
    face: Face,
    codes: &FontCodes,
) -> Result<Embedded, DocumentError> {
    let loaded = library.get(face)?;
    let mut remapper = GlyphRemapper::new();
    let mut glyph_of_code = vec![0, 0];
    let mut widths = BTreeMap::new();
    for (code, entry) in codes.iter() {
        let glyph = remapper.remap(entry.glyph);
        glyph_of_code.extend(glyph.to_be_bytes());
        widths.insert(code, entry.width);
    }
    let bytes = subsetter::subset(loaded.bytes, 0, &remapper)
        .map_err(|_| DocumentError::Subset { font: face.name() })?;

    let name = format!("{}+{}", subset_tag(&glyph_of_code), face.name());
    let metrics = loaded.metrics();
    let font_metrics = FontMetrics {
        ascent: metrics.ascent,
        descent: metrics.descent,
    };
    // All measures are already in thousandths of an em.
    let units = 1000;
    let mut font = ParsedFont::with_glyph_data(
        bytes,
        0,
        Some(name.clone()),
        BTreeMap::new(),
        widths,
        units,
        font_metrics,
    );
    font.font_type = FontType::TrueType;
    font.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: units,
        x_min: metrics.x_min,
        y_min: metrics.y_min,
        x_max: metrics.x_max,
        y_max: metrics.y_max,
        us_weight_class: metrics.weight,
        ..PdfFontMetricsStub::default()
    };
    Ok(Embedded {
        font,
        name,
        glyph_of_code,
    })
}

/// Six capital letters that differ between different subsets (ISO 32000-1, 9.6.4).
fn subset_tag(glyphs: &[u8]) -> String {
    let mut hash = super::seal::hash(glyphs);
    let mut tag = String::with_capacity(6);
    for _ in 0..6 {
        tag.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or(0)));
        hash /= 26;
    }
    tag
}
