//! Workstations hold the patients of their own facility, and no others.

use std::collections::BTreeSet;

use clinic::records::{Facility, Kind, Scope};
use serde_json::json;
use sync::{Client, SyncError};
use testkit::id;
use values::ids::FacilityId;
use wire::Code;
use workflows::{Query, Records};

use super::{
    desk::{Rows, booking, registration},
    place::{CODE, Place},
};

/// The two facilities of a place, the first and the second.
pub(crate) async fn two_facilities(place: &Place) -> [FacilityId; 2] {
    server::facilities::add_facility(
        place.kept(),
        "Hillside",
        values::Clock::now(place.clock.as_ref()),
    )
    .await
    .unwrap();
    let inside = place.inside().await;
    let found = inside
        .read()
        .await
        .unwrap()
        .find(&Query::All(Kind::Facility))
        .await
        .unwrap();
    inside.close().await;
    let facilities: Vec<Facility> = found
        .into_iter()
        .map(|stored| serde_json::from_value(stored.body).unwrap())
        .collect();
    let second = facilities
        .iter()
        .find(|facility| facility.name == "Hillside")
        .unwrap()
        .id;
    let first = facilities
        .iter()
        .find(|facility| facility.id != second)
        .unwrap()
        .id;
    [first, second]
}

/// What a facility's workstations are to hold of the server's records.
fn held(rows: &Rows, facility: FacilityId) -> Rows {
    let holds = |scope: Scope| match scope {
        Scope::OfPatient(patient) => rows
            .get(&(Kind::Patient, patient.uuid()))
            .is_some_and(|(_, body)| Scope::of(Kind::Patient, body).holds(facility)),
        other => other.holds(facility),
    };
    rows.iter()
        .filter(|((kind, _), (_, body))| holds(Scope::of(*kind, body)))
        .map(|(key, row)| (*key, row.clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_comes_to_a_facility_and_leaves_it_with_everything() {
    let place = Place::open().await;
    let [here, there] = two_facilities(&place).await;
    let mut one = place.desk_at("one", Some(here)).await;
    let mut two = place.desk_at("two", Some(there)).await;
    let (patient, visit) = (
        (Kind::Patient, id("patient", 1)),
        (Kind::Appointment, id("appointment", 1)),
    );
    one.done("register_patient", registration(1, "Visitor"))
        .await;
    one.done("book_appointment", booking(1, 1, "10:00")).await;
    one.until_shared().await;
    two.done("register_patient", registration(2, "Local")).await;
    two.until_shared().await;
    let all = place.rows().await;
    let of_two = held(&all, there);
    assert!(!of_two.contains_key(&patient) && !of_two.contains_key(&visit));
    two.until_rows(&of_two).await;
    one.until_rows(&held(&all, here)).await;

    let reason = "Seen at the weekend clinic";
    two.done(
        "register_here",
        json!({ "patient": patient.1, "reason": reason }),
    )
    .await;
    two.until_shared().await;
    let all = place.rows().await;
    let of_two = held(&all, there);
    assert!(of_two.contains_key(&patient) && of_two.contains_key(&visit));
    two.until_rows(&of_two).await;

    one.done(
        "cancel_appointment",
        json!({ "appointment": visit.1, "reason": "Moved" }),
    )
    .await;
    one.until_shared().await;
    two.until_rows(&held(&place.rows().await, there)).await;
    two.done(
        "end_care_here",
        json!({ "patient": patient.1, "reason": "Moved away" }),
    )
    .await;
    two.until_shared().await;
    let all = place.rows().await;
    assert!(
        all.contains_key(&patient),
        "the first facility still gives care"
    );
    let of_two = held(&all, there);
    assert!(!of_two.contains_key(&patient) && !of_two.contains_key(&visit));
    two.until_rows(&of_two).await;
    one.until_rows(&held(&all, here)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_whom_no_facility_knows_is_not_taken_in() {
    let place = Place::open().await;
    let [_, there] = two_facilities(&place).await;
    let mut desk = place.desk_at("one", Some(there)).await;
    let request = json!({ "patient": id("patient", 404), "reason": "Referred" });
    let change = desk.done("register_here", request).await;
    desk.until_shared().await;
    let rows = place.rows().await;
    let (_, item) = &rows[&(Kind::Attention, change.id.uuid())];
    assert_eq!(item["refused"]["code"], "not_found");
    assert_eq!(item["refused"]["command"], "register_here");
    desk.until_rows(&held(&rows, there)).await;
    let list = desk.view("attention_list", json!({})).await;
    assert_eq!(list["open"], 1, "somebody must settle it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_beyond_the_facility_is_answered_by_the_server_and_written_down() {
    let place = Place::open().await;
    let [here, there] = two_facilities(&place).await;
    let mut one = place.desk_at("one", Some(here)).await;
    let two = place.desk_at("two", Some(there)).await;
    one.done("register_patient", registration(1, "Farrelly"))
        .await;
    one.until_shared().await;
    let asker = place.seed.person(clinic::records::Role::Reception);
    let unproven = two.client().search(asker, "farrelly").await;
    assert!(
        matches!(unproven, Err(SyncError::Refused(failure)) if failure.code == Code::PersonNotProven),
        "a workstation's word is not enough"
    );
    let found = two
        .asking(asker)
        .await
        .search(asker, "farrelly")
        .await
        .unwrap();
    let names: Vec<_> = found
        .patients
        .iter()
        .map(|patient| (patient.summary.id.uuid(), patient.facilities.len()))
        .collect();
    assert_eq!(names, [(id("patient", 1), 1)]);
    let own = one
        .asking(asker)
        .await
        .search(asker, "farrelly")
        .await
        .unwrap();
    assert!(
        own.patients.is_empty(),
        "this facility holds the patient already"
    );
    let short = two.asking(asker).await.search(asker, "fa").await;
    assert!(
        matches!(short, Err(SyncError::Refused(failure)) if failure.code == Code::InvalidFields)
    );

    let inside = place.inside().await;
    inside.chain_lines().await.unwrap();
    let lines = inside
        .read()
        .await
        .unwrap()
        .inspect(
            "select person, device from audit where command = 'search_elsewhere' order by n",
            2,
        )
        .await
        .unwrap();
    inside.close().await;
    let device = |desk: &crate::desk::Desk| desk.identity.as_ref().unwrap().device.to_string();
    assert_eq!(
        lines,
        [
            [asker.to_string(), device(&two)],
            [asker.to_string(), device(&one)]
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_are_several_facilities_one_is_chosen() {
    let place = Place::open().await;
    let [here, there] = two_facilities(&place).await;
    let asked = Client::anonymous(&place.url())
        .unwrap()
        .enrol(CODE, "undecided")
        .await;
    let Err(SyncError::Refused(failure)) = asked else {
        panic!("it must be asked which");
    };
    assert_eq!(failure.code, Code::FacilityNeeded);
    let offered = failure.data["facilities"].as_array().unwrap();
    let ids: BTreeSet<_> = offered
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, [here.to_string(), there.to_string()].into());
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_still_expected_does_not_leave() {
    let place = Place::open().await;
    let [here, there] = two_facilities(&place).await;
    let mut one = place.desk_at("one", Some(here)).await;
    one.done("register_patient", registration(1, "Only")).await;
    let leave = json!({ "patient": id("patient", 1), "reason": "Moved away" });
    assert_eq!(
        one.refused("end_care_here", leave.clone()).await.code,
        Code::OnlyFacility
    );
    for reason in [" ".to_owned(), "x".repeat(10_000)] {
        let leave = json!({ "patient": id("patient", 1), "reason": reason });
        assert_eq!(
            one.refused("end_care_here", leave).await.code,
            Code::InvalidFields
        );
    }
    one.until_shared().await;
    let mut two = place.desk_at("two", Some(there)).await;
    two.done(
        "register_here",
        json!({ "patient": id("patient", 1), "reason": "Both" }),
    )
    .await;
    two.until_shared().await;
    two.until_rows(&held(&place.rows().await, there)).await;
    two.done("book_appointment", booking(1, 1, "10:00")).await;
    assert_eq!(
        two.refused("end_care_here", leave).await.code,
        Code::StillExpected
    );
}
