//! Why a document could not be made.

use values::Currency;

/// Why a document could not be made. Never carries a word of the document itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// An embedded font file cannot be read.
    #[error("the font {font} cannot be read")]
    Font {
        /// The font's PostScript name.
        font: &'static str,
    },
    /// The glyphs in use cannot be cut out of an embedded font.
    #[error("the font {font} cannot be subset")]
    Subset {
        /// The font's PostScript name.
        font: &'static str,
    },
    /// The shaper refused a run of text.
    #[error("a run of text cannot be shaped in {font}")]
    Shape {
        /// The font's PostScript name.
        font: &'static str,
    },
    /// More different glyphs of one font than one PDF font can address.
    #[error("too many different characters for {font}")]
    TooManyGlyphs {
        /// The font's PostScript name.
        font: &'static str,
    },
    /// One document states its amounts in one currency.
    #[error("a document in {expected} carries an amount in {found}")]
    MixedCurrencies {
        /// The currency of the document's total.
        expected: Currency,
        /// The currency of the amount that does not fit.
        found: Currency,
    },
    /// The finished document cannot be written out.
    #[error("the PDF cannot be written")]
    Write,
}
