//! The embedded fonts, parsed once.

use std::sync::{Arc, Mutex, PoisonError};

use harfrust::{Direction, Font, GlyphId, Script, ShapePlan, font::Source};

use crate::error::DocumentError;

/// How heavy a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// One embedded font file, or a drawn variant of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    Sans,
    SansBold,
    Arabic,
    ArabicBold,
    Han,
    /// There is no bold Han file (4 MB more): the regular outlines are drawn with a stroke around them.
    HanBold,
}

impl Face {
    const ALL: [Self; 6] = [
        Self::Sans,
        Self::SansBold,
        Self::Arabic,
        Self::ArabicBold,
        Self::Han,
        Self::HanBold,
    ];

    /// Which face sets a character comes from the first of these that has it. The first one also
    /// draws the empty box for a character that none of them has.
    pub(crate) const fn candidates(weight: Weight) -> [Self; 3] {
        match weight {
            Weight::Regular => [Self::Sans, Self::Arabic, Self::Han],
            Weight::Bold => [Self::SansBold, Self::ArabicBold, Self::HanBold],
        }
    }

    /// The font file's PostScript name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sans => "NotoSans-Regular",
            Self::SansBold => "NotoSans-Bold",
            Self::Arabic => "NotoSansArabic-Regular",
            Self::ArabicBold => "NotoSansArabic-Bold",
            Self::Han | Self::HanBold => "DroidSansFallback",
        }
    }

    /// The name of the face among a page's resources.
    pub(crate) const fn resource(self) -> &'static str {
        match self {
            Self::Sans => "Sans",
            Self::SansBold => "SansBold",
            Self::Arabic => "Arabic",
            Self::ArabicBold => "ArabicBold",
            Self::Han | Self::HanBold => "Han",
        }
    }

    /// The face whose file and subset this one shares.
    pub(crate) const fn file_face(self) -> Self {
        match self {
            Self::HanBold => Self::Han,
            other => other,
        }
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Sans => include_bytes!("../../../../assets/fonts/NotoSans-Regular.ttf"),
            Self::SansBold => include_bytes!("../../../../assets/fonts/NotoSans-Bold.ttf"),
            Self::Arabic => include_bytes!("../../../../assets/fonts/NotoSansArabic-Regular.ttf"),
            Self::ArabicBold => include_bytes!("../../../../assets/fonts/NotoSansArabic-Bold.ttf"),
            Self::Han | Self::HanBold => {
                include_bytes!("../../../../assets/fonts/DroidSansFallbackFull.ttf")
            }
        }
    }
}

/// A shaping plan, with the script and whether the direction is right to left.
type KeptPlan = ((Script, bool), Arc<ShapePlan>);

/// One parsed font.
pub(crate) struct LoadedFace {
    pub(crate) face: Face,
    pub(crate) bytes: &'static [u8],
    pub(crate) font: Font,
    plans: Mutex<Vec<KeptPlan>>,
}

impl LoadedFace {
    fn load(face: Face) -> Result<Self, DocumentError> {
        let bytes = face.bytes();
        let font =
            Font::new(Source::from(bytes), 0).ok_or(DocumentError::Font { font: face.name() })?;
        Ok(Self {
            face,
            bytes,
            font,
            plans: Mutex::new(Vec::new()),
        })
    }

    /// The shaping plan for a script and direction, made once and kept.
    pub(crate) fn plan(&self, script: Script, direction: Direction) -> Arc<ShapePlan> {
        let key = (script, direction == Direction::RightToLeft);
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = plans.iter().find(|(kept, _)| *kept == key) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(ShapePlan::new(
            &self.font,
            direction,
            Some(script),
            None,
            &[],
        ));
        plans.push((key, Arc::clone(&plan)));
        plan
    }

    /// A glyph's own advance in whole thousandths of an em.
    pub(crate) fn advance(&self, glyph: u16) -> u16 {
        let units = self
            .font
            .glyph_metrics()
            .h_advance_exact(GlyphId::from(glyph))
            .to_i32();
        u16::try_from(self.thousandths(units)).unwrap_or(0)
    }

    fn thousandths(&self, units: i32) -> i32 {
        units * 1000 / i32::from(self.font.units_per_em())
    }

    /// A glyph that leaves no ink.
    pub(crate) fn blank(&self) -> Option<u16> {
        let spaces = [' ', '\u{A0}', '\u{3000}'];
        spaces
            .into_iter()
            .find_map(|space| self.font.charmap().map_unicode(space))
            .and_then(|glyph| u16::try_from(glyph.to_u32()).ok())
    }

    /// The measures of the font as a whole, in thousandths of an em.
    pub(crate) fn metrics(&self) -> FaceMetrics {
        let metrics = self.font.metrics();
        let whole = |units: i32| i16::try_from(self.thousandths(units)).unwrap_or(0);
        let line = metrics.hhea_line.unwrap_or_default();
        FaceMetrics {
            ascent: whole(line.ascender.to_i32()),
            descent: whole(line.descender.to_i32()),
            x_min: whole(metrics.bounds.x_min.to_i32()),
            y_min: whole(metrics.bounds.y_min.to_i32()),
            x_max: whole(metrics.bounds.x_max.to_i32()),
            y_max: whole(metrics.bounds.y_max.to_i32()),
            weight: match self.face {
                Face::SansBold | Face::ArabicBold => 700,
                Face::Sans | Face::Arabic | Face::Han | Face::HanBold => 400,
            },
        }
    }

    /// Whether the font draws this character.
    pub(crate) fn has(&self, character: char) -> bool {
        self.font
            .charmap()
            .map_unicode(character)
            .is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// What a PDF's font descriptor wants to know, in thousandths of an em.
pub(crate) struct FaceMetrics {
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    pub(crate) x_min: i16,
    pub(crate) y_min: i16,
    pub(crate) x_max: i16,
    pub(crate) y_max: i16,
    /// OpenType weight class.
    pub(crate) weight: u16,
}

/// Every face, parsed, with the shaping plans met so far.
pub(crate) struct FontLibrary {
    faces: Vec<LoadedFace>,
}

impl FontLibrary {
    pub(crate) fn load() -> Result<Self, DocumentError> {
        Ok(Self {
            faces: Face::ALL
                .into_iter()
                .map(LoadedFace::load)
                .collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn get(&self, face: Face) -> Result<&LoadedFace, DocumentError> {
        self.faces
            .iter()
            .find(|loaded| loaded.face == face)
            .ok_or(DocumentError::Font { font: face.name() })
    }

    /// The face that draws `character`, or the first candidate when none does.
    pub(crate) fn face_for(&self, character: char, weight: Weight) -> Face {
        let candidates = Face::candidates(weight);
        let [fallback, ..] = candidates;
        candidates
            .into_iter()
            .find(|face| self.get(*face).is_ok_and(|loaded| loaded.has(character)))
            .unwrap_or(fallback)
    }
}
