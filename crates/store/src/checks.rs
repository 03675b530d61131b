//! Looking at the whole file, for self-checks.

use clinic::records::Kind;
use serde_json::Value;
use uuid::Uuid;
use workflows::RecordsError;

use crate::{
    db::args,
    sql::{Sql, per_kind},
    tx::Tx,
};

/// Takes from versions what is counted of them, as nobody may any more who writes.
const FORGET_COUNTED: [&str; 3] = [
    "alter table record_version drop constraint record_version_is_counted",
    "update record_version set hash = null, scope = null, patient = null",
    "alter table record_version add constraint record_version_is_counted
         check (hash is not null and (scope is null) <> (patient is null)) not valid",
];

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
        self.db.limit_pages(now + i64::from(pages))
    }

    /// Writes a record, or takes it away, behind the back of everything that keeps count of it, as damage or a
    /// fault would. For self-checks.
    pub async fn tamper_with_record(
        &mut self,
        kind: Kind,
        id: Uuid,
        body: Option<&Value>,
    ) -> Result<(), RecordsError> {
        self.stand_back().await?;
        let id = id.to_string();
        if let Some(body) = body {
            let statement = per_kind!(
                kind,
                "insert into ",
                " (id, version, commit_no, body) values ($1, 1, 1, $2)
                  on conflict (id) do update set body = excluded.body"
            );
            self.db
                .execute(statement, args![id, body.to_string()])
                .await?;
        } else {
            self.take_away(kind, &id).await?;
        }
        self.end_laying().await
    }

    /// Makes a database what it was before there were digests. For self-checks.
    pub async fn forget_digests(&mut self) -> Result<(), RecordsError> {
        for statement in [
            Sql::same("delete from digest"),
            Sql::same("delete from setting where key in ('digest', 'digest_by_facility')"),
        ] {
            self.run(statement).await?;
        }
        if self.db.stamped_later().is_some() {
            for statement in FORGET_COUNTED {
                self.run(Sql::same(statement)).await?;
            }
        }
        Ok(())
    }

    /// Tries to rewrite the audit trail, which the database must refuse. For self-checks.
    pub async fn tamper_with_audit(&mut self, taking_out: bool) -> Result<(), RecordsError> {
        self.run(if taking_out {
            Sql::same("delete from audit")
        } else {
            Sql::same("update audit set outcome = 'tampered'")
        })
        .await
    }

    /// Does to a file's audit trail what nobody should be able to, as whoever has the file can. For tests.
    #[cfg(feature = "inline")]
    pub async fn force_audit(&mut self, statements: &[&'static str]) -> Result<(), RecordsError> {
        self.run(Sql::same("drop trigger if exists audit_is_final_update"))
            .await?;
        self.run(Sql::same("drop trigger if exists audit_is_final_delete"))
            .await?;
        for statement in statements {
            self.run(Sql::same(statement)).await?;
        }
        Ok(())
    }
}
