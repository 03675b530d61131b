//! One run of glyphs to the operators that show it, such that what is copied out of the page is
//! what was written into it.
//!
//! Readers of PDF text go by the place of each code on the line and turn right-to-left stretches
//! around character by character. So every code of a right-to-left run stands for one character: a
//! glyph for several (a ligature, a letter with its vowel marks) lends each of them a slice of its
//! advance. The leftmost slice draws the glyph; the others draw a blank. Pictures of marks come last
//! and stand for a space, which readers skip.

use printpdf::{Codepoint, Op, TextItem, TextMatrix};
use unicode_bidi::{BidiClass, bidi_class};

use super::{
    canvas::{narrow, place},
    ledger::Ledger,
};
use crate::{
    error::DocumentError,
    text::{Glyph, Line, LoadedFace, SetRun, is_direction_mark},
};

/// Adds the operators for a run of `line`, whose left end is at `x` and whose baseline is at `y`.
pub(super) fn show(
    ledger: &mut Ledger,
    loaded: &LoadedFace,
    (line, run): (&Line, &SetRun),
    (x, y): (f64, f64),
    ops: &mut Vec<Op>,
) -> Result<(), DocumentError> {
    let origin = place(x + run.left, y);
    ops.push(Op::SetTextMatrix {
        matrix: TextMatrix::Translate(origin.x, origin.y),
    });
    let mut pen = Pen::default();
    let mut at = 0.0;
    let mut marks = Vec::new();
    let mut ends = (
        run.glyphs.iter().position(is_base),
        run.glyphs.iter().rposition(is_base),
    );
    if run.rtl {
        ends = (ends.1, ends.0);
    }
    for (place, glyph) in run.glyphs.iter().enumerate() {
        if glyph.is_mark {
            marks.push((at, glyph));
        } else {
            let before = run.marks.before.filter(|_| ends.0 == Some(place));
            let after = run.marks.after.filter(|_| ends.1 == Some(place));
            let slices = slices(line, run, glyph, (before, after), loaded);
            pen.move_to(at + glyph.right);
            pen.rise_to(glyph.up * line.style.size, ops);
            for (id, text, width) in slices {
                let code = ledger.code(run.face, id, &text, width)?;
                pen.put(code, text, width);
            }
        }
        at += glyph.advance;
    }
    for (at, glyph) in marks {
        pen.move_to(at + glyph.right);
        pen.rise_to(glyph.up * line.style.size, ops);
        let width = loaded.advance(glyph.id);
        pen.put(
            ledger.code(run.face, glyph.id, " ", width)?,
            " ".to_owned(),
            width,
        );
    }
    pen.finish(ops);
    Ok(())
}

fn is_base(glyph: &Glyph) -> bool {
    !glyph.is_mark
}

/// The codes that a glyph takes: glyph, text, width in thousandths of an em; leftmost first.
fn slices(
    line: &Line,
    run: &SetRun,
    glyph: &Glyph,
    (before, after): (Option<char>, Option<char>),
    loaded: &LoadedFace,
) -> Vec<(u16, String, u16)> {
    let own = line
        .text
        .get(glyph.text.clone())
        .unwrap_or_default()
        .chars()
        .filter(|character| !is_direction_mark(*character));
    let mut parts: Vec<String> = before.into_iter().map(String::from).collect();
    if run.rtl {
        for character in own {
            parts.push(character.into());
            parts.extend(
                run.marks
                    .after_separators
                    .filter(|_| separates_numbers(character))
                    .map(String::from),
            );
        }
    } else {
        // Left to right a code may stand for several characters.
        parts.push(own.collect());
    }
    parts.extend(after.map(String::from));
    if run.rtl {
        parts.reverse();
    }
    let width = loaded.advance(glyph.id);
    let blank = if parts.len() > 1 {
        loaded.blank()
    } else {
        None
    };
    let (Some(blank), Ok(count)) = (blank, u16::try_from(parts.len())) else {
        return vec![(glyph.id, parts.concat(), width)];
    };
    let slice = width / count;
    parts
        .into_iter()
        .enumerate()
        .map(|(place, text)| (if place == 0 { glyph.id } else { blank }, text, slice))
        .collect()
}

fn separates_numbers(character: char) -> bool {
    matches!(
        bidi_class(character),
        BidiClass::ES | BidiClass::ET | BidiClass::CS
    )
}

/// Follows where a viewer's pen stands after each code, and corrects it to where it should be.
#[derive(Default)]
struct Pen {
    /// Ems from the start of the run.
    at: f64,
    /// Points above the baseline.
    risen: f64,
    glyphs: Vec<Codepoint>,
    items: Vec<TextItem>,
}

impl Pen {
    fn move_to(&mut self, target: f64) {
        let back = self.at - target;
        if back.abs() > 1e-5 {
            self.end_string();
            self.items.push(TextItem::Offset(narrow(back * 1_000.0)));
            self.at = target;
        }
    }

    fn rise_to(&mut self, points: f64, ops: &mut Vec<Op>) {
        if (points - self.risen).abs() > 1e-6 {
            self.end_show(ops);
            ops.push(Op::SetLineOffset {
                multiplier: narrow(points),
            });
            self.risen = points;
        }
    }

    fn put(&mut self, code: u16, text: String, width: u16) {
        self.glyphs.push(Codepoint::with_cid(code, 0.0, text));
        self.at += f64::from(width) / 1_000.0;
    }

    fn end_string(&mut self) {
        if !self.glyphs.is_empty() {
            self.items
                .push(TextItem::GlyphIds(std::mem::take(&mut self.glyphs)));
        }
    }

    fn end_show(&mut self, ops: &mut Vec<Op>) {
        self.end_string();
        if !self.items.is_empty() {
            ops.push(Op::ShowText {
                items: std::mem::take(&mut self.items),
            });
        }
    }

    fn finish(mut self, ops: &mut Vec<Op>) {
        self.rise_to(0.0, ops);
        self.end_show(ops);
    }
}
