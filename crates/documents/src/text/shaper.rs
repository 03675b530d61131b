//! Runs to glyphs, each with the characters that it stands for.

use std::ops::Range;

use harfrust::{Buffer, BufferFlags, ClusterLevel, Direction, ShapeOptions, ShaperFont};

use super::{Face, FontLibrary, itemize::Run};
use crate::error::DocumentError;

/// A glyph of a run. Distances are in ems, along the line to the right and up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) id: u16,
    /// The bytes of the paragraph that a reader gets back when copying this glyph; none for a mark,
    /// whose characters its base carries.
    pub(crate) text: Range<usize>,
    pub(crate) advance: f64,
    pub(crate) right: f64,
    pub(crate) up: f64,
    /// A mark that hangs on the glyph before it in reading order.
    pub(crate) is_mark: bool,
}

/// The fonts ready for shaping and the one buffer that all runs go through.
pub(crate) struct Shaper<'a> {
    library: &'a FontLibrary,
    fonts: Vec<(Face, ShaperFont<'a, 'a>)>,
    buffer: Buffer,
}

impl<'a> Shaper<'a> {
    pub(crate) fn new(library: &'a FontLibrary) -> Self {
        Self {
            library,
            fonts: Vec::new(),
            buffer: Buffer::new(),
        }
    }

    /// The glyphs of `run`, leftmost first.
    pub(crate) fn shape(&mut self, text: &str, run: &Run) -> Result<Vec<Glyph>, DocumentError> {
        let loaded = self.library.get(run.face)?;
        let direction = if run.rtl {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        };
        let plan = loaded.plan(run.script, direction);
        self.fill_buffer(text, run, direction);
        if !self.fonts.iter().any(|(face, _)| *face == run.face) {
            self.fonts.push((run.face, ShaperFont::new(&loaded.font)));
        }
        let Some((_, font)) = self.fonts.iter().find(|(face, _)| *face == run.face) else {
            return Err(DocumentError::Font {
                font: run.face.name(),
            });
        };
        harfrust::shape(
            font,
            &mut self.buffer,
            ShapeOptions::new().plan(Some(&plan)),
        )
        .map_err(|_| DocumentError::Shape {
            font: run.face.name(),
        })?;

        let em = f64::from(loaded.font.units_per_em());
        let shaped = self
            .buffer
            .glyph_infos()
            .iter()
            .zip(self.buffer.glyph_positions());
        let mut glyphs: Vec<Glyph> = shaped
            .map(|(info, position)| {
                let start = usize::try_from(info.cluster).unwrap_or(run.range.start);
                Glyph {
                    id: u16::try_from(info.glyph_id).unwrap_or(0),
                    text: start..start,
                    advance: f64::from(position.x_advance) / em,
                    right: f64::from(position.x_offset) / em,
                    up: f64::from(position.y_offset) / em,
                    is_mark: position.x_advance == 0,
                }
            })
            .collect();
        share_out_text(text, run, &mut glyphs);
        Ok(glyphs)
    }

    fn fill_buffer(&mut self, text: &str, run: &Run, direction: Direction) {
        let buffer = &mut self.buffer;
        buffer.reset();
        buffer.set_pre_context(text.get(..run.range.start).unwrap_or_default());
        for (offset, character) in text
            .get(run.range.clone())
            .unwrap_or_default()
            .char_indices()
        {
            buffer.push(
                u32::from(character),
                u32::try_from(run.range.start + offset).unwrap_or(u32::MAX),
            );
        }
        buffer.set_post_context(text.get(run.range.end..).unwrap_or_default());
        buffer.set_direction(direction);
        buffer.set_script(Some(run.script));
        // One cluster a character: a base and its marks keep the characters that they came from.
        buffer.set_cluster_level(ClusterLevel::Characters);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    }
}

/// Gives each glyph the characters from its cluster's start to the next cluster's start, so that
/// every character of the run belongs to exactly one glyph; a mark's go to its base.
fn share_out_text(text: &str, run: &Run, glyphs: &mut [Glyph]) {
    let mut members: Vec<&mut Glyph> = glyphs.iter_mut().collect();
    if run.rtl {
        members.reverse();
    }
    members.sort_by_key(|glyph| glyph.text.start);
    let mut clusters: Vec<&mut [&mut Glyph]> = members
        .chunk_by_mut(|one, next| one.text.start == next.text.start)
        .collect();
    let mut end = run.range.end;
    for place in (0..clusters.len()).rev() {
        let Some(cluster) = clusters.get_mut(place) else {
            continue;
        };
        // Characters before the first cluster, such as a leading joiner, go with it.
        let own = cluster.first().map_or(end, |glyph| glyph.text.start);
        let start = if place == 0 { run.range.start } else { own };
        share_out_cluster(text, start..end, cluster);
        end = start;
    }
    hand_marks_to_bases(&mut members);
}

/// `members` are in reading order. A cluster of as many glyphs as characters pairs them off; of any
/// other, the widest glyph stands for all its characters and the rest for none.
fn share_out_cluster(text: &str, cluster: Range<usize>, members: &mut [&mut Glyph]) {
    let characters: Vec<Range<usize>> = text
        .get(cluster.clone())
        .unwrap_or_default()
        .char_indices()
        .map(|(offset, character)| {
            cluster.start + offset..cluster.start + offset + character.len_utf8()
        })
        .collect();
    if members.len() > 1 && members.len() == characters.len() {
        for (glyph, range) in members.iter_mut().zip(characters) {
            glyph.text = range;
        }
        return;
    }
    let widest = members
        .iter()
        .enumerate()
        .max_by(|(_, one), (_, other)| one.advance.total_cmp(&other.advance))
        .map_or(0, |(place, _)| place);
    for (place, glyph) in members.iter_mut().enumerate() {
        glyph.text = if place == widest {
            cluster.clone()
        } else {
            cluster.end..cluster.end
        };
    }
}

/// A mark without a base, at the start of a run, stays a glyph of its own.
fn hand_marks_to_bases(members: &mut [&mut Glyph]) {
    let mut base: Option<usize> = None;
    for place in 0..members.len() {
        let Some(glyph) = members.get_mut(place) else {
            continue;
        };
        let text = glyph.text.clone();
        match base {
            Some(base) if glyph.is_mark => {
                glyph.text = text.end..text.end;
                if let Some(base) = members.get_mut(base) {
                    base.text.end = base.text.end.max(text.end);
                }
            }
            _ => {
                glyph.is_mark = false;
                base = Some(place);
            }
        }
    }
}
