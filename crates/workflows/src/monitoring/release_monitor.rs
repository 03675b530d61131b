//! A monitor stops watching a patient.

use clinic::records::MonitorAssignment;
use wire::monitoring::{Done, ReleaseMonitor};

use crate::context::{Context, Kept, Outcome};

/// Ends an assignment. Ending it twice changes nothing.
pub async fn release_monitor(context: &mut Context<'_>, request: ReleaseMonitor) -> Outcome<Done> {
    let assignment: Kept<MonitorAssignment> = context.load(request.assignment.uuid()).await?;
    context.about(assignment.patient);
    if assignment.released_at.is_none() {
        let released = MonitorAssignment {
            released_at: Some(context.now()),
            ..assignment.record
        };
        context.save(&released).await?;
    }
    Ok(Done {})
}
