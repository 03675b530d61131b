//! Commands of the agenda.

mod booking;
mod leases;
mod reading;
mod statuses;

use clinic::records::{Appointment, Kind, Role};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::Mode;
use testkit::{TestClinic, id};
use values::{LocalTime, ids::AppointmentId};
use wire::{
    Code, Failure,
    agenda::{AgendaDayView, AppointmentView, Slot, SlotTaken},
};
use workflows::Records;

/// A Monday in winter: wall clock and UTC agree.
pub(crate) const MONDAY: &str = "2026-11-23";

/// A clinic with four patients, seen from the front desk. Its clock stands at nine on the Friday before
/// [`MONDAY`]. Practitioner 1 usually works in room 1, practitioner 2 in room 2; both from nine to five,
/// with a break at half past twelve.
pub(crate) struct Desk {
    pub(crate) clinic: TestClinic,
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
impl Desk {
    pub(crate) async fn open() -> Self {
        let clinic = TestClinic::open().await.unwrap();
        let desk = Self { clinic };
        for n in 1..=4 {
            let body = json!({
                "id": id("patient", n), "record_number": format!("T-{n:06}"), "sex": "female",
                "name": { "family": "Murphy", "given": format!("Ann {n}") },
                "registered_at": "2026-11-20T08:00:00.000Z",
            });
            desk.put(Kind::Patient, ("patient", n), body).await;
        }
        desk
    }

    /// Puts a record in as the server holds it.
    pub(crate) async fn put(&self, kind: Kind, (name, n): (&str, u32), body: Value) {
        let mode = Mode::Shared {
            commit: 2,
            change: None,
        };
        let mut tx = self.clinic.store.write(mode).await.unwrap();
        tx.put(kind, id(name, n), body).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        command: &str,
        request: Value,
    ) -> Result<T, Failure> {
        let answer = self.clinic.run(Role::Reception, command, request).await?;
        Ok(serde_json::from_value(answer).unwrap())
    }

    /// Runs a command that must be refused.
    pub(crate) async fn refusal(&self, command: &str, request: Value) -> Failure {
        self.ask::<Value>(command, request).await.unwrap_err()
    }

    /// Books visit `n` for patient `n` with practitioner 1 on Monday.
    pub(crate) async fn book(&self, n: u32, start: &str, minutes: u32) -> AppointmentView {
        let request = booking(n, n, start, minutes);
        self.ask("book_appointment", request).await.unwrap()
    }

    pub(crate) async fn visit(&self, n: u32) -> Option<Appointment> {
        self.clinic.get(id("appointment", n)).await.unwrap()
    }

    async fn version(&self, n: u32) -> u64 {
        let mut tx = self.clinic.store.read().await.unwrap();
        let stored = tx.get(Kind::Appointment, id("appointment", n)).await;
        stored.unwrap().unwrap().version
    }

    async fn day(&self, date: &str) -> AgendaDayView {
        self.ask("agenda_day", json!({ "date": date }))
            .await
            .unwrap()
    }

    async fn advance(&self, n: u32, to: &str) -> Result<AppointmentView, Failure> {
        let request = json!({ "appointment": id("appointment", n), "to": to });
        self.ask("advance_appointment", request).await
    }

    pub(crate) async fn cancel(&self, n: u32, reason: &str) -> Result<AppointmentView, Failure> {
        let request = json!({ "appointment": id("appointment", n), "reason": reason });
        self.ask("cancel_appointment", request).await
    }
}

/// A request that books visit `n` for a patient with practitioner 1 on Monday.
pub(crate) fn booking(n: u32, patient: u32, start: &str, minutes: u32) -> Value {
    json!({
        "id": id("appointment", n), "patient": id("patient", patient), "practitioner": id("practitioner", 1),
        "date": MONDAY, "start": start, "minutes": minutes,
    })
}

/// A request that moves visit `n` with practitioner 1 on Monday.
pub(crate) fn moving(n: u32, start: &str, minutes: u32) -> Value {
    json!({
        "appointment": id("appointment", n), "practitioner": id("practitioner", 1),
        "date": MONDAY, "start": start, "minutes": minutes,
    })
}

/// The request with some of its fields replaced.
pub(crate) fn with(mut request: Value, fields: Value) -> Value {
    if let (Some(request), Value::Object(fields)) = (request.as_object_mut(), fields) {
        request.extend(fields);
    }
    request
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
fn taken(failure: Failure) -> SlotTaken {
    assert!(
        matches!(failure.code, Code::SlotTaken | Code::OutsideHours),
        "{failure:?}"
    );
    serde_json::from_value(failure.data).unwrap()
}

fn visit_id(n: u32) -> AppointmentId {
    AppointmentId::from_uuid(id("appointment", n))
}

pub(crate) fn starts(slots: &[Slot]) -> Vec<String> {
    slots
        .iter()
        .map(|slot| format!("{} {}", slot.date, slot.start))
        .collect()
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
fn time(text: &str) -> LocalTime {
    text.parse().unwrap()
}
