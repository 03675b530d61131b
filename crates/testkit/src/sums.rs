//! Digests of a server, counted from its records in the plainest way.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Kind, Scope};
use store::{Share, Sums, Tx};
use uuid::Uuid;
use values::ids::FacilityId;
use wire::sync::{RowVersion, bucket_of, row_hash};

use crate::Broken;

/// The facilities whose digests are not those of what their workstations hold at the newest commit number.
pub async fn miscounted(tx: &mut Tx) -> Result<Vec<FacilityId>, Broken> {
    let head = tx.head().await?;
    let (rows, next) = tx.rows_since(0, u32::MAX).await?;
    if next != head {
        return Err("a page of everything ends at the head".into());
    }
    let mut miscounted = Vec::new();
    for facility in facilities(&rows) {
        let share = Share {
            facility,
            is_divided: true,
        };
        if tx.sums_of_share(share).await? != counted(&rows, facility)? {
            miscounted.push(facility);
        }
    }
    Ok(miscounted)
}

/// The rows that a facility's workstations hold, of all that there are.
pub fn held(rows: &[RowVersion], facility: FacilityId) -> Vec<&RowVersion> {
    let patients: BTreeMap<Uuid, bool> = rows
        .iter()
        .filter(|row| row.kind == Kind::Patient.name())
        .map(|row| {
            let holds = Scope::of(Kind::Patient, &row.body).holds(facility);
            (row.id, holds)
        })
        .collect();
    let holds = |row: &&RowVersion| {
        let kind = Kind::from_name(&row.kind);
        match kind.map(|kind| Scope::of(kind, &row.body)) {
            Some(Scope::OfPatient(patient)) => patients.get(&patient.uuid()) == Some(&true),
            Some(scope) => scope.holds(facility),
            None => false,
        }
    };
    rows.iter().filter(holds).collect()
}

fn facilities(rows: &[RowVersion]) -> BTreeSet<FacilityId> {
    rows.iter()
        .filter(|row| row.kind == Kind::Facility.name())
        .map(|row| FacilityId::from_uuid(row.id))
        .collect()
}

fn counted(rows: &[RowVersion], facility: FacilityId) -> Result<Sums, Broken> {
    let mut sums = Sums::new();
    for row in held(rows, facility) {
        let kind = Kind::from_name(&row.kind).ok_or("a kind that is not known")?;
        let hash = row_hash(&row.kind, row.id, row.version, &row.body.to_string());
        sums.entry((kind, bucket_of(row.id))).or_default().add(hash);
    }
    Ok(sums)
}
