//! The access report.

use super::{
    frame::{Detail, Frame},
    series::paragraph,
    sheet::Sheet,
    style::{FIRM, INK},
    table::{Column, Kind, Table},
};
use crate::{
    access::{AccessReportDocument, AccessRow},
    error::DocumentError,
    figures,
    text::{Base, FontLibrary},
};

/// The report, as a file.
pub(crate) fn access_report(
    library: &FontLibrary,
    document: &AccessReportDocument,
) -> Result<Vec<u8>, DocumentError> {
    let labels = document.paper.language.labels();
    let day = figures::date(document.day, labels);
    let frame = Frame {
        paper: document.paper,
        labels,
        letterhead: &document.letterhead,
        payer: Some((labels.record_of, &document.patient)),
        title: labels.access_report,
        number: Some(&day),
        date: document.day,
    };
    let until = document.until.unwrap_or(document.day);
    let from = document.from.map(|from| frame.date_text(from));
    let details = [
        Detail {
            label: labels.from_day,
            value: from.unwrap_or_else(|| labels.from_the_first.to_owned()),
            base: Base::Page,
        },
        Detail {
            label: labels.until_day,
            value: frame.date_text(until),
            base: Base::LeftToRight,
        },
        Detail {
            label: labels.accesses,
            value: figures::grouped(u64::try_from(document.rows.len()).unwrap_or(u64::MAX)),
            base: Base::LeftToRight,
        },
    ];
    let mut sheet = Sheet::new(library, document.paper.language.is_right_to_left());
    frame.open(&mut sheet, &details)?;
    if !document.rows.is_empty() {
        table(&document.rows, &frame).draw(&mut sheet, &frame, 0.0)?;
        sheet.y += 8.0;
    }
    if document.more {
        paragraph(&mut sheet, &frame, labels.earlier_accesses)?;
        sheet.y += 4.0;
    }
    paragraph(&mut sheet, &frame, labels.access_rule)?;
    frame.close(&mut sheet)?;
    crate::pdf::write(&sheet.canvas, &frame.particulars())
}

fn table(rows: &[AccessRow], frame: &Frame<'_>) -> Table {
    let labels = frame.labels;
    let text = |head| Column {
        head,
        kind: Kind::Text,
    };
    let row = |row: &AccessRow| {
        vec![
            frame.date_text(row.day),
            row.time.to_string(),
            row.person.clone(),
            row.role.clone(),
            row.workstation.clone(),
            row.done.clone(),
        ]
    };
    Table {
        columns: vec![
            text(labels.date),
            text(labels.time),
            text(labels.who),
            text(labels.role),
            text(labels.workstation),
            Column {
                head: labels.done,
                kind: Kind::Wrapping,
            },
        ],
        rows: rows.iter().map(row).collect(),
        end: (FIRM, INK),
    }
}
