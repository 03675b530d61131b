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
         on conflict (purpose) do update set next = next + 1 returning next",
    );
    let next = db.one(statement, args![purpose]).await?.integer(0)?;
    let code = letters(db).await?;
    let purpose = SeriesPurpose::ALL
        .into_iter()
        .find(|known| known.name() == purpose);
    let mark = purpose.map_or("", SeriesPurpose::mark);
    Ok(format!("{code}-{mark}{next:06}"))
}

/// The letter code of this installation; the server's own is `S`.
pub(crate) async fn letters(db: &mut Db) -> Result<String, RecordsError> {
    let statement = Sql::same("select value from setting where key = 'device_code'");
    let code = db.row(statement, args![]).await?;
    Ok(code.as_ref().map_or(Ok("S"), |row| row.text(0))?.to_owned())
}
