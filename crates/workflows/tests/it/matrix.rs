//! Every command × every role: a snapshot that a change of permissions must change too.

use clinic::records::Role;
use serde_json::json;
use testkit::TestClinic;
use wire::{Code, commands::SHARED};

/// Columns: reception, doctor, nurse, laboratory, pharmacy, billing, administrator; `x` may, `.` may not.
const MATRIX: &str = include_str!("matrix.txt");

#[tokio::test]
async fn every_command_is_refused_to_every_role_that_may_not_run_it() {
    let clinic = TestClinic::open().await.unwrap();
    let mut found = String::new();
    for command in SHARED {
        let mut row = String::new();
        for role in Role::ALL {
            // An empty request never gets past reading it; a missing permission is noticed before that.
            let answer = clinic
                .run(role, command.name, json!({ "nonsense": true }))
                .await;
            let refused = answer.is_err_and(|failure| failure.code == Code::NotPermitted);
            row.push(if refused { '.' } else { 'x' });
        }
        found.extend([row.as_str(), " ", command.name, "\n"]);
    }
    assert_eq!(
        found, MATRIX,
        "the table of permissions changed: review, then update matrix.txt"
    );
}

#[tokio::test]
async fn a_command_that_is_not_in_the_table_is_unknown_to_everybody() {
    let clinic = TestClinic::open().await.unwrap();
    for role in Role::ALL {
        let refused = clinic
            .run(role, "drop_everything", json!({}))
            .await
            .unwrap_err();
        assert_eq!(refused.code, Code::UnknownCommand);
    }
}

#[tokio::test]
async fn a_request_that_cannot_be_read_names_the_field_and_no_value() {
    let clinic = TestClinic::open().await.unwrap();
    let request = json!({ "patient": "Mary Murphy" });
    let refused = clinic
        .run(Role::Doctor, "patient_page", request)
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::BadRequest);
    assert!(!refused.data.to_string().contains("Murphy"));
}
