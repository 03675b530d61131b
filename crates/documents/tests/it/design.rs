//! What is on the paper.

use documents::{
    AccessReportDocument, Edition, InvoiceDocument,
    PrintLanguage::{Arabic, English},
    ReceiptKind,
};
use values::{Money, TaxRate};

use crate::{
    printed::{Printed, TYPESETTER},
    samples,
};

/// Whether the words stand in the text, over however many lines.
fn assert_says(text: &str, words: &[&str]) {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(joined.contains(word), "{word}:\n{text}");
    }
}

#[test]
fn an_invoice_states_clinic_patient_lines_sums_payments_and_terms() {
    let text = Printed::new(
        &TYPESETTER
            .invoice(&samples::invoice(English, "SMITH, Ann (Mrs)", 6))
            .unwrap(),
    )
    .text();
    assert_says(
        &text,
        &[
            "Harbour Street Clinic",
            "12 Harbour Street",
            "D02 X285",
            "Phone +353 1 555 0100",
            "Tax number IE1234567T",
            "Invoice A-2026-000017",
            "SMITH, Ann (Mrs)",
            "Record number HS-004217",
            "27 Bow Street",
            "20-Nov-2026",
            "20-Dec-2026",
            "Description",
            "Quantity",
            "Unit price",
            "Discount",
            "Net amount",
            "Electrocardiogram, 12 leads, with written interpretation sent to the general practitioner named by the patient",
            "80.00",
            "-24.00",
            "216.00",
            "Net total",
            "515.90",
            "Tax 0% on 346.00",
            "Tax 13.5% on 61.90",
            "8.36",
            "Tax 23% on 108.00",
            "24.84",
            "EUR 549.10",
            "-100.00",
            "Amount due",
            "EUR 449.10",
            "Payments",
            "R-A-2026-000031",
            "Card",
            "Payment terms",
            "IBAN IE29 AIBK 9311 5212 3456 78",
        ],
    );
}

#[test]
fn a_credit_note_names_the_invoice_the_reason_and_what_is_left_to_refund() {
    let text = Printed::new(
        &TYPESETTER
            .credit_note(&samples::credit_note(English, "SMITH, Ann"))
            .unwrap(),
    )
    .text();
    assert_says(
        &text,
        &[
            "Credit note A-2026-000018",
            "Credited invoice",
            "A-2026-000017",
            "Billed twice for the same visit",
            "Total credited",
            "EUR 346.00",
            "Refunded",
            "Left to refund",
            "EUR 246.00",
            "Refunds",
            "R-A-2026-000032",
        ],
    );
}

#[test]
fn a_receipt_states_who_paid_how_much_how_and_what_for() {
    let mut receipt = samples::receipt(English, "SMITH, Ann");
    let text = Printed::new(&TYPESETTER.receipt(&receipt).unwrap()).text();
    assert_says(
        &text,
        &[
            "Payment receipt R-A-2026-000031",
            "Received from",
            "SMITH, Ann",
            "Amount received",
            "EUR 100.00",
            "Card",
            "Niamh Byrne",
            "A-2026-000017",
            "523.10",
            "423.10",
        ],
    );
    receipt.kind = ReceiptKind::Refund;
    let text = Printed::new(&TYPESETTER.receipt(&receipt).unwrap()).text();
    assert_says(
        &text,
        &[
            "Refund receipt",
            "Refunded to",
            "Amount refunded",
            "Left to refund",
        ],
    );
}

#[test]
fn a_list_of_series_says_what_is_used_void_and_missing_and_why() {
    let document = samples::number_series(English);
    let text = Printed::new(&TYPESETTER.number_series(&document).unwrap()).text();
    assert_says(
        &text,
        &[
            "Document numbers 28-Nov-2026",
            "Harbour Street Clinic",
            "A-C000012",
            "1,204",
            "4: B-000007, B-000101 – B-000103",
            "None",
            "Void numbers",
            "B-000044",
            "20-Nov-2026",
            "Niamh Byrne",
            "The invoice was issued from another workstation",
            "Refused by the shared records",
        ],
    );
    let document = samples::number_series(Arabic);
    let text = Printed::new(&TYPESETTER.number_series(&document).unwrap()).text();
    assert_says(
        &text,
        &["أرقام المستندات", "صدرت الفاتورة من محطة عمل أخرى"],
    );
}

#[test]
fn an_access_report_says_whose_record_it_is_and_who_did_what_when_and_why() {
    let document = samples::access_report(English, "SMITH, Ann", 2);
    let text = Printed::new(&TYPESETTER.access_report(&document).unwrap()).text();
    assert_says(
        &text,
        &[
            "Access to the record 28-Nov-2026",
            "Record of",
            "SMITH, Ann",
            "the first that is kept",
            "20-Nov-2026",
            "09:30",
            "Dr Aoife Byrne",
            "Opened the record in an emergency",
            "Ask for a shorter period",
            "as the clinic",
        ],
    );
    let none = AccessReportDocument {
        rows: Vec::new(),
        more: false,
        ..samples::access_report(Arabic, "سميث، آن", 0)
    };
    let text = Printed::new(&TYPESETTER.access_report(&none).unwrap()).text();
    assert_says(&text, &["الاطلاع على السجل", "كل ما اطّلع عليه أحد"]);
}

#[test]
fn marks_stand_on_every_page() {
    for (language, copy, draft, demo) in [
        (English, "COPY", "DRAFT", "DEMO –"),
        (Arabic, "نسخة", "مسودة", "نسخة تجريبية"),
    ] {
        let mut invoice = samples::invoice(language, "SMITH, Ann", 40);
        let pages =
            |invoice: &InvoiceDocument| Printed::new(&TYPESETTER.invoice(invoice).unwrap()).pages();
        assert!(
            pages(&invoice)
                .iter()
                .all(|page| !page.contains(copy) && !page.contains(draft) && !page.contains(demo))
        );
        invoice.paper.demo = true;
        invoice.paper.edition = Edition::Copy;
        assert!(
            pages(&invoice)
                .iter()
                .all(|page| page.contains(copy) && page.contains(demo))
        );
        invoice.paper.edition = Edition::Draft;
        invoice.number = None;
        assert!(pages(&invoice).iter().all(|page| page.contains(draft)));
    }
}

#[test]
fn the_discount_column_is_there_only_when_something_is_discounted() {
    let mut invoice = samples::invoice(English, "SMITH, Ann", 3);
    for line in &mut invoice.lines {
        line.discount = samples::euro(0);
    }
    let text = Printed::new(&TYPESETTER.invoice(&invoice).unwrap()).text();
    assert!(!text.contains("Discount"), "{text}");
}

#[test]
fn the_largest_amounts_fit_beside_the_description() {
    let most = Money::new((1 << 53) - 1, samples::euro(0).currency()).unwrap();
    let mut invoice = samples::invoice(English, "SMITH, Ann", 2);
    for line in &mut invoice.lines {
        (line.quantity, line.unit_price, line.discount, line.net) = (u32::MAX, most, most, most);
        line.tax_rate = TaxRate::try_from(9_999).unwrap();
    }
    let text = Printed::new(&TYPESETTER.invoice(&invoice).unwrap()).text();
    assert_says(
        &text,
        &[
            "90,071,992,547,409.91",
            "-90,071,992,547,409.91",
            "4,294,967,295",
            "99.99%",
            "Full blood count",
        ],
    );
}
