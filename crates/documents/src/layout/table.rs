//! Tables that run over pages, with their head repeated on each.

use super::{
    frame::Frame,
    sheet::{Place, Sheet},
    style::{BODY, FIRM, GUTTER, HAIRLINE, INK, ROW_PAD, SMALL, SOFT, THIN, WIDTH},
};
use crate::{
    error::DocumentError,
    pdf::Colour,
    text::{Base, Line, Style},
};

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text over as many lines as it takes, in the width that the other columns leave. One a table.
    Wrapping,
    /// Short text on one line.
    Text,
    /// Figures.
    Figures,
}

/// A column.
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) kind: Kind,
}

/// A table, filled.
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    /// One text a column.
    pub(super) rows: Vec<Vec<String>>,
    /// The line below the last row: thickness and ink.
    pub(super) end: (f64, Colour),
}

/// Below this width the wrapping column makes the whole table's type smaller.
const WRAPPING_LEAST: f64 = 130.0;
/// How often, and by how much each time.
const SHRINKS: i32 = 4;
const SHRINK: f64 = 0.9;
const HEAD_HEIGHT: f64 = SMALL.leading + 2.0 * ROW_PAD;
/// No short text takes more of the width.
const TEXT_MOST: f64 = 120.0;
/// No column of figures takes less, so that columns stand evenly.
const FIGURES_LEAST: f64 = 26.0;

struct SetRow {
    cells: Vec<Vec<Line>>,
    height: f64,
}

struct Fitted {
    /// Start and end of each column.
    spans: Vec<(f64, f64)>,
    kinds: Vec<Kind>,
    head: Vec<Line>,
    rows: Vec<SetRow>,
}

impl Table {
    /// Draws the table. The last row stays on one page with what follows, if that is `tail` points high.
    pub(super) fn draw(
        &self,
        sheet: &mut Sheet<'_>,
        frame: &Frame<'_>,
        tail: f64,
    ) -> Result<(), DocumentError> {
        let fitted = self.fit(sheet)?;
        let first_height = fitted.rows.first().map_or(0.0, |row| row.height);
        if HEAD_HEIGHT + first_height.min(120.0) > sheet.room() {
            frame.turn(sheet)?;
        }
        fitted.draw_head(sheet)?;
        let mut rows_on_page = 0;
        for (place, row) in fitted.rows.iter().enumerate() {
            let is_last = place + 1 == fitted.rows.len();
            let needed = row.height + if is_last { tail } else { 0.0 };
            if needed > sheet.room() && rows_on_page > 0 {
                frame.turn(sheet)?;
                fitted.draw_head(sheet)?;
                rows_on_page = 0;
            }
            fitted.draw_row(sheet, frame, row)?;
            rows_on_page += 1;
            sheet.rule(
                0.0,
                WIDTH,
                sheet.y,
                if is_last { self.end } else { (THIN, HAIRLINE) },
            );
        }
        Ok(())
    }

    /// Sets the cells, in smaller type when the figures would leave the text too little room.
    fn fit(&self, sheet: &mut Sheet<'_>) -> Result<Fitted, DocumentError> {
        let natural = self.natural_widths(sheet)?;
        let mut scale = 1.0;
        for _ in 0..SHRINKS {
            if self.wrapping_width(&natural, scale) < WRAPPING_LEAST {
                scale *= SHRINK;
            }
        }
        let wrapping = self
            .wrapping_width(&natural, scale)
            .max(WRAPPING_LEAST / 2.0);
        let mut spans = Vec::new();
        let mut start = 0.0;
        for (column, width) in self.columns.iter().zip(natural) {
            let width = if column.kind == Kind::Wrapping {
                wrapping
            } else {
                width * scale
            };
            spans.push((start, start + width));
            start += width + GUTTER;
        }
        let head = self.columns.iter().map(|column| {
            sheet
                .setter
                .line(column.head, scaled(SMALL, scale), Base::Page)
        });
        let head = head.collect::<Result<Vec<_>, _>>()?;
        let rows = self
            .rows
            .iter()
            .map(|row| self.set_row(sheet, row, &spans, scale))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Fitted {
            spans,
            kinds: self.columns.iter().map(|column| column.kind).collect(),
            head,
            rows,
        })
    }

    /// The width that each column but the wrapping one takes in type of full size.
    fn natural_widths(&self, sheet: &mut Sheet<'_>) -> Result<Vec<f64>, DocumentError> {
        let mut widths = Vec::with_capacity(self.columns.len());
        for (place, column) in self.columns.iter().enumerate() {
            let mut widest = if column.kind == Kind::Figures {
                FIGURES_LEAST
            } else {
                0.0
            };
            if column.kind != Kind::Wrapping {
                widest = sheet
                    .setter
                    .line(column.head, SMALL, Base::Page)?
                    .width
                    .max(widest);
                for cell in self.rows.iter().filter_map(|row| row.get(place)) {
                    widest = sheet
                        .setter
                        .line(cell, BODY, column.base())?
                        .width
                        .max(widest);
                }
            }
            widths.push(if column.kind == Kind::Text {
                widest.min(TEXT_MOST)
            } else {
                widest
            });
        }
        Ok(widths)
    }

    fn wrapping_width(&self, natural: &[f64], scale: f64) -> f64 {
        let gutters: f64 = self.columns.iter().skip(1).map(|_| GUTTER).sum();
        WIDTH - gutters - natural.iter().sum::<f64>() * scale
    }

    fn set_row(
        &self,
        sheet: &mut Sheet<'_>,
        row: &[String],
        spans: &[(f64, f64)],
        scale: f64,
    ) -> Result<SetRow, DocumentError> {
        let style = scaled(BODY, scale);
        let mut cells = Vec::with_capacity(row.len());
        for ((column, cell), (start, end)) in self.columns.iter().zip(row).zip(spans) {
            // A hair more than the measured width, for the rounding of its sum.
            let width = end - start + 0.01;
            cells.push(match column.kind {
                Kind::Wrapping => sheet.setter.wrap(cell, style, column.base(), width)?,
                Kind::Text => sheet
                    .setter
                    .wrap_at_most(cell, style, column.base(), (width, 1))?,
                Kind::Figures => vec![sheet.setter.line(cell, style, column.base())?],
            });
        }
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        Ok(SetRow {
            cells,
            height: f64::from(lines) * style.leading + 2.0 * ROW_PAD,
        })
    }
}

impl Column {
    fn base(&self) -> Base {
        match self.kind {
            Kind::Wrapping => Base::FirstLetter,
            Kind::Text => Base::Page,
            Kind::Figures => Base::LeftToRight,
        }
    }
}

impl Fitted {
    fn place(&self, column: usize) -> Option<Place> {
        let (start, end) = *self.spans.get(column)?;
        Some(match self.kinds.get(column)? {
            Kind::Figures => Place::Figures {
                end,
                widest: end - start,
            },
            Kind::Wrapping | Kind::Text => Place::Start(start),
        })
    }

    fn draw_head(&self, sheet: &mut Sheet<'_>) -> Result<(), DocumentError> {
        for (column, line) in self.head.iter().enumerate() {
            if let Some(place) = self.place(column) {
                sheet.draw(line, place, sheet.y, SOFT)?;
            }
        }
        sheet.y += SMALL.leading + ROW_PAD;
        sheet.rule(0.0, WIDTH, sheet.y, (FIRM, INK));
        Ok(())
    }

    /// A row goes over to the next page only when it is higher than one.
    fn draw_row(
        &self,
        sheet: &mut Sheet<'_>,
        frame: &Frame<'_>,
        row: &SetRow,
    ) -> Result<(), DocumentError> {
        sheet.y += ROW_PAD;
        let lines = row.cells.iter().map(Vec::len).max().unwrap_or(0);
        for place in 0..lines {
            let leading = row
                .cells
                .iter()
                .find_map(|cell| cell.get(place))
                .map_or(0.0, |line| line.style.leading);
            if leading > sheet.room() {
                frame.turn(sheet)?;
                self.draw_head(sheet)?;
                sheet.y += ROW_PAD;
            }
            for (column, cell) in row.cells.iter().enumerate() {
                if let (Some(line), Some(at)) = (cell.get(place), self.place(column)) {
                    sheet.draw(line, at, sheet.y, INK)?;
                }
            }
            sheet.y += leading;
        }
        sheet.y += ROW_PAD;
        Ok(())
    }
}

fn scaled(style: Style, scale: f64) -> Style {
    Style {
        size: style.size * scale,
        leading: style.leading * scale,
        weight: style.weight,
    }
}
