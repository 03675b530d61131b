//! This installation's own number series.

use clinic::records::SeriesPurpose;
use workflows::RecordsError;

use crate::{
    db::{Db, args},
    sql::Sql,
};

/// The next number for `purpose`, such as `A-000017`, or `A-C000003` for a credit note. The letter code is the installation's own and is
/// never given to another, so a number is given once even when the network is down.
pub(crate) async fn allot(db: &mut Db, purpose: &str) -> Result<String, RecordsError> {
    let statement = Sql::same(
        "insert into series (purpose, next) values ($1, 1)
         on conflict (purpose) do update set next = series.next + 1 returning next",
    );
    let code = letters(db).await?;
    let mark = SeriesPurpose::ALL
        .into_iter()
        .find(|known| known.name() == purpose)
        .map_or("", SeriesPurpose::mark);
    loop {
        let next = db.one(statement, args![purpose]).await?.integer(0)?;
        let number = format!("{code}-{mark}{next:06}");
        // A workstation that was copied may already hold what the other one gave the number to. A number on
        // paper is not passed over: its series has no gaps.
        if purpose != "record_number" || !is_taken(db, &number).await? {
            return Ok(number);
        }
    }
}

async fn is_taken(db: &mut Db, record_number: &str) -> Result<bool, RecordsError> {
    let statement = Sql::same("select exists (select 1 from patient where record_number = $1)");
    db.one(statement, args![record_number]).await?.flag(0)
}

/// The letter code of this installation; the server's own is `S`.
pub(crate) async fn letters(db: &mut Db) -> Result<String, RecordsError> {
    let statement = Sql::same("select value from setting where key = 'device_code'");
    let code = db.row(statement, args![]).await?;
    Ok(code.as_ref().map_or(Ok("S"), |row| row.text(0))?.to_owned())
}
