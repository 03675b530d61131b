//! The patients that a person opened lately. The audit trail knows.

use std::{collections::BTreeMap, sync::Arc};

use clinic::records::{Facility, Kind, Patient};
use wire::{
    Failure,
    patients::{PatientSearchView, PatientSummary, RecentPatients},
};
use workflows::{
    Query, Records, RecordsError, context::decode_body, gate::Gate, patients::patient_summary,
};

use crate::Core;

const LIMIT_MAX: u16 = 50;

/// The signed-in person's recent patients, latest first.
pub(super) async fn recent_patients(
    core: &Arc<Core>,
    request: RecentPatients,
) -> Result<PatientSearchView, Failure> {
    let session = core.signed_in()?;
    let (store, actor) = core.store_for(&session).await?;
    let found = async {
        let mut tx = store.read().await?;
        let facility = tx.get(Kind::Facility, actor.facility.uuid()).await?;
        let Some(facility) = facility else {
            return Ok(Vec::new());
        };
        let facility: Facility = decode_body(facility.body)?;
        let today = facility.zone.date(core.clock.now());
        let limit = request.limit.clamp(1, LIMIT_MAX);
        let order = tx
            .patients_opened_by(&actor.person.to_string(), limit)
            .await?;
        let gate = Gate::of(&mut tx, &actor, core.clock.now()).await?;
        let mut patients = BTreeMap::new();
        for stored in tx.find(&Query::Many(Kind::Patient, order.clone())).await? {
            let patient: Patient = decode_body(stored.body)?;
            patients.insert(stored.id, patient_summary(&patient, today, stored.pending));
        }
        Ok::<Vec<PatientSummary>, RecordsError>(
            order
                .iter()
                .filter_map(|id| patients.remove(id))
                .filter(|patient| !gate.closes(patient.id))
                .collect(),
        )
    };
    let patients = found
        .await
        .map_err(|error| core.records_failure("recent_patients", &error))?;
    let shown = patients.iter().map(|patient| patient.id).collect();
    core.looked("recent_patients", shown).await;
    Ok(PatientSearchView {
        patients,
        locked: Vec::new(),
        more: false,
    })
}
