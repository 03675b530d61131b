//! What is done and seen at a workstation leaves lines, which the server holds and an administrator reads.

use std::collections::BTreeSet;

use clinic::records::Role;
use serde_json::{Value, json};
use wire::Code;

use crate::place::{Desk, Place, registration};

fn lines(trail: &Value) -> BTreeSet<(String, String)> {
    let text = |line: &Value, field: &str| line[field].as_str().unwrap_or("done").to_owned();
    let lines = trail["lines"].as_array().into_iter().flatten();
    lines
        .map(|line| (text(line, "command"), text(line, "refused")))
        .collect()
}

async fn sign_in_wrongly(desk: &Desk, place: &Place, role: Role) {
    let person = place.seed.person(role);
    let request = json!({ "person": person, "password": "guessed" });
    let refused = desk.call("sign_in", request).await.unwrap_err();
    assert_eq!(refused.code, Code::WrongPassword);
}

/// A change, with which everything that waits is handed in.
async fn hand_in(place: &Place, desk: &Desk, n: u32) {
    desk.sign_in(place, Role::Reception).await;
    place.clock.advance(60_000);
    desk.done("register_patient", registration(n, "Walsh"))
        .await;
    desk.until_shared().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_looking_and_printing_leave_lines_and_so_does_failing() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.until_shared().await;
    for (command, request) in [
        ("ward_board", json!({})),
        (
            "document",
            json!({ "document": { "kind": "number_series" }, "language": "en" }),
        ),
        ("audit_trail", json!({})),
    ] {
        let refused = desk.call(command, request).await.unwrap_err();
        assert_eq!(refused.code, Code::NotPermitted, "{command}");
    }
    desk.done("recent_patients", json!({ "limit": 5 })).await;
    desk.done("search_patients", json!({ "text": "wal", "limit": 5 }))
        .await;
    desk.done("search_elsewhere", json!({ "text": "walsh" }))
        .await;
    desk.done("lock", json!({})).await;
    sign_in_wrongly(&desk, &place, Role::Administrator).await;
    desk.sign_in(&place, Role::Administrator).await;
    desk.done(
        "save_document",
        json!({ "document": { "kind": "number_series" }, "language": "en" }),
    )
    .await;
    hand_in(&place, &desk, 1).await;
    desk.sign_in(&place, Role::Administrator).await;

    let wanted: BTreeSet<(String, String)> = [
        ("sign_in", "done"),
        ("sign_in", "wrong_password"),
        ("lock", "done"),
        ("ward_board", "not_permitted"),
        ("document", "not_permitted"),
        ("audit_trail", "not_permitted"),
        ("recent_patients", "done"),
        ("search_patients", "done"),
        ("search_elsewhere", "done"),
        ("save_document", "done"),
        ("register_patient", "done"),
    ]
    .map(|(command, outcome)| (command.to_owned(), outcome.to_owned()))
    .into();
    let trail = desk
        .until_answer("all lines", "audit_trail", json!({}), |trail| {
            lines(trail).is_superset(&wanted)
        })
        .await;
    let failed = trail["lines"].as_array().unwrap().iter();
    let failed: Vec<_> = failed
        .filter(|line| line["refused"] == "wrong_password")
        .collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0]["role"], "administrator");
    assert_eq!(failed[0]["workstation"], "A");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_administrator_asks_needs_the_server_and_a_report_can_be_saved() {
    let mut place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.until_shared().await;
    hand_in(&place, &desk, 1).await;
    desk.sign_in(&place, Role::Administrator).await;
    let report = json!({ "patient": testkit::id("patient", 1) });
    desk.until_answer(
        "the line of registering",
        "access_report",
        report.clone(),
        |report| {
            report["lines"]
                .as_array()
                .is_some_and(|lines| !lines.is_empty())
        },
    )
    .await;
    let saved = desk
        .done(
            "save_access_report",
            json!({
                "report": report,
                "headings": ["When", "Who", "Role", "Workstation", "What", "Why"],
                "roles": { "reception": "Reception" },
                "commands": { "register_patient": "Registered" },
            }),
        )
        .await;
    let text = std::fs::read_to_string(saved["path"].as_str().unwrap()).unwrap();
    assert!(text.contains(",Reception,A,Registered,"), "{text}");
    let saved = desk
        .done(
            "save_access_report",
            json!({
                "report": report, "paper": "ar",
                "headings": ["When", "Who", "Role", "Workstation", "What", "Why"],
                "roles": {}, "commands": {},
            }),
        )
        .await;
    let path = saved["path"].as_str().unwrap();
    assert!(
        path.ends_with("Access to the record A-000001.pdf"),
        "{path}"
    );
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF-"));
    place.stop_server().await;
    for (command, request) in [
        ("audit_trail", json!({})),
        (
            "access_report",
            json!({ "patient": testkit::id("patient", 1) }),
        ),
        ("unusual_access", json!({ "days": 7 })),
    ] {
        let refused = desk.call(command, request).await.unwrap_err();
        assert_eq!(refused.code, Code::ServerUnreachable, "{command}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn opening_by_what_names_nobody_leaves_a_line_too() {
    let place = Place::open().await;
    let desk = place.workstation("one", Role::Reception).await;
    desk.until_shared().await;
    desk.workstation.stop().await;
    drop(desk);
    let desk = place.reopened("one").await;
    hand_in(&place, &desk, 1).await;
    desk.sign_in(&place, Role::Administrator).await;
    let opened = |line: &&Value| line["command"] == "give_passphrase";
    let found = |trail: &Value| {
        let lines = trail["lines"].as_array().into_iter().flatten();
        lines.filter(opened).cloned().collect::<Vec<_>>()
    };
    let trail = desk
        .until_answer("the line", "audit_trail", json!({}), |trail| {
            !found(trail).is_empty()
        })
        .await;
    let [line] = &found(&trail)[..] else {
        unreachable!("the first start opened nothing: {trail}");
    };
    assert_eq!(line["workstation"], "A");
    assert!(line["person_name"].is_null() && line["role"].is_null());
}
