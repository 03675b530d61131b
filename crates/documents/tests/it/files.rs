//! The file itself.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use documents::{
    DocumentError,
    PrintLanguage::{self, Arabic, English},
};
use values::{LocalDate, Money};

use crate::{
    printed::{Printed, TYPESETTER},
    samples,
};

/// One document of each kind, in a language.
fn all_kinds(language: PrintLanguage) -> [Vec<u8>; 5] {
    let name = "NGUYỄN, Thị Đào 王小明 محمد";
    [
        TYPESETTER
            .invoice(&samples::invoice(language, name, 60))
            .unwrap(),
        TYPESETTER
            .credit_note(&samples::credit_note(language, name))
            .unwrap(),
        TYPESETTER
            .receipt(&samples::receipt(language, name))
            .unwrap(),
        TYPESETTER
            .number_series(&samples::number_series(language))
            .unwrap(),
        TYPESETTER
            .access_report(&samples::access_report(language, name, 60))
            .unwrap(),
    ]
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for language in [English, Arabic] {
        let first = all_kinds(language);
        let other = documents::Typesetter::new().unwrap();
        assert!(
            first == all_kinds(language),
            "the order of documents leaves no trace"
        );
        let again = other
            .invoice(&samples::invoice(
                language,
                "NGUYỄN, Thị Đào 王小明 محمد",
                60,
            ))
            .unwrap();
        assert!(first[0] == again, "nor does the typesetter");
    }
}

#[test]
fn another_document_gives_another_identity() {
    let id = |lines| {
        let bytes = TYPESETTER
            .invoice(&samples::invoice(English, "SMITH, Ann", lines))
            .unwrap();
        lopdf::Document::load_mem(&bytes)
            .unwrap()
            .trailer
            .get(b"ID")
            .unwrap()
            .clone()
    };
    assert_ne!(id(2), id(3));
}

#[test]
fn the_file_is_sound() {
    for bytes in all_kinds(English).iter().chain(&all_kinds(Arabic)) {
        let said = Printed::new(bytes).checked_by("qpdf", &["--check"]);
        assert!(
            said.contains("No syntax or stream encoding errors found"),
            "{said}"
        );
    }
}

#[test]
fn fonts_are_embedded_as_small_subsets() {
    let latin = TYPESETTER
        .invoice(&samples::invoice(English, "SMITH, Ann (Mrs)", 60))
        .unwrap();
    assert!(latin.len() < 60_000, "{} bytes", latin.len());
    for bytes in all_kinds(Arabic) {
        assert!(bytes.len() < 120_000, "{} bytes", bytes.len());
        let fonts = Printed::new(&bytes).checked_by("pdffonts", &[]);
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(fonts.len() >= 4, "{fonts:?}");
        for font in fonts {
            assert!(
                font.contains("yes yes yes") && font.contains('+'),
                "embedded, a subset, with text: {font}"
            );
        }
    }
}

#[test]
fn the_file_carries_the_document_s_own_day_title_and_language() {
    let mut invoice = samples::invoice(Arabic, "SMITH, Ann", 1);
    invoice.issued = LocalDate::new(2009, 1, 5).unwrap();
    let bytes = TYPESETTER.invoice(&invoice).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let info = document
        .get_object(
            document
                .trailer
                .get(b"Info")
                .unwrap()
                .as_reference()
                .unwrap(),
        )
        .unwrap()
        .as_dict()
        .unwrap();
    for key in [b"CreationDate".as_slice(), b"ModDate"] {
        assert!(
            info.get(key)
                .unwrap()
                .as_str()
                .unwrap()
                .starts_with(b"D:20090105")
        );
    }
    assert_eq!(
        document
            .catalog()
            .unwrap()
            .get(b"Lang")
            .unwrap()
            .as_str()
            .unwrap(),
        b"ar"
    );
    let said = Printed::new(&bytes).checked_by("pdfinfo", &[]);
    assert!(said.contains("فاتورة A-2026-000017"), "{said}");
    assert!(
        !said.contains("SMITH"),
        "no patient's name in what file managers index: {said}"
    );
}

#[test]
fn two_currencies_in_one_document_are_refused() {
    let mut invoice = samples::invoice(English, "SMITH, Ann", 3);
    let yen = Money::new(1, "JPY".parse().unwrap()).unwrap();
    invoice.lines[2].unit_price = yen;
    let refused = DocumentError::MixedCurrencies {
        expected: samples::euro(0).currency(),
        found: yen.currency(),
    };
    assert_eq!(TYPESETTER.invoice(&invoice), Err(refused.clone()));
    let mut receipt = samples::receipt(English, "SMITH, Ann");
    receipt.bill.due = yen;
    assert_eq!(TYPESETTER.receipt(&receipt), Err(refused));
}

#[test]
fn a_document_never_shows_its_patient_in_debug_output() {
    let shown = format!("{:?}", samples::invoice(English, "SMITH, Ann", 3));
    assert!(
        !shown.contains("SMITH") && !shown.contains("HS-004217") && !shown.contains("blood"),
        "{shown}"
    );
}
