//! Looking at the whole file, for self-checks.

use workflows::RecordsError;

use crate::{error::records_error, tx::Tx};

impl Tx {
    /// Reads and authenticates every page; an error means damage. Takes as long as reading the file.
    pub async fn check_every_page(&mut self) -> Result<(), RecordsError> {
        let faults: Vec<(String,)> = sqlx::query_as("pragma cipher_integrity_check")
            .fetch_all(&mut *self.inner)
            .await
            .map_err(records_error)?;
        let (quick,): (String,) = sqlx::query_as("pragma quick_check(1)")
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        if faults.is_empty() && quick == "ok" {
            Ok(())
        } else {
            Err(RecordsError::Other("the database is damaged".into()))
        }
    }

    /// Lets the file grow by so many pages and no further, as a full disk would. For self-checks.
    pub async fn limit_growth(&mut self, pages: u32) -> Result<(), RecordsError> {
        let (now,): (i64,) = sqlx::query_as("pragma page_count")
            .fetch_one(&mut *self.inner)
            .await
            .map_err(records_error)?;
        let limit = format!("pragma max_page_count = {}", now + i64::from(pages));
        sqlx::query(sqlx::AssertSqlSafe(limit))
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }

    /// Tries to rewrite the audit trail, which the database must refuse. For self-checks.
    pub async fn tamper_with_audit(&mut self) -> Result<(), RecordsError> {
        sqlx::query("update audit set outcome = 'tampered'")
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }
}
