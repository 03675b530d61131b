//! Edits of patients: no value that must be reviewed is lost, and no edit changes what it does not name.

use std::collections::BTreeMap;

use serde_json::Value;
use store::Tx;

use super::changes::{Judged, review_values};
use crate::{Broken, ledger::Saved};

const FIELDS: [&str; 5] = ["name", "birth_date", "phone", "second_phone", "email"];

/// A version of a patient, and the change that made it.
struct Version {
    change: String,
    body: Value,
}

/// Every version of every patient, in order.
pub(super) struct History(BTreeMap<String, Vec<Version>>);

impl History {
    pub(super) async fn of(tx: &mut Tx) -> Result<Self, Broken> {
        let rows = tx
            .inspect(
                "select id, change_id, body from record_version where kind = 'patient' order by id, version",
                3,
            )
            .await?;
        let mut history: BTreeMap<String, Vec<Version>> = BTreeMap::new();
        for row in rows {
            let [id, change, body] = <[String; 3]>::try_from(row).map_err(|_| "three columns")?;
            let body = serde_json::from_str(&body)?;
            history
                .entry(id)
                .or_default()
                .push(Version { change, body });
        }
        Ok(Self(history))
    }

    fn of_patient(&self, typed: &Value) -> &[Version] {
        let id = typed.get("id").and_then(Value::as_str).unwrap_or_default();
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}

/// Values that a person must choose between: field and value of the change that came later.
const QUESTIONED: &str = "select body ->> '$.conflict.field', body -> '$.conflict.mine' from attention where body -> '$.conflict' is not null";

/// What was not refused, and so stands in no item, stands in the history or in a conflict.
pub(super) async fn none_lost(
    tx: &mut Tx,
    history: &History,
    judged: &BTreeMap<String, Judged>,
    saved: &[Saved],
) -> Result<Vec<String>, Broken> {
    let mut broken = Vec::new();
    let questioned = tx.inspect(QUESTIONED, 2).await?;
    for saved in edits(saved) {
        let id = saved.change.id.to_string();
        if judged
            .get(&id)
            .is_none_or(|judged| judged.outcome == "refused")
        {
            continue;
        }
        for (field, value) in review_values(&saved.typed) {
            let kept = history.of_patient(&saved.typed).iter().any(|version| {
                version
                    .body
                    .get(field)
                    .is_some_and(|kept| holds(kept, value))
            });
            let asked = questioned.iter().any(|row| {
                matches!(row.as_slice(), [of, mine] if of == field
                    && serde_json::from_str(mine).is_ok_and(|mine| holds(&mine, value)))
            });
            if !kept && !asked {
                broken.push(format!("a {field} that was typed is nowhere: {id}"));
            }
        }
    }
    Ok(broken)
}

/// A version differs from the one before it only in fields that its change named.
pub(super) fn none_goes_too_far(history: &History, saved: &[Saved]) -> Vec<String> {
    let mut broken = Vec::new();
    for saved in edits(saved) {
        let id = saved.change.id.to_string();
        let versions = history.of_patient(&saved.typed);
        for (before, after) in versions.iter().zip(versions.iter().skip(1)) {
            if after.change != id {
                continue;
            }
            for field in FIELDS {
                if before.body.get(field) != after.body.get(field)
                    && saved.typed.get(field).is_none()
                {
                    broken.push(format!("{id} changed {field}, which nobody typed"));
                }
            }
        }
    }
    broken
}

fn edits(saved: &[Saved]) -> impl Iterator<Item = &Saved> {
    saved
        .iter()
        .filter(|saved| saved.change.command == "edit_patient")
}

/// A record may hold more than was typed, such as empty parts of a name.
fn holds(kept: &Value, typed: &Value) -> bool {
    match (kept, typed) {
        (Value::Object(kept), Value::Object(typed)) => typed
            .iter()
            .all(|(part, value)| kept.get(part) == Some(value)),
        _ => kept == typed,
    }
}
