//! To whom a bed tells its patient.

use serde_json::json;

use super::*;

const PATIENT: &str = "01930000-0000-7000-8000-000000000001";
const NURSE: &str = "01930000-0000-7000-8000-000000000002";
const DOCTOR: &str = "01930000-0000-7000-8000-000000000003";

fn bed(restriction: Option<Restriction>, emergencies: Vec<EmergencyAccess>) -> Bed {
    let assignment = json!({
        "id": PATIENT, "monitor": "mon-1", "bed": "Bed 1", "patient": PATIENT, "assigned_by": NURSE,
        "assigned_at": "2026-11-20T08:00:00.000Z",
    });
    let patient = json!({
        "id": PATIENT, "display_name": "SMITH, Ann", "record_number": "A-000001", "sex": "female",
        "not_yet_shared": false,
    });
    Bed {
        assignment: serde_json::from_value(assignment).unwrap(),
        patient: serde_json::from_value(patient).unwrap(),
        restriction,
        emergencies,
    }
}

#[test]
fn a_bed_names_its_patient_to_those_who_may_open_the_record_and_while_they_may() {
    let (nurse, doctor): (PersonId, PersonId) = (NURSE.parse().unwrap(), DOCTOR.parse().unwrap());
    let at = |time: &str| format!("2026-11-20T{time}:00Z").parse().unwrap();
    let names = |bed: &Bed, person, time| bed.patient_for(person, at(time)).is_some();
    assert!(names(&bed(None, vec![]), nurse, "09:00"));
    let restriction: Restriction = serde_json::from_value(json!({
        "label": "vip", "entitled": [DOCTOR], "since": "2026-11-20T08:30:00.000Z", "by": DOCTOR,
    }))
    .unwrap();
    let closed = bed(Some(restriction.clone()), vec![]);
    assert!(names(&closed, doctor, "09:00") && !names(&closed, nurse, "09:00"));
    let access: EmergencyAccess = serde_json::from_value(json!({
        "id": PATIENT, "person": NURSE, "patient": PATIENT, "reason": "care_emergency",
        "words": "Alarm at the bed", "from": "2026-11-20T09:00:00.000Z", "until": "2026-11-20T10:00:00.000Z",
    }))
    .unwrap();
    let opened = bed(Some(restriction), vec![access]);
    for (time, named) in [
        ("08:59", false),
        ("09:00", true),
        ("09:59", true),
        ("10:00", false),
    ] {
        assert_eq!(names(&opened, nurse, time), named, "{time}");
    }
}
