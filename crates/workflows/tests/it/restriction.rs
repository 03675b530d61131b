//! Restricted records: who meets them, by which command, and what opening one in an emergency does.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops where it stands"
)]

mod emergency;
mod gate;
mod rules;
mod sweep;

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use store::{Mode, TrailFilter};
use testkit::{TestClinic, id};
use workflows::{Query, Records};

/// Patient 1 and patient 2 with something of everything; what the first one has bears words that nobody else has.
/// Nothing is restricted yet.
async fn clinic() -> TestClinic {
    let clinic = TestClinic::open().await.unwrap();
    let mut tx = clinic.store.write(Mode::Optimistic).await.unwrap();
    tx.set_setting("device_code", "A").await.unwrap();
    tx.commit().await.unwrap();
    for n in 1..=2 {
        has_everything(&clinic, n).await;
    }
    clinic
}

async fn done(clinic: &TestClinic, role: Role, command: &str, request: Value) -> Value {
    match clinic.run(role, command, request).await {
        Ok(answer) => answer,
        Err(failure) => unreachable!("{command}: {failure:?}"),
    }
}

async fn has_everything(clinic: &TestClinic, n: u32) {
    let word = if n == 1 { "Sentinel" } else { "Ordinary" };
    let patient = id("patient", n);
    let register = json!({
        "id": patient, "name": { "family": format!("{word}name"), "given": "Ann" }, "sex": "female",
        "birth_date": "1960-05-17", "phone": format!("+353 1 {n}55 7391"),
        "address": { "lines": [format!("{word}street 1")], "city": format!("{word}ville"), "postal_code": "D01" },
    });
    let start = format!("{}:00", 13 + n);
    let visit = json!({
        "id": id("appointment", n), "patient": patient, "practitioner": id("practitioner", 1),
        "date": "2026-11-20", "start": start, "minutes": 20, "reason": format!("{word}reason"),
        "services": [id("service", 1)],
    });
    let sign =
        json!({ "id": id("observation", n), "code": "8867-4", "value": "71", "unit": "/min" });
    for (role, command, request) in [
        (Role::Reception, "register_patient", register),
        (Role::Reception, "book_appointment", visit),
        (
            Role::Nurse,
            "record_allergy",
            json!({ "id": id("allergy", n), "patient": patient, "substance": format!("{word}cillin"), "criticality": "high" }),
        ),
        (
            Role::Billing,
            "record_coverage",
            json!({ "id": id("coverage", n), "patient": patient, "payer": format!("{word}payer"), "member_number": "7" }),
        ),
        (
            Role::Nurse,
            "chart_vitals",
            json!({ "patient": patient, "signs": [sign], "taken_at": "2026-11-20T08:55:00.000Z" }),
        ),
        (
            Role::Billing,
            "draft_invoice",
            json!({ "id": id("invoice", n), "patient": patient, "appointment": id("appointment", n) }),
        ),
        (
            Role::Billing,
            "issue_invoice",
            json!({ "invoice": id("invoice", n) }),
        ),
        (
            Role::Billing,
            "take_payment",
            json!({ "id": id("payment", n), "invoice": id("invoice", n), "method": "cash",
                    "amount": { "minor": 1_000, "currency": "EUR" } }),
        ),
        (
            Role::Nurse,
            "assign_monitor",
            json!({ "id": id("assignment", n), "monitor": format!("mon-{n}"), "bed": format!("Bed {n}"), "patient": patient }),
        ),
        // Two people gave two sexes.
        (
            Role::Nurse,
            "edit_patient",
            json!({ "id": patient, "sex": "male", "was": { "sex": "female" } }),
        ),
        (
            Role::Nurse,
            "edit_patient",
            json!({ "id": patient, "sex": "indeterminate", "was": { "sex": "female" } }),
        ),
    ] {
        done(clinic, role, command, request).await;
    }
    refused_change(clinic, n, word).await;
}

/// An item of the worklist that names its patient by a visit alone.
async fn refused_change(clinic: &TestClinic, n: u32, word: &str) {
    let item = json!({
        "id": id("attention", n), "state": "open", "raised_at": "2026-11-20T09:00:00.000Z",
        "facility": clinic.seed.facility.id,
        "refused": {
            "change": id("change", n), "command": "move_appointment", "person": id("person", 1),
            "device": id("device", 1), "recorded_at": "2026-11-20T09:00:00.000Z", "code": "slot_taken", "data": null,
            "request": {
                "appointment": id("appointment", n), "practitioner": id("practitioner", 1),
                "date": "2026-11-20", "start": "10:00", "minutes": 20, "note": format!("{word}request"),
            },
        },
    });
    let mut tx = clinic.store.write(Mode::Optimistic).await.unwrap();
    tx.put(Kind::Attention, id("attention", n), item)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The item about two values of a patient.
async fn conflict(clinic: &TestClinic, n: u32) -> Value {
    let patient = Some(values::ids::PatientId::from_uuid(id("patient", n)));
    let items: Vec<clinic::records::Attention> =
        clinic.find(Query::OpenConflicts { patient }).await.unwrap();
    json!(items[0].id)
}

/// A request to restrict patient 1 to the people of these roles.
fn restriction(clinic: &TestClinic, roles: &[Role]) -> Value {
    let entitled: Vec<_> = roles.iter().map(|role| clinic.seed.person(*role)).collect();
    json!({ "patient": id("patient", 1), "label": "vip", "entitled": entitled })
}

/// The clinic, patient 1 restricted to the doctor.
async fn restricted() -> TestClinic {
    let clinic = clinic().await;
    let request = restriction(&clinic, &[Role::Doctor]);
    done(&clinic, Role::Doctor, "restrict_record", request).await;
    clinic
}

fn breaking(n: u32) -> Value {
    json!({
        "id": id("emergency", n), "patient": id("patient", 1), "reason": "care_emergency",
        "words": "Unconscious in the waiting room",
    })
}

fn page() -> Value {
    json!({ "patient": id("patient", 1) })
}

/// Why the lines of a command were written, the latest line first.
async fn reasons(clinic: &TestClinic, command: &str) -> Vec<Option<String>> {
    let filter = TrailFilter {
        command: Some(command.to_owned()),
        limit: 50,
        ..TrailFilter::default()
    };
    let mut tx = clinic.store.read().await.unwrap();
    let lines = tx.trail_matching(&filter).await.unwrap();
    lines.into_iter().map(|line| line.line.reason).collect()
}

/// Whether the words of patient 1 stand in an answer.
fn tells(answer: &Value) -> bool {
    answer.to_string().contains("Sentinel")
        || answer.to_string().contains("SENTINEL")
        || answer.to_string().contains("155 7391")
}
