//! Accounts: who may make one, and what nobody may do to their own.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]

use clinic::{
    access::Permission,
    records::{Facility, Kind, Person, Role},
};
use serde_json::{Value, json};
use testkit::{TestClinic, id};
use values::ids::FacilityId;
use wire::Code;
use workflows::{Actor, Query, dispatch::permit};

const VERIFIER: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA";
const OTHER: &str = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$b3RoZXI";

fn invitation(n: u32) -> Value {
    json!({
        "id": id("person", n), "name": { "family": " Murphy ", "given": "Sean" }, "role": "nurse",
        "verifier": VERIFIER, "activation_until": "2026-11-23T09:00:00.000Z",
    })
}

async fn person(clinic: &TestClinic, n: u32) -> Person {
    let people: Vec<Person> = clinic.find(Query::All(Kind::Person)).await.unwrap();
    let wanted = id("person", n);
    people
        .into_iter()
        .find(|person| person.id.uuid() == wanted)
        .unwrap()
}

/// The number of the role's person in the test clinic.
fn number(role: Role) -> u32 {
    let at = Role::ALL.iter().position(|other| *other == role).unwrap();
    u32::try_from(at).unwrap() + 1
}

#[tokio::test]
async fn whoever_is_invited_is_on_the_list_until_they_have_chosen_a_password() {
    let mut clinic = TestClinic::open().await.unwrap();
    for _ in 0..2 {
        clinic
            .run(Role::Administrator, "invite_person", invitation(20))
            .await
            .unwrap();
    }
    let state = |list: &Value| {
        let wanted = json!(id("person", 20));
        let people = list["people"].as_array().unwrap();
        let found: Vec<&Value> = people.iter().filter(|line| line["id"] == wanted).collect();
        assert_eq!(found.len(), 1, "asked for twice, made once");
        assert_eq!(found[0]["name"]["family"], "Murphy");
        found[0]["state"].clone()
    };
    let list = clinic
        .run(Role::Administrator, "people_list", json!({}))
        .await
        .unwrap();
    assert_eq!(state(&list), "invited");
    assert!(
        !list.to_string().contains("argon2"),
        "no verifier leaves the core"
    );
    clinic.at("2026-11-24T09:00:00Z");
    let list = clinic
        .run(Role::Administrator, "people_list", json!({}))
        .await
        .unwrap();
    assert_eq!(state(&list), "invitation_expired");
}

#[tokio::test]
async fn nobody_changes_their_own_account_and_one_administrator_stays() {
    let clinic = TestClinic::open().await.unwrap();
    let me = id("person", number(Role::Administrator));
    for (command, request) in [
        ("change_person", json!({ "person": me, "role": "doctor" })),
        ("change_person", json!({ "person": me, "active": false })),
        (
            "reset_sign_in",
            json!({ "person": me, "verifier": OTHER, "activation_until": "2026-11-23T09:00:00.000Z", "without_second_factor": false }),
        ),
    ] {
        let refused = clinic
            .run(Role::Administrator, command, request)
            .await
            .unwrap_err();
        assert_eq!(refused.code, Code::OwnAccount, "{command}");
    }
    let kept = person(&clinic, number(Role::Administrator)).await;
    assert!(kept.active && kept.role == Role::Administrator);
}

#[tokio::test]
async fn a_role_and_a_name_are_changed_and_what_is_not_named_stays() {
    let clinic = TestClinic::open().await.unwrap();
    let nurse = number(Role::Nurse);
    let before = person(&clinic, nurse).await;
    let request = json!({ "person": before.id, "role": "pharmacy", "name": { "family": "Byrne", "given": "Ann" } });
    clinic
        .run(Role::Administrator, "change_person", request)
        .await
        .unwrap();
    let after = person(&clinic, nurse).await;
    assert_eq!(after.role, Role::Pharmacy);
    assert_eq!(after.name.letter(), "Ann Byrne");
    assert_eq!(after.verifier, before.verifier);
    assert!(after.active);
    let nameless = json!({ "person": before.id, "name": { "family": "  " } });
    let refused = clinic
        .run(Role::Administrator, "change_person", nameless)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::InvalidFields);
}

#[tokio::test]
async fn a_reset_takes_the_password_and_only_if_asked_the_second_factor() {
    let clinic = TestClinic::open().await.unwrap();
    let factor = json!({ "factor": { "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "since": "2026-11-20T09:00:00.000Z", "recovery": ["a", "b"] } });
    clinic
        .run(Role::Doctor, "set_second_factor", factor)
        .await
        .unwrap();
    let doctor = number(Role::Doctor);
    let reset = |verifier: &str, without: bool| {
        json!({
            "person": id("person", doctor), "verifier": verifier, "activation_until": "2026-11-23T09:00:00.000Z",
            "without_second_factor": without,
        })
    };
    clinic
        .run(Role::Administrator, "reset_sign_in", reset(VERIFIER, false))
        .await
        .unwrap();
    let after = person(&clinic, doctor).await;
    assert_eq!(after.verifier, VERIFIER);
    assert!(after.activation_until.is_some() && after.second_factor.is_some());
    clinic
        .run(Role::Administrator, "reset_sign_in", reset(OTHER, true))
        .await
        .unwrap();
    assert_eq!(person(&clinic, doctor).await.second_factor, None);
    let open = clinic
        .run(Role::Administrator, "reset_sign_in", reset("", true))
        .await
        .unwrap_err();
    assert_eq!(
        open.code,
        Code::InvalidFields,
        "no verifier is no password at all"
    );
}

#[tokio::test]
async fn a_password_that_is_chosen_ends_the_code_and_a_spent_code_stays_spent() {
    let clinic = TestClinic::open().await.unwrap();
    clinic
        .run(Role::Nurse, "set_password", json!({ "verifier": OTHER }))
        .await
        .unwrap();
    let factor = json!({ "factor": { "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "since": "2026-11-20T09:00:00.000Z", "recovery": ["a", "b"] } });
    clinic
        .run(Role::Nurse, "set_second_factor", factor)
        .await
        .unwrap();
    for _ in 0..2 {
        clinic
            .run(Role::Nurse, "spend_recovery_code", json!({ "digest": "a" }))
            .await
            .unwrap();
    }
    let nurse = person(&clinic, number(Role::Nurse)).await;
    assert_eq!(
        (nurse.verifier.as_str(), nurse.activation_until),
        (OTHER, None)
    );
    assert_eq!(nurse.second_factor.unwrap().recovery, ["b"]);
}

fn auditor(n: u32, permissions: &Value) -> Value {
    json!({
        "id": id("custom role", n), "name": "Privacy officer", "role": "billing", "active": true,
        "permissions": permissions,
    })
}

async fn saved(clinic: &TestClinic, request: &Value) -> Result<Value, wire::Failure> {
    clinic
        .run(Role::Administrator, "save_custom_role", request.clone())
        .await
}

/// Makes the billing person a privacy officer.
async fn with_a_privacy_officer() -> TestClinic {
    let clinic = TestClinic::open().await.unwrap();
    saved(&clinic, &auditor(1, &json!(["see_audit"])))
        .await
        .unwrap();
    let request = json!({
        "person": id("person", number(Role::Billing)), "role": "billing", "custom_role": id("custom role", 1),
    });
    clinic
        .run(Role::Administrator, "change_person", request)
        .await
        .unwrap();
    clinic
}

/// Somebody as the records know them now, at a facility.
async fn present(clinic: &TestClinic, role: Role, facility: FacilityId) -> Option<Actor> {
    let mut tx = clinic.store.read().await.unwrap();
    let known = clinic.actor(role);
    Actor::present(&mut tx, known.person, known.device, facility)
        .await
        .ok()
}

#[tokio::test]
async fn whoever_has_a_custom_role_may_what_it_says_and_nothing_of_the_other() {
    let clinic = with_a_privacy_officer().await;
    let here = clinic.seed.facility.id;
    let officer = present(&clinic, Role::Billing, here).await.unwrap();
    assert!(officer.may(Permission::SeeAudit));
    let refused = permit("issue_invoice", &officer).unwrap_err();
    assert_eq!(refused.code, Code::NotPermitted);
    assert_eq!(officer.role(), Role::Billing, "what the trail calls them");

    let wider = json!({
        "id": id("custom role", 1), "name": "Privacy officer", "role": "billing", "active": true,
        "permissions": ["see_audit", "find_patients", "see_invoices"], "was": ["use_workstation", "see_audit"],
    });
    saved(&clinic, &wider).await.unwrap();
    let officer = present(&clinic, Role::Billing, here).await.unwrap();
    assert!(officer.may(Permission::SeeInvoices), "at once");

    let roles = clinic
        .run(Role::Administrator, "custom_roles", json!({}))
        .await
        .unwrap();
    assert_eq!(roles["custom"][0]["holders"], json!(["Billing Person6"]));
    assert_eq!(roles["table"].as_array().unwrap().len(), Role::ALL.len());
}

#[tokio::test]
async fn a_custom_role_that_somebody_else_changed_meanwhile_is_not_written_over() {
    let clinic = with_a_privacy_officer().await;
    let stale = json!({
        "id": id("custom role", 1), "name": "Privacy officer", "role": "billing", "active": true,
        "permissions": ["find_patients"], "was": ["use_workstation"],
    });
    let refused = saved(&clinic, &stale).await.unwrap_err();
    assert_eq!(refused.code, Code::ChangedMeanwhile);
    let again = auditor(1, &json!(["use_workstation", "see_audit"]));
    saved(&clinic, &again).await.unwrap();
}

#[tokio::test]
async fn a_custom_role_that_cannot_be_is_refused_with_what_is_wrong() {
    let clinic = with_a_privacy_officer().await;
    for (request, code) in [
        (auditor(2, &json!(["see_audit"])), Code::InvalidFields),
        (
            json!({
                "id": id("custom role", 3), "name": "Scribe", "role": "nurse", "active": true,
                "permissions": ["record_allergies"],
            }),
            Code::InvalidFields,
        ),
        (
            json!({
                "id": id("custom role", 1), "name": "Privacy officer", "role": "billing", "active": false,
                "permissions": ["see_audit"], "was": ["use_workstation", "see_audit"],
            }),
            Code::RoleHeld,
        ),
        (
            json!({
                "id": id("custom role", 1), "name": "Privacy officer", "role": "doctor", "active": true,
                "permissions": ["see_audit"], "was": ["use_workstation", "see_audit"],
            }),
            Code::NoSuchRole,
        ),
    ] {
        let refused = saved(&clinic, &request).await.unwrap_err();
        assert_eq!(refused.code, code, "{request}");
    }
    let unknown = json!({
        "person": id("person", number(Role::Nurse)), "role": "nurse", "custom_role": id("custom role", 9),
    });
    let refused = clinic
        .run(Role::Administrator, "change_person", unknown)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::NoSuchRole);
}

#[tokio::test]
async fn whoever_has_memberships_asks_only_there_and_as_what_they_are_there() {
    let clinic = TestClinic::open().await.unwrap();
    let here = clinic.seed.facility.id;
    let there = Facility {
        id: FacilityId::from_uuid(id("facility", 2)),
        name: "Second site".into(),
        ..clinic.seed.facility.clone()
    };
    let mut tx = testkit::shared(&clinic.store).await.unwrap();
    testkit::put(&mut tx, &there).await.unwrap();
    tx.commit().await.unwrap();
    let nurse = id("person", number(Role::Nurse));
    let change = async |memberships: Value| {
        let request = json!({ "person": nurse, "memberships": memberships });
        clinic
            .run(Role::Administrator, "change_person", request)
            .await
    };
    change(json!([{ "facility": there.id, "role": "reception" }]))
        .await
        .unwrap();
    assert_eq!(present(&clinic, Role::Nurse, here).await, None);
    let at = present(&clinic, Role::Nurse, there.id).await.unwrap();
    assert_eq!(at.role(), Role::Reception);
    assert!(at.may(Permission::RegisterPatients) && !at.may(Permission::ChartVitals));
    change(json!([])).await.unwrap();
    let at = present(&clinic, Role::Nurse, here).await.unwrap();
    assert_eq!(at.role(), Role::Nurse);
    for wrong in [
        json!([{ "facility": id("facility", 7), "role": "nurse" }]),
        json!([
            { "facility": here, "role": "nurse" }, { "facility": here, "role": "doctor" },
        ]),
    ] {
        let refused = change(wrong).await.unwrap_err();
        assert_eq!(refused.code, Code::InvalidFields);
    }
}

#[tokio::test]
async fn an_account_elsewhere_is_linked_by_its_holder_alone_and_with_one_person_at_most() {
    let clinic = TestClinic::open().await.unwrap();
    let account = |subject: &str| json!({ "identity": { "issuer": "https://id.example", "subject": subject } });
    for _ in 0..2 {
        clinic
            .run(Role::Nurse, "link_identity", account("nora"))
            .await
            .unwrap();
    }
    let nurse = person(&clinic, number(Role::Nurse)).await;
    assert_eq!(nurse.identities.len(), 1, "asked for twice, linked once");
    let taken = clinic
        .run(Role::Doctor, "link_identity", account("nora"))
        .await
        .unwrap_err();
    assert_eq!(taken.code, Code::IdentityTaken);
    let unfit = clinic
        .run(Role::Doctor, "link_identity", account(""))
        .await
        .unwrap_err();
    assert_eq!(unfit.code, Code::InvalidFields);
    let named = json!({ "person": nurse.id, "identity": { "issuer": "https://id.example", "subject": "x" } });
    let for_another = clinic
        .run(Role::Administrator, "link_identity", named)
        .await
        .unwrap_err();
    assert_eq!(for_another.code, Code::BadRequest, "a request names nobody");

    clinic
        .run(Role::Nurse, "unlink_identity", json!({}))
        .await
        .unwrap();
    assert!(
        person(&clinic, number(Role::Nurse))
            .await
            .identities
            .is_empty()
    );
    clinic
        .run(Role::Doctor, "link_identity", account("nora"))
        .await
        .unwrap();
}

#[tokio::test]
async fn an_administrator_takes_links_of_others_away_and_never_their_own() {
    let clinic = TestClinic::open().await.unwrap();
    let account = json!({ "identity": { "issuer": "https://id.example", "subject": "nora" } });
    clinic
        .run(Role::Nurse, "link_identity", account)
        .await
        .unwrap();
    let linked = |list: &Value, n: u32| {
        let wanted = json!(id("person", n));
        let people = list["people"].as_array().unwrap();
        let line = people.iter().find(|line| line["id"] == wanted).unwrap();
        line["linked"].clone()
    };
    let list = async || {
        let list = clinic.run(Role::Administrator, "people_list", json!({}));
        list.await.unwrap()
    };
    assert_eq!(linked(&list().await, number(Role::Nurse)), true);
    let own = json!({ "person": id("person", number(Role::Administrator)) });
    let refused = clinic
        .run(Role::Administrator, "unlink_person", own)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::OwnAccount);
    for _ in 0..2 {
        let nurse = json!({ "person": id("person", number(Role::Nurse)) });
        clinic
            .run(Role::Administrator, "unlink_person", nurse)
            .await
            .unwrap();
    }
    assert_eq!(linked(&list().await, number(Role::Nurse)), false);
}
