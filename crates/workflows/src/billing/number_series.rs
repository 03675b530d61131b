//! `number_series`.

use std::collections::BTreeMap;

use clinic::{
    billing::SeriesName,
    records::{Kind, Person, VoidedNumber},
};
use wire::billing::{
    MissingNumbers, NumberSeriesRequest, NumberSeriesView, SeriesView, VoidedNumberView,
};

use crate::{
    context::{Context, Outcome},
    records::{Query, SeriesRun},
};

/// Which document numbers were given, and what became of each: on a paper, void, or missing here.
pub async fn number_series(
    context: &mut Context<'_>,
    _request: NumberSeriesRequest,
) -> Outcome<NumberSeriesView> {
    let people = context.find::<Person>(Query::All(Kind::Person)).await?;
    let people: BTreeMap<_, _> = people
        .into_iter()
        .map(|person| (person.id, person.name.letter()))
        .collect();
    let mut voided: BTreeMap<SeriesName, Vec<VoidedNumberView>> = BTreeMap::new();
    for kept in context.find::<VoidedNumber>(Query::VoidedNumbers).await? {
        let head = kept
            .number
            .trim_end_matches(|last: char| last.is_ascii_digit());
        let Some(name) = SeriesName::read(head) else {
            continue;
        };
        let person = people.get(&kept.person).cloned().unwrap_or_default();
        voided.entry(name).or_default().push(VoidedNumberView {
            voided: kept.record,
            person,
        });
    }
    let series = context.series().await?.into_iter().map(|run| {
        let voided = voided.remove(&run.name).unwrap_or_default();
        view(run, voided)
    });
    Ok(NumberSeriesView {
        series: series.collect(),
    })
}

fn view(run: SeriesRun, voided: Vec<VoidedNumberView>) -> SeriesView {
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let gap = |(first, last): &(u64, u64)| MissingNumbers {
        first: run.name.number(*first),
        last: run.name.number(*last),
    };
    SeriesView {
        purpose: run.name.purpose,
        first: run.name.number(run.first),
        last: run.name.number(run.last),
        used: count(run.numbers.saturating_sub(run.voided)),
        missing_count: count(run.last.saturating_sub(run.numbers)),
        missing: run.missing.iter().map(gap).collect(),
        letters: run.name.letters,
        voided,
    }
}
