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
    /// The patient on whom it hangs, if its kind does.
    pub patient: Option<String>,
}

/// Small kinds of which what is still open counts with the reference data. Each statement answers n, id, version,
/// commit, body and the patient on whom the record hangs; on PostgreSQL, by the newest commit number.
const OPEN_ATTENTION: Sql = Sql::each(
    "select n, id, version, commit_no, body, null from attention where state = 'open' order by n",
    "select t.n, t.id, v.version, v.commit_no, v.body, null from attention as t
     cross join lateral numbered('attention', t.id) as v where t.state = 'open' order by t.n",
);
const CURRENT_ASSIGNMENTS: Sql = Sql::each(
    "select n, id, version, commit_no, body, patient from monitor_assignment where released_at is null order by n",
    "select t.n, t.id, v.version, v.commit_no, v.body, t.patient from monitor_assignment as t
     cross join lateral numbered('monitor_assignment', t.id) as v where t.released_at is null order by t.n",
);
const VISITS: Sql = Sql::each(
    "select n, id, version, commit_no, body, patient from appointment
     where date between $1 and $2 order by date, n",
    "select t.n, t.id, v.version, v.commit_no, v.body, t.patient from appointment as t
     cross join lateral numbered('appointment', t.id) as v where t.date between $1 and $2 order by t.date, t.n",
);
const PATIENTS: Sql = Sql::each(
    "select n, id, version, commit_no, body, null from patient
     where id in (select value from json_each($1)) order by n",
    "select t.n, t.id, v.version, v.commit_no, v.body, null from patient as t
     cross join lateral numbered('patient', t.id) as v
     where t.id in (select value from json_each($1)) order by t.n",
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
        self.read_rows(Kind::Appointment, VISITS, args).await
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
            "select n, id, version, commit_no, body, patient from ",
            " where patient in (select value from json_each($1)) order by n";
            "select t.n, t.id, v.version, v.commit_no, v.body, t.patient from ",
            " as t cross join lateral numbered($2, t.id) as v
              where t.patient in (select value from json_each($1)) order by t.n"
        );
        self.read_rows(kind, statement, args![ids, kind.name()])
            .await
    }

    /// The newest of a kind that lie before a place, at most `limit`.
    pub async fn newest_rows(
        &mut self,
        kind: Kind,
        before: i64,
        limit: u32,
    ) -> Result<Vec<SnapshotRow>, RecordsError> {
        let statement = if kind.hangs_on_patient() {
            per_kind!(
                kind,
                "select n, id, version, commit_no, body, patient from ",
                " where n < $1 order by n desc limit $2";
                "select t.n, t.id, v.version, v.commit_no, v.body, t.patient from ",
                " as t cross join lateral numbered($3, t.id) as v where t.n < $1 order by t.n desc limit $2"
            )
        } else {
            per_kind!(
                kind,
                "select n, id, version, commit_no, body, null from ",
                " where n < $1 order by n desc limit $2";
                "select t.n, t.id, v.version, v.commit_no, v.body, null from ",
                " as t cross join lateral numbered($3, t.id) as v where t.n < $1 order by t.n desc limit $2"
            )
        };
        let args = args![before, i64::from(limit), kind.name()];
        self.read_rows(kind, statement, args).await
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
        patient: row.optional_text(5)?.map(str::to_owned),
    })
}
