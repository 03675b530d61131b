//! Which records a workstation holds: what enters and what leaves the scope of its facility.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Kind, Scope};
use uuid::Uuid;
use values::ids::{DeviceId, FacilityId};
use wire::sync::{RowVersion, bucket_of, row_hash};
use workflows::RecordsError;

use crate::{
    db::args,
    digest::Deltas,
    query::id_list,
    server::row_version,
    sql::{Sql, per_kind},
    tx::{Tx, parse_id},
};

/// The kinds whose records hang on a patient; their tables have a column of that name.
pub(crate) fn of_patient() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| kind.hangs_on_patient())
}

/// The part of the records that a facility's workstations hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The facility.
    pub facility: FacilityId,
    /// Whether there are others beside it, which hold other parts.
    pub is_divided: bool,
}

impl Share {
    /// Whether a patient is in it.
    pub fn holds(&self, patient: &RowVersion) -> bool {
        Scope::of(Kind::Patient, &patient.body).holds(self.facility)
    }
}

impl Tx {
    /// Lets every workstation without a facility belong to this one.
    pub async fn settle_devices(&mut self, facility: FacilityId) -> Result<(), RecordsError> {
        let statement = Sql::same("update device set facility = $1 where facility is null");
        self.db
            .execute(statement, args![facility.to_string()])
            .await
            .map(drop)
    }

    /// The facility that a workstation belongs to: the only one, for one that joined before there were several.
    pub async fn facility_of(
        &mut self,
        device: DeviceId,
    ) -> Result<Option<FacilityId>, RecordsError> {
        let statement = Sql::same(
            "select coalesce((select facility from device where id = $1), (select min(id) from facility))",
        );
        let row = self.db.one(statement, args![device.to_string()]).await?;
        let id = row.optional_text(0)?.map(parse_id).transpose()?;
        Ok(id.map(FacilityId::from_uuid))
    }

    /// What a workstation is given: its facility's part. The only facility's, for one that joined before there
    /// were several; `None` where there is none.
    pub async fn share_of(&mut self, device: DeviceId) -> Result<Option<Share>, RecordsError> {
        let Some(facility) = self.facility_of(device).await? else {
            return Ok(None);
        };
        let statement = Sql::same("select count(*) from facility");
        let facilities = self.db.one(statement, args![]).await?.integer(0)?;
        Ok(Some(Share {
            facility,
            is_divided: facilities > 1,
        }))
    }

    /// The patients who were written after one commit and up to another.
    pub async fn patients_written(
        &mut self,
        since: u64,
        upto: u64,
    ) -> Result<BTreeSet<Uuid>, RecordsError> {
        let statement = Sql::each(
            "select distinct id from feed where commit_no > $1 and commit_no <= $2 and kind = 'patient'",
            "select distinct v.id from shared_commit as c join record_version as v on v.local = c.local
             where c.commit_no > $1 and c.commit_no <= $2 and v.kind = 'patient'",
        );
        let args = args![since.cast_signed(), upto.cast_signed()];
        let ids = self.db.rows(statement, args, |row| parse_id(row.text(0)?));
        Ok(ids.await?.into_iter().collect())
    }

    /// These patients as they were at a commit, as far as they were there.
    pub async fn patients_at(
        &mut self,
        patients: &BTreeSet<Uuid>,
        commit: u64,
    ) -> Result<BTreeMap<Uuid, RowVersion>, RecordsError> {
        if patients.is_empty() {
            return Ok(BTreeMap::new());
        }
        let statement = Sql::each(
            "select v.id, v.version, v.commit_no, v.body from json_each($1) as asked
             join record_version as v on v.kind = 'patient' and v.id = asked.value and v.version = (
                 select max(w.version) from record_version as w
                 where w.kind = 'patient' and w.id = asked.value and w.commit_no <= $2)",
            "select v.id, v.version, v.commit_no, v.body from json_each($1) as asked cross join lateral (
                 select w.id, w.version, c.commit_no, w.body
                 from record_version as w join shared_commit as c on c.local = w.local
                 where w.kind = 'patient' and w.id = asked.value and c.commit_no <= $2
                 order by w.version desc limit 1) as v",
        );
        let ids: Vec<&Uuid> = patients.iter().collect();
        let args = args![id_list(&ids), commit.cast_signed()];
        let rows = self
            .db
            .rows(statement, args, |row| row_version(Kind::Patient, &row))
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }

    /// Everything that hangs on a patient, in its present version, as far as it was written by `upto`.
    pub async fn rows_of_patient(
        &mut self,
        patient: Uuid,
        upto: u64,
    ) -> Result<Vec<RowVersion>, RecordsError> {
        let mut rows = Vec::new();
        for kind in of_patient() {
            let statement = per_kind!(
                kind,
                "select id, version, commit_no, body from ",
                " where patient = $1 and commit_no <= $2 and $3 is not null";
                "select t.id, v.version, v.commit_no, v.body from ",
                " as t cross join lateral (
                     select w.version, c.commit_no, w.body
                     from record_version as w join shared_commit as c on c.local = w.local
                     where w.kind = $3 and w.id = t.id and c.commit_no <= $2 order by w.version desc limit 1) as v
                 where t.patient = $1"
            );
            rows.extend(self.versions(kind, statement, patient, upto).await?);
        }
        let statement = Sql::each(
            "select id, version, commit_no, body from attention
             where about = $1 and commit_no <= $2 and $3 is not null",
            "select t.id, v.version, v.commit_no, v.body
             from attention as t cross join lateral (
                 select w.version, c.commit_no, w.body
                 from record_version as w join shared_commit as c on c.local = w.local
                 where w.kind = $3 and w.id = t.id and c.commit_no <= $2 order by w.version desc limit 1) as v
             where coalesce(t.conflict_patient, t.duplicate_patient) = $1",
        );
        rows.extend(
            self.versions(Kind::Attention, statement, patient, upto)
                .await?,
        );
        Ok(rows)
    }

    async fn versions(
        &mut self,
        kind: Kind,
        statement: Sql,
        patient: Uuid,
        upto: u64,
    ) -> Result<Vec<RowVersion>, RecordsError> {
        let args = args![patient.to_string(), upto.cast_signed(), kind.name()];
        self.db
            .rows(statement, args, |row| row_version(kind, &row))
            .await
    }

    /// Removes a patient who left this workstation's scope, with everything that hangs on them. What was typed
    /// and still waits stays in the outbox.
    pub(crate) async fn leave(&mut self, patient: &str) -> Result<(), RecordsError> {
        let mut deltas = Deltas::default();
        for kind in of_patient() {
            let statement = per_kind!(
                kind,
                "delete from ",
                " where patient = $1 returning id, version, body"
            );
            self.gone(kind, statement, patient, &mut deltas).await?;
        }
        let items = Sql::same("delete from attention where about = $1 returning id, version, body");
        self.gone(Kind::Attention, items, patient, &mut deltas)
            .await?;
        let foreign = Sql::same("delete from foreign_row where body ->> '$.patient' = $1");
        self.db.execute(foreign, args![patient]).await?;
        deltas.keep(&mut self.db).await?;
        self.remove(Kind::Patient, parse_id(patient)?).await
    }

    /// Removes records, and takes them out of the digests.
    async fn gone(
        &mut self,
        kind: Kind,
        statement: Sql,
        patient: &str,
        deltas: &mut Deltas,
    ) -> Result<(), RecordsError> {
        let gone = self
            .db
            .rows(statement, args![patient], |row| {
                let (id, version) = (parse_id(row.text(0)?)?, row.integer(1)?.unsigned_abs());
                let hash = row_hash(kind.name(), id, version, row.text(2)?);
                deltas.take(kind, bucket_of(id), hash);
                Ok(())
            })
            .await?;
        if !gone.is_empty() {
            self.touched.insert(kind);
        }
        Ok(())
    }
}
