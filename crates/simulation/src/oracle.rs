//! What the sync promises, asked of the files when nothing goes wrong any more.

mod changes;
mod digests;
mod edits;
mod invariants;
mod rows;

use std::sync::Arc;

use store::{Store, Tx};
use workflows::RecordsError;

use crate::{
    Broken,
    desk::Desk,
    host::Host,
    ledger::{Ledger, Saved},
    life::Life,
};

pub(crate) use digests::digests;

/// Everything that was broken, in words.
pub(crate) async fn judge(
    host: &Host,
    desks: &[Arc<Desk>],
    saved: &[Saved],
) -> Result<Vec<String>, Broken> {
    let store = host.store().ok_or("the server does not run")?;
    let mut tx = store.read().await?;
    let mut broken = Vec::new();
    let judged = changes::judged(&mut tx).await?;
    broken.extend(changes::each_once(&judged, saved));
    broken.extend(changes::refusals_have_items(&mut tx, &judged).await?);
    broken.extend(changes::series(&judged));
    broken.extend(changes::numbers_accounted_for(&mut tx).await?);
    broken.extend(invariants::broken(&mut tx).await?);
    let history = edits::History::of(&mut tx).await?;
    broken.extend(edits::none_lost(&mut tx, &history, &judged, saved).await?);
    broken.extend(edits::none_goes_too_far(&history, saved));
    let on_server = rows::all(&mut tx).await?;
    let head = tx.head().await?;
    drop(tx);
    for desk in desks {
        let store = desk.open(&Life::new())?;
        let mut tx = store.read().await?;
        let made = saved
            .iter()
            .filter(|saved| saved.desk == desk.number)
            .count();
        broken.extend(at_desk(&mut tx, desk.number, made).await?);
        let cursor = tx.setting("cursor").await?;
        if cursor != Some(head.to_string()) {
            broken.push(format!(
                "desk {} is at {cursor:?}, the server at {head}",
                desk.number
            ));
        }
        let here = rows::all(&mut tx).await?;
        if let Some(difference) = difference(&here, &on_server) {
            broken.push(format!(
                "desk {} differs from the server: {difference}",
                desk.number
            ));
        }
    }
    Ok(broken)
}

/// What a workstation must not have left over, and that what it did and what it queued are one.
async fn at_desk(tx: &mut Tx, desk: usize, made: usize) -> Result<Vec<String>, RecordsError> {
    let mut broken = Vec::new();
    let left = [
        ("a shadow", "select kind || ' ' || id from shadow"),
        ("a laying that never ended", "select 'flag' from laying"),
        (
            "a waiting change",
            "select change_id from outbox where state in ('queued', 'acknowledged')",
        ),
    ];
    for (what, statement) in left {
        for row in tx.inspect(statement, 1).await? {
            broken.push(format!("desk {desk} still has {what}: {}", row.join(" ")));
        }
    }
    let done = tx
        .inspect(
            "select person from audit where outcome = 'done' and device = writer",
            1,
        )
        .await?
        .len();
    if done != made {
        broken.push(format!(
            "desk {desk} did {done} things and called {made} saved"
        ));
    }
    Ok(broken)
}

/// What a person registered shows on their own workstation while it waits, unless they may not do so any more.
const HIDDEN: &str = "
    select o.change_id from outbox as o
    join person as p on p.id = o.change ->> '$.person' and p.body ->> '$.active' and p.body ->> '$.role' = 'reception'
    where o.state in ('queued', 'acknowledged') and o.change ->> '$.command' = 'register_patient'
      and not exists (select 1 from patient where id = o.change ->> '$.request.id')";

/// Asked after every exchange.
pub(crate) async fn own_work_shows(store: &Store, ledger: &Ledger, desk: usize) {
    // A process that has ended shows nothing.
    let Ok(mut tx) = store.read().await else {
        return;
    };
    let Ok(hidden) = tx.inspect(HIDDEN, 1).await else {
        return;
    };
    for change in hidden {
        ledger.broken(format!(
            "desk {desk} does not show its own {}",
            change.join(" ")
        ));
    }
}

fn difference(here: &[Vec<String>], there: &[Vec<String>]) -> Option<String> {
    if let Some((here, there)) = here.iter().zip(there).find(|(here, there)| here != there) {
        return Some(format!("{} instead of {}", here.join(" "), there.join(" ")));
    }
    (here.len() != there.len()).then(|| format!("{} rows instead of {}", here.len(), there.len()))
}
