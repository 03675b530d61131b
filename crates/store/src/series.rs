//! This installation's own number series.

use sqlx::{Sqlite, Transaction};
use workflows::RecordsError;

use crate::error::records_error;

/// The next number for `purpose`, such as `A-000017`, or `A-C000003` for a credit note. The letter code is the installation's own and is
/// never given to another, so a number is given once even when the network is down.
pub(crate) async fn allot(
    tx: &mut Transaction<'static, Sqlite>,
    purpose: &str,
) -> Result<String, RecordsError> {
    let code: Option<(String,)> =
        sqlx::query_as("select value from setting where key = 'device_code'")
            .fetch_optional(&mut **tx)
            .await
            .map_err(records_error)?;
    let (next,): (i64,) = sqlx::query_as(
        "insert into series (purpose, next) values ($1, 1)
         on conflict (purpose) do update set next = next + 1 returning next",
    )
    .bind(purpose)
    .fetch_one(&mut **tx)
    .await
    .map_err(records_error)?;
    let code = code.map_or_else(|| "S".to_owned(), |(code,)| code);
    Ok(format!("{code}-{}{next:06}", mark(purpose)))
}

/// What tells the papers of one patient apart: an invoice, its credit note and its receipt never bear
/// the same number.
const fn mark(purpose: &str) -> &'static str {
    match purpose.as_bytes() {
        b"credit_note" => "C",
        b"receipt" => "R",
        _ => "",
    }
}
