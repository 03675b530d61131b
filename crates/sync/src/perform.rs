//! What a person does here: run at once on the cache, and put into the outbox.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Extra, Kind};
use serde_json::Value;
use store::{Mode, Store, Tx};
use values::{
    Instant,
    ids::ChangeId,
    simulation::{self, Bug},
};
use wire::{
    Code, Failure,
    sync::{CHANGE_BYTES_MAX, ChainHash, Change},
};
use workflows::{Actor, Records, RecordsError, Run, context::Stop};

/// What came of it.
#[derive(Debug, Clone)]
pub struct Performed {
    /// The answer.
    pub response: Value,
    /// The kinds of record that were written.
    pub touched: BTreeSet<Kind>,
    /// The change as it waits.
    pub change: Change,
}

/// Runs a command that changes records. Its effect, its place in the outbox and its audit line become
/// durable together, or none of them.
pub async fn perform(
    store: &Store,
    actor: Actor,
    now: Instant,
    command: &str,
    request: Value,
) -> Result<Performed, Stop> {
    let mut tx = store.write(Mode::Optimistic).await?;
    let id = ChangeId::at(now);
    let run = Run {
        actor,
        now,
        change: id,
        command,
        request: request.clone(),
        allotted: BTreeMap::new(),
        audited: true,
    };
    let ran = workflows::run(&mut tx, run).await?;
    let touched = tx.touched().clone();
    if simulation::has(Bug::QueuedAfterEffect) {
        tx.commit().await?;
        tx = store.write(Mode::Optimistic).await?;
    }
    let change = Change {
        id,
        device: actor.device,
        sequence: 0,
        previous: ChainHash::ZERO,
        person: actor.person,
        command: command.to_owned(),
        request: if simulation::has(Bug::WholeRecordEdits) && command == "edit_patient" {
            whole(&mut tx, request).await?
        } else {
            request
        },
        allotted: ran.allotted,
        recorded_at: now,
        extra: Extra::new(),
    };
    let bytes = serde_json::to_vec(&change).map_or(usize::MAX, |text| text.len());
    if bytes > CHANGE_BYTES_MAX {
        let data = serde_json::json!({ "limit": CHANGE_BYTES_MAX });
        return Err(Failure::with(Code::TooLarge, data).into());
    }
    let change = tx.append(change).await?;
    tx.commit().await?;
    Ok(Performed {
        response: ran.response,
        touched,
        change,
    })
}

/// An edit as it must not be: with every field of the record, as this cache shows it.
async fn whole(tx: &mut Tx, mut request: Value) -> Result<Value, RecordsError> {
    let id = request.get("id").and_then(Value::as_str);
    let id = id.and_then(|id| id.parse::<values::ids::PatientId>().ok());
    let Some(id) = id else { return Ok(request) };
    let record = tx.get(Kind::Patient, id.uuid()).await?;
    if let (Some(record), Some(edit)) = (record, request.as_object_mut()) {
        edit.remove("was");
        for field in ["name", "birth_date", "phone", "second_phone", "email"] {
            if let Some(value) = record.body.get(field) {
                edit.insert(field.to_owned(), value.clone());
            }
        }
    }
    Ok(request)
}
