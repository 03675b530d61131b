//! Where lines end.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Line;

/// Where a paragraph, set on one line, is to be broken: at the latest opportunity of Unicode's line
/// breaking rules that fits, and inside a word only when the word alone is too wide.
pub(super) fn break_lines(whole: &Line, width: f64) -> Vec<Range<usize>> {
    let ruler = Ruler::new(whole);
    let mut ranges = Vec::new();
    let (mut start, mut fits) = (0, 0);
    for (end, kind) in linebreaks(&whole.text) {
        while ruler.width(start, end) > width && start < end {
            let stop = if fits > start {
                fits
            } else {
                ruler.last_boundary(start, end, width)
            };
            if stop >= end {
                break;
            }
            ranges.push(start..ruler.trimmed(start, stop));
            (start, fits) = (stop, stop);
        }
        fits = end;
        if kind == BreakOpportunity::Mandatory && start < end {
            ranges.push(start..ruler.trimmed(start, end));
            start = end;
        }
    }
    ranges
}

/// The places inside `range` of a line where it can be cut between two characters, in reading order.
pub(super) fn boundaries(line: &Line, range: &Range<usize>) -> Vec<usize> {
    Ruler::new(line).boundaries(range.clone()).collect()
}

/// Widths between places of a paragraph that was set on one line.
struct Ruler<'a> {
    text: &'a str,
    /// Start of each cluster and the width of everything before it, in reading order.
    clusters: Vec<(usize, f64)>,
    total: f64,
}

impl<'a> Ruler<'a> {
    fn new(whole: &'a Line) -> Self {
        let bases = whole
            .runs
            .iter()
            .flat_map(|run| &run.glyphs)
            .filter(|glyph| !glyph.is_mark);
        let mut spans: Vec<(usize, f64)> = bases
            .map(|glyph| (glyph.text.start, glyph.advance * whole.style.size))
            .collect();
        spans.sort_by_key(|(start, _)| *start);
        let mut clusters: Vec<(usize, f64)> = Vec::with_capacity(spans.len());
        let mut total = 0.0;
        for (start, advance) in spans {
            if clusters.last().is_none_or(|(last, _)| *last < start) {
                clusters.push((start, total));
            }
            total += advance;
        }
        Self {
            text: &whole.text,
            clusters,
            total,
        }
    }

    fn before(&self, place: usize) -> f64 {
        let next = self.clusters.partition_point(|(start, _)| *start < place);
        self.clusters
            .get(next)
            .map_or(self.total, |(_, width)| *width)
    }

    /// The end of the line without the spaces that hang over its edge.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        start
            + self
                .text
                .get(start..end)
                .unwrap_or_default()
                .trim_end()
                .len()
    }

    fn width(&self, start: usize, end: usize) -> f64 {
        self.before(self.trimmed(start, end)) - self.before(start)
    }

    /// The last place between two characters that still fits; at least one character is always taken.
    fn last_boundary(&self, start: usize, end: usize, width: f64) -> usize {
        let mut best = None;
        for place in self.boundaries(start..end) {
            if best.is_some() && self.width(start, place) > width {
                break;
            }
            best = Some(place);
        }
        best.unwrap_or(end)
    }

    fn boundaries(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let joins = |place: usize| {
            let rest = self.text.get(place..);
            rest.and_then(|rest| rest.chars().next())
                .is_none_or(joins_the_one_before)
        };
        self.clusters
            .iter()
            .map(|(place, _)| *place)
            .filter(move |place| range.start < *place && *place < range.end && !joins(*place))
    }
}

fn joins_the_one_before(character: char) -> bool {
    harfrust::unicode::combining_class(u32::from(character)) != 0
        || matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}')
}
