//! A line as a FHIR R4 `AuditEvent`, with the codes that IHE BALP and DICOM (PS3.15, A.5) give: who, from
//! where, what, about whom, with what outcome.

use serde_json::{Value, json};
use wire::{Command, CommandKind, sync::ChainedLine};
use workflows::DONE;

const DICOM: &str = "http://dicom.nema.org/resources/ontology/DCM";
const COMMAND: &str = "urn:mainstay:command";

/// The event of a line.
pub(super) fn event(chained: &ChainedLine) -> Value {
    let line = &chained.line;
    let (kind, subtype) = codes(&line.command, line.patient.is_some());
    let mut subtypes = vec![json!({ "system": COMMAND, "code": line.command })];
    subtypes.extend(subtype.map(|(code, display)| coding(code, display)));
    let mut event = json!({
        "resourceType": "AuditEvent",
        "id": format!("{}", chained.hash),
        "type": coding(kind.0, kind.1),
        "subtype": subtypes,
        "action": action(&line.command),
        "recorded": line.at,
        // 0 success, 4 minor failure: the request was refused (FHIR audit-event-outcome).
        "outcome": if line.outcome == DONE { "0" } else { "4" },
        "agent": [
            {
                "who": { "identifier": { "system": "urn:mainstay:person", "value": line.person } },
                "role": [{ "coding": [{ "system": "urn:mainstay:role", "code": line.role }] }],
                "requestor": true,
            },
            {
                "type": { "coding": [coding("110150", "Application")] },
                "who": { "identifier": { "system": "urn:mainstay:workstation", "value": line.device } },
                "requestor": false,
            },
        ],
        "source": {
            "observer": { "identifier": { "system": "urn:mainstay:writer", "value": chained.writer } },
            "type": [{
                "system": "http://terminology.hl7.org/CodeSystem/security-source-type",
                "code": "4", "display": "Application Server",
            }],
        },
    });
    if let Value::Object(members) = &mut event {
        if line.outcome != DONE {
            members.insert("outcomeDesc".into(), line.outcome.clone().into());
        }
        // A reason is told where somebody goes beyond what is open to them, and for all they do there; where no patient
        // is concerned it says with what something was done.
        if let (Some(reason), Some(_)) = (&line.reason, &line.patient) {
            let purpose = json!([{
                "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                    "code": "BTG", "display": "break the glass",
                }],
                "text": reason,
            }]);
            members.insert("purposeOfEvent".into(), purpose);
        }
        members.insert("entity".into(), entities(chained));
    }
    event
}

/// The patient, and the line's place in its chain.
fn entities(chained: &ChainedLine) -> Value {
    let mut entities = Vec::new();
    if let Some(patient) = &chained.line.patient {
        entities.push(json!({
            "what": { "reference": format!("Patient/{patient}") },
            "type": { "system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "1", "display": "Person" },
            "role": { "system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "1", "display": "Patient" },
        }));
    }
    entities.push(json!({
        "type": { "system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "2", "display": "System Object" },
        "role": { "system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "13", "display": "Security Resource" },
        "detail": [
            { "type": "sequence", "valueString": chained.sequence.to_string() },
            { "type": "previous", "valueString": chained.previous.to_string() },
            { "type": "hash", "valueString": chained.hash.to_string() },
        ],
    }));
    entities.into()
}

type Coded = (&'static str, &'static str);

/// The kind of event, and what more precisely, where DICOM has a code for it.
fn codes(command: &str, about_patient: bool) -> (Coded, Option<Coded>) {
    match command {
        "sign_in" | "sign_in_at_server" | "sign_in_through_provider" => {
            (("110114", "User Authentication"), Some(("110122", "Login")))
        }
        "open_by_recovery" | "refresh_token_reused" => (("110113", "Security Alert"), None),
        "lock" | "sign_out_at_server" | "send_session_away" => (
            ("110114", "User Authentication"),
            Some(("110123", "Logout")),
        ),
        "invite_workstation"
        | "withdraw_invitation"
        | "revoke_workstation"
        | "wipe_workstation"
        | "workstation_wiped" => (
            ("110113", "Security Alert"),
            Some(("110129", "Security Configuration")),
        ),
        "break_glass" => (
            ("110113", "Security Alert"),
            Some(("110127", "Emergency Override Started")),
        ),
        "end_emergency_access" => (
            ("110113", "Security Alert"),
            Some(("110138", "Emergency Override Stopped")),
        ),
        "print_document" | "save_document" | "save_access_report" => (("110106", "Export"), None),
        "audit_trail" | "access_report" | "unusual_access" => (("110101", "Audit Log Used"), None),
        "search_patients" | "search_elsewhere" => (("110112", "Query"), None),
        _ if about_patient => (("110110", "Patient Record"), None),
        _ => (("110100", "Application Activity"), None),
    }
}

/// Read, update or execute: which of its records a command makes anew is not the trail's to say.
fn action(command: &str) -> &'static str {
    match Command::named(command).map(|row| row.kind) {
        Some(CommandKind::Changes) => "U",
        Some(CommandKind::Reads) => "R",
        Some(CommandKind::Local) | None => "E",
    }
}

fn coding(code: &str, display: &str) -> Value {
    json!({ "system": DICOM, "code": code, "display": display })
}

#[cfg(test)]
mod tests {
    use wire::sync::{TrailEnd, TrailLine};

    use super::*;

    fn of(command: &str, patient: Option<&str>, outcome: &str, reason: Option<&str>) -> Value {
        let line = TrailLine {
            at: "2026-11-20T09:30:00.000Z".into(),
            command: command.into(),
            patient: patient.map(str::to_owned),
            outcome: outcome.into(),
            reason: reason.map(str::to_owned),
            ..TrailLine::default()
        };
        event(&ChainedLine::after("w".into(), TrailEnd::default(), line))
    }

    #[test]
    fn what_fhir_wants_of_an_audit_event_is_there() {
        let event = of("patient_page", Some("p-1"), "done", None);
        for field in ["type", "recorded", "agent", "source"] {
            assert!(event.get(field).is_some(), "{field}");
        }
        assert_eq!(event["type"]["code"], "110110");
        assert_eq!(event["action"], "R");
        assert_eq!(event["outcome"], "0");
        assert_eq!(event["entity"][0]["what"]["reference"], "Patient/p-1");
        assert!(
            event["id"].as_str().unwrap().len() <= 64,
            "FHIR ids are that long"
        );
    }

    #[test]
    fn failed_sign_ins_and_broken_glass_have_their_own_codes() {
        let failed = of("sign_in", None, "wrong_password", None);
        assert_eq!(failed["subtype"][1]["code"], "110122");
        assert_eq!(
            (&failed["outcome"], &failed["outcomeDesc"]),
            (&json!("4"), &json!("wrong_password"))
        );
        let broken = of("break_glass", Some("p-1"), "done", Some("unconscious"));
        assert_eq!(broken["subtype"][1]["code"], "110127");
        assert_eq!(broken["purposeOfEvent"][0]["coding"][0]["code"], "BTG");
        let installed = of("install_update", None, "done", Some("0.2.0"));
        assert_eq!(installed.get("purposeOfEvent"), None);
    }
}
