//! The worklist.

use values::Instant;
use workflows::{RecordsError, Stored, Tally};

use super::rows;
use crate::{
    db::{Db, args},
    sql::{Sql, select_records},
};

pub(super) async fn list(
    db: &mut Db,
    settled_since: Option<Instant>,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "attention",
        "where t.state = 'open' or (t.state = 'settled' and t.settled_at >= $1) order by t.state, t.id limit 500"
    );
    let since = settled_since.map(|since| since.to_string());
    rows(db, statement, args![since]).await
}

pub(super) async fn tally(db: &mut Db) -> Result<Tally, RecordsError> {
    let statement = Sql::same("select count(*) from attention where state = 'open'");
    let row = db.one(statement, args![]).await?;
    Ok(Tally {
        count: u32::try_from(row.integer(0)?).unwrap_or(u32::MAX),
        ..Tally::default()
    })
}
