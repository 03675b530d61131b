use clinic::records::{Kind, Role};
use serde_json::{Value, json};
use store::Mode;
use testkit::{TestClinic, id};
use uuid::Uuid;
use values::Sensitive;
use workflows::Records;

use super::*;

/// A clinic, its patient, and what a billing clerk sees.
struct Office {
    clinic: TestClinic,
    billed: Billed,
    typesetter: Typesetter,
}

impl Office {
    async fn open() -> Self {
        let clinic = TestClinic::open().await.unwrap();
        let body = json!({
            "id": id("patient", 1), "record_number": "A-000123",
            "name": { "family": "Nguyễn", "given": "Thị Đào", "prefix": "Mrs" }, "sex": "female",
            "address": { "lines": ["Flat 2", "7 Quay Street"], "city": "Galway", "postal_code": "H91 X2Y3" },
            "registered_at": "2026-11-20T08:00:00.000Z",
        });
        let mut tx = clinic.store.write(Mode::Optimistic).await.unwrap();
        tx.set_setting("device_code", "A").await.unwrap();
        tx.put(Kind::Patient, id("patient", 1), body.clone())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let patient = serde_json::from_value(body).unwrap();
        Self {
            clinic,
            billed: Billed {
                patient,
                other_names: Vec::new(),
            },
            typesetter: Typesetter::new().unwrap(),
        }
    }

    async fn ask(&self, command: &str, request: Value) -> InvoiceView {
        let answer = self
            .clinic
            .run(Role::Billing, command, request)
            .await
            .unwrap();
        serde_json::from_value(answer).unwrap()
    }

    /// A draft of two consultations at 100.00, 10 % off, at 23 %.
    async fn drafted(&self) -> InvoiceView {
        self.ask(
            "draft_invoice",
            json!({ "id": id("invoice", 1), "patient": id("patient", 1) }),
        )
        .await;
        let line = json!({
            "id": id("line", 1), "description": "Consultation", "quantity": 2, "unit_price": euro(10_000),
            "tax_rate": 2_300, "discount": { "kind": "percent", "basis_points": 1_000 },
        });
        self.ask(
            "edit_invoice_lines",
            json!({ "invoice": id("invoice", 1), "lines": [line] }),
        )
        .await
    }

    async fn pay(&self, n: u32, invoice: Uuid, minor: i64) -> InvoiceView {
        let payment = json!({ "id": id("payment", n), "invoice": invoice, "amount": euro(minor), "method": "card" });
        self.ask("take_payment", payment).await
    }

    /// The draft issued, and paid in two parts of 21.40 and 100.00.
    async fn part_paid(&self) -> InvoiceView {
        self.drafted().await;
        self.ask("issue_invoice", json!({ "invoice": id("invoice", 1) }))
            .await;
        self.pay(1, id("invoice", 1), 2_140).await;
        self.pay(2, id("invoice", 1), 10_000).await
    }

    fn press(&self) -> Press<'_> {
        Press {
            typesetter: &self.typesetter,
            facility: &self.clinic.seed.facility,
            language: PrintLanguage::English,
            demo: false,
        }
    }
}

fn euro(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "EUR" })
}

fn is_pdf(printed: &Printed) -> bool {
    printed.pdf.starts_with(b"%PDF-")
}

#[tokio::test]
async fn both_names_are_printed_until_one_is_chosen() {
    let mut office = Office::open().await;
    let view = office.drafted().await;
    let other = json!({ "family": "Nguyễn", "given": "Thị Dao", "prefix": "Mrs" });
    office.billed.other_names = vec![serde_json::from_value(other).unwrap()];
    let document = office.press().invoice(&view, &office.billed);
    assert_eq!(
        document.payer.name,
        Sensitive("Mrs Thị Đào Nguyễn / Mrs Thị Dao Nguyễn".to_owned())
    );
    assert!(is_pdf(&office.press().bill(&view, &office.billed).unwrap()));
}

#[tokio::test]
async fn an_invoice_prints_the_lines_the_sums_and_whom_they_are_for() {
    let office = Office::open().await;
    let view = office.part_paid().await;
    let document = office.press().invoice(&view, &office.billed);
    assert_eq!(document.number.as_deref(), Some("A-000001"));
    assert_eq!(document.paper.edition, Edition::Original);
    assert_eq!(document.issued.to_string(), "2026-11-20");
    assert_eq!(document.letterhead.name, "Harbour Street Clinic");
    assert_eq!(
        document.payer.name,
        Sensitive("Mrs Thị Đào Nguyễn".to_owned())
    );
    let address = ["Flat 2", "7 Quay Street", "Galway H91 X2Y3"].map(str::to_owned);
    assert_eq!(document.payer.address, Sensitive(address.to_vec()));
    let line = &document.lines[0];
    assert_eq!(
        (line.quantity, line.discount.minor(), line.net.minor()),
        (2, 2_000, 18_000)
    );
    let totals = &document.totals;
    assert_eq!(
        (
            totals.net.minor(),
            totals.gross.minor(),
            totals.paid.minor(),
            totals.due.minor()
        ),
        (18_000, 22_140, 12_140, 10_000)
    );
    assert_eq!(
        (totals.taxes[0].taxable.minor(), totals.taxes[0].tax.minor()),
        (18_000, 4_140)
    );
    assert_eq!(document.payments.len(), 2);

    let printed = office.press().bill(&view, &office.billed).unwrap();
    assert!(is_pdf(&printed));
    assert_eq!(printed.file_name, "Invoice A-000001.pdf");
}

#[tokio::test]
async fn what_is_not_issued_is_printed_as_a_draft() {
    let office = Office::open().await;
    let view = office.drafted().await;
    let document = office.press().invoice(&view, &office.billed);
    assert_eq!(
        (document.paper.edition, document.number),
        (Edition::Draft, None)
    );
    assert_eq!(document.totals.due, document.totals.gross);
    let printed = office.press().bill(&view, &office.billed).unwrap();
    assert_eq!(printed.file_name, "Invoice draft.pdf");
}

#[tokio::test]
async fn a_receipt_says_what_was_left_after_its_payment_whatever_followed() {
    let office = Office::open().await;
    let view = office.part_paid().await;
    for (n, number, paid, due) in [
        (1, "A-R000001", 2_140, 20_000),
        (2, "A-R000002", 12_140, 10_000),
    ] {
        let payment = PaymentId::from_uuid(id("payment", n));
        let press = office.press();
        let document = press
            .receipt_document(&view, &office.billed, payment, "Ann")
            .unwrap();
        assert_eq!(
            (document.kind, document.number.as_str()),
            (ReceiptKind::Payment, number)
        );
        let bill = &document.bill;
        assert_eq!(
            (bill.number.as_str(), bill.gross.minor()),
            ("A-000001", 22_140)
        );
        assert_eq!((bill.paid.minor(), bill.due.minor()), (paid, due));
        let printed = press
            .receipt(&view, &office.billed, payment, "Ann")
            .unwrap();
        assert!(is_pdf(&printed));
        assert_eq!(printed.file_name, format!("Receipt {number}.pdf"));
    }
    let unknown = PaymentId::from_uuid(id("payment", 9));
    let refused = office
        .press()
        .receipt(&view, &office.billed, unknown, "Ann");
    assert!(matches!(refused.err(), Some(PaperError::NoSuchPayment)));
}

#[tokio::test]
async fn a_credit_note_names_the_invoice_that_it_takes_back_and_its_refunds() {
    let office = Office::open().await;
    office.part_paid().await;
    let request =
        json!({ "id": id("invoice", 2), "invoice": id("invoice", 1), "reason": "Not performed" });
    office.ask("credit_invoice", request).await;
    let view = office.pay(3, id("invoice", 2), 2_140).await;
    let document = office.press().credit_note(&view, &office.billed);
    assert_eq!(document.credited_number, "A-000001");
    assert_eq!(
        document
            .credited_issued
            .map(|day| day.to_string())
            .as_deref(),
        Some("2026-11-20")
    );
    assert_eq!(document.reason, Sensitive("Not performed".to_owned()));
    assert_eq!(
        (document.totals.paid.minor(), document.totals.due.minor()),
        (2_140, 10_000)
    );
    assert_eq!(document.refunds.len(), 1);

    let printed = office.press().bill(&view, &office.billed).unwrap();
    assert_eq!(printed.file_name, "Credit note A-C000001.pdf");
    let refund = PaymentId::from_uuid(id("payment", 3));
    let receipt = office
        .press()
        .receipt(&view, &office.billed, refund, "Ann")
        .unwrap();
    assert_eq!(receipt.file_name, "Receipt A-R000003.pdf");
}

#[test]
fn a_file_name_holds_nothing_that_a_folder_or_a_shell_could_mistake() {
    assert_eq!(
        file_name("Invoice", "../A 1;$(x)"),
        "Invoice ---A-1---x-.pdf"
    );
}
