//! Commands of billing.

mod lists;
mod numbers;
mod paths;
mod reruns;

use std::collections::BTreeMap;

use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use store::Mode;
use testkit::{TestClinic, id};
use uuid::Uuid;
use wire::{
    Failure,
    billing::{InvoiceListView, InvoiceView},
};
use workflows::Records;

/// A clinic with two patients and two visits, and a workstation of its own.
struct Billing {
    clinic: TestClinic,
}

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
impl Billing {
    /// Workstation `code`. Patient 1 has visit 1 (consultation, vaccination twice) and visit 2 (letter).
    async fn open(code: &str) -> Self {
        let clinic = TestClinic::open().await.unwrap();
        let mut tx = clinic.store.write(Mode::Optimistic).await.unwrap();
        tx.set_setting("device_code", code).await.unwrap();
        for (n, family, given) in [(1, "Murphy", "Ann"), (2, "Nguyễn", "Thị Đào")] {
            let body = json!({
                "id": id("patient", n), "record_number": format!("T-{n:06}"),
                "name": { "family": family, "given": given }, "sex": "female",
                "registered_at": "2026-11-20T08:00:00.000Z",
            });
            tx.put(Kind::Patient, id("patient", n), body).await.unwrap();
        }
        for (n, start, end, services) in [
            (1, "09:00", "09:20", vec![1, 2, 2]),
            (2, "10:00", "10:20", vec![3]),
        ] {
            let services: Vec<_> = services.into_iter().map(|n| id("service", n)).collect();
            let body = json!({
                "id": id("appointment", n), "patient": id("patient", 1), "practitioner": id("practitioner", 1),
                "date": "2026-11-20", "start": start, "minutes": 20, "services": services, "status": "done",
                "starts_at": format!("2026-11-20T{start}:00.000Z"), "ends_at": format!("2026-11-20T{end}:00.000Z"),
                "booked_at": "2026-11-19T08:00:00.000Z", "booked_by": id("person", 1),
            });
            let visit = id("appointment", n);
            tx.put(Kind::Appointment, visit, body).await.unwrap();
        }
        tx.commit().await.unwrap();
        Self { clinic }
    }

    /// Runs a command that answers with an invoice.
    async fn ask(&self, command: &str, request: Value) -> Result<InvoiceView, Failure> {
        let answer = self.clinic.run(Role::Billing, command, request).await?;
        Ok(serde_json::from_value(answer).unwrap())
    }

    /// Runs a command again, or for the first time, and says what travels with it.
    async fn change(
        &self,
        command: &str,
        request: Value,
        allotted: BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, Failure> {
        let ran = self
            .clinic
            .run_allotted(Role::Billing, command, request, allotted);
        Ok(ran.await?.allotted)
    }

    /// A draft of `minor` cents without tax, for a patient.
    async fn drafted(&self, n: u32, patient: u32, minor: i64) -> Uuid {
        let invoice = id("invoice", n);
        let draft = json!({ "id": invoice, "patient": id("patient", patient) });
        self.ask("draft_invoice", draft).await.unwrap();
        let lines = json!({ "invoice": invoice, "lines": [line(1, minor, 0)] });
        self.ask("edit_invoice_lines", lines).await.unwrap();
        invoice
    }

    /// The same, issued.
    async fn issued(&self, n: u32, patient: u32, minor: i64) -> Uuid {
        let invoice = self.drafted(n, patient, minor).await;
        let issue = json!({ "invoice": invoice });
        self.ask("issue_invoice", issue).await.unwrap();
        invoice
    }

    /// Takes a payment by card.
    async fn pay(&self, n: u32, invoice: Uuid, minor: i64) -> Result<InvoiceView, Failure> {
        self.ask("take_payment", payment(n, invoice, minor, "card"))
            .await
    }

    async fn show(&self, invoice: Uuid) -> InvoiceView {
        self.ask("invoice", json!({ "invoice": invoice }))
            .await
            .unwrap()
    }

    async fn list(&self, request: Value) -> InvoiceListView {
        let answer = self
            .clinic
            .run(Role::Billing, "invoice_list", request)
            .await;
        serde_json::from_value(answer.unwrap()).unwrap()
    }
}

fn euro(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "EUR" })
}

fn line(n: u32, price: i64, tax: u32) -> Value {
    json!({
        "id": id("line", n), "description": "Consultation", "quantity": 1,
        "unit_price": euro(price), "tax_rate": tax,
    })
}

fn payment(n: u32, invoice: Uuid, minor: i64, method: &str) -> Value {
    json!({ "id": id("payment", n), "invoice": invoice, "amount": euro(minor), "method": method })
}

fn visit_draft(n: u32, visit: u32) -> Value {
    json!({ "id": id("invoice", n), "patient": id("patient", 1), "appointment": id("appointment", visit) })
}

fn credit(n: u32, invoice: Uuid) -> Value {
    json!({ "id": id("invoice", n), "invoice": invoice, "reason": "Not performed" })
}
