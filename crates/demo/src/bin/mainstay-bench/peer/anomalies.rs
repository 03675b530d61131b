//! What our side does with edits that meet: counts, on two workstations that were offline together.

use std::collections::BTreeMap;

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use store::Store;
use values::{
    LocalDate,
    ids::{AppointmentId, InvoiceId, InvoiceLineId, PractitionerId},
};
use workflows::{Actor, Query, Records};

use super::{documents, station::Station};
use crate::{
    Broken,
    figure::say,
    place::{Place, clock},
};

/// Patients that are edited on both workstations.
pub(crate) const PATIENTS: u32 = 1_000;
/// Slots that are booked, and invoices that are issued, on both.
const PAIRS: u32 = 100;
/// Far enough ahead that nobody is booked.
const FIRST_DAY: &str = "2040-01-02";
const PHONE: &str = "+353 1 5550 1234";
const EMAIL: &str = "new@mail.harbour-street.example";

/// Does it and says what came of it.
pub(crate) async fn run() -> Result<(), Broken> {
    let mut place = Place::open().await?;
    place.add((0..PATIENTS).map(documents::patient)).await?;
    let mut one = Station::join(&place, "one").await?;
    let mut other = Station::join(&place, "other").await?;
    share(&mut one, &mut other).await?;
    let actors = (
        one.actor(Role::Reception).await?,
        other.actor(Role::Reception).await?,
    );
    for number in 0..PATIENTS {
        let was = documents::patient(number);
        let edits = [
            json!({ "id": was.id, "phone": PHONE, "was": { "phone": was.phone } }),
            json!({ "id": was.id, "email": EMAIL, "was": { "email": was.email } }),
        ];
        let [phone, email] = edits;
        one.perform(actors.0, "edit_patient", phone).await?;
        other.perform(actors.1, "edit_patient", email).await?;
    }
    let practitioner = practitioner(&one.store).await?;
    for pair in 0..PAIRS {
        book_and_bill(&one, actors.0, practitioner, pair).await?;
        book_and_bill(&other, actors.1, practitioner, pair).await?;
    }
    share(&mut one, &mut other).await?;
    let counts = count(&one.store).await?;
    say(&serde_json::to_string(&counts)?);
    place.close().await;
    Ok(())
}

async fn share(one: &mut Station, other: &mut Station) -> Result<(), Broken> {
    for _ in 0..2 {
        one.exchange().await?;
        other.exchange().await?;
    }
    Ok(())
}

async fn practitioner(store: &Store) -> Result<PractitionerId, Broken> {
    let all = all(store, Kind::Practitioner).await?;
    let first = all.first().and_then(|body| body.get("id"));
    Ok(serde_json::from_value(
        first.ok_or("nobody can be booked")?.clone(),
    )?)
}

/// Two desks that cannot see each other give the same slot to two patients, and each hands a bill out.
async fn book_and_bill(
    station: &Station,
    actor: Actor,
    practitioner: PractitionerId,
    pair: u32,
) -> Result<(), Broken> {
    let now = clock().now();
    let patient = documents::patient(pair).id;
    let day = FIRST_DAY
        .parse::<LocalDate>()?
        .plus_days(i32::try_from(pair / 8)?);
    let visit = json!({
        "id": AppointmentId::at(now), "patient": patient, "practitioner": practitioner, "date": day,
        "start": format!("{:02}:00", 9 + pair % 8), "minutes": 20, "reason": "Check-up", "outside_hours": true,
    });
    station.perform(actor, "book_appointment", visit).await?;
    let invoice = InvoiceId::at(now);
    let line = json!({
        "id": InvoiceLineId::at(now), "description": "Consultation", "quantity": 1,
        "unit_price": { "minor": 6_000, "currency": "EUR" }, "tax_rate": 2_300,
    });
    for (command, request) in [
        (
            "draft_invoice",
            json!({ "id": invoice, "patient": patient }),
        ),
        (
            "edit_invoice_lines",
            json!({ "invoice": invoice, "lines": [line] }),
        ),
        ("issue_invoice", json!({ "invoice": invoice })),
    ] {
        station.perform(actor, command, request).await?;
    }
    Ok(())
}

async fn count(store: &Store) -> Result<BTreeMap<&'static str, usize>, Broken> {
    let patients = all(store, Kind::Patient).await?;
    let holding = |field: &str, value: &str| {
        let holds = |body: &&Value| body.get(field).is_some_and(|held| held == value);
        patients.iter().filter(holds).count()
    };
    let edits = usize::try_from(2 * PATIENTS)?;
    let kept = holding("phone", PHONE) + holding("email", EMAIL);
    let occupied = |body: &&Value| body.get("status").is_some_and(|status| status == "booked");
    let visits = all(store, Kind::Appointment).await?;
    let slots = visits.iter().filter(occupied).map(|body| {
        let part = |name: &str| body.get(name).map(ToString::to_string);
        (part("practitioner"), part("starts_at"))
    });
    let invoices = all(store, Kind::Invoice).await?;
    let numbers = invoices.iter().filter_map(|body| body.get("number"));
    Ok(BTreeMap::from([
        ("edits", edits),
        ("lost_edits", edits.saturating_sub(kept)),
        ("pairs", usize::try_from(PAIRS)?),
        ("double_bookings", twice(slots)),
        ("duplicate_numbers", twice(numbers.map(ToString::to_string))),
    ]))
}

async fn all(store: &Store, kind: Kind) -> Result<Vec<Value>, Broken> {
    let stored = store.read().await?.find(&Query::All(kind)).await?;
    Ok(stored.into_iter().map(|stored| stored.body).collect())
}

/// How many of them are there more than once.
fn twice<T: Ord>(of: impl Iterator<Item = T>) -> usize {
    let mut times: BTreeMap<T, usize> = BTreeMap::new();
    for one in of {
        *times.entry(one).or_default() += 1;
    }
    times.values().filter(|times| **times > 1).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_counts_each_once() {
        assert_eq!(twice([1, 2, 2, 3, 3, 3].into_iter()), 2);
        assert_eq!(twice([1, 2, 3].into_iter()), 0);
    }
}
