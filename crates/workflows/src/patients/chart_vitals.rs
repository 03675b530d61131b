//! `chart_vitals`.

use clinic::{
    patients::{ChartedSign, shown_live, vital_sign_problems},
    records::{Extra, Kind, MonitorAssignment, Observation, ObservationSource, Patient},
};
use wire::{
    Code, Failure,
    patients::{ChartVitals, Done, VitalSign},
};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

const ASSIGNMENTS_MAX: u32 = 100;

/// Charts a set of vital signs, typed or taken over from the monitor that watched the patient at that
/// time. Each sign is charted once, however often it is asked for.
pub async fn chart_vitals(context: &mut Context<'_>, request: ChartVitals) -> Outcome<Done> {
    context.about(request.patient);
    let _: Kept<Patient> = context.load(request.patient.uuid()).await?;
    refuse_implausible(context, &request)?;
    if let Some(monitor) = request.monitor.as_deref() {
        refuse_what_was_not_live(context, &request, monitor).await?;
    }
    for sign in &request.signs {
        if !context.exists(Kind::Observation, sign.id.uuid()).await? {
            let observation = observed(context, &request, sign);
            context.save(&observation).await?;
        }
    }
    Ok(Done {})
}

fn refuse_implausible(context: &Context<'_>, request: &ChartVitals) -> Outcome<()> {
    let signs: Vec<ChartedSign<'_>> = request
        .signs
        .iter()
        .map(|sign| ChartedSign {
            code: &sign.code,
            value: sign.value,
            unit: &sign.unit,
        })
        .collect();
    let problems = vital_sign_problems(&signs, request.taken_at, context.now());
    if problems.is_empty() {
        return Ok(());
    }
    let fields = problems
        .iter()
        .map(|(field, problem)| (field.as_str(), problem.name()));
    Err(Failure::fields(fields).into())
}

async fn refuse_what_was_not_live(
    context: &mut Context<'_>,
    request: &ChartVitals,
    monitor: &str,
) -> Outcome<()> {
    let assignments: Vec<Kept<MonitorAssignment>> = context
        .find(Query::OfPatient(
            Kind::MonitorAssignment,
            request.patient,
            ASSIGNMENTS_MAX,
        ))
        .await?;
    let assignments = assignments.iter().map(|kept| &kept.record);
    if shown_live(assignments, monitor, request.taken_at, context.now()) {
        Ok(())
    } else {
        Err(Code::ValueNotLive.into())
    }
}

fn observed(context: &Context<'_>, request: &ChartVitals, sign: &VitalSign) -> Observation {
    let from_monitor = request.monitor.is_some();
    Observation {
        id: sign.id,
        patient: request.patient,
        code: sign.code.clone(),
        value: sign.value,
        unit: sign.unit.clone(),
        taken_at: request.taken_at,
        source: if from_monitor {
            ObservationSource::Monitor
        } else {
            ObservationSource::Typed
        },
        monitor: request.monitor.clone(),
        simulated: from_monitor && request.simulated,
        recorded_by: Some(context.actor().person),
        extra: Extra::new(),
    }
}
