//! An administrator reads the audit trail. Each reading is written into it.

mod names;
mod report;
mod unusual;

use std::sync::Arc;

use axum::{Json, extract::State};
use clinic::{
    access::Permission,
    records::{Facility, Kind},
};
use store::{Device, TrailFilter, Tx};
use values::{Instant, LocalDate, LocalTime, ids::PatientId};
use wire::{
    Code, Failure,
    audit::{
        AUDIT_PAGE, AuditOutcome, AuditQuestion, AuditTrailRequest, AuditTrailView, TrailTrouble,
        TroubledTrail,
    },
};
use workflows::{
    Actor, DONE, Records, RecordsError,
    context::{Stop, decode_body},
    dispatch::{audit_line, refusal_line},
    gate::Gate,
};

use super::{body::Body, judge::actor, turn::Turns};
use crate::{ApiError, Shared, auth::Present};

use names::Names;
pub(crate) use report::report;
pub(crate) use unusual::unusual;

/// A page of the trail.
pub(crate) async fn trail(
    State(shared): State<Arc<Shared>>,
    asker: Present,
    Body(wanted): Body<AuditQuestion<AuditTrailRequest>>,
) -> Result<Json<AuditTrailView>, ApiError> {
    let device = asker.named(wanted.person)?;
    let about = wanted.question.patient;
    let (mut tx, asker) = admitted(&shared, &device, wanted.person, "audit_trail", about).await?;
    let page = page(&mut tx, &asker, &wanted.question, shared.clock.now()).await;
    Ok(Json(page.map_err(refusal)?))
}

/// Looks whether the person may read the trail, and writes down that they do, or that they tried. What is read
/// is read afterwards, in a transaction that writes nothing.
async fn admitted(
    shared: &Shared,
    device: &Device,
    person: values::ids::PersonId,
    command: &'static str,
    about: Option<PatientId>,
) -> Result<(Tx, Actor), ApiError> {
    let mut turns = Turns::of(&shared.store);
    let asker = loop {
        let tx = turns.next().await?;
        match written(shared, tx, device, person, command, about).await {
            Err(Stop::Records(RecordsError::Contended)) if turns.are_left() => {}
            asker => break asker.map_err(refusal)?,
        }
    };
    let asker = asker.map_err(ApiError)?;
    shared.store.chain_lines().await?;
    Ok((shared.store.read().await?, asker))
}

async fn written(
    shared: &Shared,
    mut tx: Tx,
    device: &Device,
    person: values::ids::PersonId,
    command: &'static str,
    about: Option<PatientId>,
) -> Result<Result<Actor, Failure>, Stop> {
    let now = shared.clock.now();
    let asker = actor(&mut tx, person, device.id).await?;
    let may = asker.may(Permission::SeeAudit);
    let refused = Failure::with(
        Code::NotPermitted,
        serde_json::json!({ "permission": Permission::SeeAudit }),
    );
    let line = if may {
        audit_line(&asker, now, command, about, DONE)
    } else {
        refusal_line(&asker, now, command, &refused)
    };
    tx.audit(line).await?;
    tx.commit().await?;
    Ok(if may { Ok(asker) } else { Err(refused) })
}

async fn page(
    tx: &mut Tx,
    asker: &Actor,
    wanted: &AuditTrailRequest,
    now: Instant,
) -> Result<AuditTrailView, Stop> {
    let facility = facility(tx, asker).await?;
    let gate = Gate::of(tx, asker, now).await?;
    if wanted.patient.is_some_and(|patient| gate.closes(patient)) {
        let unknown = serde_json::json!({ "kind": Kind::Patient.name() });
        return Err(Failure::with(Code::NotFound, unknown).into());
    }
    let mut lines = tx
        .trail_matching(&TrailFilter {
            person: wanted.person.map(|person| person.to_string()),
            patient: wanted.patient.map(|patient| patient.to_string()),
            command: wanted.command.clone(),
            done: wanted.outcome.map(|outcome| outcome == AuditOutcome::Done),
            from: first_instant(&facility, wanted.from),
            to: first_instant(&facility, wanted.to.map(|day| day.plus_days(1))),
            facility: Some(facility.id.to_string()),
            offset: wanted.page.saturating_mul(AUDIT_PAGE),
            limit: AUDIT_PAGE + 1,
        })
        .await?;
    let shown = usize::try_from(AUDIT_PAGE).unwrap_or(usize::MAX);
    let more = lines.len() > shown;
    lines.truncate(shown);
    let names = Names::of(tx, &facility, (asker, now), &lines).await?;
    Ok(AuditTrailView {
        lines: lines.iter().filter_map(|line| names.view(line)).collect(),
        more,
        troubled: troubled(tx, &names).await?,
    })
}

async fn troubled(tx: &mut Tx, names: &Names) -> Result<Vec<TroubledTrail>, RecordsError> {
    let incidents = tx.trail_incidents().await?;
    let view = |incident: store::TrailIncident| {
        Some(TroubledTrail {
            workstation: names.workstation(&incident.device),
            at: incident.at.parse().ok()?,
            trouble: match incident.kind.as_str() {
                "audit_gap" => TrailTrouble::Gap,
                "audit_forked" => TrailTrouble::Forked,
                _ => TrailTrouble::Changed,
            },
        })
    };
    Ok(incidents.into_iter().filter_map(view).collect())
}

async fn facility(tx: &mut Tx, asker: &Actor) -> Result<Facility, Stop> {
    let stored = tx.get(Kind::Facility, asker.facility.uuid()).await?;
    Ok(decode_body(stored.ok_or(Code::NotFound)?.body)?)
}

/// The first instant of a day there.
fn first_instant(facility: &Facility, day: Option<LocalDate>) -> Option<Instant> {
    let midnight = LocalTime::from_minutes(0).ok()?;
    let day = day?;
    // Where the clocks skip midnight, the day begins an hour later.
    let later = LocalTime::from_minutes(60).ok()?;
    let instant = |time| facility.zone.instant(day, time);
    instant(midnight).or_else(|| instant(later))
}

fn refusal(stop: Stop) -> ApiError {
    match stop {
        Stop::Refused(failure) => ApiError(failure),
        Stop::Records(error) => error.into(),
    }
}
