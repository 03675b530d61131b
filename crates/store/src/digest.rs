//! Digests: kept in the transaction that writes a record, and counted from the records where that is asked for.
//! Whose a server's are: [`crate::counting`].

use std::collections::BTreeMap;

use clinic::records::Kind;
use uuid::Uuid;
use wire::sync::{KindSums, RowMark, RowSum, SUM_MODULUS, bucket_of, row_hash};
use workflows::RecordsError;

use crate::{
    db::{Db, Row, args},
    sql::{Sql, per_kind},
    tx::{Tx, parse_id},
};

/// The setting that is there once a workstation's digests are right.
const COUNTED: &str = "digest";
/// Whose digests count what everybody holds, and on a workstation everything.
pub(crate) const EVERYBODY: &str = "";
/// So many records are read at once.
const PAGE: i64 = 2_000;

/// Digests by kind and bucket.
pub type Sums = BTreeMap<(Kind, u8), RowSum>;

/// What changes about digests, before it is written.
#[derive(Debug, Default)]
pub(crate) struct Deltas(BTreeMap<(String, Kind, u8), (i64, u64)>);

impl Deltas {
    /// A row of that hash is there now.
    pub(crate) fn add(&mut self, kind: Kind, bucket: u8, hash: u64) {
        self.add_for(EVERYBODY, kind, bucket, hash);
    }

    /// A row of that hash is there no more.
    pub(crate) fn take(&mut self, kind: Kind, bucket: u8, hash: u64) {
        self.take_from(EVERYBODY, kind, bucket, hash);
    }

    /// A facility's workstations hold a row of that hash now.
    pub(crate) fn add_for(&mut self, facility: &str, kind: Kind, bucket: u8, hash: u64) {
        let key = (facility.to_owned(), kind, bucket);
        let (count, sum) = self.0.entry(key).or_default();
        *count += 1;
        *sum = (*sum + hash) % SUM_MODULUS;
    }

    /// They hold it no more.
    pub(crate) fn take_from(&mut self, facility: &str, kind: Kind, bucket: u8, hash: u64) {
        let key = (facility.to_owned(), kind, bucket);
        let (count, sum) = self.0.entry(key).or_default();
        *count -= 1;
        *sum = (*sum + SUM_MODULUS - hash) % SUM_MODULUS;
    }

    /// Writes it.
    pub(crate) async fn keep(self, db: &mut Db) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into digest (facility, kind, bucket, records, sum) values ($1, $2, $3, $4, $5)
             on conflict (facility, kind, bucket) do update
             set records = digest.records + excluded.records, sum = (digest.sum + excluded.sum) % 4503599627370496",
        );
        for ((facility, kind, bucket), (count, sum)) in &self.0 {
            if (*count, *sum) != (0, 0) {
                let args = args![
                    facility,
                    kind.name(),
                    i64::from(*bucket),
                    *count,
                    sum.cast_signed()
                ];
                db.execute(statement, args).await?;
            }
        }
        Ok(())
    }
}

/// The hash of the version that is kept of a record, if there is one.
pub(crate) async fn kept_hash(
    db: &mut Db,
    kind: Kind,
    id: Uuid,
) -> Result<Option<u64>, RecordsError> {
    let statement = per_kind!(kind, "select version, body from ", " where id = $1");
    let row = db.row(statement, args![id.to_string()]).await?;
    row.map(|row| {
        let version = row.integer(0)?.unsigned_abs();
        Ok(row_hash(kind.name(), id, version, row.text(1)?))
    })
    .transpose()
}

impl Tx {
    /// Count and digest of every kind that this workstation holds, as they are kept.
    pub async fn kind_sums(&mut self) -> Result<KindSums, RecordsError> {
        Ok(by_kind(self.kept_sums().await?))
    }

    /// The digests of a kind's buckets on this workstation, as they are kept.
    pub async fn bucket_sums(&mut self, kind: Kind) -> Result<BTreeMap<u8, RowSum>, RecordsError> {
        Ok(by_bucket(self.kept_sums().await?, kind))
    }

    /// Every digest of a workstation that is kept, but for empty ones.
    pub async fn kept_sums(&mut self) -> Result<Sums, RecordsError> {
        self.sums_of(EVERYBODY).await
    }

    /// The digests of what everybody holds and of what a facility holds beside it, together.
    pub(crate) async fn sums_of(&mut self, facility: &str) -> Result<Sums, RecordsError> {
        let statement = Sql::same(
            "select kind, bucket, records, sum from digest
             where facility in ('', $1) and (records <> 0 or sum <> 0)",
        );
        let mut sums = Sums::new();
        self.db
            .rows(statement, args![facility], |row| {
                if let Some(kind) = Kind::from_name(row.text(0)?) {
                    let bucket = u8::try_from(row.integer(1)?).unwrap_or_default();
                    sums.entry((kind, bucket)).or_default().add_all(RowSum {
                        count: row.integer(2)?.unsigned_abs(),
                        sum: row.integer(3)?.unsigned_abs(),
                    });
                }
                Ok(())
            })
            .await?;
        Ok(sums)
    }

    /// Every digest of a workstation, counted from the records as the server last gave them.
    pub async fn counted_sums(&mut self) -> Result<Sums, RecordsError> {
        let mut sums = Sums::new();
        for kind in Kind::ALL {
            let mut after = 0;
            loop {
                let statement = per_kind!(
                    kind,
                    "select t.id, t.version, coalesce(t.commit_no, 0), t.body, t.n from ",
                    " as t where t.n > $1
                      and not exists (select 1 from shadow where shadow.kind = $2 and shadow.id = t.id)
                      order by t.n limit $3"
                );
                let before = after;
                let marks = self
                    .db
                    .rows(statement, args![after, kind.name(), PAGE], |row| {
                        after = row.integer(4)?;
                        mark(kind, &row)
                    })
                    .await?;
                add(&mut sums, kind, &marks);
                if after == before {
                    break;
                }
            }
            let shadows = self.shadow_marks(kind).await?;
            add(&mut sums, kind, &shadows);
        }
        Ok(sums)
    }

    /// Counts every digest of a workstation that is older than digests; nothing when they are right already.
    pub async fn ensure_digests(&mut self) -> Result<(), RecordsError> {
        if self.setting(COUNTED).await?.is_some() {
            return Ok(());
        }
        let counted = self.counted_sums().await?;
        self.keep_sums(&counted).await?;
        self.set_setting(COUNTED, "1").await
    }

    /// Keeps these digests of a workstation in place of all that are kept.
    pub async fn keep_sums(&mut self, sums: &Sums) -> Result<(), RecordsError> {
        self.run(Sql::same("delete from digest")).await?;
        for ((kind, bucket), sum) in sums {
            self.keep_sum(*kind, *bucket, *sum).await?;
        }
        Ok(())
    }

    /// Keeps a bucket's digest of a workstation in place of the one that is kept.
    pub async fn keep_sum(
        &mut self,
        kind: Kind,
        bucket: u8,
        sum: RowSum,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into digest (facility, kind, bucket, records, sum) values ('', $1, $2, $3, $4)
             on conflict (facility, kind, bucket) do update set records = excluded.records, sum = excluded.sum",
        );
        let args = args![
            kind.name(),
            i64::from(bucket),
            sum.count.cast_signed(),
            sum.sum.cast_signed(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Every record of a workstation's bucket as the server last gave it, hashed from what is there.
    pub async fn bucket_rows(
        &mut self,
        kind: Kind,
        bucket: u8,
    ) -> Result<Vec<RowMark>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select t.id, t.version, coalesce(t.commit_no, 0), t.body from ",
            " as t where substr(t.id, 35, 2) = $1
              and not exists (select 1 from shadow where shadow.kind = $2 and shadow.id = t.id)
              order by t.id"
        );
        let mut marks = self
            .db
            .rows(
                statement,
                args![format!("{bucket:02x}"), kind.name()],
                |row| mark(kind, &row),
            )
            .await?;
        let shadows = self.shadow_marks(kind).await?;
        marks.extend(
            shadows
                .into_iter()
                .filter(|mark| bucket_of(mark.id) == bucket),
        );
        Ok(marks)
    }

    /// What the server last gave of records that hold unconfirmed writes.
    async fn shadow_marks(&mut self, kind: Kind) -> Result<Vec<RowMark>, RecordsError> {
        let statement = Sql::same(
            "select id, version, coalesce(commit_no, 0), body from shadow
             where kind = $1 and body is not null order by id",
        );
        self.db
            .rows(statement, args![kind.name()], |row| mark(kind, &row))
            .await
    }

    /// Removes a record that the server does not hold. Only while rows are being laid.
    pub async fn remove(&mut self, kind: Kind, id: Uuid) -> Result<(), RecordsError> {
        if let Some(hash) = kept_hash(&mut self.db, kind, id).await? {
            let mut deltas = Deltas::default();
            deltas.take(kind, bucket_of(id), hash);
            deltas.keep(&mut self.db).await?;
        }
        self.touched.insert(kind);
        self.take_away(kind, &id.to_string()).await
    }
}

/// By the names of kinds.
pub(crate) fn by_kind(sums: Sums) -> KindSums {
    let mut kinds = KindSums::new();
    for ((kind, _), sum) in sums {
        kinds
            .entry(kind.name().to_owned())
            .or_default()
            .add_all(sum);
    }
    kinds
}

/// Those of one kind.
pub(crate) fn by_bucket(sums: Sums, kind: Kind) -> BTreeMap<u8, RowSum> {
    sums.into_iter()
        .filter(|((of, _), _)| *of == kind)
        .map(|((_, bucket), sum)| (bucket, sum))
        .collect()
}

fn add(sums: &mut Sums, kind: Kind, marks: &[RowMark]) {
    for mark in marks {
        sums.entry((kind, bucket_of(mark.id)))
            .or_default()
            .add(mark.hash);
    }
}

/// Of a row of id, version, commit and body.
pub(crate) fn mark(kind: Kind, row: &Row) -> Result<RowMark, RecordsError> {
    let (id, version) = (parse_id(row.text(0)?)?, row.integer(1)?.unsigned_abs());
    Ok(RowMark {
        id,
        version,
        commit: row.integer(2)?.unsigned_abs(),
        hash: row_hash(kind.name(), id, version, row.text(3)?),
    })
}
