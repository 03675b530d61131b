//! A monitor begins to watch a patient.

use clinic::records::{Extra, Kind, MonitorAssignment, Patient};
use wire::{
    Code, Failure,
    monitoring::{AssignMonitor, Done},
};

use crate::{
    context::{Context, Kept, Outcome, Stop},
    records::{Clash, Query, RecordsError},
};

const BED_LENGTH_MAX: usize = 40;

/// Says that a monitor watches a patient from now on. Refused while it watches another; a patient who
/// moves to another monitor leaves the one before, so that no feed is shown under the wrong bed.
pub async fn assign_monitor(context: &mut Context<'_>, request: AssignMonitor) -> Outcome<Done> {
    context.about(request.patient);
    if context
        .exists(Kind::MonitorAssignment, request.id.uuid())
        .await?
    {
        return Ok(Done {});
    }
    let bed = request.bed.trim();
    if bed.is_empty() || bed.chars().count() > BED_LENGTH_MAX {
        return Err(Failure::field(
            "bed",
            if bed.is_empty() {
                "required"
            } else {
                "too_long"
            },
        )
        .into());
    }
    let _: Kept<Patient> = context.load(request.patient.uuid()).await?;
    let before: Vec<Kept<MonitorAssignment>> = context
        .find(Query::MonitorAssignments {
            monitor: None,
            patient: Some(request.patient),
        })
        .await?;
    for assignment in before {
        let released = MonitorAssignment {
            released_at: Some(context.now()),
            ..assignment.record
        };
        context.save(&released).await?;
    }
    let assignment = MonitorAssignment {
        id: request.id,
        monitor: request.monitor.clone(),
        bed: bed.to_owned(),
        patient: request.patient,
        assigned_at: context.now(),
        assigned_by: context.actor().person,
        released_at: None,
        extra: Extra::new(),
    };
    match context.save(&assignment).await {
        Err(Stop::Records(RecordsError::Clash(Clash::MonitorInUse))) => {
            in_use(context, request.monitor).await
        }
        other => other.map(|()| Done {}),
    }
}

async fn in_use(context: &mut Context<'_>, monitor: String) -> Outcome<Done> {
    let held: Vec<Kept<MonitorAssignment>> = context
        .find(Query::MonitorAssignments {
            monitor: Some(monitor),
            patient: None,
        })
        .await?;
    let patient = held.first().map(|assignment| assignment.patient);
    Err(Failure::with(
        Code::MonitorInUse,
        serde_json::json!({ "patient": patient }),
    )
    .into())
}
