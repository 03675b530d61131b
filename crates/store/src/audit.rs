//! The audit trail, and what can be read from it.

use uuid::Uuid;
use workflows::{AuditLine, RecordsError};

use crate::{
    db::{Db, args},
    sql::Sql,
    tx::{Tx, parse_id},
};

pub(crate) async fn append(db: &mut Db, line: &AuditLine) -> Result<(), RecordsError> {
    let role = serde_json::to_value(line.role).ok();
    let role = role.as_ref().and_then(serde_json::Value::as_str);
    let statement = Sql::same(
        "insert into audit (at, person, role, device, command, patient, outcome) values ($1, $2, $3, $4, $5, $6, $7)",
    );
    let args = args![
        line.at.to_string(),
        line.person.to_string(),
        role.unwrap_or_default(),
        line.device.to_string(),
        &line.command,
        line.patient.map(|patient| patient.to_string()),
        &line.outcome,
    ];
    db.execute(statement, args).await.map(drop)
}

impl Tx {
    /// The patients whose page a person opened last, latest first.
    pub async fn patients_opened_by(
        &mut self,
        person: &str,
        limit: u16,
    ) -> Result<Vec<Uuid>, RecordsError> {
        let statement = Sql::same(
            "select patient, max(n) as latest from audit
             where person = $1 and patient is not null and command = 'patient_page' and n > (select max(n) from audit) - 20000
             group by patient order by latest desc limit $2",
        );
        self.db
            .rows(statement, args![person, i64::from(limit)], |row| {
                parse_id(row.text(0)?)
            })
            .await
    }
}
