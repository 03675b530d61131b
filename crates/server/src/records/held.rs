//! Changes that could not be judged yet, and those that wait behind them.
//!
//! The rule is simple and errs on the safe side: a change waits behind an unjudged one of its own
//! workstation when the two requests name an id in common. All others are judged.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use store::{RESTORED_AT, Tx};
use uuid::Uuid;
use values::Instant;
use wire::sync::Change;
use workflows::RecordsError;

/// How long after a restore a change that took effect before waits for what it may stand on: over a long
/// weekend, so that a workstation that was switched off can hand it in.
const REFILL_MS: i64 = 72 * 60 * 60 * 1_000;

/// Whether a workstation's change stands behind one that could not be judged.
pub(crate) fn waits(held: &BTreeMap<u64, Change>, change: &Change) -> bool {
    let mut before = held.range(..change.sequence).peekable();
    if before.peek().is_none() {
        return false;
    }
    let named = ids(&change.request);
    before.any(|(_, earlier)| !named.is_disjoint(&ids(&earlier.request)))
}

fn ids(value: &Value) -> BTreeSet<Uuid> {
    match value {
        Value::String(text) => Uuid::parse_str(text).ok().into_iter().collect(),
        Value::Array(values) => values.iter().flat_map(ids).collect(),
        Value::Object(members) => members.values().flat_map(ids).collect(),
        _ => BTreeSet::new(),
    }
}

/// Whether this server is still being refilled after a restore.
pub(crate) async fn refilling(tx: &mut Tx, now: Instant) -> Result<bool, RecordsError> {
    let restored = tx.setting(RESTORED_AT).await?;
    Ok(restored
        .and_then(|at| at.parse::<Instant>().ok())
        .is_some_and(|at| now.millis_since(at) < REFILL_MS))
}
