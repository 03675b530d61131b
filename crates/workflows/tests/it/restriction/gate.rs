//! Every command that takes the id of a patient, or of something of a patient's, stops before a closed record.
//! Which those are is read from the command table, so that a new command cannot be forgotten.

use clinic::{
    access::{Permission, Rights},
    records::{Attention, Patient, Role},
};
use serde_json::{Value, json};
use store::Mode;
use testkit::{TestClinic, id};
use values::ids::FacilityId;
use wire::{Code, Command, commands::SHARED, typescript::typescript};

use super::{clinic, conflict, restricted};

/// The ids that lead to a patient's record, with those that lead to patient 1's.
async fn ids(clinic: &TestClinic) -> Vec<(&'static str, Vec<Value>)> {
    vec![
        ("PatientId", vec![json!(id("patient", 1))]),
        ("AppointmentId", vec![json!(id("appointment", 1))]),
        ("InvoiceId", vec![json!(id("invoice", 1))]),
        ("AllergyId", vec![json!(id("allergy", 1))]),
        ("CoverageId", vec![json!(id("coverage", 1))]),
        ("MonitorAssignmentId", vec![json!(id("assignment", 1))]),
        (
            "AttentionId",
            vec![json!(id("attention", 1)), conflict(clinic, 1).await],
        ),
    ]
}

/// Fields that name what is to be made, and commands that come before the gate by design.
const NEW: [(&str, &str); 1] = [("RebookAttention", "appointment")];
const BEFORE: [&str; 3] = ["restrict_record", "lift_restriction", "break_glass"];

/// A request that is well formed, about patient 2, for every command that takes such an id.
async fn sample(clinic: &TestClinic, command: &str) -> Value {
    let (patient, visit, invoice) = (id("patient", 2), id("appointment", 2), id("invoice", 2));
    match command {
        "register_here" | "end_care_here" => json!({ "patient": patient, "reason": "moves" }),
        "patient_page" | "state_no_known_allergies" => json!({ "patient": patient }),
        "register_patient" => json!({
            "id": id("patient", 9), "name": { "family": "New", "given": "Ann" }, "sex": "female",
            "seen_duplicates": [patient],
        }),
        "edit_patient" => json!({ "id": patient, "phone": "+353 1 555 0000" }),
        "record_allergy" => json!({
            "id": id("allergy", 9), "patient": patient, "substance": "latex", "criticality": "low",
        }),
        "retract_allergy" => json!({ "allergy": id("allergy", 2), "reason": "mistaken" }),
        "record_coverage" => json!({
            "id": id("coverage", 9), "patient": patient, "payer": "VHI", "member_number": "1",
        }),
        "end_coverage" => json!({ "coverage": id("coverage", 2), "on": "2026-11-20" }),
        "chart_vitals" => json!({
            "patient": patient, "taken_at": "2026-11-20T08:56:00.000Z",
            "signs": [{ "id": id("observation", 9), "code": "8867-4", "value": "72", "unit": "/min" }],
        }),
        "free_slots" => {
            json!({ "from": "2026-11-20", "patient": patient, "minutes": 20, "limit": 3 })
        }
        "book_appointment" => json!({
            "id": id("appointment", 9), "patient": patient, "practitioner": id("practitioner", 1),
            "date": "2026-11-20", "start": "16:00", "minutes": 20,
        }),
        "move_appointment" => json!({
            "appointment": visit, "practitioner": id("practitioner", 1), "date": "2026-11-20",
            "start": "16:00", "minutes": 20,
        }),
        "cancel_appointment" => json!({ "appointment": visit, "reason": "called off" }),
        "advance_appointment" => json!({ "appointment": visit, "to": "arrived" }),
        "describe_appointment" => {
            json!({ "appointment": visit, "reason": "cough", "services": [] })
        }
        "invoice" | "discard_invoice" | "issue_invoice" => json!({ "invoice": invoice }),
        "preview_invoice_lines" | "edit_invoice_lines" => {
            json!({ "invoice": invoice, "lines": [] })
        }
        "draft_invoice" => {
            json!({ "id": id("invoice", 9), "patient": patient, "appointment": visit })
        }
        "take_payment" => json!({
            "id": id("payment", 9), "invoice": invoice, "method": "cash",
            "amount": { "minor": 100, "currency": "EUR" },
        }),
        "credit_invoice" => {
            json!({ "id": id("invoice", 8), "invoice": invoice, "reason": "wrong" })
        }
        "assign_monitor" => json!({
            "id": id("assignment", 9), "monitor": "mon-9", "bed": "Bed 9", "patient": patient,
        }),
        "release_monitor" => json!({ "assignment": id("assignment", 2) }),
        "discard_attention" => json!({ "item": conflict(clinic, 2).await, "reason": "settled" }),
        "settle_conflict" => json!({
            "item": conflict(clinic, 2).await, "choice": { "kind": "keep_theirs" }, "was": "male", "reason": "asked",
        }),
        "rebook_attention" => json!({
            "item": id("attention", 2), "appointment": id("appointment", 8), "practitioner": id("practitioner", 1),
            "date": "2026-11-20", "start": "16:00", "minutes": 20,
        }),
        other => before_the_gate(clinic, other),
    }
}

/// The same for the commands that come before the gate.
fn before_the_gate(clinic: &TestClinic, command: &str) -> Value {
    let patient = id("patient", 2);
    match command {
        "restrict_record" => {
            let doctor = clinic.seed.person(Role::Doctor);
            json!({ "patient": patient, "label": "vip", "entitled": [doctor] })
        }
        "lift_restriction" => json!({ "patient": patient }),
        "break_glass" => json!({
            "id": id("emergency", 9), "patient": patient, "reason": "care_emergency",
            "words": "Unconscious in the waiting room",
        }),
        other => {
            unreachable!("{other} takes the id of something of a patient's: give it a request here")
        }
    }
}

/// The fields of a request that hold an id of a type, as the screens are told of them.
fn fields(declarations: &str, request: &str, id: &str) -> Vec<String> {
    let head = format!("export type {request} = ");
    let declared = declarations
        .lines()
        .skip_while(|line| !line.starts_with(&head));
    let mut body = String::new();
    for line in declared {
        if !body.is_empty() && line.starts_with("export ") {
            break;
        }
        body.push_str(line);
        body.push('\n');
    }
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let named = |held: &str| -> Vec<String> {
        let of = format!(": {held}");
        let pieces: Vec<&str> = body.split(of.as_str()).collect();
        pieces
            .windows(2)
            .filter(|pair| !pair[1].starts_with(is_word))
            .filter_map(|pair| {
                let before = pair[0].trim_end_matches('?');
                before.rsplit(|letter| !is_word(letter)).next()
            })
            .map(str::to_owned)
            .collect()
    };
    let mut found = named(id);
    found.extend(named(&format!("Array<{id}>")));
    found
}

fn request_of(declarations: &str, command: &str) -> String {
    let row = format!("  {command}: {{ request: ");
    let line = declarations
        .lines()
        .find_map(|line| line.strip_prefix(&row));
    let name = line.and_then(|line| line.split(';').next());
    name.unwrap().to_owned()
}

/// Somebody whose role runs the command, and who is not entitled.
fn stranger(command: &Command) -> Role {
    let roles = command.permission.map_or(&[][..], Permission::roles);
    *roles.iter().find(|role| **role != Role::Doctor).unwrap()
}

/// A request that names something of patient 1's.
struct Naming {
    command: &'static Command,
    kind: &'static str,
    field: String,
    request: Value,
}

/// For every command, every field of an id, and everything of patient 1's that the id may be of.
async fn namings(clinic: &TestClinic, skipped: &[&str]) -> Vec<Naming> {
    let declarations = typescript();
    let mut found = Vec::new();
    for command in SHARED
        .iter()
        .filter(|command| !skipped.contains(&command.name))
    {
        let request = request_of(&declarations, command.name);
        for (kind, of_patient_1) in ids(clinic).await {
            for field in fields(&declarations, &request, kind) {
                // What is to be made has no record yet; an edit of a patient names the patient so.
                let is_new = (field == "id" && command.name != "edit_patient")
                    || NEW.contains(&(request.as_str(), field.as_str()));
                if is_new {
                    continue;
                }
                for id in &of_patient_1 {
                    let mut request = sample(clinic, command.name).await;
                    let place = &mut request[&field];
                    *place = if place.is_array() {
                        json!([id])
                    } else {
                        id.clone()
                    };
                    found.push(Naming {
                        command,
                        kind,
                        field: field.clone(),
                        request,
                    });
                }
            }
        }
    }
    assert!(found.len() > 30, "{}: the table was not read", found.len());
    found
}

#[tokio::test]
async fn no_id_of_a_closed_record_is_taken_by_any_command() {
    let clinic = restricted().await;
    for naming in namings(&clinic, &BEFORE).await {
        let Naming {
            command,
            kind,
            field,
            request,
        } = naming;
        let role = stranger(command);
        let answer = clinic.run(role, command.name, request).await;
        let code = answer.map_err(|failure| failure.code);
        // An item of the worklist says of nothing that it is there.
        let is_told = Rights::of(role).may(Permission::BreakGlass) && kind != "AttentionId";
        let expected = if is_told {
            Code::RecordRestricted
        } else {
            Code::NotFound
        };
        assert_eq!(code, Err(expected), "{} {field} as {role:?}", command.name);
    }
}

/// The clinic, patient 1 under the care of another facility.
async fn elsewhere() -> TestClinic {
    let clinic = clinic().await;
    let there = FacilityId::from_uuid(id("facility", 2));
    let patient: Patient = clinic.get(id("patient", 1)).await.unwrap().unwrap();
    let moved = Patient {
        facilities: vec![there],
        ..patient
    };
    let item: Attention = clinic.get(id("attention", 1)).await.unwrap().unwrap();
    let item = Attention {
        facility: Some(there),
        ..item
    };
    let mut tx = clinic.store.write(Mode::Optimistic).await.unwrap();
    testkit::put(&mut tx, &moved).await.unwrap();
    testkit::put(&mut tx, &item).await.unwrap();
    tx.commit().await.unwrap();
    clinic
}

/// Asking for another facility's patient to be held here is what it says; who seems to be the same as somebody new
/// is told by ids that the server alone knows.
const FROM_ANYWHERE: [&str; 2] = ["register_here", "register_patient"];
/// What a search leaves out has no answer of its own.
const LISTS: [&str; 1] = ["free_slots"];

#[tokio::test]
async fn another_facility_s_record_is_answered_as_one_that_there_is_not() {
    let clinic = elsewhere().await;
    let skipped = [&FROM_ANYWHERE[..], &LISTS].concat();
    for naming in namings(&clinic, &skipped).await {
        let Naming {
            command,
            field,
            request,
            ..
        } = naming;
        for role in command.permission.map_or(&[][..], Permission::roles) {
            let answer = clinic.run(*role, command.name, request.clone()).await;
            let code = answer.map_err(|failure| failure.code);
            assert_eq!(
                code,
                Err(Code::NotFound),
                "{} {field} as {role:?}",
                command.name
            );
        }
    }
}

#[tokio::test]
async fn what_was_done_where_care_was_given_before_is_still_judged() {
    let clinic = elsewhere().await;
    let patient: Patient = clinic.get(id("patient", 1)).await.unwrap().unwrap();
    let former = Patient {
        former_facilities: vec![clinic.seed.facility.id],
        ..patient
    };
    let mut tx = clinic.store.write(Mode::Optimistic).await.unwrap();
    testkit::put(&mut tx, &former).await.unwrap();
    tx.commit().await.unwrap();
    let sign =
        json!({ "id": id("observation", 9), "code": "8867-4", "value": "71", "unit": "/min" });
    let request = json!({
        "patient": id("patient", 1), "signs": [sign], "taken_at": "2026-11-20T08:55:00.000Z",
    });
    clinic
        .run(Role::Nurse, "chart_vitals", request)
        .await
        .unwrap();
}

#[tokio::test]
async fn to_whoever_may_not_open_it_in_an_emergency_it_is_as_if_it_were_not_there() {
    let clinic = restricted().await;
    for (role, command, there, nowhere) in [
        (
            Role::Reception,
            "patient_page",
            json!({ "patient": id("patient", 1) }),
            json!({ "patient": id("patient", 77) }),
        ),
        (
            Role::Billing,
            "invoice",
            json!({ "invoice": id("invoice", 1) }),
            json!({ "invoice": id("invoice", 77) }),
        ),
    ] {
        let closed = clinic.run(role, command, there).await.unwrap_err();
        let unknown = clinic.run(role, command, nowhere).await.unwrap_err();
        assert_eq!(closed, unknown, "{command}");
    }
}

#[tokio::test]
async fn every_command_about_another_patient_runs_as_before() {
    let clinic = restricted().await;
    for (role, command) in [
        (Role::Nurse, "patient_page"),
        (Role::Billing, "invoice"),
        (Role::Reception, "free_slots"),
        (Role::Reception, "advance_appointment"),
        (Role::Nurse, "settle_conflict"),
        (Role::Nurse, "release_monitor"),
    ] {
        let request = sample(&clinic, command).await;
        clinic.run(role, command, request).await.unwrap();
    }
}
