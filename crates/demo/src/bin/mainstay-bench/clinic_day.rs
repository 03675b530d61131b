//! Requests as a front desk makes them: somebody new, a visit, a bill.

use clinic::records::Practitioner;
use demo::dice::Dice;
use serde_json::{Value, json};
use values::{
    LocalDate, LocalTime, Zone,
    ids::{AppointmentId, InvoiceId, InvoiceLineId, PatientId, PaymentId, PractitionerId},
};
use wire::directory::DirectoryView;

use crate::{Broken, desk::Desk, place::clock};

/// Beyond the weeks that the demo clinic has visits in.
const DAYS_AHEAD: i32 = 60;
/// Visits begin at six, end by eight in the evening, and so fill a long day.
const FIRST_MINUTE: usize = 6 * 60;
const MINUTES_A_DAY: usize = 14 * 60;

/// Who can be booked, and from which day on nobody is booked yet.
pub(crate) struct Agenda {
    practitioners: Vec<PractitionerId>,
    first_day: LocalDate,
}

/// Where a visit goes.
pub(crate) struct Visit {
    pub(crate) practitioner: PractitionerId,
    pub(crate) date: LocalDate,
    pub(crate) start: LocalTime,
    pub(crate) minutes: usize,
}

impl Agenda {
    pub(crate) async fn of(desk: &Desk) -> Result<Self, Broken> {
        let directory = desk.call("directory", json!({})).await?;
        let directory: DirectoryView = serde_json::from_value(directory)?;
        let zone: Zone = directory.facility.zone;
        let id = |practitioner: &Practitioner| practitioner.id;
        Ok(Self {
            practitioners: directory.practitioners.iter().map(id).collect(),
            first_day: zone.date(clock().now()).plus_days(DAYS_AHEAD),
        })
    }

    /// A day that has no visits unless some were put there.
    pub(crate) fn day(&self, number: usize) -> Result<LocalDate, Broken> {
        Ok(self.first_day.plus_days(i32::try_from(number)?))
    }

    /// The place of the `number`th visit of `minutes`: day by day, everybody in turn, no two at once.
    pub(crate) fn visit(&self, number: usize, minutes: usize) -> Result<Visit, Broken> {
        let many = self.practitioners.len().max(1);
        let a_day = MINUTES_A_DAY / minutes.max(1) * many;
        let today = number % a_day;
        let at = FIRST_MINUTE + today / many * minutes;
        let practitioner = self.practitioners.get(today % many);
        Ok(Visit {
            practitioner: *practitioner.ok_or("nobody can be booked")?,
            date: self.day(number / a_day)?,
            start: LocalTime::from_minutes(u16::try_from(at)?)?,
            minutes,
        })
    }
}

/// The id of a new record.
macro_rules! new_id {
    ($kind:ident) => {
        $kind::at(crate::place::clock().now())
    };
}

/// Somebody new, with what a front desk types.
pub(crate) fn registration(number: usize) -> (PatientId, Value) {
    let mut dice = Dice::new(&format!("registration {number}"));
    let id = new_id!(PatientId);
    let given = *dice.pick(&["Nora", "Conor", "Thảo", "Łucja", "Ahmed", "Sinéad"]);
    let family = *dice.pick(&[
        "Walsh",
        "Nguyễn",
        "Wiśniewska",
        "Haddad",
        "O’Brien",
        "Müller",
    ]);
    let request = json!({
        "id": id,
        "name": { "family": format!("{family}-{number}"), "given": given },
        "sex": if dice.chance(50) { "female" } else { "male" },
        "birth_date": format!("{}-{:02}-{:02}", 1930 + dice.below(90), 1 + dice.below(12), 1 + dice.below(28)),
        "phone": format!("020 91{} {:04}", dice.below(10), dice.below(10_000)),
        "address": {
            "lines": [format!("{} Harbour Street", 1 + dice.below(140))],
            "city": "Dublin 7", "postal_code": "D07 BZ12", "country": "IE",
        },
    });
    (id, request)
}

/// A visit to book.
pub(crate) fn booking(patient: PatientId, visit: &Visit) -> (AppointmentId, Value) {
    let id = new_id!(AppointmentId);
    let request = json!({
        "id": id,
        "patient": patient,
        "practitioner": visit.practitioner,
        "date": visit.date,
        "start": visit.start,
        "minutes": visit.minutes,
        "reason": "Check-up",
        "outside_hours": true,
    });
    (id, request)
}

/// A bill of one line and 73.80 due, issued. Returns how to pay it.
pub(crate) async fn payable(desk: &Desk, patient: PatientId) -> Result<Value, Broken> {
    let invoice = new_id!(InvoiceId);
    desk.call(
        "draft_invoice",
        json!({ "id": invoice, "patient": patient }),
    )
    .await?;
    let line = json!({
        "id": new_id!(InvoiceLineId), "description": "Consultation", "quantity": 1,
        "unit_price": { "minor": 6_000, "currency": "EUR" }, "tax_rate": 2_300,
    });
    desk.call(
        "edit_invoice_lines",
        json!({ "invoice": invoice, "lines": [line] }),
    )
    .await?;
    desk.call("issue_invoice", json!({ "invoice": invoice }))
        .await?;
    Ok(json!({
        "id": new_id!(PaymentId), "invoice": invoice,
        "amount": { "minor": 7_380, "currency": "EUR" }, "method": "cash",
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_visits_share_a_practitioner_and_a_time() {
        let clock = clock();
        let agenda = Agenda {
            practitioners: (0..3).map(|_| PractitionerId::at(clock.now())).collect(),
            first_day: "2027-03-01".parse().unwrap(),
        };
        let places: BTreeSet<String> = (0..1_000)
            .map(|number| {
                let visit = agenda.visit(number, 10).unwrap();
                format!("{} {} {}", visit.practitioner, visit.date, visit.start)
            })
            .collect();
        assert_eq!(places.len(), 1_000);
        let last = places
            .iter()
            .filter_map(|place| place.rsplit(' ').next())
            .max();
        assert_eq!(last, Some("19:50"));
    }
}
