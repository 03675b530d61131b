//! Commands of patients.

mod allergies;
mod concurrent;
mod coverage;
mod edit;
mod page;
mod register;
mod search;
mod vitals;

use clinic::records::{Patient, Role};
use serde_json::{Value, json};
use testkit::{TestClinic, id};
use wire::{Code, Failure};

/// A clinic without patients yet.
struct Desk {
    clinic: TestClinic,
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
impl Desk {
    async fn open() -> Self {
        Self {
            clinic: TestClinic::open().await.unwrap(),
        }
    }

    async fn reception(&self, command: &str, request: Value) -> Result<Value, Failure> {
        self.clinic.run(Role::Reception, command, request).await
    }

    async fn doctor(&self, command: &str, request: Value) -> Result<Value, Failure> {
        self.clinic.run(Role::Doctor, command, request).await
    }

    /// Registers the `n`th patient; `more` adds to the request or replaces in it.
    async fn register(&self, n: u32, family: &str, given: &str, more: Value) -> Value {
        let request = registration(n, family, given, more);
        self.reception("register_patient", request).await.unwrap()
    }

    async fn page(&self, role: Role, n: u32) -> Value {
        let request = json!({ "patient": id("patient", n) });
        self.clinic
            .run(role, "patient_page", request)
            .await
            .unwrap()
    }

    async fn record(&self, n: u32) -> Patient {
        self.clinic.get(id("patient", n)).await.unwrap().unwrap()
    }

    async fn version(&self, n: u32) -> u64 {
        use workflows::Records;
        let mut tx = self.clinic.store.read().await.unwrap();
        let kept = tx
            .get(clinic::records::Kind::Patient, id("patient", n))
            .await;
        kept.unwrap().unwrap().version
    }
}

fn registration(n: u32, family: &str, given: &str, more: Value) -> Value {
    let mut request = json!({
        "id": id("patient", n), "name": { "family": family, "given": given }, "sex": "not_known",
    });
    if let (Some(request), Value::Object(more)) = (request.as_object_mut(), more) {
        request.extend(more);
    }
    request
}

/// The wrong fields of a refusal.
fn wrong_fields(answer: Result<Value, Failure>) -> Value {
    match answer {
        Err(failure) if failure.code == Code::InvalidFields => {
            failure.data.get("fields").cloned().unwrap_or_default()
        }
        other => json!({ "instead": format!("{other:?}") }),
    }
}
