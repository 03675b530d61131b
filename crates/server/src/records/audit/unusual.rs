//! What stands out among who opened whose record.

use std::{collections::BTreeSet, sync::Arc};

use axum::{Json, extract::State};
use clinic::{
    audit::{Opened, OpeningHours, Unusual, many_records, outside_hours, without_reason},
    records::{Facility, Kind, Practitioner},
};
use store::Tx;
use values::{Instant, ids::PatientId};
use wire::audit::{AuditQuestion, UnusualAccessRequest, UnusualAccessView, UnusualView};
use workflows::{
    Actor, Query, Records, RecordsError,
    context::{Stop, decode_body},
};

use super::{admitted, facility, first_instant, names::Names, refusal};
use crate::{ApiError, Shared, auth::Present, records::body::Body};

const DAYS_MAX: u16 = 14;
/// The days before them that are somebody's usual.
const USUAL_DAYS: i32 = 28;
/// As far as a visit explains a look: see `clinic::audit`.
const TIE_DAYS: i32 = 14;
const FOUND_MAX: usize = 200;

/// What should be looked at.
pub(crate) async fn unusual(
    State(shared): State<Arc<Shared>>,
    present: Present,
    Body(wanted): Body<AuditQuestion<UnusualAccessRequest>>,
) -> Result<Json<UnusualAccessView>, ApiError> {
    let device = present.named(wanted.person)?;
    let (mut tx, asker) = admitted(&shared, &device, wanted.person, "unusual_access", None).await?;
    let days = wanted.question.days.clamp(1, DAYS_MAX);
    let found = found(&mut tx, &asker, days, shared.clock.now()).await;
    Ok(Json(found.map_err(refusal)?))
}

async fn found(
    tx: &mut Tx,
    asker: &Actor,
    days: u16,
    now: Instant,
) -> Result<UnusualAccessView, Stop> {
    let facility = facility(tx, asker).await?;
    let today = facility.zone.date(now);
    let first = today.plus_days(1 - i32::from(days));
    let from = first_instant(&facility, Some(first.plus_days(-USUAL_DAYS))).unwrap_or(now);
    let opened: Vec<Opened> = tx
        .opened_since(from, &facility.id.to_string())
        .await?
        .into_iter()
        .filter_map(|one| {
            let (day, time) = facility.zone.local(one.at.parse().ok()?);
            Some(Opened {
                day,
                time,
                person: one.person.parse().ok()?,
                patient: one.patient.parse().ok()?,
            })
        })
        .collect();
    let ties = tx
        .ties_between(first.plus_days(-TIE_DAYS), today.plus_days(TIE_DAYS))
        .await?;
    let hours = opening_hours(tx, &facility).await?;
    let mut found = many_records(&opened, first);
    found.extend(without_reason(&opened, &ties, first));
    found.extend(outside_hours(&opened, &hours, first));
    found.sort_by_key(|unusual| std::cmp::Reverse((unusual.day(), *unusual)));
    let more = found.len() > FOUND_MAX;
    found.truncate(FOUND_MAX);
    named(tx, &facility, (asker, now), found, more).await
}

async fn named(
    tx: &mut Tx,
    facility: &Facility,
    asker: (&Actor, Instant),
    found: Vec<Unusual>,
    more: bool,
) -> Result<UnusualAccessView, Stop> {
    let patient = |unusual: &Unusual| unusual.patient().map(|id: PatientId| id.to_string());
    let patients: Vec<String> = found.iter().filter_map(patient).collect();
    let patients: BTreeSet<&str> = patients.iter().map(String::as_str).collect();
    let names = Names::with(tx, facility, asker, patients).await?;
    let found = found
        .into_iter()
        .map(|unusual| UnusualView {
            unusual,
            person_name: names.person(unusual.person()),
            patient: patient(&unusual).and_then(|id| names.patient(&id)),
        })
        .collect();
    Ok(UnusualAccessView { found, more })
}

/// From when the first practitioner works on a day of the week until the last one stops.
async fn opening_hours(tx: &mut Tx, facility: &Facility) -> Result<OpeningHours, RecordsError> {
    let mut hours = OpeningHours::new();
    for stored in tx.find(&Query::All(Kind::Practitioner)).await? {
        let practitioner: Practitioner = decode_body(stored.body)?;
        if practitioner
            .facility
            .is_some_and(|other| other != facility.id)
        {
            continue;
        }
        for work in practitioner.hours {
            let (from, to) = hours.entry(work.weekday).or_insert((work.from, work.to));
            *from = work.from.min(*from);
            *to = work.to.max(*to);
        }
    }
    Ok(hours)
}
