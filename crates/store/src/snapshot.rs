//! Reading everything for a snapshot: a page at a time, what is needed first first.

use std::collections::BTreeSet;

use clinic::records::Kind;
use values::LocalDate;
use workflows::RecordsError;

use crate::{
    db::{Arg, Row, args},
    query::id_list,
    row_text::RowText,
    sql::{Sql, per_kind},
    tx::{Tx, parse_id},
};

/// A row of a snapshot.
#[derive(Debug, Clone)]
pub struct SnapshotRow {
    /// Its kind.
    pub kind: Kind,
    /// Its place in the server's table, newest highest.
    pub n: i64,
    /// As it stands in a chunk.
    pub line: String,
    /// The patient of a visit, for whoever looks for the patients of a day.
    pub patient: Option<String>,
}

/// Small kinds of which what is still open counts with the reference data.
const OPEN_ATTENTION: Sql = Sql::same(
    "select n, id, version, commit_no, body from attention where state = 'open' order by n",
);
const CURRENT_ASSIGNMENTS: Sql = Sql::same(
    "select n, id, version, commit_no, body from monitor_assignment where released_at is null order by n",
);
const VISITS: Sql = Sql::same(
    "select n, id, version, commit_no, body, patient from appointment
     where date between $1 and $2 order by date, n",
);
const PATIENTS: Sql = Sql::same(
    "select n, id, version, commit_no, body from patient
     where id in (select value from json_each($1)) order by n",
);

impl Tx {
    /// What is open: items of *Needs attention*, and monitors on patients.
    pub async fn open_rows(&mut self) -> Result<Vec<SnapshotRow>, RecordsError> {
        let mut rows = self
            .read_rows(Kind::Attention, OPEN_ATTENTION, args![])
            .await?;
        rows.extend(
            self.read_rows(Kind::MonitorAssignment, CURRENT_ASSIGNMENTS, args![])
                .await?,
        );
        Ok(rows)
    }

    /// The visits of some days, both included, each with its patient.
    pub async fn visit_rows(
        &mut self,
        first: LocalDate,
        last: LocalDate,
    ) -> Result<Vec<SnapshotRow>, RecordsError> {
        let args = args![first.to_string(), last.to_string()];
        self.db
            .rows(VISITS, args, |row| {
                let read = read(Kind::Appointment, &row)?;
                Ok(SnapshotRow {
                    patient: Some(row.text(5)?.to_owned()),
                    ..read
                })
            })
            .await
    }

    /// These patients, with what is known of their health and insurance.
    pub async fn patient_rows(
        &mut self,
        patients: &BTreeSet<String>,
    ) -> Result<Vec<SnapshotRow>, RecordsError> {
        let ids: Vec<&String> = patients.iter().collect();
        let ids = id_list(&ids);
        let mut rows = self.read_rows(Kind::Patient, PATIENTS, args![&ids]).await?;
        for kind in [
            Kind::Allergy,
            Kind::Condition,
            Kind::Coverage,
            Kind::Observation,
        ] {
            rows.extend(self.children_of(kind, &ids).await?);
        }
        Ok(rows)
    }

    async fn children_of(
        &mut self,
        kind: Kind,
        ids: &str,
    ) -> Result<Vec<SnapshotRow>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select n, id, version, commit_no, body from ",
            " where patient in (select value from json_each($1)) order by n"
        );
        self.read_rows(kind, statement, args![ids]).await
    }

    /// The newest of a kind that lie before a place, at most `limit`.
    pub async fn newest_rows(
        &mut self,
        kind: Kind,
        before: i64,
        limit: u32,
    ) -> Result<Vec<SnapshotRow>, RecordsError> {
        let statement = per_kind!(
            kind,
            "select n, id, version, commit_no, body from ",
            " where n < $1 order by n desc limit $2"
        );
        self.read_rows(kind, statement, args![before, i64::from(limit)])
            .await
    }

    async fn read_rows<const N: usize>(
        &mut self,
        kind: Kind,
        statement: Sql,
        args: [Arg<'_>; N],
    ) -> Result<Vec<SnapshotRow>, RecordsError> {
        self.db.rows(statement, args, |row| read(kind, &row)).await
    }
}

fn read(kind: Kind, row: &Row) -> Result<SnapshotRow, RecordsError> {
    Ok(SnapshotRow {
        kind,
        n: row.integer(0)?,
        line: RowText::line(
            kind.name(),
            parse_id(row.text(1)?)?,
            row.integer(2)?.unsigned_abs(),
            row.integer(3)?.unsigned_abs(),
            row.text(4)?,
        ),
        patient: None,
    })
}
