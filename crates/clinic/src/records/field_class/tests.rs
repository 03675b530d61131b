//! The declared names are exactly the written ones.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::FieldClass;
use crate::records::{
    AlarmAcknowledgement, Allergy, Appointment, Attention, Condition, Coverage, CustomRole,
    EmergencyAccess, Facility, Invoice, Kind, MonitorAssignment, Observation, Patient, Payment,
    Person, Practitioner, Record, Room, Service, SlotLease, VoidedNumber,
};

const ID: &str = "01930000-0000-7000-8000-000000000001";
const AT: &str = "2026-11-20T09:00:00.000Z";
const DAY: &str = "2026-11-20";

/// The sample as this build writes it. What its type does not know would have been left over.
macro_rules! record {
    ($kind:ident, $sample:expr) => {{
        let sample = $sample;
        let read: $kind = serde_json::from_value(sample.clone()).unwrap();
        assert!(read.extra.is_empty(), "{:?}: {:?}", $kind::KIND, read.extra);
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!(written, sample, "{:?}: nothing is lost", $kind::KIND);
        written
    }};
}

/// A record of every kind, as it is written when each of its fields is there. An item of *Needs attention*
/// is written in one of several sorts.
#[expect(
    clippy::too_many_lines,
    reason = "one sample of every kind, in one table"
)]
fn written(kind: Kind) -> Vec<Value> {
    let money = json!({ "minor": 100, "currency": "EUR" });
    let name = json!({ "family": "Smith", "given": "Ann" });
    let edited = json!({ "sex": { "at": AT, "by": ID, "device": ID } });
    match kind {
        Kind::Facility => vec![record!(
            Facility,
            json!({
                "id": ID, "name": "Clinic", "address_lines": [], "phone": "1", "tax_number": "T",
                "zone": "Europe/Dublin", "currency": "EUR", "payment_days": 14, "payment_note": "",
            })
        )],
        Kind::Person => vec![record!(
            Person,
            json!({
                "id": ID, "name": name, "role": "nurse", "custom_role": ID,
                "memberships": [{ "facility": ID, "role": "nurse", "custom_role": ID }],
                "practitioner": ID, "verifier": "$",
                "activation_until": AT, "second_factor": { "secret": "A", "since": AT, "recovery": [] },
                "identities": [{ "issuer": "https://provider.example", "subject": "1" }], "active": true,
            })
        )],
        Kind::Practitioner => vec![record!(
            Practitioner,
            json!({
                "id": ID, "name": name, "specialty": "", "usual_room": ID, "hours": [], "usual_minutes": 20,
                "active": true, "facility": ID,
            })
        )],
        Kind::Room => vec![record!(Room, json!({ "id": ID, "name": "Room 1" }))],
        Kind::Service => vec![record!(
            Service,
            json!({
                "id": ID, "code": "C", "name": "Consultation", "price": money, "tax_rate": 0, "minutes": 20,
                "active": true,
            })
        )],
        Kind::Patient => vec![record!(
            Patient,
            json!({
                "id": ID, "record_number": "A-000001", "name": name, "other_name": name,
                "birth_date": "1945-07-14", "sex": "female", "died_on": DAY, "national_number": "1",
                "phone": "1", "second_phone": "2", "email": "a@b.example", "address": {
                    "lines": [], "city": "", "postal_code": "", "country": "",
                }, "language": "en", "emergency_contact": { "name": "", "relationship": "", "phone": "" },
                "no_known_allergies": { "at": AT, "by": ID },
                "restriction": { "label": "vip", "entitled": [ID], "since": AT, "by": ID }, "registered_at": AT,
                "facilities": [ID], "former_facilities": [ID], "edited": edited,
            })
        )],
        Kind::Allergy => vec![record!(
            Allergy,
            json!({
                "id": ID, "patient": ID, "substance": "penicillin", "reaction": "", "criticality": "high",
                "status": "entered_in_error", "recorded_at": AT, "recorded_by": ID, "error_reason": "x",
                "edited": edited,
            })
        )],
        Kind::Condition => vec![record!(
            Condition,
            json!({
                "id": ID, "patient": ID, "text": "asthma", "code": "", "onset": DAY, "ended": DAY,
                "status": "resolved",
            })
        )],
        Kind::Observation => vec![record!(
            Observation,
            json!({
                "id": ID, "patient": ID, "code": "8867-4", "value": "71", "unit": "/min", "taken_at": AT,
                "source": "monitor", "monitor": "mon-1", "simulated": false, "recorded_by": ID,
            })
        )],
        Kind::Coverage => vec![record!(
            Coverage,
            json!({
                "id": ID, "patient": ID, "payer": "VHI", "member_number": "7", "plan": "", "from": DAY,
                "to": DAY, "edited": edited,
            })
        )],
        Kind::Appointment => vec![record!(
            Appointment,
            json!({
                "id": ID, "patient": ID, "practitioner": ID, "room": ID, "date": DAY, "start": "10:00",
                "minutes": 20, "starts_at": AT, "ends_at": AT, "status": "done", "reason": "",
                "services": [], "cancel_reason": "", "arrived_at": AT, "in_room_at": AT, "done_at": AT,
                "booked_at": AT, "booked_by": ID, "placed_on": ID, "placed_at": AT,
            })
        )],
        Kind::Invoice => vec![record!(
            Invoice,
            json!({
                "id": ID, "kind": "credit_note", "patient": ID, "appointment": ID, "status": "issued",
                "number": "A-C000001", "currency": "EUR", "lines": [], "gross": money, "drafted_at": AT,
                "drafted_by": ID, "issued_at": AT, "issued_on": DAY, "due_on": DAY, "credits": ID,
                "credit_reason": "",
            })
        )],
        Kind::Payment => vec![record!(
            Payment,
            json!({
                "id": ID, "invoice": ID, "patient": ID, "amount": money, "method": "cash",
                "receipt_number": "A-R000001", "taken_at": AT, "taken_on": DAY, "taken_by": ID,
            })
        )],
        Kind::MonitorAssignment => vec![record!(
            MonitorAssignment,
            json!({
                "id": ID, "monitor": "mon-1", "bed": "Bed 1", "patient": ID, "assigned_at": AT,
                "assigned_by": ID, "released_at": AT,
            })
        )],
        Kind::AlarmAcknowledgement => vec![record!(
            AlarmAcknowledgement,
            json!({
                "id": ID, "monitor": "mon-1", "condition": "no_data", "onset": AT, "acknowledged_at": AT,
                "acknowledged_by": ID,
            })
        )],
        Kind::Attention => items()
            .into_iter()
            .map(|item| record!(Attention, item))
            .collect(),
        Kind::CustomRole => vec![record!(
            CustomRole,
            json!({
                "id": ID, "name": "Practice manager", "role": "billing", "permissions": ["see_audit"], "active": true,
            })
        )],
        Kind::SlotLease => vec![record!(
            SlotLease,
            json!({
                "id": ID, "practitioner": ID, "starts_at": AT, "ends_at": AT, "device": ID, "workstation": "B",
                "granted_at": AT, "granted_by": ID, "ended_at": AT, "ended_by": ID,
            })
        )],
        Kind::EmergencyAccess => vec![record!(
            EmergencyAccess,
            json!({
                "id": ID, "person": ID, "patient": ID, "reason": "covering", "words": "Covers tonight",
                "from": AT, "until": AT, "ended_at": AT,
                "review": { "by": ID, "at": AT, "verdict": "justified", "words": "" },
            })
        )],
        Kind::VoidedNumber => vec![record!(
            VoidedNumber,
            json!({
                "id": ID, "number": "A-000017", "purpose": "invoice", "change": ID, "person": ID, "device": ID,
                "recorded_at": AT, "voided_at": AT, "code": "not_a_draft",
            })
        )],
    }
}

fn items() -> Vec<Value> {
    let asked = json!({ "change": ID, "person": ID, "device": ID, "recorded_at": AT });
    let item = |sort: &str, subject: Value| {
        json!({
            "id": ID, "state": "settled", sort: subject, "raised_at": AT, "facility": ID, "settled_at": AT,
            "settled_by": ID, "settlement": { "kind": "discarded", "reason": "x" },
        })
    };
    vec![
        item(
            "refused",
            json!({
                "change": ID, "command": "edit_patient", "request": {}, "person": ID, "device": ID,
                "recorded_at": AT, "code": "not_found", "data": null,
            }),
        ),
        item(
            "conflict",
            json!({
                "kind": "patient", "record": ID, "patient": ID, "field": "sex", "base": "not_known",
                "mine": "female", "theirs": "male", "asked": asked,
            }),
        ),
        item(
            "duplicate",
            json!({
                "registered": ID, "existing": ID, "grade": "likely", "matching": ["name"],
                "asked": asked,
            }),
        ),
    ]
}

#[test]
fn every_field_of_every_kind_has_a_class_and_no_other_has() {
    for kind in Kind::ALL {
        let names: BTreeSet<String> = written(kind)
            .iter()
            .flat_map(|body| body.as_object().unwrap().keys().cloned())
            .collect();
        let declared: Vec<&str> = kind.fields().iter().map(|(name, _)| *name).collect();
        let unique: BTreeSet<String> = declared.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(declared.len(), unique.len(), "{kind:?}: declared twice");
        assert_eq!(unique, names, "{kind:?}");
    }
}

#[test]
fn what_matters_for_safety_is_settled_by_no_machine() {
    for (kind, field) in [
        (Kind::Patient, "name"),
        (Kind::Patient, "birth_date"),
        (Kind::Patient, "sex"),
        (Kind::Patient, "no_known_allergies"),
        (Kind::Allergy, "substance"),
        (Kind::Allergy, "criticality"),
        (Kind::Allergy, "status"),
        (Kind::Observation, "value"),
        (Kind::Coverage, "member_number"),
    ] {
        assert_eq!(kind.class_of(field), Some(FieldClass::Review), "{field}");
    }
}

#[test]
fn ids_and_states_of_money_change_by_their_commands_alone() {
    for kind in Kind::ALL {
        assert_eq!(kind.class_of("id"), Some(FieldClass::Guarded), "{kind:?}");
    }
    for field in ["status", "lines", "gross", "number"] {
        assert_eq!(
            Kind::Invoice.class_of(field),
            Some(FieldClass::Guarded),
            "{field}"
        );
    }
}
