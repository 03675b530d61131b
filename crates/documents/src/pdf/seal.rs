//! Pages to bytes, through printpdf, with what printpdf leaves out or to chance.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat};
use printpdf::{FontId, OffsetDateTime, PdfDocument, PdfFont, PdfSaveOptions};
use values::LocalDate;

use super::{canvas::Canvas, embed::Embedded, embed::embed};
use crate::error::DocumentError;

/// What the file says about itself.
pub(crate) struct Particulars {
    pub(crate) title: String,
    pub(crate) author: String,
    /// A language tag such as `en`.
    pub(crate) language: &'static str,
    pub(crate) rtl: bool,
    pub(crate) date: LocalDate,
}

/// The finished file.
pub(crate) fn write(
    canvas: &Canvas<'_>,
    particulars: &Particulars,
) -> Result<Vec<u8>, DocumentError> {
    let mut pdf = PdfDocument::new(&particulars.title);
    let info = &mut pdf.metadata.info;
    info.author.clone_from(&particulars.author);
    "Mainstay".clone_into(&mut info.creator);
    "Mainstay".clone_into(&mut info.producer);
    info.creation_date = midnight(particulars.date);
    info.modification_date = midnight(particulars.date);

    let mut fonts = Vec::new();
    for (face, codes) in canvas.ledger.fonts() {
        let embedded = embed(canvas.library(), face, codes)?;
        let id = FontId(face.resource().to_owned());
        pdf.resources
            .fonts
            .map
            .insert(id, PdfFont::new(embedded.font.clone()));
        fonts.push(embedded);
    }
    pdf.pages = canvas.pages();

    let mut document = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    for embedded in &fonts {
        map_codes(&mut document, embedded);
    }
    describe(&mut document, particulars);
    let id = Object::String(identify(&document).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    document.version = "1.7".into();
    document.compress();
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .map_err(|_| DocumentError::Write)?;
    Ok(bytes)
}

fn midnight(date: LocalDate) -> OffsetDateTime {
    let mut moment = OffsetDateTime::epoch();
    moment.date.year = i32::from(date.year());
    moment.date.month = date.month().unsigned_abs();
    moment.date.day = date.day().unsigned_abs();
    moment
}

/// Adds to a font the map from codes to glyphs; printpdf writes fonts whose codes are the glyphs.
fn map_codes(document: &mut Document, embedded: &Embedded) {
    let map = document.add_object(Stream::new(
        Dictionary::new(),
        embedded.glyph_of_code.clone(),
    ));
    let is_ours = |font: &Dictionary| {
        font.get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Type0")
            && font
                .get(b"BaseFont")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == embedded.name.as_bytes())
    };
    let fonts = document
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok());
    for font in fonts.filter(|font| is_ours(font)) {
        let descendant = font
            .get_mut(b"DescendantFonts")
            .and_then(Object::as_array_mut)
            .ok()
            .and_then(|all| all.first_mut());
        if let Some(Object::Dictionary(descendant)) = descendant {
            descendant.set("CIDToGIDMap", map);
        }
    }
}

/// The document's language, its title in the window, and no entries that say nothing.
fn describe(document: &mut Document, particulars: &Particulars) {
    let mut viewer = Dictionary::new();
    viewer.set("DisplayDocTitle", true);
    if particulars.rtl {
        viewer.set("Direction", "R2L");
    }
    let language = Object::string_literal(particulars.language);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("ViewerPreferences", viewer);
        catalog.set("Lang", language);
    }
    let info = document.trailer.get(b"Info").and_then(Object::as_reference);
    if let Ok(info) = info
        .and_then(|id| document.get_object_mut(id))
        .and_then(Object::as_dict_mut)
    {
        for empty in [
            "GTS_PDFXVersion",
            "Identifier",
            "Subject",
            "Keywords",
            "Trapped",
        ] {
            info.remove(empty.as_bytes());
        }
    }
}

/// printpdf draws the file's identity from a counter of the process; ours comes from the content,
/// so that the same document gives the same bytes.
fn identify(document: &Document) -> [u8; 16] {
    let mut all = Vec::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            all.extend_from_slice(&hash(&stream.content).to_be_bytes());
        }
    }
    let first = hash(&all);
    all.push(1);
    let mut id = [0; 16];
    id.iter_mut()
        .zip(
            first
                .to_be_bytes()
                .into_iter()
                .chain(hash(&all).to_be_bytes()),
        )
        .for_each(|(to, from)| *to = from);
    id
}

/// FNV-1a, 64 bits: stable across releases of the standard library, and nothing here needs to be secret.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
