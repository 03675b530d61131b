//! Which monitor watches whom now.

use std::collections::BTreeMap;

use clinic::records::{Kind, MonitorAssignment, Patient};
use wire::monitoring::{MonitorAssignmentView, MonitorAssignmentsRequest, MonitorAssignmentsView};

use crate::{
    context::{Context, Kept, Outcome},
    patients::patient_summary,
    records::Query,
};

/// The assignments that hold now, by bed.
pub async fn monitor_assignments(
    context: &mut Context<'_>,
    _request: MonitorAssignmentsRequest,
) -> Outcome<MonitorAssignmentsView> {
    let today = context.today().await?;
    let mut held: Vec<Kept<MonitorAssignment>> = context
        .find(Query::MonitorAssignments {
            monitor: None,
            patient: None,
        })
        .await?;
    held.sort_by(|one, other| one.bed.cmp(&other.bed));
    let ids = held
        .iter()
        .map(|assignment| assignment.patient.uuid())
        .collect();
    let patients: Vec<Kept<Patient>> = context.find(Query::Many(Kind::Patient, ids)).await?;
    let by_id: BTreeMap<_, _> = patients
        .iter()
        .map(|patient| (patient.id, patient))
        .collect();
    let assignments = held
        .into_iter()
        .filter_map(|assignment| {
            let patient = by_id.get(&assignment.patient)?;
            let patient = patient_summary(&patient.record, today, patient.pending);
            Some(MonitorAssignmentView {
                assignment: assignment.record,
                patient,
            })
        })
        .collect();
    Ok(MonitorAssignmentsView { assignments })
}
