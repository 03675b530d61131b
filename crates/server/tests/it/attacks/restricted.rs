//! The gate before restricted records is the server's too: a workstation whose owner writes what it sends does
//! not pass it.

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use testkit::id;
use wire::{Code, sync::PushOutcome};

use super::{
    Target,
    changes::{Rogue, refusal},
};
use crate::{desk::registration, scopes::two_facilities};

async fn push(
    rogue: &mut Rogue,
    target: &Target,
    role: Role,
    command: &str,
    request: Value,
) -> PushOutcome {
    let person = target.place.seed.person(role);
    let change = rogue.change(target, person, command, request);
    rogue.push(change).await
}

fn allergy(n: u32) -> Value {
    json!({
        "id": id("allergy", n), "patient": id("patient", 9), "substance": "latex", "criticality": "high",
    })
}

fn breaking() -> Value {
    json!({
        "id": id("emergency", 1), "patient": id("patient", 9), "reason": "care_emergency",
        "words": "Unconscious in the waiting room",
    })
}

/// Patient 9, whose record is open to the nurse alone.
async fn restricted(target: &Target) -> Rogue {
    let mut rogue = Rogue::join(target).await;
    let registered = registration(9, "Sentinel");
    let outcome = push(
        &mut rogue,
        target,
        Role::Reception,
        "register_patient",
        registered,
    )
    .await;
    assert!(
        matches!(outcome, PushOutcome::Applied { .. }),
        "{outcome:?}"
    );
    let nurse = target.place.seed.person(Role::Nurse);
    let restriction = json!({ "patient": id("patient", 9), "label": "staff", "entitled": [nurse] });
    let outcome = push(
        &mut rogue,
        target,
        Role::Nurse,
        "restrict_record",
        restriction,
    )
    .await;
    assert!(
        matches!(outcome, PushOutcome::Applied { .. }),
        "{outcome:?}"
    );
    rogue
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_to_a_closed_record_is_refused_until_an_emergency_access_is_written_down() {
    let target = Target::open().await;
    let mut rogue = restricted(&target).await;
    for (role, refused) in [
        (Role::Doctor, Code::RecordRestricted),
        (Role::Pharmacy, Code::RecordRestricted),
    ] {
        let outcome = push(&mut rogue, &target, role, "record_allergy", allergy(1)).await;
        assert_eq!(refusal(&outcome), Some(refused), "{role:?}");
    }
    let edit = json!({ "id": id("patient", 9), "phone": "+353 1 555 0000" });
    let outcome = push(&mut rogue, &target, Role::Reception, "edit_patient", edit).await;
    assert_eq!(refusal(&outcome), Some(Code::NotFound));
    let own = json!({
        "patient": id("patient", 9), "label": "staff",
        "entitled": [target.place.seed.person(Role::Doctor)],
    });
    let outcome = push(&mut rogue, &target, Role::Doctor, "restrict_record", own).await;
    assert_eq!(refusal(&outcome), Some(Code::RecordRestricted));

    let outcome = push(
        &mut rogue,
        &target,
        Role::Reception,
        "break_glass",
        breaking(),
    )
    .await;
    assert_eq!(refusal(&outcome), Some(Code::NotPermitted));
    let outcome = push(&mut rogue, &target, Role::Doctor, "break_glass", breaking()).await;
    assert!(
        matches!(outcome, PushOutcome::Applied { .. }),
        "{outcome:?}"
    );
    let outcome = push(
        &mut rogue,
        &target,
        Role::Doctor,
        "record_allergy",
        allergy(2),
    )
    .await;
    assert!(
        matches!(outcome, PushOutcome::Applied { .. }),
        "{outcome:?}"
    );
    target.place.clock.advance(60 * 60_000);
    let outcome = push(
        &mut rogue,
        &target,
        Role::Doctor,
        "record_allergy",
        allergy(3),
    )
    .await;
    assert_eq!(refusal(&outcome), Some(Code::RecordRestricted));

    let rows = target.place.rows().await;
    let access = &rows[&(Kind::EmergencyAccess, id("emergency", 1))].1;
    assert_eq!(
        access["person"],
        json!(target.place.seed.person(Role::Doctor))
    );
    assert!(rows.contains_key(&(Kind::Allergy, id("allergy", 2))));
    for n in [1, 3] {
        assert!(
            !rows.contains_key(&(Kind::Allergy, id("allergy", n))),
            "{n}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_of_another_facility_finds_nobody_whose_record_is_closed() {
    let target = Target::open().await;
    restricted(&target).await;
    let [_, there] = two_facilities(&target.place).await;
    let desk = target.place.desk_at("there", Some(there)).await;
    let found = async |role| {
        let person = target.place.seed.person(role);
        let client = desk.asking(person).await;
        let found = client.search(person, "Sentinel").await.unwrap();
        found.patients.len()
    };
    for (role, finds) in [(Role::Reception, 0), (Role::Doctor, 0), (Role::Nurse, 1)] {
        assert_eq!(found(role).await, finds, "{role:?}");
    }
}
