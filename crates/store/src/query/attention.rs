//! The worklist.

use values::Instant;
use workflows::{RecordsError, Stored, Tally};

use super::{Db, rows};
use crate::{error::records_error, sql::select_records};

pub(super) async fn list(
    db: &mut Db,
    settled_since: Option<Instant>,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = select_records!(
        "attention",
        "where t.state = 'open' or (t.state = 'settled' and t.settled_at >= $1) order by t.state, t.id limit 500"
    );
    rows(
        db,
        sqlx::query(statement).bind(settled_since.map(|since| since.to_string())),
    )
    .await
}

pub(super) async fn tally(db: &mut Db) -> Result<Tally, RecordsError> {
    let (count,): (i64,) = sqlx::query_as("select count(*) from attention where state = 'open'")
        .fetch_one(&mut **db)
        .await
        .map_err(records_error)?;
    Ok(Tally {
        count: u32::try_from(count).unwrap_or(u32::MAX),
        ..Tally::default()
    })
}
