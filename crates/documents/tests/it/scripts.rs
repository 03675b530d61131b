//! Every script comes out of the file as it went in.

use documents::PrintLanguage::{Arabic, English};
use proptest::prelude::*;

use crate::{
    printed::{Printed, TYPESETTER},
    samples,
};

const NAMES: [&str; 14] = [
    "SMITH, Ann (Mrs)",
    "O'BRIEN-ŁUKASZ, Zoë",
    "NGUYỄN, Thị Hồng Đào (Bà)",
    "Trần Văn Ước",
    // The same letters with combining marks: printed alike, copied as written.
    "Tra\u{302}\u{300}n Va\u{306}n",
    "ИВАНОВА, Екатерина Ёлкина",
    "ΠΑΠΑΔΟΠΟΎΛΟΥ, Ελένη",
    "محمد عبد الله الأحمد",
    "مُحَمَّد بْنُ سَلَّام",
    "فاطمة الزهراء",
    "می‌خواهم",
    "王小明",
    "歐陽，娜娜",
    "やまだ たろう",
];

#[test]
fn a_name_in_any_script_is_copied_as_written_from_either_page_direction() {
    for language in [English, Arabic] {
        for name in NAMES {
            let printed = Printed::new(
                &TYPESETTER
                    .invoice(&samples::invoice(language, name, 2))
                    .unwrap(),
            );
            let text = printed.text();
            assert!(
                text.contains(name),
                "{name} on a page in {language:?}:\n{text}"
            );
        }
    }
}

#[test]
fn a_description_that_mixes_directions_is_copied_as_written() {
    for (language, description) in [
        (English, "Blood test for محمد علي at 10:30, Dublin"),
        (English, "Letter (سلام) sent"),
        (English, "Name 王小明 / Fatima"),
        (Arabic, "فحص الدم رقم 12345 بتاريخ 05-يناير-2009 (مهم)"),
        (Arabic, "فحص محمد Fatima الزهراء 王小明 (5.5 mg)"),
        (Arabic, "شارع الملك فهد، الرياض 12345"),
    ] {
        let mut invoice = samples::invoice(language, "SMITH, Ann", 1);
        invoice.lines[0].description.0 = description.to_owned();
        let text = Printed::new(&TYPESETTER.invoice(&invoice).unwrap()).text();
        assert!(text.contains(description), "{description}:\n{text}");
    }
}

#[test]
fn the_words_of_the_document_are_copied_as_written() {
    for (language, words) in [
        (
            English,
            [
                "Invoice A-2026-000017",
                "Bill to",
                "20-Nov-2026",
                "Tax 13.5% on",
                "Amount due",
                "Page 1 of 1",
            ],
        ),
        (
            Arabic,
            [
                "فاتورة A-2026-000017",
                "فاتورة إلى",
                "20-نوفمبر-2026",
                "ضريبة 13.5% على",
                "المبلغ المستحق",
                "صفحة 1 من 1",
            ],
        ),
    ] {
        let text = Printed::new(
            &TYPESETTER
                .invoice(&samples::invoice(language, "SMITH, Ann", 6))
                .unwrap(),
        )
        .text();
        for word in words {
            assert!(text.contains(word), "{word}:\n{text}");
        }
    }
}

#[test]
fn a_character_that_no_font_has_is_still_copied() {
    let text = Printed::new(
        &TYPESETTER
            .invoice(&samples::invoice(English, "Ann 😀 שלום", 1))
            .unwrap(),
    )
    .text();
    assert!(text.contains("Ann 😀 שלום"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_name_of_letters_is_copied_as_written(
        name in "[A-Za-zÀ-ÖĂăĐđƠơƯưẠ-ỹ]{2,8} ([А-Яа-яЁё]{2,8}|[Α-ΡΣ-Ωα-ω]{2,8}|[一-龥]{2,5}|[a-z]{2,8})",
    ) {
        let text = Printed::new(&TYPESETTER.receipt(&samples::receipt(English, &name)).unwrap()).text();
        prop_assert!(text.contains(&name), "{}:\n{}", name, text);
    }

    #[test]
    fn any_arabic_name_is_copied_as_written(name in "[ء-غف-ي]{2,7}( [ء-غف-ي]{2,7}){0,3}") {
        for language in [English, Arabic] {
            let text = Printed::new(&TYPESETTER.receipt(&samples::receipt(language, &name)).unwrap()).text();
            prop_assert!(text.contains(&name), "{}:\n{}", name, text);
        }
    }
}
