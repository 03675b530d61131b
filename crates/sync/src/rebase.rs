//! Laying the server's rows, then running again what is still pending.

use std::collections::BTreeSet;

use clinic::records::{Kind, Person};
use store::{Before, RowText, Tx};
use values::{
    Instant,
    ids::FacilityId,
    simulation::{self, Bug},
};
use wire::{
    Code,
    sync::{Change, RowVersion},
};
use workflows::{Actor, Records, RecordsError, Run, context::Stop};

/// A page of rows, to be laid.
#[derive(Debug, Clone, Copy)]
pub struct Laying<'a> {
    /// The rows.
    pub rows: &'a [RowVersion],
    /// The cursor behind them.
    pub cursor: u64,
    /// What time it is.
    pub now: Instant,
    /// Whether records that have not come by now, although every row was fetched again, are gone.
    pub sweep: bool,
}

/// How many pending changes are held in memory at once.
const PENDING_AT_ONCE: usize = 500;

/// Lays rows over the cache and re-runs every pending change in order, inside one
/// transaction. A change that is refused now stays in the outbox: the server judges it when it is
/// pushed, and until then the screen shows the records without it. Returns the kinds that may have changed.
pub async fn rebase(
    tx: &mut Tx,
    laying: Laying<'_>,
    facility: FacilityId,
) -> Result<BTreeSet<Kind>, RecordsError> {
    let unseen = tx.any_unseen().await?;
    let spared = if unseen {
        tx.shadowed().await?
    } else {
        BTreeSet::new()
    };
    let rows: Vec<RowText> = laying
        .rows
        .iter()
        .map(RowText::of)
        .collect::<Result<_, _>>()?;
    tx.begin_laying().await?;
    tx.lay_all(&rows, Before::Unknown).await?;
    if unseen {
        tx.saw(&rows).await?;
        if laying.sweep && !simulation::has(Bug::CopyWithoutSweep) {
            tx.sweep(&spared).await?;
        }
    }
    tx.end_laying().await?;
    tx.archive_passed(laying.cursor, laying.now).await?;
    if simulation::has(Bug::PendingNotRunAgain) {
        return Ok(tx.touched().clone());
    }
    let mut after = 0;
    loop {
        let pending = tx.pending(after, PENDING_AT_ONCE).await?;
        let Some(last) = pending.last().map(|pending| pending.n) else {
            return Ok(tx.touched().clone());
        };
        for pending in pending {
            run_again(tx, &pending.change, facility).await?;
        }
        after = last;
    }
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
