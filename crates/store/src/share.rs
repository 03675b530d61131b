//! A facility's part of the records, as the newest commit number has it: its digests, and what is in them.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Kind, Scope};
use uuid::Uuid;
use wire::sync::{KindSums, RowMark, RowSum, RowVersion};
use workflows::RecordsError;

use crate::{
    Share,
    db::{Row, args},
    digest::{Sums, by_bucket, by_kind, mark},
    query::id_list,
    server::row_version,
    sql::per_kind,
    tx::{Tx, parse_body},
};

/// The patients whom some records hang on: now, and as the workstation that asks has them.
struct Patients {
    now: BTreeMap<Uuid, RowVersion>,
    then: BTreeMap<Uuid, RowVersion>,
}

impl Tx {
    /// Every digest of a part.
    pub async fn sums_of_share(&mut self, share: Share) -> Result<Sums, RecordsError> {
        self.sums_of(&share.facility.to_string()).await
    }

    /// Count and digest of every kind.
    pub async fn kind_sums_of(&mut self, share: Share) -> Result<KindSums, RecordsError> {
        Ok(by_kind(self.sums_of_share(share).await?))
    }

    /// The digests of a kind's buckets.
    pub async fn bucket_sums_of(
        &mut self,
        share: Share,
        kind: Kind,
    ) -> Result<BTreeMap<u8, RowSum>, RecordsError> {
        Ok(by_bucket(self.sums_of_share(share).await?, kind))
    }

    /// What is in a bucket, hashed from what is there, for a workstation whose cursor is `cursor`. A record that
    /// came with its patient or left with them since then is there under the commit that did that.
    pub async fn bucket_rows_of(
        &mut self,
        share: Share,
        kind: Kind,
        bucket: u8,
        cursor: Option<u64>,
    ) -> Result<Vec<RowMark>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select t.id, t.version, t.commit_no, t.body from ",
            " as t where substr(t.id, 35, 2) = $1 order by t.id";
            "select t.id, v.version, v.commit_no, v.body from ",
            " as t cross join lateral numbered($2, t.id) as v where substr(t.id, 35, 2) = $1 order by t.id"
        );
        let args = args![format!("{bucket:02x}"), kind.name()];
        let rows = self
            .db
            .rows(statement, args, |row| {
                Ok((scope(share, kind, &row, 3)?, mark(kind, &row)?))
            })
            .await?;
        if !share.is_divided {
            return Ok(rows.into_iter().map(|(_, mark)| mark).collect());
        }
        let asked = rows
            .iter()
            .filter_map(|(scope, mark)| patient_of(scope, kind, mark.id));
        let patients = self.patients(asked.collect(), cursor).await?;
        let held =
            rows.into_iter()
                .filter_map(|(scope, mark)| match patient_of(&scope, kind, mark.id) {
                    Some(patient) => patients.mark(share, patient, mark),
                    None => scope.holds(share.facility).then_some(mark),
                });
        Ok(held.collect())
    }

    /// Those of these records that are in it, in their present version.
    pub async fn records_of(
        &mut self,
        share: Share,
        kind: Kind,
        ids: &[Uuid],
    ) -> Result<Vec<RowVersion>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select t.id, t.version, t.commit_no, t.body from ",
            " as t where t.id in (select value from json_each($1)) order by t.id";
            "select t.id, v.version, v.commit_no, v.body from ",
            " as t cross join lateral numbered($2, t.id) as v
              where t.id in (select value from json_each($1)) order by t.id"
        );
        let rows = self
            .db
            .rows(statement, args![id_list(ids), kind.name()], |row| {
                row_version(kind, &row)
            })
            .await?;
        if !share.is_divided {
            return Ok(rows);
        }
        let scoped: Vec<(Scope, RowVersion)> = rows
            .into_iter()
            .map(|row| (Scope::of(kind, &row.body), row))
            .collect();
        let asked = scoped
            .iter()
            .filter_map(|(scope, row)| patient_of(scope, kind, row.id));
        let patients = self.patients(asked.collect(), None).await?;
        let held = scoped.into_iter().filter_map(|(scope, row)| {
            let holds = match patient_of(&scope, kind, row.id) {
                Some(patient) => patients.hold(share, patient),
                None => scope.holds(share.facility),
            };
            holds.then_some(row)
        });
        Ok(held.collect())
    }

    async fn patients(
        &mut self,
        asked: BTreeSet<Uuid>,
        cursor: Option<u64>,
    ) -> Result<Patients, RecordsError> {
        let head = self.head().await?;
        let now = self.patients_at(&asked, head).await?;
        let then = match cursor {
            Some(cursor) if cursor < head => self.patients_at(&asked, cursor).await?,
            _ => now.clone(),
        };
        Ok(Patients { now, then })
    }
}

impl Patients {
    /// Whether a facility holds one of them now.
    fn hold(&self, share: Share, patient: Uuid) -> bool {
        self.now.get(&patient).is_some_and(|now| share.holds(now))
    }

    /// A record that hangs on one of them, as the workstation is to see it.
    fn mark(&self, share: Share, patient: Uuid, mark: RowMark) -> Option<RowMark> {
        let now = self.now.get(&patient)?;
        let then = self
            .then
            .get(&patient)
            .is_some_and(|then| share.holds(then));
        match (then, share.holds(now)) {
            (false, false) => None,
            (true, true) => Some(mark),
            (false, true) | (true, false) => Some(RowMark {
                commit: mark.commit.max(now.commit),
                ..mark
            }),
        }
    }
}

/// The scope of a row whose body is in that column; where there is one part, nobody has to look.
fn scope(share: Share, kind: Kind, row: &Row, body: usize) -> Result<Scope, RecordsError> {
    if !share.is_divided {
        return Ok(Scope::Everywhere);
    }
    Ok(Scope::of(kind, &parse_body(row.text(body)?)?))
}

/// The patient with whom a record comes and goes: a patient goes with themself.
fn patient_of(scope: &Scope, kind: Kind, id: Uuid) -> Option<Uuid> {
    match scope {
        Scope::OfPatient(patient) => Some(patient.uuid()),
        Scope::Everywhere | Scope::At(_) => (kind == Kind::Patient).then_some(id),
    }
}
