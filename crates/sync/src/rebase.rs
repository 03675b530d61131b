//! Laying the server's rows, then running again what is still pending.

use std::collections::BTreeSet;

use clinic::records::{Kind, Person};
use store::Tx;
use values::{
    ids::FacilityId,
    simulation::{self, Bug},
};
use wire::{
    Code,
    sync::{Change, RowVersion},
};
use workflows::{Actor, Records, RecordsError, Run, context::Stop};

/// Lays `rows` over the cache up to `cursor` and re-runs every pending change in order, inside one
/// transaction. A change that is refused now stays in the outbox: the server judges it when it is
/// pushed, and until then the screen shows the records without it. Returns the kinds that may have changed.
pub async fn rebase(
    tx: &mut Tx,
    rows: &[RowVersion],
    cursor: u64,
    facility: FacilityId,
) -> Result<BTreeSet<Kind>, RecordsError> {
    tx.begin_laying().await?;
    for row in rows {
        tx.lay(row).await?;
    }
    tx.end_laying().await?;
    tx.drop_passed(cursor).await?;
    if simulation::has(Bug::PendingNotRunAgain) {
        return Ok(tx.touched().clone());
    }
    for pending in tx.pending().await? {
        run_again(tx, &pending.change, facility).await?;
    }
    Ok(tx.touched().clone())
}

async fn run_again(tx: &mut Tx, change: &Change, facility: FacilityId) -> Result<(), RecordsError> {
    tx.savepoint().await?;
    let outcome = match actor_of(tx, change, facility).await {
        Ok(actor) => {
            let run = Run {
                actor,
                now: change.recorded_at,
                change: change.id,
                command: &change.command,
                request: change.request.clone(),
                allotted: change.allotted.clone(),
                audited: false,
            };
            workflows::run(tx, run).await.map(drop)
        }
        Err(stop) => Err(stop),
    };
    match outcome {
        Ok(()) => tx.release_savepoint().await,
        Err(Stop::Refused(failure)) => {
            tracing::info!(change = %change.id, code = failure.code.name(), "pending change does not fit any more");
            tx.rollback_to_savepoint().await
        }
        Err(Stop::Records(RecordsError::Clash(clash))) => {
            tracing::info!(change = %change.id, ?clash, "pending change does not fit any more");
            tx.rollback_to_savepoint().await
        }
        Err(Stop::Records(error)) => Err(error),
    }
}

/// Whoever asked for a change, as the cache knows them now.
pub async fn actor_of(tx: &mut Tx, change: &Change, facility: FacilityId) -> Result<Actor, Stop> {
    let person = tx.get(Kind::Person, change.person.uuid()).await?;
    let person: Option<Person> = person
        .map(|stored| workflows::context::decode_body(stored.body))
        .transpose()?;
    let person = person
        .filter(|person| person.active)
        .ok_or(Code::NotPermitted)?;
    Ok(Actor {
        person: change.person,
        role: person.role,
        device: change.device,
        facility,
    })
}
