//! Which records a workstation holds: what enters and what leaves the scope of its facility.

use clinic::records::Kind;
use uuid::Uuid;
use values::ids::{DeviceId, FacilityId};
use wire::sync::{RowVersion, bucket_of, row_hash};
use workflows::RecordsError;

use crate::{
    db::args,
    digest::Deltas,
    server::row_version,
    sql::{Sql, per_kind},
    tx::{Tx, parse_body, parse_id},
};

/// The kinds whose records hang on a patient; their tables have a column of that name.
fn of_patient() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| kind.hangs_on_patient())
}

impl Tx {
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

    /// Lets every workstation without a facility belong to this one.
    pub async fn settle_devices(&mut self, facility: FacilityId) -> Result<(), RecordsError> {
        let statement = Sql::same("update device set facility = $1 where facility is null");
        self.db
            .execute(statement, args![facility.to_string()])
            .await
            .map(drop)
    }

    /// How many facilities share these records.
    pub async fn facility_count(&mut self) -> Result<u64, RecordsError> {
        let statement = Sql::same("select count(*) from facility");
        let row = self.db.one(statement, args![]).await?;
        Ok(row.integer(0)?.unsigned_abs())
    }

    /// A record as it was at a commit; `None` when it was not there yet.
    pub async fn body_at(
        &mut self,
        kind: Kind,
        id: Uuid,
        commit: u64,
    ) -> Result<Option<serde_json::Value>, RecordsError> {
        let statement = Sql::each(
            "select body from record_version where kind = $1 and id = $2 and commit_no <= $3
             order by version desc limit 1",
            "select v.body from record_version as v join shared_commit as c on c.local = v.local
             where v.kind = $1 and v.id = $2 and c.commit_no <= $3 order by v.version desc limit 1",
        );
        let args = args![kind.name(), id.to_string(), commit.cast_signed()];
        let row = self.db.row(statement, args).await?;
        row.map(|row| parse_body(row.text(0)?)).transpose()
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
             where $1 in (body ->> '$.conflict.patient', body ->> '$.duplicate.registered') and commit_no <= $2
                 and $3 is not null",
            "select t.id, v.version, v.commit_no, v.body
             from attention as t cross join lateral (
                 select w.version, c.commit_no, w.body
                 from record_version as w join shared_commit as c on c.local = w.local
                 where w.kind = $3 and w.id = t.id and c.commit_no <= $2 order by w.version desc limit 1) as v
             where $1 in (t.conflict_patient, t.duplicate_patient)",
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
        let items = Sql::same(
            "delete from attention
             where $1 in (body ->> '$.conflict.patient', body ->> '$.duplicate.registered')
             returning id, version, body",
        );
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
