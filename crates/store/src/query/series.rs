//! Document numbers: which are used, which are void, which are missing.

use std::collections::BTreeMap;

use clinic::billing::SeriesName;
use workflows::{RecordsError, SeriesRun, Stored};

use super::rows;
use crate::{
    db::{Db, Row, args},
    sql::{Sql, select_records},
    tx::Tx,
};

/// No series lists more gaps than a person can look into.
const GAPS_MAX: i64 = 500;

/// Numbers as a beginning (`A-C`) and a place in the series, read from the indexes by number alone.
macro_rules! numbers {
    ($tail:literal) => {
        Sql::same(concat!(
            "with number (head, number, voided) as (
                 select rtrim(number, '0123456789'), number, 0 from invoice where number is not null
                 union all
                 select rtrim(receipt_number, '0123456789'), receipt_number, 0 from payment
                 union all
                 select rtrim(number, '0123456789'), number, 1 from voided_number
             ), placed (head, place, voided) as (
                 select head, cast(substr(number, length(head) + 1) as bigint), voided
                 from number where length(number) > length(head)
             ) ",
            $tail
        ))
    };
}

/// Every series with its numbers counted and its gaps, by letter code and purpose.
pub(crate) async fn runs(db: &mut Db) -> Result<Vec<SeriesRun>, RecordsError> {
    let counted = numbers!(
        "select head, min(place), max(place), count(distinct place), cast(sum(voided) as bigint) from placed group by head"
    );
    let mut series: BTreeMap<SeriesName, SeriesRun> = db
        .rows(counted, args![], |row| run(&row))
        .await?
        .into_iter()
        .flatten()
        .map(|run| (run.name.clone(), run))
        .collect();
    let gaps = numbers!(
        "select head, before + 1, place - 1 from (
             select head, place, lag(place, 1, 0) over (partition by head order by place) as before from placed
         ) as stepped
         where place > before + 1 order by head, place limit $1"
    );
    let gaps = db
        .rows(gaps, args![GAPS_MAX], |row| {
            let gap = (
                row.integer(1)?.unsigned_abs(),
                row.integer(2)?.unsigned_abs(),
            );
            Ok((SeriesName::read(row.text(0)?), gap))
        })
        .await?;
    for (name, gap) in gaps {
        if let Some(run) = name.and_then(|name| series.get_mut(&name)) {
            run.missing.push(gap);
        }
    }
    Ok(series.into_values().collect())
}

fn run(row: &Row) -> Result<Option<SeriesRun>, RecordsError> {
    let Some(name) = SeriesName::read(row.text(0)?) else {
        return Ok(None);
    };
    Ok(Some(SeriesRun {
        name,
        first: row.integer(1)?.unsigned_abs(),
        last: row.integer(2)?.unsigned_abs(),
        numbers: row.integer(3)?.unsigned_abs(),
        voided: row.integer(4)?.unsigned_abs(),
        missing: Vec::new(),
    }))
}

impl Tx {
    /// Whether a document number stands on an invoice, a credit note or a receipt.
    pub async fn number_in_use(&mut self, number: &str) -> Result<bool, RecordsError> {
        let statement = Sql::same(
            "select exists (select 1 from invoice where number = $1)
                 or exists (select 1 from payment where receipt_number = $1)",
        );
        self.db.one(statement, args![number]).await?.flag(0)
    }
}

pub(super) async fn voided(db: &mut Db) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!("voided_number", "order by t.number");
    rows(db, statement, args![]).await
}
