//! Requests as people make them: few patients and few slots, so that they meet.

use serde_json::{Map, Value, json};
use values::{
    Instant,
    ids::{
        AllergyId, AppointmentId, InvoiceId, InvoiceLineId, ObservationId, PatientId, PaymentId,
        SlotLeaseId,
    },
};

use super::Shown;
use crate::chance::Chance;

/// Patients beyond these are not registered.
const PATIENTS: usize = 8;
const FAMILIES: [&str; 4] = ["Walsh", "Byrne", "Daly", "Nolan"];
const GIVEN: [&str; 4] = ["Nora", "Sean", "Aoife", "Liam"];

/// A command and its request, or nothing when there is nothing to do it to.
pub(super) fn drawn(chance: &Chance, shown: &Shown, now: Instant) -> Option<(&'static str, Value)> {
    let seen = chance.pick(&shown.patients);
    let patient = first(seen);
    let visit = first(chance.pick(&shown.visits));
    match chance.below(26) {
        0..=1 if shown.patients.len() < PATIENTS => Some(registration(chance, now)),
        0..=5 => Some(("edit_patient", edit(chance, seen?)?)),
        6..=9 => Some(("book_appointment", booking(chance, &patient?, now))),
        10 => Some((
            "move_appointment",
            placed(chance, json!({ "appointment": visit? })),
        )),
        11 => Some((
            "cancel_appointment",
            json!({ "appointment": visit?, "reason": "Not needed" }),
        )),
        12 => {
            let to = chance.pick(&["arrived", "in_room", "done", "did_not_attend", "booked"])?;
            Some((
                "advance_appointment",
                json!({ "appointment": visit?, "to": to }),
            ))
        }
        13..=17 => billing(chance, shown, now),
        18 => Some((
            "record_allergy",
            json!({
                "id": AllergyId::at(now), "patient": patient?,
                "substance": chance.pick(&["Penicillin", "Latex", "Peanut"])?,
                "reaction": "Rash", "criticality": "high",
            }),
        )),
        19 => Some((
            "retract_allergy",
            json!({ "allergy": first(chance.pick(&shown.allergies))?, "reason": "Another patient" }),
        )),
        20 => Some(("state_no_known_allergies", json!({ "patient": patient? }))),
        21 => Some((
            "chart_vitals",
            json!({
                "patient": patient?, "taken_at": now,
                "signs": [{
                    "id": ObservationId::at(now), "code": "8867-4",
                    "value": chance.between(50, 120).to_string(), "unit": "/min",
                }],
            }),
        )),
        22 => Some(("lease_slots", leasing(chance, now))),
        23 => Some((
            "end_slot_lease",
            json!({ "lease": first(chance.pick(&shown.leases))? }),
        )),
        _ => settling(chance, shown, now),
    }
}

fn first(row: Option<&Vec<String>>) -> Option<String> {
    row?.first().cloned()
}

fn registration(chance: &Chance, now: Instant) -> (&'static str, Value) {
    let request = json!({
        "id": PatientId::at(now), "name": name(chance), "sex": "female", "birth_date": birth_date(chance),
    });
    ("register_patient", request)
}

fn name(chance: &Chance) -> Value {
    json!({ "family": chance.pick(&FAMILIES), "given": chance.pick(&GIVEN) })
}

fn birth_date(chance: &Chance) -> String {
    format!(
        "19{:02}-0{}-1{}",
        chance.between(30, 99),
        chance.between(1, 9),
        chance.below(10)
    )
}

/// One field, or two: what two people do at once. Mostly it tells what the fields were.
fn edit(chance: &Chance, seen: &[String]) -> Option<Value> {
    let [id, record] = seen else { return None };
    let record: Value = serde_json::from_str(record).ok()?;
    let (mut edit, mut was) = (Map::new(), Map::new());
    for _ in 0..chance.between(1, 2) {
        let (field, value) = match chance.below(5) {
            0 => ("name", name(chance)),
            1 => ("birth_date", birth_date(chance).into()),
            2 => ("phone", phone(chance)),
            3 => ("second_phone", phone(chance)),
            _ => (
                "email",
                format!("p{}@example.org", chance.below(1_000)).into(),
            ),
        };
        was.insert(
            field.to_owned(),
            record.get(field).cloned().unwrap_or_default(),
        );
        edit.insert(field.to_owned(), value);
    }
    if !chance.one_in(4) {
        edit.insert("was".to_owned(), was.into());
    }
    edit.insert("id".to_owned(), id.as_str().into());
    Some(edit.into())
}

fn phone(chance: &Chance) -> Value {
    format!("+353 1 555 {:04}", chance.below(10_000)).into()
}

fn booking(chance: &Chance, patient: &str, now: Instant) -> Value {
    placed(
        chance,
        json!({
            "id": AppointmentId::at(now), "patient": patient, "reason": "Check-up",
            "services": [testkit::id("service", 1)],
        }),
    )
}

/// In one of few slots, so that visits meet.
fn placed(chance: &Chance, mut request: Value) -> Value {
    let start = format!("{:02}:{}0", chance.between(10, 11), chance.below(6));
    let practitioner = u32::try_from(chance.between(1, 2)).unwrap_or(1);
    if let Some(fields) = request.as_object_mut() {
        let practitioner = testkit::id("practitioner", practitioner);
        fields.insert("practitioner".to_owned(), json!(practitioner));
        fields.insert("date".to_owned(), json!("2026-11-23"));
        fields.insert("start".to_owned(), json!(start));
        fields.insert("minutes".to_owned(), json!(20));
        if chance.one_in(4) {
            fields.insert("room".to_owned(), json!(testkit::id("room", 1)));
        }
    }
    request
}

/// An hour of one of the few, so that leases and visits meet.
fn leasing(chance: &Chance, now: Instant) -> Value {
    let practitioner = u32::try_from(chance.between(1, 2)).unwrap_or(1);
    let from = chance.between(10, 11);
    json!({
        "id": SlotLeaseId::at(now), "practitioner": testkit::id("practitioner", practitioner),
        "date": "2026-11-23", "from": format!("{from}:00"), "to": format!("{}:00", from + 1),
    })
}

fn billing(chance: &Chance, shown: &Shown, now: Instant) -> Option<(&'static str, Value)> {
    if shown.invoices.is_empty() || chance.one_in(3) {
        let patient = first(chance.pick(&shown.patients))?;
        return Some((
            "draft_invoice",
            json!({ "id": InvoiceId::at(now), "patient": patient }),
        ));
    }
    let [invoice, _, status, kind] = chance.pick(&shown.invoices)?.as_slice() else {
        return None;
    };
    let line = json!({
        "id": InvoiceLineId::at(now), "description": "Consultation", "quantity": chance.between(1, 3),
        "unit_price": money(6_000), "tax_rate": 2_300,
    });
    match (status.as_str(), kind.as_str(), chance.below(4)) {
        ("draft", _, 0..=1) => Some((
            "edit_invoice_lines",
            json!({ "invoice": invoice, "lines": [line] }),
        )),
        ("draft", _, 2) => Some(("issue_invoice", json!({ "invoice": invoice }))),
        ("draft", ..) => Some(("discard_invoice", json!({ "invoice": invoice }))),
        ("issued", "invoice", 0) => Some((
            "credit_invoice",
            json!({ "id": InvoiceId::at(now), "invoice": invoice, "reason": "Mistake" }),
        )),
        ("issued", ..) => {
            let amount = *chance.pick(&[2_000, 7_380, 14_760])?;
            Some((
                "take_payment",
                json!({ "id": PaymentId::at(now), "invoice": invoice, "amount": money(amount), "method": "cash" }),
            ))
        }
        _ => None,
    }
}

fn money(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "EUR" })
}

fn settling(chance: &Chance, shown: &Shown, now: Instant) -> Option<(&'static str, Value)> {
    let [item, command, holds] = chance.pick(&shown.items)?.as_slice() else {
        return None;
    };
    if command == "book_appointment" && chance.one_in(2) {
        let request = json!({ "item": item, "appointment": AppointmentId::at(now) });
        return Some(("rebook_attention", placed(chance, request)));
    }
    if let Ok(was) = serde_json::from_str::<Value>(holds) {
        let kind = chance.pick(&["keep_mine", "keep_theirs"])?;
        let request =
            json!({ "item": item, "choice": { "kind": kind }, "was": was, "reason": "Asked" });
        return Some(("settle_conflict", request));
    }
    Some((
        "discard_attention",
        json!({ "item": item, "reason": "Told the patient" }),
    ))
}
