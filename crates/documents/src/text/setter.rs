//! Paragraphs to lines.

use std::{ops::Range, rc::Rc};

use unicode_bidi::ParagraphBidiInfo;

use super::{
    Face, FontLibrary, Glyph, Weight,
    breaks::{boundaries, break_lines},
    itemize::{Base, runs_of_line},
    shaper::Shaper,
};
use crate::error::DocumentError;

/// Size in points, distance of baselines in points, weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f64,
    pub(crate) leading: f64,
    pub(crate) weight: Weight,
}

/// A line that is ready to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The whole paragraph; the glyphs point into it.
    pub(crate) text: Rc<str>,
    /// In reading order.
    pub(crate) runs: Vec<SetRun>,
    pub(crate) style: Style,
    /// Points.
    pub(crate) width: f64,
}

/// Glyphs of one face and direction at their place on a line.
#[derive(Debug, Clone)]
pub(crate) struct SetRun {
    pub(crate) face: Face,
    pub(crate) rtl: bool,
    range: Range<usize>,
    /// Points from the line's left end.
    pub(crate) left: f64,
    /// Leftmost first.
    pub(crate) glyphs: Vec<Glyph>,
    /// Direction marks that go with the run when it is copied.
    pub(crate) marks: Marks,
}

/// Invisible direction marks. Programs that read text out of a page turn right-to-left stretches
/// around by rules of thumb, which put spaces and brackets between two directions on the wrong
/// side, and by the direction that most of the page has; a mark at such a place holds them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Before the first character of the run.
    pub(crate) before: Option<char>,
    /// After the last character of the run.
    pub(crate) after: Option<char>,
    /// After each character of the run that numbers are written with (`-`, `%`, `،`).
    pub(crate) after_separators: Option<char>,
}

/// Sets the text of one document.
pub(crate) struct TextSetter<'a> {
    library: &'a FontLibrary,
    shaper: Shaper<'a>,
    page_is_rtl: bool,
}

impl<'a> TextSetter<'a> {
    pub(crate) fn new(library: &'a FontLibrary, page_is_rtl: bool) -> Self {
        Self {
            library,
            shaper: Shaper::new(library),
            page_is_rtl,
        }
    }

    /// The whole text on one line, however wide.
    pub(crate) fn line(
        &mut self,
        text: &str,
        style: Style,
        base: Base,
    ) -> Result<Line, DocumentError> {
        let text: Rc<str> = clean(text, ' ').into();
        let paragraph = Paragraph::new(&text, base, self.page_is_rtl);
        self.set(&paragraph, 0..text.len(), style)
    }

    /// The text in lines of at most `width` points; line ends in the text are kept. Empty for an empty text.
    pub(crate) fn wrap(
        &mut self,
        text: &str,
        style: Style,
        base: Base,
        width: f64,
    ) -> Result<Vec<Line>, DocumentError> {
        let mut lines = Vec::new();
        for part in clean(text, '\n').split('\n') {
            let text: Rc<str> = part.trim().into();
            let paragraph = Paragraph::new(&text, base, self.page_is_rtl);
            let whole = self.set(&paragraph, 0..text.len(), style)?;
            if whole.width <= width {
                lines.push(whole);
                continue;
            }
            for range in break_lines(&whole, width) {
                self.set_within(&paragraph, range, style, (width, &mut lines))?;
            }
        }
        while lines.last().is_some_and(|line| line.runs.is_empty()) {
            lines.pop();
        }
        Ok(lines)
    }

    /// The range on one line, or on more where it came out wider alone than it was between its neighbours: a vowel
    /// sign that lost its letter to the line before gets a circle to stand on.
    fn set_within(
        &mut self,
        paragraph: &Paragraph<'_>,
        mut range: Range<usize>,
        style: Style,
        (width, lines): (f64, &mut Vec<Line>),
    ) -> Result<(), DocumentError> {
        let mut line = self.set(paragraph, range.clone(), style)?;
        while line.width > width {
            let mut fitting = None;
            for stop in boundaries(&line, &range) {
                let part = self.set(paragraph, range.start..stop, style)?;
                if fitting.is_some() && part.width > width {
                    break;
                }
                fitting = Some((stop, part));
            }
            let Some((stop, part)) = fitting else {
                break;
            };
            lines.push(part);
            range.start = stop;
            line = self.set(paragraph, range.clone(), style)?;
        }
        lines.push(line);
        Ok(())
    }

    /// Like [`Self::wrap`], but no more than `most` lines; what does not fit ends in an ellipsis.
    pub(crate) fn wrap_at_most(
        &mut self,
        text: &str,
        style: Style,
        base: Base,
        (width, most): (f64, usize),
    ) -> Result<Vec<Line>, DocumentError> {
        let mut lines = self.wrap(text, style, base, width)?;
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let start = last.runs.first().map_or(0, |run| run.range.start);
                let kept = last.text.get(start..).unwrap_or_default().to_owned();
                *last = self.cut_short(&kept, style, base, width)?;
            }
        }
        Ok(lines)
    }

    fn cut_short(
        &mut self,
        text: &str,
        style: Style,
        base: Base,
        width: f64,
    ) -> Result<Line, DocumentError> {
        let mut kept = text.to_owned();
        loop {
            let line = self.line(&format!("{}…", kept.trim_end()), style, base)?;
            if line.width <= width || kept.pop().is_none() {
                return Ok(line);
            }
        }
    }

    fn set(
        &mut self,
        paragraph: &Paragraph<'_>,
        range: Range<usize>,
        style: Style,
    ) -> Result<Line, DocumentError> {
        let mut runs = Vec::new();
        let mut width = 0.0;
        for run in runs_of_line(
            self.library,
            paragraph.text,
            &paragraph.bidi,
            range,
            style.weight,
        ) {
            let glyphs = self.shaper.shape(paragraph.text, &run)?;
            let advance = glyphs.iter().map(|glyph| glyph.advance).sum::<f64>() * style.size;
            runs.push(SetRun {
                face: run.face,
                rtl: run.rtl,
                range: run.range,
                left: width,
                glyphs,
                marks: Marks::default(),
            });
            width += advance;
        }
        runs.sort_by_key(|run| run.range.start);
        mark_directions(paragraph, self.page_is_rtl, &mut runs);
        Ok(Line {
            text: Rc::clone(paragraph.text),
            runs,
            style,
            width,
        })
    }
}

const LEFT_TO_RIGHT_MARK: char = '\u{200E}';
const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

fn mark_directions(paragraph: &Paragraph<'_>, page_is_rtl: bool, runs: &mut [SetRun]) {
    let direction_mark = |rtl: bool| {
        if rtl {
            RIGHT_TO_LEFT_MARK
        } else {
            LEFT_TO_RIGHT_MARK
        }
    };
    let neutral =
        |character: Option<char>| character.is_some_and(|character| !character.is_alphanumeric());
    let follows_the_page = paragraph.bidi.paragraph_level.is_rtl() == page_is_rtl;
    let mut after_opposite = false;
    for run in runs {
        let text = paragraph.text.get(run.range.clone()).unwrap_or_default();
        let opposite = run.rtl != page_is_rtl;
        if follows_the_page && after_opposite && !opposite && neutral(text.chars().next()) {
            run.marks.before = Some(direction_mark(page_is_rtl));
        }
        if opposite && neutral(text.chars().next_back()) {
            run.marks.after = Some(direction_mark(run.rtl));
        }
        if page_is_rtl && run.rtl {
            run.marks.after_separators = Some(RIGHT_TO_LEFT_MARK);
        }
        after_opposite = opposite;
    }
}

struct Paragraph<'a> {
    text: &'a Rc<str>,
    bidi: ParagraphBidiInfo<'a>,
}

impl<'a> Paragraph<'a> {
    fn new(text: &'a Rc<str>, base: Base, page_is_rtl: bool) -> Self {
        Self {
            text,
            bidi: ParagraphBidiInfo::new(text, Some(base.level(text, page_is_rtl))),
        }
    }
}

/// Control characters have no picture: line ends become `line_end`, everything else a space.
fn clean(text: &str, line_end: char) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|character| match character {
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => line_end,
            control if control.is_control() => ' ',
            other => other,
        })
        .collect()
}
