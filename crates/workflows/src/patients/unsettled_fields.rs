//! `unsettled_fields`: fields that hold two values until a person has chosen one.

use clinic::{
    access::to_see,
    records::{Attention, Conflict, Kind, Patient, Person},
};
use values::{BirthDate, ids::PatientId, time::Age};
use wire::patients::{UnsettledField, UnsettledFieldsRequest, UnsettledFieldsView};

use crate::{
    attention::may_settle,
    context::{Context, Outcome},
    records::Query,
};

/// Those of every patient, so that whatever names one can show both values.
pub async fn unsettled_fields(
    context: &mut Context<'_>,
    _request: UnsettledFieldsRequest,
) -> Outcome<UnsettledFieldsView> {
    let fields = unsettled_of(context, None).await?;
    Ok(UnsettledFieldsView { fields })
}

/// Those of a patient's records, or of everybody's, that the role may see, oldest first, each with both values.
pub(super) async fn unsettled_of(
    context: &mut Context<'_>,
    patient: Option<PatientId>,
) -> Outcome<Vec<UnsettledField>> {
    let actor = context.actor();
    let items = context
        .find::<Attention>(Query::OpenConflicts { patient })
        .await?;
    let mut unsettled = Vec::new();
    for item in items {
        let Some(conflict) = item.conflict().cloned() else {
            continue;
        };
        if !actor.may(to_see(conflict.kind, &conflict.field)) {
            continue;
        }
        let current = context
            .value_of(conflict.kind, conflict.record, &conflict.field)
            .await?;
        let person = context
            .look_up::<Person>(conflict.asked.person.uuid())
            .await?;
        unsettled.push(UnsettledField {
            patient: conflict.patient,
            item: item.id,
            may_settle: may_settle(&actor, &item),
            kind: conflict.kind,
            record: conflict.record,
            mine_age: mine_age(context, &conflict).await?,
            field: conflict.field,
            current,
            mine: conflict.mine,
            asked_by: person
                .map(|person| person.name.letter())
                .unwrap_or_default(),
            asked_at: conflict.asked.recorded_at,
        });
    }
    Ok(unsettled)
}

/// The age by the birth date that was asked for: today, or at death.
async fn mine_age(context: &mut Context<'_>, conflict: &Conflict) -> Outcome<Option<Age>> {
    if (conflict.kind, conflict.field.as_str()) != (Kind::Patient, "birth_date") {
        return Ok(None);
    }
    let Ok(born) = serde_json::from_value::<BirthDate>(conflict.mine.clone()) else {
        return Ok(None);
    };
    let today = context.today().await?;
    let patient = context.look_up::<Patient>(conflict.record).await?;
    let died_on = patient.and_then(|patient| patient.died_on);
    Ok(born.age_on(died_on.unwrap_or(today)))
}
