//! The audit trail, and what can be read from it.

use sqlx::{Sqlite, Transaction};
use uuid::Uuid;
use workflows::{AuditLine, RecordsError};

use crate::{
    error::records_error,
    tx::{Tx, parse_id},
};

pub(crate) async fn append(
    tx: &mut Transaction<'static, Sqlite>,
    line: &AuditLine,
) -> Result<(), RecordsError> {
    let role = serde_json::to_value(line.role).ok();
    sqlx::query(
        "insert into audit (at, person, role, device, command, patient, outcome) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(line.at.to_string())
    .bind(line.person.to_string())
    .bind(role.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default())
    .bind(line.device.to_string())
    .bind(&line.command)
    .bind(line.patient.map(|patient| patient.to_string()))
    .bind(&line.outcome)
    .execute(&mut **tx)
    .await
    .map(drop)
    .map_err(records_error)
}

impl Tx {
    /// The patients whose page a person opened last, latest first.
    pub async fn patients_opened_by(
        &mut self,
        person: &str,
        limit: u16,
    ) -> Result<Vec<Uuid>, RecordsError> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "select patient, max(n) as latest from audit
             where person = $1 and patient is not null and command = 'patient_page' and n > (select max(n) from audit) - 20000
             group by patient order by latest desc limit $2",
        )
        .bind(person)
        .bind(i64::from(limit))
        .fetch_all(&mut *self.inner)
        .await
        .map_err(records_error)?;
        rows.iter().map(|(id, _)| parse_id(id)).collect()
    }
}
