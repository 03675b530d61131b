//! Counting all that a server holds, once for a database from before there were digests by facility.

use std::collections::BTreeMap;

use clinic::records::Kind;
use values::ids::PatientId;
use wire::sync::{RowSum, bucket_of};
use workflows::RecordsError;

use super::{Counted, PAGE, holders_among};
use crate::{
    db::args,
    sql::{Sql, per_kind},
    tx::{Tx, parse_id},
};

/// The setting that is there once a server's digests are right.
const COUNTED: &str = "digest_by_facility";

/// A server's digests by facility, kind and bucket. Without a name: what everybody holds.
pub type FacilitySums = BTreeMap<(String, Kind, u8), RowSum>;

impl Tx {
    /// Counts every digest of a server that is older than digests by facility; nothing when they are right
    /// already. The first thing that its transaction does, because nobody may give numbers meanwhile.
    pub async fn ensure_facility_sums(&mut self) -> Result<(), RecordsError> {
        let numbers_later = self.db.stamped_later().is_some();
        if numbers_later {
            self.run(Sql::same("lock table head in exclusive mode"))
                .await?;
        }
        if self.setting(COUNTED).await?.is_some() {
            return Ok(());
        }
        self.run(Sql::same("delete from digest")).await?;
        if numbers_later {
            self.count_versions().await?;
        } else {
            let counted = self.counted_facility_sums().await?;
            self.keep_facility_sums(&counted).await?;
        }
        self.set_setting(COUNTED, "1").await
    }

    async fn keep_facility_sums(&mut self, sums: &FacilitySums) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into digest (facility, kind, bucket, records, sum) values ($1, $2, $3, $4, $5)",
        );
        let rows = sums.iter().map(|((facility, kind, bucket), sum)| {
            args![
                facility,
                kind.name(),
                i64::from(*bucket),
                sum.count.cast_signed(),
                sum.sum.cast_signed(),
            ]
        });
        self.db.execute_each(statement, rows).await
    }

    /// Every digest of a server that is kept, but for empty ones.
    pub async fn kept_facility_sums(&mut self) -> Result<FacilitySums, RecordsError> {
        let statement = Sql::same(
            "select facility, kind, bucket, records, sum from digest where records <> 0 or sum <> 0",
        );
        let kept = self
            .db
            .rows(statement, args![], |row| {
                let bucket = u8::try_from(row.integer(2)?).unwrap_or_default();
                let facility = row.text(0)?.to_owned();
                let sum = RowSum {
                    count: row.integer(3)?.unsigned_abs(),
                    sum: row.integer(4)?.unsigned_abs(),
                };
                let kind = Kind::from_name(row.text(1)?);
                Ok(kind.map(|kind| ((facility, kind, bucket), sum)))
            })
            .await?;
        Ok(kept.into_iter().flatten().collect())
    }

    /// Every digest of a server whose commits have their numbers at once, counted from the records.
    pub async fn counted_facility_sums(&mut self) -> Result<FacilitySums, RecordsError> {
        let mut sums = FacilitySums::new();
        let mut held = BTreeMap::new();
        // Patients come before what hangs on them.
        for kind in Kind::ALL {
            let statement = per_kind!(
                kind,
                "select version, body, id, n from ",
                " where n > $1 order by n limit $2"
            );
            let mut after = 0;
            loop {
                let before = after;
                self.db
                    .rows(statement, args![after, PAGE], |row| {
                        after = row.integer(3)?;
                        let id = parse_id(row.text(2)?)?;
                        let counted = Counted::read(kind, id, &row)?;
                        let holders = holders_among(&held, &counted.scope);
                        for holder in &holders {
                            let key = (holder.clone(), kind, bucket_of(id));
                            sums.entry(key).or_default().add(counted.hash);
                        }
                        if kind == Kind::Patient {
                            held.insert(PatientId::from_uuid(id), holders);
                        }
                        Ok(())
                    })
                    .await?;
                if after == before {
                    break;
                }
            }
        }
        Ok(sums)
    }
}
