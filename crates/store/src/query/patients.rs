//! Patients and what hangs on them.

use clinic::{
    patients::search::{SearchTerm, SearchWord},
    records::Kind,
};
use values::ids::PatientId;
use workflows::{RecordsError, Stored};

use super::rows;
use crate::{
    db::{Db, args},
    sql::select_records,
};

pub(super) async fn children(
    db: &mut Db,
    kind: Kind,
    patient: PatientId,
    limit: u32,
) -> Result<Vec<Stored>, RecordsError> {
    let statement = match kind {
        Kind::Allergy => select_records!(
            "allergy",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::Condition => select_records!(
            "condition",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::Observation => select_records!(
            "observation",
            "where t.patient = $1 order by t.taken_at desc, t.id desc limit $2"
        ),
        Kind::Coverage => select_records!(
            "coverage",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::Appointment => select_records!(
            "appointment",
            "where t.patient = $1 order by t.date desc, t.starts_at desc limit $2"
        ),
        Kind::Invoice => select_records!(
            "invoice",
            "where t.patient = $1 order by t.drafted_at desc limit $2"
        ),
        Kind::Payment => select_records!(
            "payment",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::MonitorAssignment => select_records!(
            "monitor_assignment",
            "where t.patient = $1 order by t.id desc limit $2"
        ),
        Kind::Facility
        | Kind::Person
        | Kind::Practitioner
        | Kind::Room
        | Kind::Service
        | Kind::Patient
        | Kind::AlarmAcknowledgement
        | Kind::Attention
        | Kind::VoidedNumber
        | Kind::SlotLease => return Ok(Vec::new()),
    };
    rows(db, statement, args![patient.to_string(), i64::from(limit)]).await
}

/// By row, latest first, which the index gives for nothing: the caller ranks the short list.
pub(super) async fn matching(
    db: &mut Db,
    terms: &[SearchTerm],
    limit: u32,
) -> Result<Vec<Stored>, RecordsError> {
    let Some(expression) = expression(terms) else {
        return Ok(Vec::new());
    };
    let statement = select_records!(
        "patient",
        "where t.n in (select rowid from patient_search where patient_search match $1 order by rowid desc limit $2)
         order by t.n desc"
    );
    rows(db, statement, args![expression, i64::from(limit)]).await
}

/// An FTS5 expression: of every term at least one word. `None` when there is nothing to look for.
fn expression(terms: &[SearchTerm]) -> Option<String> {
    let any_of = |term: &SearchTerm| {
        let words: Vec<String> = term.any_of.iter().map(quoted).collect();
        format!("({})", words.join(" OR "))
    };
    let something = !terms.is_empty() && terms.iter().all(|term| !term.any_of.is_empty());
    something.then(|| terms.iter().map(any_of).collect::<Vec<_>>().join(" AND "))
}

/// Words are folded and hold no quote; one that did would end the expression, so none is let through.
fn quoted(word: &SearchWord) -> String {
    match word {
        SearchWord::Whole(text) => format!("\"{}\"", text.replace('"', "")),
        SearchWord::Start(text) => format!("\"{}\"*", text.replace('"', "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_an_and_of_ors() {
        let terms = [
            SearchTerm {
                any_of: vec![SearchWord::Start("smi".into())],
            },
            SearchTerm {
                any_of: vec![
                    SearchWord::Whole("0d1945".into()),
                    SearchWord::Start("0p1945".into()),
                ],
            },
        ];
        assert_eq!(
            expression(&terms).as_deref(),
            Some(r#"("smi"*) AND ("0d1945" OR "0p1945"*)"#)
        );
        assert_eq!(expression(&[]), None);
        assert_eq!(expression(&[SearchTerm { any_of: Vec::new() }]), None);
    }
}
