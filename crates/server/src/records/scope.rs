//! Which rows a workstation is sent: those of its facility. A patient who comes to the facility comes with
//! everything that hangs on them; one who leaves it is sent without a body, and is removed there.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Kind, Scope};
use serde_json::Value;
use store::{Share, Tx};
use uuid::Uuid;
use wire::{Code, sync::RowVersion};
use workflows::RecordsError;

use super::caller::Caller;
use crate::ApiError;

/// The part of the records that is the caller's.
pub(super) async fn share_of(tx: &mut Tx, Caller(device): &Caller) -> Result<Share, ApiError> {
    let share = tx.share_of(device.id).await?;
    Ok(share.ok_or(Code::NotFound)?)
}

/// A page of rows as the workstation is to have it. `since` is its cursor, `next` the one behind the page: it holds
/// then what its facility held at that commit, whatever became of a patient before the page was read.
pub(super) async fn tailored(
    tx: &mut Tx,
    share: Share,
    (since, next): (u64, u64),
    rows: Vec<RowVersion>,
) -> Result<Vec<RowVersion>, RecordsError> {
    // With one facility, every workstation holds everything.
    if !share.is_divided {
        return Ok(rows);
    }
    let rows: Vec<(Option<Scope>, RowVersion)> = rows
        .into_iter()
        .map(|row| {
            let kind = Kind::from_name(&row.kind);
            (kind.map(|kind| Scope::of(kind, &row.body)), row)
        })
        .collect();
    let written = tx.patients_written(since, next).await?;
    let mut asked: BTreeSet<Uuid> = rows
        .iter()
        .filter_map(|(scope, _)| patient(scope.as_ref()))
        .collect();
    asked.extend(&written);
    let now = tx.patients_at(&asked, next).await?;
    let before = tx.patients_at(&written, since).await?;
    let moves = Moves::of(share, &before, &now);
    let mut kept = Vec::with_capacity(rows.len());
    for (scope, row) in rows {
        let holds = match &scope {
            // With a patient who comes, everything of theirs comes below.
            Some(Scope::OfPatient(patient)) => {
                !moves.come.contains(&patient.uuid())
                    && now.get(&patient.uuid()).is_some_and(|now| share.holds(now))
            }
            Some(scope) => scope.holds(share.facility) && !moves.come.contains(&row.id),
            None => true,
        };
        if holds {
            kept.push(row);
        }
    }
    for patient in moves.come {
        kept.extend(now.get(&patient).cloned());
        kept.extend(tx.rows_of_patient(patient, next).await?);
    }
    let left = moves.left.iter().filter_map(|patient| now.get(patient));
    kept.extend(left.map(|now| RowVersion {
        body: Value::Null,
        ..now.clone()
    }));
    Ok(kept)
}

/// The patients who came to a facility between two commits, and those who left it.
#[derive(Debug, Default)]
struct Moves {
    come: BTreeSet<Uuid>,
    left: BTreeSet<Uuid>,
}

impl Moves {
    /// Who was not there before came with what was written since, like everybody's.
    fn of(
        share: Share,
        before: &BTreeMap<Uuid, RowVersion>,
        now: &BTreeMap<Uuid, RowVersion>,
    ) -> Self {
        let mut moves = Self::default();
        for (patient, before) in before {
            let holds = now.get(patient).is_some_and(|now| share.holds(now));
            match (share.holds(before), holds) {
                (false, true) => moves.come.insert(*patient),
                (true, false) => moves.left.insert(*patient),
                (true, true) | (false, false) => false,
            };
        }
        moves
    }
}

fn patient(scope: Option<&Scope>) -> Option<Uuid> {
    match scope {
        Some(Scope::OfPatient(patient)) => Some(patient.uuid()),
        _ => None,
    }
}
