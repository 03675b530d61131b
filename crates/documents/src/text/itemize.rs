//! A line of text to runs that one face, one script and one direction set, in the order of the eye.

use std::ops::Range;

use harfrust::{Script, unicode};
use unicode_bidi::{Direction, Level, ParagraphBidiInfo, get_base_direction};

use super::{Face, FontLibrary, Weight};

/// What decides the direction of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    /// Left to right, whatever the text: amounts, document numbers.
    LeftToRight,
    /// The direction of the page: labels and sentences of its catalogue.
    Page,
    /// The first letter with a direction, else the direction of the page: names, addresses, descriptions.
    FirstLetter,
}

impl Base {
    /// The paragraph level that holds for `text` on a page that runs right to left or not.
    pub(crate) fn level(self, text: &str, page_is_rtl: bool) -> Level {
        let page = if page_is_rtl {
            Level::rtl()
        } else {
            Level::ltr()
        };
        match self {
            Self::LeftToRight => Level::ltr(),
            Self::Page => page,
            Self::FirstLetter => match get_base_direction(text) {
                Direction::Ltr => Level::ltr(),
                Direction::Rtl => Level::rtl(),
                Direction::Mixed => page,
            },
        }
    }
}

/// A stretch of text for one call of the shaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) range: Range<usize>,
    pub(crate) face: Face,
    pub(crate) script: Script,
    pub(crate) rtl: bool,
}

/// The runs of one line, leftmost first.
pub(crate) fn runs_of_line(
    library: &FontLibrary,
    text: &str,
    bidi: &ParagraphBidiInfo<'_>,
    line: Range<usize>,
    weight: Weight,
) -> Vec<Run> {
    if line.is_empty() {
        return Vec::new();
    }
    let (levels, level_runs) = bidi.visual_runs(line);
    let mut runs = Vec::with_capacity(level_runs.len());
    for range in level_runs {
        let rtl = levels.get(range.start).is_some_and(Level::is_rtl);
        let mut pieces = split_by_face(library, text, &range, rtl, weight);
        if rtl {
            pieces.reverse();
        }
        runs.append(&mut pieces);
    }
    runs
}

/// Splits one level run where the face or the script changes; in reading order.
fn split_by_face(
    library: &FontLibrary,
    text: &str,
    range: &Range<usize>,
    rtl: bool,
    weight: Weight,
) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (offset, character) in text.get(range.clone()).unwrap_or_default().char_indices() {
        let start = range.start + offset;
        let end = start + character.len_utf8();
        let script = unicode::script(u32::from(character));
        if let Some(last) = runs.last_mut()
            && continues(library, last, character, script)
        {
            if is_neutral(last.script) {
                last.script = script;
            }
            last.range.end = end;
            continue;
        }
        let script = match runs.last() {
            Some(last) if is_neutral(script) => last.script,
            _ => script,
        };
        runs.push(Run {
            range: start..end,
            face: library.face_for(character, weight),
            script,
            rtl,
        });
    }
    runs
}

/// Whether a character can be set in the run before it. Figures always come from the first face, so
/// that they line up in a column whatever surrounds them.
fn continues(library: &FontLibrary, run: &Run, character: char, script: Script) -> bool {
    if is_ignorable(character) {
        return true;
    }
    let same_script = is_neutral(script) || script == run.script || is_neutral(run.script);
    let figure_elsewhere =
        character.is_ascii_digit() && !matches!(run.face, Face::Sans | Face::SansBold);
    same_script
        && !figure_elsewhere
        && library
            .get(run.face)
            .is_ok_and(|loaded| loaded.has(character))
}

fn is_neutral(script: Script) -> bool {
    matches!(script, Script::COMMON | Script::INHERITED | Script::UNKNOWN)
}

/// Joiners, variation selectors and direction marks shape their neighbours and have no picture of their own.
fn is_ignorable(character: char) -> bool {
    is_direction_mark(character)
        || matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{00AD}' | '\u{034F}')
}

/// The invisible characters that only steer the bidirectional algorithm.
pub(crate) fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
