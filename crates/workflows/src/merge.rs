//! Edits of a record in place, laid over what others have made of it meanwhile.

use clinic::{
    merge::{FieldEdit, Merged, TwoValues, field_of, merge, write_field},
    records::{Conflict, Edited, Kind, Record, Subject},
};
use serde_json::{Map, Value};
use values::ids::PatientId;
use wire::{Code, Failure, patients::Was};

use crate::context::{Context, Outcome, body_of, decode_body};

/// Where a record keeps who changed its fields.
const EDITED: &str = "edited";

/// A record with an edit laid over it.
pub(crate) struct Laid<T> {
    /// The record.
    pub(crate) record: T,
    /// Whether a field holds another value now.
    pub(crate) changed: bool,
}

/// The edit that makes the named fields of a record what they are in `asked`.
pub(crate) fn edit<T: Record>(
    asked: &T,
    named: &[&'static str],
    was: &Was,
) -> Outcome<Vec<FieldEdit>> {
    let body = body_of(T::KIND, asked)?;
    let edit = |field: &&'static str| FieldEdit {
        field,
        was: was.get(*field).cloned(),
        new: field_of(&body, field),
    };
    Ok(named.iter().map(edit).collect())
}

/// Lays an edit over a record of a patient's, by the class of each field. What a person must choose is put
/// on the worklist, what gave way is told in the verdict; the caller saves the record.
pub(crate) async fn lay<T: Record>(
    context: &mut Context<'_>,
    patient: PatientId,
    record: &T,
    edits: &[FieldEdit],
) -> Outcome<Laid<T>> {
    let before = body_of(T::KIND, record)?;
    let Merged {
        mut body,
        changed,
        merged,
        conflicts,
    } = merge(T::KIND.fields(), before, edits).map_err(|refused| {
        Failure::with(
            Code::ChangedMeanwhile,
            serde_json::json!({ "field": refused.field }),
        )
    })?;
    for two in conflicts {
        raise(context, patient, record, &body, two).await?;
    }
    for field in merged {
        context.merged(field);
    }
    for field in &changed {
        note_edited(context, T::KIND, &mut body, field)?;
    }
    Ok(Laid {
        record: decode_body(Value::Object(body))?,
        changed: !changed.is_empty(),
    })
}

/// Writes one field of a record as a person chose it, knowing what it held. Answers the record.
pub(crate) fn written<T: Record>(
    context: &Context<'_>,
    record: &T,
    field: &str,
    value: Value,
) -> Outcome<T> {
    let mut body = body_of(T::KIND, record)?;
    write_field(&mut body, field, value);
    note_edited(context, T::KIND, &mut body, field)?;
    // What was typed may not be what the field takes.
    decode_body(Value::Object(body)).map_err(|_| Failure::field("value", "invalid").into())
}

async fn raise<T: Record>(
    context: &mut Context<'_>,
    patient: PatientId,
    record: &T,
    body: &Map<String, Value>,
    two: TwoValues,
) -> Outcome<()> {
    let edited = body.get(EDITED).and_then(|edited| edited.get(two.field));
    let conflict = Conflict {
        kind: T::KIND,
        record: record.uuid(),
        patient,
        field: two.field.to_owned(),
        base: two.base,
        mine: two.mine,
        theirs: two.theirs,
        asked: context.asked(),
        theirs_edited: edited.and_then(|edited| serde_json::from_value(edited.clone()).ok()),
    };
    context.raise(two.field, Subject::Conflict(conflict)).await
}

fn note_edited(
    context: &Context<'_>,
    kind: Kind,
    body: &mut Map<String, Value>,
    field: &str,
) -> Outcome<()> {
    if kind.class_of(EDITED).is_none() {
        return Ok(());
    }
    let asked = context.asked();
    let edited = body_of(
        kind,
        &Edited {
            at: asked.recorded_at,
            by: asked.person,
            device: asked.device,
        },
    )?;
    let all = body
        .entry(EDITED)
        .or_insert_with(|| Value::Object(Map::new()));
    if let Some(all) = all.as_object_mut() {
        all.insert(field.to_owned(), Value::Object(edited));
    }
    Ok(())
}
