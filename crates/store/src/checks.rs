//! Looking at the whole file, for self-checks.

use workflows::RecordsError;

use crate::{db::args, sql::Sql, tx::Tx};

impl Tx {
    /// Reads and authenticates every page; an error means damage. Takes as long as reading the file.
    pub async fn check_every_page(&mut self) -> Result<(), RecordsError> {
        let faults = self
            .db
            .rows(Sql::same("pragma cipher_integrity_check"), args![], |row| {
                row.text(0).map(str::to_owned)
            })
            .await?;
        let quick = self
            .db
            .one(Sql::same("pragma quick_check(1)"), args![])
            .await?;
        if faults.is_empty() && quick.text(0)? == "ok" {
            Ok(())
        } else {
            Err(RecordsError::Other("the database is damaged".into()))
        }
    }

    /// Lets the file grow by so many pages and no further, as a full disk would. For self-checks.
    pub async fn limit_growth(&mut self, pages: u32) -> Result<(), RecordsError> {
        let now = self
            .db
            .one(Sql::same("pragma page_count"), args![])
            .await?
            .integer(0)?;
        self.db.limit_pages(now + i64::from(pages)).await
    }

    /// Tries to rewrite the audit trail, which the database must refuse. For self-checks.
    pub async fn tamper_with_audit(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same("update audit set outcome = 'tampered'"))
            .await
    }
}
