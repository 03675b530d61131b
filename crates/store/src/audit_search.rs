//! What an administrator asks of the trail that the server holds.

use std::collections::BTreeSet;

use values::{Instant, LocalDate, ids::PatientId};
use wire::sync::ChainedLine;
use workflows::RecordsError;

use crate::{
    audit_chain::chained,
    db::args,
    sql::Sql,
    tx::{Tx, parse_id},
};

/// Which lines. What is absent does not narrow them down.
#[derive(Debug, Clone, Default)]
pub struct TrailFilter {
    /// By this person.
    pub person: Option<String>,
    /// About this patient.
    pub patient: Option<String>,
    /// This command.
    pub command: Option<String>,
    /// Only what was done, or only what was not.
    pub done: Option<bool>,
    /// From this instant on.
    pub from: Option<Instant>,
    /// Up to this instant, which is not in it.
    pub to: Option<Instant>,
    /// Only from workstations of this facility, and from those that are not known.
    pub facility: Option<String>,
    /// Skip this many of the latest.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// Somebody opened a record in some hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedAt {
    /// Who.
    pub person: String,
    /// Whose.
    pub patient: String,
    /// The first time in that hour.
    pub at: String,
}

/// Lines of a workstation were not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailIncident {
    /// When it was noticed.
    pub at: String,
    /// Why.
    pub kind: String,
    /// Which workstation.
    pub device: String,
}

impl Tx {
    /// Lines that answer a filter, latest first.
    pub async fn trail_matching(
        &mut self,
        filter: &TrailFilter,
    ) -> Result<Vec<ChainedLine>, RecordsError> {
        let statement = Sql::same(
            "select at, person, role, device, command, patient, outcome, reason, writer, seq, prev, hash from audit
             where (cast($1 as text) is null or person = $1)
               and (cast($2 as text) is null or patient = $2)
               and (cast($3 as text) is null or command = $3)
               and (cast($4 as text) is null or (outcome = 'done') = (cast($4 as text) = 'done'))
               and (cast($5 as text) is null or at >= $5)
               and (cast($6 as text) is null or at < $6)
               and (cast($7 as text) is null or device not in
                   (select id from device where facility is not null and facility <> $7))
             order by at desc, n desc limit $8 offset $9",
        );
        let args = args![
            filter.person.as_deref(),
            filter.patient.as_deref(),
            filter.command.as_deref(),
            filter.done.map(|done| if done { "done" } else { "not" }),
            filter.from.map(|from| from.to_string()),
            filter.to.map(|to| to.to_string()),
            filter.facility.as_deref(),
            i64::from(filter.limit),
            i64::from(filter.offset),
        ];
        self.db.rows(statement, args, |row| chained(&row)).await
    }

    /// Who opened whose record since an instant, once an hour.
    pub async fn opened_since(
        &mut self,
        from: Instant,
        facility: &str,
    ) -> Result<Vec<OpenedAt>, RecordsError> {
        let statement = Sql::same(
            "select person, patient, min(at) from audit
             where at >= $1 and patient is not null and outcome = 'done' and command = 'patient_page'
               and device not in (select id from device where facility is not null and facility <> $2)
             group by person, patient, substr(at, 1, 13)",
        );
        self.db
            .rows(statement, args![from.to_string(), facility], |row| {
                Ok(OpenedAt {
                    person: row.text(0)?.to_owned(),
                    patient: row.text(1)?.to_owned(),
                    at: row.text(2)?.to_owned(),
                })
            })
            .await
    }

    /// The days between two that tie a patient to the facility: visits, invoices, registrations.
    pub async fn ties_between(
        &mut self,
        first: LocalDate,
        last: LocalDate,
    ) -> Result<BTreeSet<(PatientId, LocalDate)>, RecordsError> {
        let statement = Sql::each(
            "select patient, date from appointment where date between $1 and $2
             union select patient, substr(body ->> '$.drafted_at', 1, 10) from invoice
                 where substr(body ->> '$.drafted_at', 1, 10) between $1 and $2
             union select patient, substr(at, 1, 10) from audit
                 where command = 'register_patient' and patient is not null and substr(at, 1, 10) between $1 and $2",
            "select patient, date from appointment where date between $1 and $2
             union select patient, substr(drafted_at, 1, 10) from invoice
                 where substr(drafted_at, 1, 10) between $1 and $2
             union select patient, substr(at, 1, 10) from audit
                 where command = 'register_patient' and patient is not null and substr(at, 1, 10) between $1 and $2",
        );
        let args = args![first.to_string(), last.to_string()];
        let ties = self
            .db
            .rows(statement, args, |row| {
                let patient = PatientId::from_uuid(parse_id(row.text(0)?)?);
                let day = row.text(1)?.parse();
                let day = day.map_err(|_| RecordsError::Other("no date".into()))?;
                Ok((patient, day))
            })
            .await?;
        Ok(ties.into_iter().collect())
    }

    /// Workstations whose lines were not taken, the latest first.
    pub async fn trail_incidents(&mut self) -> Result<Vec<TrailIncident>, RecordsError> {
        let statement = Sql::same(
            "select at, kind, device from incident
             where kind in ('audit_gap', 'audit_forked', 'audit_changed') and device is not null order by n desc",
        );
        self.db
            .rows(statement, args![], |row| {
                Ok(TrailIncident {
                    at: row.text(0)?.to_owned(),
                    kind: row.text(1)?.to_owned(),
                    device: row.text(2)?.to_owned(),
                })
            })
            .await
    }
}
