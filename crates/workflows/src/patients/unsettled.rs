//! Fields that hold two values until a person has chosen one.

use clinic::{
    access::{may, to_see},
    records::{Attention, Person},
};
use values::ids::PatientId;
use wire::patients::UnsettledField;

use crate::{
    attention::may_settle,
    context::{Context, Outcome},
    records::Query,
};

/// Those of a patient's records that the role may see, oldest first, each with both values.
pub(super) async fn unsettled_fields(
    context: &mut Context<'_>,
    patient: PatientId,
) -> Outcome<Vec<UnsettledField>> {
    let actor = context.actor();
    let items = context
        .find::<Attention>(Query::OpenConflictsOf(patient))
        .await?;
    let mut unsettled = Vec::new();
    for item in items {
        let Some(conflict) = item.conflict().cloned() else {
            continue;
        };
        if !may(actor.role, to_see(conflict.kind, &conflict.field)) {
            continue;
        }
        let current = context
            .value_of(conflict.kind, conflict.record, &conflict.field)
            .await?;
        let person = context
            .look_up::<Person>(conflict.asked.person.uuid())
            .await?;
        unsettled.push(UnsettledField {
            item: item.id,
            may_settle: may_settle(&actor, &item),
            kind: conflict.kind,
            record: conflict.record,
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
