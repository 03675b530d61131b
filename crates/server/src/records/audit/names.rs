//! Names in place of the ids of lines.

use std::collections::{BTreeMap, BTreeSet};

use clinic::records::{Facility, Kind, Patient, Person, Scope};
use store::Tx;
use uuid::Uuid;
use values::{Instant, ids::PersonId};
use wire::{
    Code,
    audit::AuditLineView,
    patients::PatientSummary,
    sync::{ChainedLine, SERVER_WRITER},
};
use workflows::{
    Actor, DONE, Query, Records, RecordsError, context::decode_body, gate::Gate,
    patients::patient_summary,
};

/// What ids of lines stand for.
pub(super) struct Names {
    people: BTreeMap<String, String>,
    workstations: BTreeMap<String, String>,
    patients: BTreeMap<String, PatientSummary>,
}

impl Names {
    /// Of everybody in these lines.
    pub(super) async fn of(
        tx: &mut Tx,
        facility: &Facility,
        asker: (&Actor, Instant),
        lines: &[ChainedLine],
    ) -> Result<Self, RecordsError> {
        let patients = lines.iter().filter_map(|line| line.line.patient.as_deref());
        Self::with(tx, facility, asker, patients.collect()).await
    }

    /// Of all staff and workstations, and of those of these patients whose records are not closed to the asker.
    pub(super) async fn with(
        tx: &mut Tx,
        facility: &Facility,
        (actor, now): (&Actor, Instant),
        patients: BTreeSet<&str>,
    ) -> Result<Self, RecordsError> {
        let mut people = BTreeMap::new();
        for stored in tx.find(&Query::All(Kind::Person)).await? {
            let person: Person = decode_body(stored.body)?;
            people.insert(person.id.to_string(), person.name.letter());
        }
        let ids: Vec<Uuid> = patients.iter().filter_map(|id| id.parse().ok()).collect();
        let today = facility.zone.date(now);
        let gate = Gate::of(tx, actor, now).await?;
        let mut named = BTreeMap::new();
        for stored in tx.find(&Query::Many(Kind::Patient, ids)).await? {
            let is_here = Scope::of(Kind::Patient, &stored.body).holds(facility.id);
            let patient: Patient = decode_body(stored.body)?;
            if is_here && !gate.closes(patient.id) {
                let summary = patient_summary(&patient, today, false);
                named.insert(patient.id.to_string(), summary);
            }
        }
        Ok(Self {
            people,
            workstations: tx.workstation_names().await?,
            patients: named,
        })
    }

    pub(super) fn person(&self, id: PersonId) -> Option<String> {
        self.people.get(&id.to_string()).cloned()
    }

    pub(super) fn patient(&self, id: &str) -> Option<PatientSummary> {
        self.patients.get(id).cloned()
    }

    pub(super) fn workstation(&self, device: &str) -> Option<String> {
        self.workstations.get(device).cloned()
    }

    /// A line as it is shown; nothing of one that no program wrote.
    pub(super) fn view(&self, chained: &ChainedLine) -> Option<AuditLineView> {
        let line = &chained.line;
        let person: PersonId = line.person.parse().ok()?;
        let patient = line.patient.as_deref();
        Some(AuditLineView {
            key: format!("{} {}", chained.writer, chained.sequence),
            at: line.at.parse().ok()?,
            person,
            person_name: self.person(person),
            role: serde_json::from_value(line.role.clone().into()).ok(),
            workstation: self.workstation(&line.device),
            by_server: is_ours(&chained.writer),
            command: line.command.clone(),
            about_patient: patient.is_some(),
            patient: patient.and_then(|id| self.patient(id)),
            refused: (line.outcome != DONE).then(|| code(&line.outcome)),
            reason: line.reason.clone(),
        })
    }
}

/// Whether the server wrote it: in its first chain, or in one that it began after a restore.
fn is_ours(writer: &str) -> bool {
    let rest = writer.strip_prefix(SERVER_WRITER);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn code(name: &str) -> Code {
    let known = Code::ALL.iter().find(|code| code.name() == name);
    known.copied().unwrap_or(Code::Internal)
}
