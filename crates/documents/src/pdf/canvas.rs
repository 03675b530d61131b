//! A page to draw on. Places are in points from the page's top left corner, downwards.

use printpdf::{
    Color, CurTransMat, FontId, Line as Stroke, LinePoint, Mm, Op, PaintMode, PdfFontHandle,
    PdfPage, Point, Pt, Rect, Rgb, TextRenderingMode,
};

use super::{ledger::Ledger, run};
use crate::{
    error::DocumentError,
    text::{Face, FontLibrary, Line},
};

/// A4 in points.
pub(crate) const PAGE_WIDTH: f64 = 595.28;
/// A4 in points.
pub(crate) const PAGE_HEIGHT: f64 = 841.89;
/// How thick a stroke makes regular Han outlines bold, in ems.
const HAN_BOLD_STROKE: f64 = 0.025;

/// A colour of ink: red, green, blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Colour {
    fn ink(self) -> Color {
        let part = |value: u8| f32::from(value) / 255.0;
        Color::Rgb(Rgb {
            r: part(self.0),
            g: part(self.1),
            b: part(self.2),
            icc_profile: None,
        })
    }
}

/// The pages of one document while they are drawn.
pub(crate) struct Canvas<'a> {
    library: &'a FontLibrary,
    pages: Vec<Vec<Op>>,
    pub(super) ledger: Ledger,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(library: &'a FontLibrary) -> Self {
        Self {
            library,
            pages: vec![Vec::new()],
            ledger: Ledger::default(),
        }
    }

    pub(crate) fn add_page(&mut self) {
        self.pages.push(Vec::new());
    }

    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    pub(super) fn library(&self) -> &'a FontLibrary {
        self.library
    }

    pub(super) fn pages(&self) -> Vec<PdfPage> {
        let size = |points: f64| Mm::from(Pt(narrow(points)));
        self.pages
            .iter()
            .map(|ops| PdfPage::new(size(PAGE_WIDTH), size(PAGE_HEIGHT), ops.clone()))
            .collect()
    }

    /// A straight line, `weight` points thick.
    pub(crate) fn rule(
        &mut self,
        page: usize,
        (from, to): ((f64, f64), (f64, f64)),
        weight: f64,
        colour: Colour,
    ) {
        let point = |(x, y)| LinePoint {
            p: place(x, y),
            bezier: false,
        };
        self.put(
            page,
            [
                Op::SetOutlineColor { col: colour.ink() },
                Op::SetOutlineThickness {
                    pt: Pt(narrow(weight)),
                },
                Op::DrawLine {
                    line: Stroke {
                        points: vec![point(from), point(to)],
                        is_closed: false,
                    },
                },
            ],
        );
    }

    /// The outline of a box, 0.75 points thick.
    pub(crate) fn outline(
        &mut self,
        page: usize,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        colour: Colour,
    ) {
        let corner = place(x, y + height);
        let rectangle = Rect {
            x: corner.x,
            y: corner.y,
            width: Pt(narrow(width)),
            height: Pt(narrow(height)),
            mode: Some(PaintMode::Stroke),
            winding_order: None,
        };
        let thickness = Op::SetOutlineThickness { pt: Pt(0.75) };
        self.put(
            page,
            [
                Op::SetOutlineColor { col: colour.ink() },
                thickness,
                Op::DrawRectangle { rectangle },
            ],
        );
    }

    /// A line of text with its left end at `x` and its baseline at `y`.
    pub(crate) fn text(
        &mut self,
        page: usize,
        line: &Line,
        (x, y): (f64, f64),
        colour: Colour,
    ) -> Result<(), DocumentError> {
        if line.runs.is_empty() {
            return Ok(());
        }
        let mut ops = vec![Op::StartTextSection, Op::SetFillColor { col: colour.ink() }];
        for run in &line.runs {
            let font = PdfFontHandle::External(FontId(run.face.resource().to_owned()));
            ops.push(Op::SetFont {
                font,
                size: Pt(narrow(line.style.size)),
            });
            if run.face == Face::HanBold {
                let thickness = Pt(narrow(line.style.size * HAN_BOLD_STROKE));
                ops.push(Op::SetOutlineColor { col: colour.ink() });
                ops.push(Op::SetOutlineThickness { pt: thickness });
                ops.push(Op::SetTextRenderingMode {
                    mode: TextRenderingMode::FillStroke,
                });
            }
            run::show(
                &mut self.ledger,
                self.library.get(run.face)?,
                (line, run),
                (x, y),
                &mut ops,
            )?;
            if run.face == Face::HanBold {
                ops.push(Op::SetTextRenderingMode {
                    mode: TextRenderingMode::Fill,
                });
            }
        }
        ops.push(Op::EndTextSection);
        self.put(page, ops);
        Ok(())
    }

    /// A line of text around `middle`, rising by half a right angle.
    pub(crate) fn text_across(
        &mut self,
        page: usize,
        line: &Line,
        (x, y): (f64, f64),
        colour: Colour,
    ) -> Result<(), DocumentError> {
        let (sin, cos) = std::f64::consts::FRAC_PI_4.sin_cos();
        let origin = place(x, y);
        let turn = [
            narrow(cos),
            narrow(sin),
            narrow(-sin),
            narrow(cos),
            origin.x.0,
            origin.y.0,
        ];
        self.put(
            page,
            [
                Op::SaveGraphicsState,
                Op::SetTransformationMatrix {
                    matrix: CurTransMat::Raw(turn),
                },
            ],
        );
        // Places are measured from the top of the page, so its height is the zero of the turned system.
        self.text(
            page,
            line,
            (-line.width / 2.0, PAGE_HEIGHT + line.style.size * 0.357),
            colour,
        )?;
        self.put(page, [Op::RestoreGraphicsState]);
        Ok(())
    }

    fn put(&mut self, page: usize, ops: impl IntoIterator<Item = Op>) {
        if let Some(page) = self.pages.get_mut(page) {
            page.extend(ops);
        }
    }
}

pub(super) fn place(x: f64, y: f64) -> Point {
    Point {
        x: Pt(narrow(x)),
        y: Pt(narrow(PAGE_HEIGHT - y)),
    }
}

/// To the precision that PDF numbers are written in: a thousandth of a point.
#[expect(
    clippy::cast_possible_truncation,
    reason = "page measures are far inside the range of f32"
)]
pub(super) fn narrow(value: f64) -> f32 {
    ((value * 1_000.0).round() / 1_000.0) as f32
}
