//! Which records a workstation holds: what enters and what leaves the scope of its facility.

use clinic::records::Kind;
use uuid::Uuid;
use values::ids::{DeviceId, FacilityId};
use wire::sync::RowVersion;
use workflows::RecordsError;

use crate::{
    db::args,
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
        let statement = Sql::same(
            "select body from record_version where kind = $1 and id = $2 and commit_no <= $3
             order by version desc limit 1",
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
                " where patient = $1 and commit_no <= $2"
            );
            rows.extend(self.versions(kind, statement, patient, upto).await?);
        }
        let statement = Sql::same(
            "select id, version, commit_no, body from attention
             where $1 in (body ->> '$.conflict.patient', body ->> '$.duplicate.registered') and commit_no <= $2",
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
        let args = args![patient.to_string(), upto.cast_signed()];
        self.db
            .rows(statement, args, |row| row_version(kind, &row))
            .await
    }

    /// Removes a patient who left this workstation's scope, with everything that hangs on them. What was typed
    /// and still waits stays in the outbox.
    pub(crate) async fn leave(&mut self, row: &RowVersion) -> Result<(), RecordsError> {
        let id = row.id.to_string();
        for kind in of_patient() {
            let statement = per_kind!(kind, "delete from ", " where patient = $1");
            if self.db.execute(statement, args![&id]).await? > 0 {
                self.touched.insert(kind);
            }
        }
        for statement in [
            Sql::same(
                "delete from attention
                 where $1 in (body ->> '$.conflict.patient', body ->> '$.duplicate.registered')",
            ),
            Sql::same("delete from foreign_row where body ->> '$.patient' = $1"),
        ] {
            self.db.execute(statement, args![&id]).await?;
        }
        self.touched.insert(Kind::Patient);
        self.touched.insert(Kind::Attention);
        self.take_away(Kind::Patient, &id).await
    }
}
