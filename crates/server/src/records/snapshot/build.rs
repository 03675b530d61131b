//! Reading a snapshot out of one moment of the database, in the order in which a workstation needs it.

use std::collections::BTreeSet;

use clinic::records::{Facility, Kind, Scope};
use store::{Share, SnapshotRow, Tx};
use tokio::{sync::watch, task::yield_now};
use values::{Instant, LocalDate};
use wire::sync::RowVersion;
use workflows::{Records, RecordsError, context::decode_body};

use super::chunks::Chunks;

/// Rows that are read at once.
const PAGE: u32 = 2_000;
/// Patients whose records are read at once.
const PATIENTS_AT_ONCE: usize = 200;
/// Visits so many days from today come before all others.
const DAYS_NEAR: i32 = 14;

/// What every screen needs, and what nobody may book without knowing.
const REFERENCE: [Kind; 7] = [
    Kind::Facility,
    Kind::CustomRole,
    Kind::Person,
    Kind::Practitioner,
    Kind::Room,
    Kind::Service,
    Kind::SlotLease,
];
/// Patients and what one must know of them, then history.
const REST: [Kind; 13] = [
    Kind::Patient,
    Kind::Allergy,
    Kind::Condition,
    Kind::Coverage,
    Kind::Appointment,
    Kind::Invoice,
    Kind::Payment,
    Kind::MonitorAssignment,
    Kind::EmergencyAccess,
    Kind::Attention,
    Kind::AlarmAcknowledgement,
    Kind::Observation,
    Kind::VoidedNumber,
];

/// Reads everything that a facility holds, in the moment that the transaction shows. Ends unfinished when the server
/// stops. Reading keeps its thread, and whoever was woken by a chunk may be next on that same thread: so it steps
/// back often.
pub(super) async fn build(
    (tx, share): (Tx, Share),
    chunks: Chunks,
    now: Instant,
    stopping: watch::Receiver<bool>,
) -> Result<(), RecordsError> {
    let mut building = Building {
        tx,
        share,
        chunks,
        stopping,
        patients: BTreeSet::new(),
        taken: BTreeSet::new(),
    };
    building.find_patients().await?;
    for kind in REFERENCE {
        building.newest_first(kind).await?;
    }
    let open = building.tx.open_rows().await?;
    building.take(&open).await?;
    let today = building.today(now).await?;
    building.visits(today, today).await?;
    building.chunks.end_usable().await?;
    yield_now().await;
    let (first, last) = (today.plus_days(-DAYS_NEAR), today.plus_days(DAYS_NEAR));
    building.visits(first, last).await?;
    for kind in REST {
        building.newest_first(kind).await?;
    }
    building.chunks.end_all().await
}

struct Building {
    tx: Tx,
    share: Share,
    chunks: Chunks,
    stopping: watch::Receiver<bool>,
    /// Whom the facility holds, where others hold others.
    patients: BTreeSet<String>,
    /// What is in already of kinds that come again: no more than the near days hold.
    taken: BTreeSet<(Kind, i64)>,
}

impl Building {
    async fn find_patients(&mut self) -> Result<(), RecordsError> {
        let mut before = i64::MAX;
        while self.share.is_divided {
            let rows = self.page(Kind::Patient, &mut before).await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let row = read(&row)?;
                if self.share.holds(&row) {
                    self.patients.insert(row.id.to_string());
                }
            }
        }
        Ok(())
    }

    /// Whether the facility holds a row.
    fn holds(&self, row: &SnapshotRow) -> Result<bool, RecordsError> {
        if !self.share.is_divided {
            return Ok(true);
        }
        if let Some(patient) = &row.patient {
            return Ok(self.patients.contains(patient));
        }
        Ok(match Scope::of(row.kind, &read(row)?.body) {
            Scope::OfPatient(patient) => self.patients.contains(&patient.to_string()),
            scope => scope.holds(self.share.facility),
        })
    }

    /// The day that it is at the facility.
    async fn today(&mut self, now: Instant) -> Result<LocalDate, RecordsError> {
        let id = self.share.facility.uuid();
        let facility = self.tx.get(Kind::Facility, id).await?;
        let facility: Option<Facility> = facility
            .map(|stored| decode_body(stored.body))
            .transpose()?;
        let facility =
            facility.ok_or_else(|| RecordsError::Other("there is no facility".into()))?;
        Ok(facility.zone.date(now))
    }

    /// The visits of some days, with their patients and what is known of those.
    async fn visits(&mut self, first: LocalDate, last: LocalDate) -> Result<(), RecordsError> {
        let visits = self.tx.visit_rows(first, last).await?;
        self.take(&visits).await?;
        let patients: Vec<String> = visits
            .into_iter()
            .filter_map(|row| row.patient)
            .filter(|patient| !self.share.is_divided || self.patients.contains(patient))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        for some in patients.chunks(PATIENTS_AT_ONCE) {
            let some = some.iter().cloned().collect();
            let rows = self.tx.patient_rows(&some).await?;
            self.take(&rows).await?;
            yield_now().await;
        }
        Ok(())
    }

    /// Adds rows that are not in yet, and remembers them.
    async fn take(&mut self, rows: &[SnapshotRow]) -> Result<(), RecordsError> {
        for row in rows {
            if self.holds(row)? && self.taken.insert((row.kind, row.n)) {
                self.chunks.add(row).await?;
            }
        }
        Ok(())
    }

    /// All of a kind that are not in yet.
    async fn newest_first(&mut self, kind: Kind) -> Result<(), RecordsError> {
        let mut before = i64::MAX;
        loop {
            let rows = self.page(kind, &mut before).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in &rows {
                if !self.taken.contains(&(kind, row.n)) && self.holds(row)? {
                    self.chunks.add(row).await?;
                }
            }
        }
    }

    /// Some of a kind that lie before a place, which is moved behind them.
    async fn page(
        &mut self,
        kind: Kind,
        before: &mut i64,
    ) -> Result<Vec<SnapshotRow>, RecordsError> {
        let rows = self.tx.newest_rows(kind, *before, PAGE).await?;
        *before = rows.last().map_or(i64::MIN, |last| last.n);
        yield_now().await;
        if *self.stopping.borrow() {
            return Err(RecordsError::Other("the server stops".into()));
        }
        Ok(rows)
    }
}

/// A row, out of its line.
fn read(row: &SnapshotRow) -> Result<RowVersion, RecordsError> {
    serde_json::from_str(&row.line).map_err(|source| RecordsError::Shape {
        kind: "line",
        source: source.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_is_left_out() {
        let all: BTreeSet<Kind> = REFERENCE.into_iter().chain(REST).collect();
        assert_eq!(all, Kind::ALL.into_iter().collect());
        assert_eq!(REFERENCE.len() + REST.len(), Kind::ALL.len());
    }
}
