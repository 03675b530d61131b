//! The trail as a file for other programs.

use std::{
    io::{BufWriter, Write},
    path::Path,
};

use store::{BackupError, Store};
use values::csv;
use wire::sync::ChainedLine;

use super::{LINES_AT_ONCE, create, fhir};
use crate::backup::{CareError, Place, open};

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table, one row a line.
    Csv,
    /// FHIR R4 `AuditEvent`, one a line (NDJSON).
    Fhir,
}

const HEADINGS: [&str; 12] = [
    "writer",
    "sequence",
    "at",
    "person",
    "role",
    "workstation",
    "command",
    "patient",
    "outcome",
    "reason",
    "previous",
    "hash",
];

/// Writes every line into a new file, chain by chain; says how many they were.
pub async fn export(place: &Place, to: &Path, format: Format) -> Result<u64, CareError> {
    let store = open(place).await?;
    let written = write(&store, to, format).await;
    store.close().await;
    written
}

async fn write(store: &Store, to: &Path, format: Format) -> Result<u64, CareError> {
    store.chain_lines().await.map_err(BackupError::from)?;
    let mut file = BufWriter::new(create(to)?);
    if format == Format::Csv {
        file.write_all(csv::row(&HEADINGS).as_bytes())
            .map_err(BackupError::File)?;
    }
    let mut tx = store.read().await.map_err(BackupError::from)?;
    let mut count = 0;
    for chain in tx.trail_chains().await.map_err(BackupError::from)? {
        let mut after = 0;
        loop {
            let lines = tx
                .trail_after(&chain.writer, after, LINES_AT_ONCE)
                .await
                .map_err(BackupError::from)?;
            let Some(last) = lines.last() else { break };
            after = last.sequence;
            for line in &lines {
                file.write_all(text(line, format).as_bytes())
                    .map_err(BackupError::File)?;
                count += 1;
            }
        }
    }
    let file = file
        .into_inner()
        .map_err(|error| BackupError::File(error.into_error()))?;
    file.sync_all().map_err(BackupError::File)?;
    Ok(count)
}

fn text(chained: &ChainedLine, format: Format) -> String {
    if format == Format::Fhir {
        return format!("{}\n", fhir::event(chained));
    }
    let line = &chained.line;
    csv::row(&[
        &chained.writer,
        &chained.sequence.to_string(),
        &line.at,
        &line.person,
        &line.role,
        &line.device,
        &line.command,
        line.patient.as_deref().unwrap_or_default(),
        &line.outcome,
        line.reason.as_deref().unwrap_or_default(),
        &chained.previous.to_string(),
        &chained.hash.to_string(),
    ])
}
