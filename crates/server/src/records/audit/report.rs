//! Who opened a patient's record, so that it can be told to the patient.

use std::{collections::BTreeSet, sync::Arc};

use axum::{Json, extract::State};
use store::{TrailFilter, Tx};
use values::Instant;
use wire::{
    Code,
    audit::{
        AccessReportRequest, AccessReportView, AuditLineView, AuditQuestion, REPORT_LINES_MAX,
    },
};
use workflows::{Actor, context::Stop};

use super::{admitted, facility, first_instant, names::Names, refusal};
use crate::{ApiError, Shared, auth::Present, records::body::Body};

/// Every line about a patient, from whichever workstation and facility.
pub(crate) async fn report(
    State(shared): State<Arc<Shared>>,
    present: Present,
    Body(wanted): Body<AuditQuestion<AccessReportRequest>>,
) -> Result<Json<AccessReportView>, ApiError> {
    let device = present.named(wanted.person)?;
    let about = Some(wanted.question.patient);
    let (mut tx, asker) = admitted(&shared, &device, wanted.person, "access_report", about).await?;
    let found = found(&mut tx, &asker, &wanted.question, shared.clock.now()).await;
    Ok(Json(found.map_err(refusal)?))
}

async fn found(
    tx: &mut Tx,
    asker: &Actor,
    wanted: &AccessReportRequest,
    now: Instant,
) -> Result<AccessReportView, Stop> {
    let facility = facility(tx, asker).await?;
    let patient = wanted.patient.to_string();
    let mut lines = tx
        .trail_matching(&TrailFilter {
            patient: Some(patient.clone()),
            from: first_instant(&facility, wanted.from),
            to: first_instant(&facility, wanted.to.map(|day| day.plus_days(1))),
            limit: REPORT_LINES_MAX + 1,
            ..TrailFilter::default()
        })
        .await?;
    let shown = usize::try_from(REPORT_LINES_MAX).unwrap_or(usize::MAX);
    let more = lines.len() > shown;
    lines.truncate(shown);
    let names = Names::with(
        tx,
        &facility,
        (asker, now),
        BTreeSet::from([patient.as_str()]),
    )
    .await?;
    Ok(AccessReportView {
        // One whom only other facilities hold is theirs to report on; of one whose record is closed to the asker
        // somebody who is entitled reports.
        patient: names.patient(&patient).ok_or(Code::NotFound)?,
        lines: once(lines.iter().filter_map(|line| names.view(line))),
        more,
    })
}

/// A change is written down twice: where it was made, and where it was judged. With the same outcome that is
/// one access.
fn once(lines: impl Iterator<Item = AuditLineView>) -> Vec<AuditLineView> {
    let mut seen = BTreeSet::new();
    let mut kept: Vec<AuditLineView> = Vec::new();
    for line in lines {
        let same = (
            line.at,
            line.person,
            line.command.clone(),
            line.refused.map(Code::name),
        );
        if seen.insert((same.clone(), line.by_server)) && !seen.contains(&(same, !line.by_server)) {
            kept.push(line);
        }
    }
    kept
}
