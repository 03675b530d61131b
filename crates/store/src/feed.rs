//! The feed of PostgreSQL: versions in the order of the commit numbers that were given, and of no others.

use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    db::args,
    sql::Sql,
    tx::{Tx, parse_body, parse_id},
};

impl Tx {
    /// See [`Tx::rows_since`]. Where the newest version of a record has no number yet, the one before it comes:
    /// at the head a copy is exactly what the head was.
    pub(crate) async fn numbered_rows_since(
        &mut self,
        since: u64,
        limit: u32,
    ) -> Result<(Vec<RowVersion>, u64), RecordsError> {
        let next = self.page_end(since, limit).await?;
        let statement = Sql::same(
            "select v.kind, v.id, v.version, c.commit_no, v.body
             from shared_commit as c join record_version as v on v.local = c.local
             where c.commit_no > $1 and c.commit_no <= $2 and not exists (
                 select 1 from record_version as later join shared_commit as d on d.local = later.local
                 where later.kind = v.kind and later.id = v.id and later.version > v.version
                   and d.commit_no is not null)
             order by c.commit_no, v.kind, v.id",
        );
        let args = args![since.cast_signed(), next.cast_signed()];
        let rows = self
            .db
            .rows(statement, args, |row| {
                Ok(RowVersion {
                    kind: row.text(0)?.to_owned(),
                    id: parse_id(row.text(1)?)?,
                    version: row.integer(2)?.unsigned_abs(),
                    commit: row.integer(3)?.unsigned_abs(),
                    body: parse_body(row.text(4)?)?,
                })
            })
            .await?;
        Ok((rows, next))
    }

    /// The commit that fills a page, or the newest when nothing does.
    async fn page_end(&mut self, since: u64, limit: u32) -> Result<u64, RecordsError> {
        let statement = Sql::same(
            "select count(*), max(commit_no) from (
                 select c.commit_no from shared_commit as c join record_version as v on v.local = c.local
                 where c.commit_no > $1 order by c.commit_no limit $2) as page",
        );
        let args = args![since.cast_signed(), i64::from(limit)];
        let page = self.db.one(statement, args).await?;
        if page.integer(0)? < i64::from(limit) {
            return Ok(self.head().await?.max(since));
        }
        Ok(page.integer(1)?.unsigned_abs())
    }
}
