//! Which rows a workstation is sent: those of its facility. A patient who comes to the facility comes with
//! everything that hangs on them; one who leaves it is sent without a body, and is removed there.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Kind, Scope};
use serde_json::Value;
use store::{Device, Tx};
use uuid::Uuid;
use values::ids::FacilityId;
use wire::{Code, sync::RowVersion};
use workflows::{Query, Records, RecordsError};

use crate::ApiError;

/// A page of rows as the workstation is to have it. `since` is its cursor, `next` the one behind the page.
pub(super) async fn tailored(
    tx: &mut Tx,
    device: &Device,
    (since, next): (u64, u64),
    rows: Vec<RowVersion>,
) -> Result<Vec<RowVersion>, RecordsError> {
    // With one facility, every workstation holds everything.
    let facility = match device.facility {
        Some(facility) if tx.facility_count().await? > 1 => facility,
        _ => return Ok(rows),
    };
    let held = held_patients(tx, facility, &rows).await?;
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(kind) = Kind::from_name(&row.kind) else {
            kept.push(row);
            continue;
        };
        let scope = Scope::of(kind, &row.body);
        match scope {
            Scope::OfPatient(patient) if held.contains(&patient.uuid()) => kept.push(row),
            Scope::OfPatient(_) => {}
            Scope::Everywhere | Scope::At(_) if kind != Kind::Patient => {
                if scope.holds(facility) {
                    kept.push(row);
                }
            }
            Scope::Everywhere | Scope::At(_) => {
                let holds = scope.holds(facility);
                kept.extend(moved(tx, facility, row, holds, (since, next)).await?);
            }
        }
    }
    Ok(kept)
}

/// Whether there is a copy of everything to be had: where every workstation holds everything, and digests are kept
/// to prove it.
pub(super) async fn undivided(tx: &mut Tx) -> Result<(), ApiError> {
    if !tx.keeps_digests() || tx.facility_count().await? > 1 {
        return Err(Code::NotFound.into());
    }
    Ok(())
}

/// The row of a patient, with what comes along when the patient has come since, or without its body when the
/// patient has left.
async fn moved(
    tx: &mut Tx,
    facility: FacilityId,
    row: RowVersion,
    holds: bool,
    (since, next): (u64, u64),
) -> Result<Vec<RowVersion>, RecordsError> {
    let before = if row.version > 1 {
        tx.body_at(Kind::Patient, row.id, since).await?
    } else {
        None
    };
    let held_before = before
        .as_ref()
        .map(|body| Scope::of(Kind::Patient, body).holds(facility));
    Ok(match (held_before, holds) {
        (Some(false), true) => {
            let mut rows = tx.rows_of_patient(row.id, next).await?;
            rows.insert(0, row);
            rows
        }
        (_, true) => vec![row],
        (Some(true), false) => vec![RowVersion {
            body: Value::Null,
            ..row
        }],
        (_, false) => Vec::new(),
    })
}

/// The patients on whom rows of the page hang, as far as the facility holds them now.
async fn held_patients(
    tx: &mut Tx,
    facility: FacilityId,
    rows: &[RowVersion],
) -> Result<BTreeSet<Uuid>, RecordsError> {
    let mut bodies: BTreeMap<Uuid, bool> = BTreeMap::new();
    let mut wanted = BTreeSet::new();
    for row in rows {
        match Kind::from_name(&row.kind) {
            Some(Kind::Patient) => {
                bodies.insert(row.id, Scope::of(Kind::Patient, &row.body).holds(facility));
            }
            Some(kind) => {
                if let Scope::OfPatient(patient) = Scope::of(kind, &row.body) {
                    wanted.insert(patient.uuid());
                }
            }
            None => {}
        }
    }
    wanted.retain(|patient| !bodies.contains_key(patient));
    let patients = tx
        .find(&Query::Many(Kind::Patient, wanted.into_iter().collect()))
        .await?;
    for patient in patients {
        let holds = Scope::of(Kind::Patient, &patient.body).holds(facility);
        bodies.insert(patient.id, holds);
    }
    Ok(bodies
        .into_iter()
        .filter_map(|(patient, holds)| holds.then_some(patient))
        .collect())
}
