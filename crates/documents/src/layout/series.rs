//! The list of number series.

use clinic::records::SeriesPurpose;

use super::{
    frame::{Detail, Frame},
    note::heading,
    sheet::{Place, Sheet},
    style::{BODY, FIRM, HAIRLINE, INK, SOFT, THIN, WIDTH},
    table::{Column, Kind, Table},
};
use crate::{
    error::DocumentError,
    figures,
    labels::Labels,
    series::{NumberSeriesDocument, SeriesRow, VoidedRow},
    text::{Base, FontLibrary},
};

/// The list, as a file.
pub(crate) fn number_series(
    library: &FontLibrary,
    document: &NumberSeriesDocument,
) -> Result<Vec<u8>, DocumentError> {
    let labels = document.paper.language.labels();
    let day = figures::date(document.day, labels);
    let frame = Frame {
        paper: document.paper,
        labels,
        letterhead: &document.letterhead,
        payer: None,
        title: labels.number_series,
        number: Some(&day),
        date: document.day,
    };
    let missing: u32 = document.series.iter().map(|row| row.missing).sum();
    let details = [
        Detail {
            label: labels.void_numbers,
            value: figures::grouped(u64::try_from(document.voided.len()).unwrap_or(u64::MAX)),
            base: Base::LeftToRight,
        },
        Detail {
            label: labels.missing_numbers,
            value: figures::grouped(missing.into()),
            base: Base::LeftToRight,
        },
    ];
    let mut sheet = Sheet::new(library, document.paper.language.is_right_to_left());
    frame.open(&mut sheet, &details)?;
    series_table(&document.series, labels).draw(&mut sheet, &frame, 0.0)?;
    sheet.y += 8.0;
    paragraph(&mut sheet, &frame, labels.series_rule)?;
    if !document.voided.is_empty() {
        heading(&mut sheet, &frame, labels.void_numbers, 60.0)?;
        voided_table(&document.voided, &frame).draw(&mut sheet, &frame, 0.0)?;
    }
    frame.close(&mut sheet)?;
    crate::pdf::write(&sheet.canvas, &frame.particulars())
}

fn series_table(rows: &[SeriesRow], labels: &'static Labels) -> Table {
    let column = |head, kind| Column { head, kind };
    let row = |row: &SeriesRow| {
        vec![
            purpose(row.purpose, labels).to_owned(),
            row.letters.clone(),
            row.first.clone(),
            row.last.clone(),
            figures::grouped(row.used.into()),
            figures::grouped(row.voided.into()),
            lacking(row, labels),
        ]
    };
    Table {
        columns: vec![
            column(labels.document, Kind::Text),
            column(labels.workstation, Kind::Text),
            column(labels.first_number, Kind::Text),
            column(labels.last_number, Kind::Text),
            column(labels.used_numbers, Kind::Figures),
            column(labels.void_count, Kind::Figures),
            column(labels.missing_numbers, Kind::Wrapping),
        ],
        rows: rows.iter().map(row).collect(),
        end: (FIRM, INK),
    }
}

/// The numbers of which nothing is known, or that there are none.
fn lacking(row: &SeriesRow, labels: &Labels) -> String {
    if row.missing == 0 {
        return labels.gapless.to_owned();
    }
    let gaps = row.gaps.iter().map(|(first, last)| {
        if first == last {
            first.clone()
        } else {
            format!("{first} – {last}")
        }
    });
    let count = figures::grouped(row.missing.into());
    let gaps: Vec<String> = gaps.collect();
    format!("{count}: {}", gaps.join(", "))
}

fn voided_table(rows: &[VoidedRow], frame: &Frame<'_>) -> Table {
    let labels = frame.labels;
    let text = |head| Column {
        head,
        kind: Kind::Text,
    };
    let row = |row: &VoidedRow| {
        vec![
            row.number.clone(),
            frame.date_text(row.day),
            row.person.clone(),
            labels.refusal(&row.code).to_owned(),
        ]
    };
    Table {
        columns: vec![
            text(labels.number),
            text(labels.date),
            text(labels.recorded_by),
            Column {
                head: labels.reason,
                kind: Kind::Wrapping,
            },
        ],
        rows: rows.iter().map(row).collect(),
        end: (THIN, HAIRLINE),
    }
}

/// Words under a table.
pub(super) fn paragraph(
    sheet: &mut Sheet<'_>,
    frame: &Frame<'_>,
    text: &str,
) -> Result<(), DocumentError> {
    let lines = sheet
        .setter
        .wrap(text, BODY, Base::FirstLetter, WIDTH * 0.75)?;
    for line in &lines {
        if line.style.leading > sheet.room() {
            frame.turn(sheet)?;
        }
        sheet.stack(std::slice::from_ref(line), Place::Start(0.0), SOFT)?;
    }
    Ok(())
}

const fn purpose(purpose: SeriesPurpose, labels: &Labels) -> &'static str {
    match purpose {
        SeriesPurpose::Invoice => labels.invoice,
        SeriesPurpose::CreditNote => labels.credit_note,
        SeriesPurpose::Receipt => labels.receipt,
    }
}
