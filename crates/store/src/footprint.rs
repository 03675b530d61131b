//! What a run of a change looked at and wrote: two changes that share none of it can run in either order, and
//! rows that touch none of it cannot make the change come out otherwise.

use std::collections::BTreeSet;

use clinic::records::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use workflows::{Query, RecordsError};

use crate::{db::args, sql::Sql, tx::Tx};

/// Fields of a body that point to another record, which the database looks up when it is written.
const REFERENCES: [(&str, Kind); 5] = [
    ("patient", Kind::Patient),
    ("practitioner", Kind::Practitioner),
    ("room", Kind::Room),
    ("appointment", Kind::Appointment),
    ("invoice", Kind::Invoice),
];

/// What a run looked at and wrote. A run that was refused has one too: with other records it may succeed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footprint {
    /// Kinds of which any record may have counted: it asked for a list, or wrote one, which the database
    /// compares with the others.
    pub kinds: BTreeSet<Kind>,
    /// Records that it asked for by their ids.
    pub read: BTreeSet<(Kind, Uuid)>,
    /// Records that it wrote, or tried to write.
    pub wrote: BTreeSet<(Kind, Uuid)>,
}

impl Footprint {
    pub(crate) fn asked(&mut self, query: &Query) {
        match query {
            Query::Many(kind, ids) => self.read.extend(ids.iter().map(|id| (*kind, *id))),
            Query::All(kind) | Query::OfPatient(kind, ..) => {
                self.kinds.insert(*kind);
            }
            Query::PatientsMatching { .. } => {
                self.kinds.insert(Kind::Patient);
            }
            Query::AppointmentsBetween { .. } => {
                self.kinds.insert(Kind::Appointment);
            }
            Query::SlotLeases { .. } => {
                self.kinds.insert(Kind::SlotLease);
            }
            Query::VoidedNumbers => {
                self.kinds.insert(Kind::VoidedNumber);
            }
            Query::InvoicesOfAppointments(_) | Query::CreditNotesOf(_) => {
                self.kinds.insert(Kind::Invoice);
            }
            Query::PaymentsOf(_) | Query::PaymentsOn(_) => {
                self.kinds.insert(Kind::Payment);
            }
            Query::OwedBetween { .. } => self.kinds.extend([Kind::Invoice, Kind::Payment]),
            Query::Invoices { .. } => {
                self.kinds
                    .extend([Kind::Invoice, Kind::Payment, Kind::Patient]);
            }
            Query::MonitorAssignments { .. } => {
                self.kinds.insert(Kind::MonitorAssignment);
            }
            Query::AcknowledgementsSince(_) => {
                self.kinds.insert(Kind::AlarmAcknowledgement);
            }
            // What was restricted when a change was made is told by its patients' own records, which the gate
            // reads one by one.
            Query::RestrictedPatients => {}
            Query::EmergencyAccessesInForce { .. } | Query::EmergencyAccesses(_) => {
                self.kinds.insert(Kind::EmergencyAccess);
            }
            Query::Attention { .. } | Query::OpenConflicts { .. } => {
                self.kinds.insert(Kind::Attention);
            }
        }
    }

    pub(crate) fn wrote(&mut self, kind: Kind, id: Uuid, body: &Value) {
        self.wrote.insert((kind, id));
        self.kinds.insert(kind);
        match kind {
            // Never more is paid than an invoice comes to, and no receipt bears a void number.
            Kind::Payment => self.kinds.extend([Kind::Invoice, Kind::VoidedNumber]),
            Kind::Invoice => self.kinds.extend([Kind::VoidedNumber]),
            Kind::Appointment => self.kinds.extend([Kind::SlotLease]),
            _ => {}
        }
        for (field, kind) in REFERENCES {
            let id = body.get(field).and_then(Value::as_str);
            let id = id.and_then(|id| Uuid::parse_str(id).ok());
            self.read.extend(id.map(|id| (kind, id)));
        }
    }
}

/// What the outbox holds on top of the server's rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footprints {
    /// What changes wrote that stand on top of them no longer, and that has not been undone yet.
    pub gone: BTreeSet<(Kind, Uuid)>,
    /// Of the changes that do, by their places.
    pub pending: Vec<(u64, Footprint)>,
}

impl Tx {
    /// What was looked at and written since it was last asked for.
    pub fn take_footprint(&mut self) -> Footprint {
        std::mem::take(&mut self.footprint)
    }

    /// The footprints in the outbox; `None` when one of them is not known.
    pub async fn footprints(&mut self) -> Result<Option<Footprints>, RecordsError> {
        // The plus sign keeps the planner off the index by state, which holds the whole archive.
        let gone = Sql::same(
            "select footprint from outbox where footprint is not null and +state in ('archived', 'refused')",
        );
        let gone = self.db.rows(gone, args![], |row| parse(row.text(0)?));
        let gone: Option<Vec<Footprint>> = gone.await?.into_iter().collect();
        let pending = Sql::same(
            "select n, footprint from outbox where state in ('queued', 'acknowledged') order by n",
        );
        let pending = self.db.rows(pending, args![], |row| {
            let n = row.integer(0)?.unsigned_abs();
            let footprint = parse(row.optional_text(1)?.unwrap_or_default())?;
            Ok(footprint.map(|footprint| (n, footprint)))
        });
        let pending: Option<Vec<_>> = pending.await?.into_iter().collect();
        Ok(gone.zip(pending).map(|(gone, pending)| Footprints {
            gone: gone.into_iter().flat_map(|gone| gone.wrote).collect(),
            pending,
        }))
    }

    /// Keeps what the change at `n` looked at and wrote when it ran again.
    pub async fn keep_footprint(&mut self, n: u64) -> Result<(), RecordsError> {
        let footprint = self.take_footprint();
        let statement = Sql::same("update outbox set footprint = $2 where n = $1");
        let args = args![n.cast_signed(), text(&footprint)?];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Forgets what pending changes looked at, because rows were laid beneath them: all of them run again at the
    /// next rebase.
    pub async fn forget_pending_footprints(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same(
            "update outbox set footprint = '' where state in ('queued', 'acknowledged')",
        ))
        .await
    }

    /// Forgets the footprints of changes that stand on top of the server's rows no longer.
    pub async fn forget_footprints(&mut self) -> Result<(), RecordsError> {
        self.run(Sql::same(
            "update outbox set footprint = null where footprint is not null and +state in ('archived', 'refused')",
        ))
        .await
    }
}

pub(crate) fn text(footprint: &Footprint) -> Result<String, RecordsError> {
    serde_json::to_string(footprint).map_err(shape)
}

/// An empty text is a footprint that is not known.
fn parse(text: &str) -> Result<Option<Footprint>, RecordsError> {
    match text {
        "" => Ok(None),
        text => serde_json::from_str(text).map(Some).map_err(shape),
    }
}

fn shape(source: serde_json::Error) -> RecordsError {
    RecordsError::Shape {
        kind: "footprint",
        source: source.into(),
    }
}
