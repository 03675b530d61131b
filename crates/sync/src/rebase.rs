//! Laying the server's rows, then running again what is still pending.

use std::collections::BTreeSet;

use clinic::records::Kind;
use store::{Before, Footprint, Footprints, RowText, Tx};
use uuid::Uuid;
use values::{
    Instant,
    ids::FacilityId,
    simulation::{self, Bug},
};
use wire::sync::{Change, RowVersion};
use workflows::{Actor, RecordsError, Run, context::Stop};

use crate::affected::affected;

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

/// Lays rows over the cache and runs pending changes again in order, inside one transaction: those that the
/// rows concern, or all when that is not known. A change that is refused now stays in the outbox: the server
/// judges it when it is pushed, and until then the screen shows the records without it. Returns the kinds
/// that may have changed.
pub async fn rebase(
    tx: &mut Tx,
    laying: Laying<'_>,
    facility: FacilityId,
) -> Result<BTreeSet<Kind>, RecordsError> {
    tx.archive_passed(laying.cursor, laying.now).await?;
    // A patient who leaves takes along what no row names.
    let some_leave = laying.rows.iter().any(|row| row.body.is_null());
    match tx.footprints().await? {
        Some(Footprints { gone, pending }) if !some_leave && !tx.any_unseen().await? => {
            let changes = lay_beside(tx, laying.rows, gone, &pending).await?;
            run_some_again(tx, &changes, facility).await?;
        }
        _ => {
            lay_beneath(tx, laying).await?;
            run_all_again(tx, facility).await?;
        }
    }
    tx.forget_footprints().await?;
    Ok(tx.touched().clone())
}

/// Lays rows, and undoes the unconfirmed writes that they concern. Returns the places of the changes that must
/// run again.
async fn lay_beside(
    tx: &mut Tx,
    rows: &[RowVersion],
    gone: BTreeSet<(Kind, Uuid)>,
    pending: &[(u64, Footprint)],
) -> Result<Vec<u64>, RecordsError> {
    let still: BTreeSet<_> = pending
        .iter()
        .flat_map(|(_, footprint)| &footprint.wrote)
        .collect();
    let own: Vec<&RowVersion> = rows
        .iter()
        .filter(|row| key(row).is_some_and(|key| gone.contains(&key) && !still.contains(&key)))
        .collect();
    tx.stand_back().await?;
    let confirmed = tx.confirm(&own).await?;
    let laid: Vec<&RowVersion> = rows
        .iter()
        .filter(|row| key(row).is_none_or(|key| !confirmed.contains(&key)))
        .collect();
    let undone = gone.into_iter().filter(|key| !confirmed.contains(key));
    let changed = undone.chain(laid.iter().filter_map(|row| key(row)));
    let affected = affected(pending, changed.collect());
    tx.undo(&affected.records).await?;
    let laid: Vec<RowText> = laid
        .into_iter()
        .map(RowText::of)
        .collect::<Result<_, _>>()?;
    tx.lay_all(&laid, Before::Unknown).await?;
    tx.end_laying().await?;
    Ok(affected.changes.into_iter().collect())
}

fn key(row: &RowVersion) -> Option<(Kind, Uuid)> {
    Kind::from_name(&row.kind).map(|kind| (kind, row.id))
}

/// Undoes every unconfirmed write and lays rows.
async fn lay_beneath(tx: &mut Tx, laying: Laying<'_>) -> Result<(), RecordsError> {
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
    tx.end_laying().await
}

async fn run_some_again(
    tx: &mut Tx,
    places: &[u64],
    facility: FacilityId,
) -> Result<(), RecordsError> {
    if simulation::has(Bug::PendingNotRunAgain) {
        return Ok(());
    }
    for places in places.chunks(PENDING_AT_ONCE) {
        for (n, change) in tx.changes_at(places).await? {
            run_again(tx, n, &change, facility).await?;
        }
    }
    Ok(())
}

async fn run_all_again(tx: &mut Tx, facility: FacilityId) -> Result<(), RecordsError> {
    if simulation::has(Bug::PendingNotRunAgain) {
        return Ok(());
    }
    let mut after = 0;
    loop {
        let pending = tx.pending(after, PENDING_AT_ONCE).await?;
        let Some(last) = pending.last().map(|pending| pending.n) else {
            return Ok(());
        };
        for pending in pending {
            run_again(tx, pending.n, &pending.change, facility).await?;
        }
        after = last;
    }
}

async fn run_again(
    tx: &mut Tx,
    n: u64,
    change: &Change,
    facility: FacilityId,
) -> Result<(), RecordsError> {
    tx.take_footprint();
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
        Ok(()) => tx.release_savepoint().await?,
        Err(Stop::Refused(failure)) => {
            tracing::info!(change = %change.id, code = failure.code.name(), "pending change does not fit any more");
            tx.rollback_to_savepoint().await?;
        }
        Err(Stop::Records(RecordsError::Clash(clash))) => {
            tracing::info!(change = %change.id, ?clash, "pending change does not fit any more");
            tx.rollback_to_savepoint().await?;
        }
        Err(Stop::Records(error)) => return Err(error),
    }
    tx.keep_footprint(n).await
}

/// Whoever asked for a change, as the cache knows them now.
pub async fn actor_of(tx: &mut Tx, change: &Change, facility: FacilityId) -> Result<Actor, Stop> {
    Actor::present(tx, change.person, change.device, facility).await
}
