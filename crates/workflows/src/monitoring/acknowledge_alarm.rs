//! A named person has seen an alarm.

use clinic::records::{AlarmAcknowledgement, Extra, Kind, MonitorAssignment};
use wire::{
    Failure,
    monitoring::{AcknowledgeAlarm, Done},
};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Acknowledges one occurrence of an alarm on every screen. A later occurrence sounds again.
pub async fn acknowledge_alarm(
    context: &mut Context<'_>,
    request: AcknowledgeAlarm,
) -> Outcome<Done> {
    if context
        .exists(Kind::AlarmAcknowledgement, request.id.uuid())
        .await?
    {
        return Ok(Done {});
    }
    if request.monitor.is_empty() || request.condition.is_empty() {
        return Err(Failure::field("monitor", "required").into());
    }
    let watched: Vec<Kept<MonitorAssignment>> = context
        .find_behind(Query::MonitorAssignments {
            monitor: Some(request.monitor.clone()),
            patient: None,
        })
        .await?;
    if let Some(assignment) = watched.first() {
        context.about(assignment.patient);
    }
    let acknowledgement = AlarmAcknowledgement {
        id: request.id,
        monitor: request.monitor,
        condition: request.condition,
        onset: request.onset,
        acknowledged_at: context.now(),
        acknowledged_by: context.actor().person,
        extra: Extra::new(),
    };
    context.save(&acknowledgement).await?;
    Ok(Done {})
}
