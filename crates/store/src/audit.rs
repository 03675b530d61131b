//! The audit trail: adding to it, and what this installation asks of its own lines.

use uuid::Uuid;
use wire::sync::{ChainHash, ChainedLine, TrailEnd, TrailLine};
use workflows::{AuditLine, RecordsError};

use crate::{
    db::{Arg, Db, Row, args},
    sql::Sql,
    tx::{Tx, parse_id},
};

/// The setting that names this installation's chain, where it is not its identity.
pub const AUDIT_WRITER: &str = "audit_writer";

/// Whose chain this installation adds to, and its end.
const OWN_END: Sql = Sql::same(
    "select own.writer, a.seq, a.hash
     from (select coalesce((select value from setting where key = 'audit_writer'),
                           (select value from setting where key = 'device'), 'server') as writer) as own
     left join audit as a
         on a.writer = own.writer and a.seq = (select max(seq) from audit where writer = own.writer)",
);

/// Adds a line as the next of this installation's chain. Where several processes write, it gets its place once
/// it is visible: see [`Tx::chain_waiting`].
pub(crate) async fn append(db: &mut Db, line: &AuditLine) -> Result<(), RecordsError> {
    let line = written(line);
    if db.stamped_later().is_some() {
        return wait(db, &line).await;
    }
    let (writer, end) = own_end(db).await?;
    keep(db, &ChainedLine::after(writer, end, line)).await
}

/// The line as it is kept.
fn written(line: &AuditLine) -> TrailLine {
    let role = serde_json::to_value(line.role).ok();
    let role = role.as_ref().and_then(serde_json::Value::as_str);
    TrailLine {
        at: line.at.to_string(),
        person: line.person.to_string(),
        role: role.unwrap_or_default().to_owned(),
        device: line.device.to_string(),
        command: line.command.clone(),
        patient: line.patient.map(|patient| patient.to_string()),
        outcome: line.outcome.clone(),
        reason: line.reason.clone(),
    }
}

async fn wait(db: &mut Db, line: &TrailLine) -> Result<(), RecordsError> {
    let statement = Sql::same(
        "insert into audit_waiting (at, person, role, device, command, patient, outcome, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    let args = args![
        &line.at,
        &line.person,
        &line.role,
        &line.device,
        &line.command,
        line.patient.as_deref(),
        &line.outcome,
        line.reason.as_deref(),
    ];
    db.execute(statement, args).await.map(drop)
}

/// Keeps a line at its place.
pub(crate) async fn keep(db: &mut Db, chained: &ChainedLine) -> Result<(), RecordsError> {
    let statement = Sql::same(
        "insert into audit (writer, seq, prev, hash, at, person, role, device, command, patient, outcome, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    );
    let line = &chained.line;
    let args: [Arg<'_>; 12] = args![
        &chained.writer,
        chained.sequence.cast_signed(),
        chained.previous.to_string(),
        chained.hash.to_string(),
        &line.at,
        &line.person,
        &line.role,
        &line.device,
        &line.command,
        line.patient.as_deref(),
        &line.outcome,
        line.reason.as_deref(),
    ];
    db.execute(statement, args).await.map(drop)
}

/// Whose chain this installation adds to, and its end.
pub(crate) async fn own_end(db: &mut Db) -> Result<(String, TrailEnd), RecordsError> {
    let row = db.one(OWN_END, args![]).await?;
    Ok((row.text(0)?.to_owned(), end(&row, 1)?))
}

/// Of a place and a hash, both of which may be absent.
pub(crate) fn end(row: &Row, from: usize) -> Result<TrailEnd, RecordsError> {
    let sequence = row.optional_integer(from)?;
    let hash = row.optional_text(from + 1)?.map(hash).transpose()?;
    Ok(TrailEnd {
        sequence: sequence.map_or(0, i64::unsigned_abs),
        hash: hash.unwrap_or_default(),
    })
}

pub(crate) fn hash(text: &str) -> Result<ChainHash, RecordsError> {
    text.parse()
        .map_err(|error: wire::sync::NotAHash| RecordsError::Other(Box::new(error)))
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
