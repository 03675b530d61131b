//! What hangs on very many patients: visits around a day, and years of findings.

use clinic::records::{Kind, Practitioner, Record};
use serde_json::{Value, json};
use store::{Store, Tx};
use uuid::Uuid;
use values::{Instant, LocalDate};
use workflows::{Query, Records, RecordsError, context::decode_body};

use super::{patient, shared};
use crate::{dice::Dice, ids::id};

/// So many records share a transaction and a commit number.
const BATCH: u64 = 5_000;
/// Findings of five years come one after another from 1 January 2021 on.
const FIRST_MS: i64 = 1_609_459_200_000;
const SPAN_MS: i64 = 5 * 365 * DAY_MS;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Visits of a day, a quarter of an hour each.
const A_DAY: u64 = 160;
const QUARTERS: u64 = 40;
const DAYS_NEAR: i32 = 14;

/// Adds `count` records of the first `patients` patients of [`super::seed_many`]: visits in the four weeks
/// around `today`, and findings. Returns how many visits there are.
pub(super) async fn seed_records(
    store: &Store,
    patients: u64,
    count: u64,
    today: LocalDate,
) -> Result<u64, RecordsError> {
    let mut tx = store.read().await?;
    let practitioners = tx.find(&Query::All(Kind::Practitioner)).await?;
    drop(tx);
    let practitioners: Vec<Practitioner> = practitioners
        .into_iter()
        .map(|stored| decode_body(stored.body))
        .collect::<Result<_, _>>()?;
    let visits = visits(patients, today, &practitioners);
    let made = visits.len() as u64;
    keep(store, &visits).await?;
    let mut number = made;
    while number < count {
        let until = (number + BATCH).min(count);
        let findings: Vec<_> = (number..until)
            .map(|number| finding(number, count, patients))
            .collect();
        keep(store, &findings).await?;
        number = until;
    }
    Ok(made)
}

async fn keep(store: &Store, records: &[(Kind, Uuid, Value)]) -> Result<(), RecordsError> {
    let mut tx: Tx = store.write(shared(0)).await?;
    let commit = tx.head().await? + 1;
    tx.set_mode(shared(commit));
    // They were judged when they were made up: nobody is in two places.
    tx.stand_back().await?;
    tx.put_many(records).await?;
    tx.end_laying().await?;
    tx.commit().await
}

/// Each practitioner sees one patient after another; no patient twice on a day.
fn visits(
    patients: u64,
    today: LocalDate,
    practitioners: &[Practitioner],
) -> Vec<(Kind, Uuid, Value)> {
    let mut visits = Vec::new();
    for day in -DAYS_NEAR..=DAYS_NEAR {
        let date = today.plus_days(day);
        let seats = (practitioners.len() as u64 * QUARTERS).min(A_DAY);
        for seat in 0..seats {
            let number = visits.len() as u64;
            let who = usize::try_from(seat / QUARTERS).unwrap_or(0);
            let Some(practitioner) = practitioners.get(who) else {
                continue;
            };
            let minute = 8 * 60 + (seat % QUARTERS) * 15;
            let clock = |minute: u64| format!("{:02}:{:02}", minute / 60, minute % 60);
            let (start, end) = (clock(minute), clock(minute + 15));
            let id = id(Instant::from_millis(FIRST_MS), &format!("visit {number}"));
            let body = json!({
                "id": id, "patient": patient(number % patients + 1).uuid(), "practitioner": practitioner.id,
                "date": date, "start": start, "minutes": 15, "starts_at": format!("{date}T{start}:00.000Z"),
                "ends_at": format!("{date}T{end}:00.000Z"), "status": "booked", "reason": "Check-up",
                "booked_at": "2026-01-01T08:00:00.000Z", "booked_by": practitioner.id,
            });
            visits.push((Kind::Appointment, id, body));
        }
    }
    visits
}

/// The finding of that number among `count`, as a monitor or a nurse charts it.
fn finding(number: u64, count: u64, patients: u64) -> (Kind, Uuid, Value) {
    let mut dice = Dice::new(&format!("finding {number}"));
    let share = SPAN_MS / i64::try_from(count.max(1)).unwrap_or(1);
    let taken_at = Instant::from_millis(FIRST_MS + i64::try_from(number).unwrap_or(0) * share);
    let id = id(taken_at, &format!("finding {number}"));
    let (code, unit, value) = match dice.below(4) {
        0 => ("8867-4", "/min", 55 + dice.below(60)),
        1 => ("59408-5", "%", 90 + dice.below(10)),
        2 => ("8480-6", "mm[Hg]", 95 + dice.below(80)),
        _ => ("9279-1", "/min", 10 + dice.below(14)),
    };
    let body = json!({
        "id": id, "patient": patient_id(dice.below(patients) + 1), "code": code, "value": value.to_string(),
        "unit": unit, "taken_at": taken_at, "source": "typed", "simulated": false,
        "recorded_by": "01930000-0000-7000-8000-000000000001",
    });
    (Kind::Observation, id, body)
}

fn patient_id(number: u64) -> Uuid {
    id(super::registered_at(number), &format!("patient {number}"))
}
