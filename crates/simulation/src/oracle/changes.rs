//! Every change that was called saved is judged once, and what was refused waits for a person.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use store::Tx;
use wire::sync::Change;

use crate::{Broken, ledger::Saved};

/// Commands that settle an item: refused, they leave it open, and raise none of their own.
const SETTLING: [&str; 2] = ["rebook_attention", "discard_attention"];
/// What has a series; other things travel with a change under other names.
const NUMBERED: [&str; 4] = ["invoice", "credit_note", "receipt", "record_number"];
/// Digits at the end of a number.
const DIGITS: usize = 6;

/// A change as the server judged it.
pub(super) struct Judged {
    pub(super) outcome: String,
    pub(super) change: Change,
}

pub(super) async fn judged(tx: &mut Tx) -> Result<BTreeMap<String, Judged>, Broken> {
    let rows = tx
        .inspect(
            "select id, outcome ->> '$.outcome', change from change order by id",
            3,
        )
        .await?;
    rows.into_iter()
        .map(|row| -> Result<_, Broken> {
            let [id, outcome, change] =
                <[String; 3]>::try_from(row).map_err(|_| "three columns")?;
            let change = serde_json::from_str(&change)?;
            Ok((id, Judged { outcome, change }))
        })
        .collect()
}

/// As many as were saved, each as it was saved, and no other.
pub(super) fn each_once(judged: &BTreeMap<String, Judged>, saved: &[Saved]) -> Vec<String> {
    let mut broken = Vec::new();
    let mut known = BTreeSet::new();
    for saved in saved {
        let id = saved.change.id.to_string();
        match judged.get(&id) {
            None => broken.push(format!(
                "what desk {} called saved never arrived: {} {id}",
                saved.desk, saved.change.command
            )),
            Some(judged) if judged.change.request != saved.change.request => {
                broken.push(format!("{id} arrived as another"));
            }
            Some(_) => {}
        }
        known.insert(id);
    }
    for (id, judged) in judged {
        if !known.contains(id) {
            broken.push(format!("nobody asked for {} {id}", judged.change.command));
        }
    }
    broken
}

pub(super) async fn refusals_have_items(
    tx: &mut Tx,
    judged: &BTreeMap<String, Judged>,
) -> Result<Vec<String>, Broken> {
    let items: BTreeSet<String> = tx
        .inspect("select id from attention", 1)
        .await?
        .concat()
        .into_iter()
        .collect();
    Ok(judged
        .iter()
        .filter(|(id, judged)| {
            judged.outcome == "refused"
                && !SETTLING.contains(&judged.change.command.as_str())
                && !items.contains(*id)
        })
        .map(|(id, judged)| {
            format!(
                "{} {id} was refused and nobody is told",
                judged.change.command
            )
        })
        .collect())
}

/// Each series goes from 1 up, without gaps, and no number is given twice: numbers of refused changes
/// count, for they may stand on paper.
pub(super) fn series(judged: &BTreeMap<String, Judged>) -> Vec<String> {
    let mut series: BTreeMap<(&str, String), Vec<u64>> = BTreeMap::new();
    for judged in judged.values() {
        for (purpose, number) in &judged.change.allotted {
            let Some((head, digits)) = number
                .len()
                .checked_sub(DIGITS)
                .and_then(|at| number.split_at_checked(at))
            else {
                continue;
            };
            if let (true, Ok(digits)) = (NUMBERED.contains(&purpose.as_str()), digits.parse()) {
                series
                    .entry((purpose.as_str(), head.to_owned()))
                    .or_default()
                    .push(digits);
            }
        }
    }
    let mut broken = Vec::new();
    for ((purpose, head), mut numbers) in series {
        numbers.sort_unstable();
        if !numbers
            .iter()
            .copied()
            .eq(1..=u64::try_from(numbers.len()).unwrap_or(0))
        {
            broken.push(format!("the series {purpose} {head} is {numbers:?}"));
        }
    }
    broken
}

/// Every document number up to the last of its series stands on a paper or is void, and never both.
pub(super) async fn numbers_accounted_for(tx: &mut Tx) -> Result<Vec<String>, Broken> {
    let numbers = tx
        .inspect(
            "select number from invoice where number is not null
             union all select receipt_number from payment
             union all select number from voided_number",
            1,
        )
        .await?
        .concat();
    let mut series: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for number in &numbers {
        let head = number.trim_end_matches(|last: char| last.is_ascii_digit());
        let place: Option<u64> = number
            .get(head.len()..)
            .and_then(|digits| digits.parse().ok());
        series.entry(head).or_default().extend(place);
    }
    Ok(series
        .into_iter()
        .filter_map(|(head, mut numbers)| {
            numbers.sort_unstable();
            let last = u64::try_from(numbers.len()).unwrap_or(0);
            let whole = numbers.iter().copied().eq(1..=last);
            (!whole).then(|| format!("used and void of the series {head} are {numbers:?}"))
        })
        .collect())
}

/// What a person typed into fields that no machine may settle, where it is not what stood there already.
pub(super) fn review_values(typed: &Value) -> Vec<(&'static str, &Value)> {
    ["name", "birth_date"]
        .into_iter()
        .filter_map(|field| Some((field, typed.get(field)?)))
        .filter(|(field, value)| {
            let was = typed.get("was").and_then(|was| was.get(field));
            was != Some(*value)
        })
        .collect()
}
