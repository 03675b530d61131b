//! Bills over several pages.

use documents::PrintLanguage::{Arabic, English};
use proptest::prelude::*;

use crate::{
    printed::{Printed, TYPESETTER},
    samples,
};

#[test]
fn a_long_invoice_repeats_head_patient_and_page_number_on_every_page() {
    for (language, head, row, of) in [
        (
            English,
            "Unit price",
            "Full blood count",
            "Page {page} of {pages}",
        ),
        (
            Arabic,
            "سعر الوحدة",
            "تعداد الدم الكامل",
            "صفحة {page} من {pages}",
        ),
    ] {
        let printed = Printed::new(
            &TYPESETTER
                .invoice(&samples::invoice(language, "NGUYỄN, Thị Đào", 60))
                .unwrap(),
        );
        let pages = printed.pages();
        assert!(
            pages.iter().filter(|page| page.contains(head)).count() >= 3,
            "{} pages",
            pages.len()
        );
        for (place, page) in pages.iter().enumerate() {
            let of = of
                .replace("{page}", &(place + 1).to_string())
                .replace("{pages}", &pages.len().to_string());
            for words in ["NGUYỄN, Thị Đào", "HS-004217", "A-2026-000017", &of] {
                assert!(
                    page.contains(words),
                    "{words} on page {}:\n{page}",
                    place + 1
                );
            }
            assert_eq!(
                page.contains(row),
                page.contains(head),
                "the head stands where lines stand:\n{page}"
            );
        }
    }
}

#[test]
fn sums_are_printed_once_and_stay_together_with_the_last_line() {
    for count in 17..=25 {
        let mut invoice = samples::invoice(English, "SMITH, Ann", count);
        invoice.payments.clear();
        invoice.lines[count - 1].description.0 = "The very last line".to_owned();
        let pages = Printed::new(&TYPESETTER.invoice(&invoice).unwrap()).pages();
        let with_sums: Vec<_> = pages
            .iter()
            .filter(|page| page.contains("Net total"))
            .collect();
        assert_eq!(with_sums.len(), 1, "{count} lines");
        let gross = documents_amount(invoice.totals.gross.minor());
        for words in [
            "The very last line",
            "Tax 13.5% on",
            "Total",
            &gross,
            "Amount due",
        ] {
            assert!(with_sums[0].contains(words), "{words}, {count} lines");
        }
    }
}

fn documents_amount(minor: i64) -> String {
    let (whole, cents) = (minor / 100, minor % 100);
    if whole < 1_000 {
        format!("EUR {whole}.{cents:02}")
    } else {
        format!("EUR {},{:03}.{cents:02}", whole / 1_000, whole % 1_000)
    }
}

#[test]
fn a_description_longer_than_a_page_runs_on_without_loss() {
    let words: Vec<String> = (0..2_000).map(|number| format!("w{number:04}")).collect();
    let mut invoice = samples::invoice(English, "SMITH, Ann", 1);
    invoice.lines[0].description.0 = words.join(" ");
    let printed = Printed::new(&TYPESETTER.invoice(&invoice).unwrap());
    let text = printed.text();
    assert!(printed.pages().len() > 3);
    for word in &words {
        assert_eq!(text.matches(word.as_str()).count(), 1, "{word}");
    }
}

#[test]
fn a_patient_with_a_very_long_name_and_address_stays_on_the_page() {
    let mut invoice = samples::invoice(English, &"Wolfeschlegelsteinhausen ".repeat(60), 3);
    invoice.payer.address.0 = (0..60)
        .map(|number| format!("{number} Long Street"))
        .collect();
    let pages = Printed::new(&TYPESETTER.invoice(&invoice).unwrap()).pages();
    assert!(pages[0].contains('…'), "what is cut short says so");
    assert!(pages[0].contains("Record number HS-004217"));
    assert!(pages.concat().contains("Amount due"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_number_of_lines_is_printed_once_each(count in 0_usize..160, extra in 0_usize..200, arabic in any::<bool>()) {
        let mut invoice = samples::invoice(if arabic { Arabic } else { English }, "SMITH, Ann", count);
        for (place, line) in invoice.lines.iter_mut().enumerate() {
            line.description.0 = format!("row{place:04} {}", "and more ".repeat((place * extra) % 40));
        }
        let text = Printed::new(&TYPESETTER.invoice(&invoice).unwrap()).text();
        for place in 0..count {
            prop_assert_eq!(text.matches(&format!("row{place:04}")).count(), 1);
        }
        prop_assert_eq!(text.matches("row").count(), count);
    }

    #[test]
    fn any_text_makes_a_document(name in any::<String>(), description in "\\PC{0,200}", address in prop::collection::vec(any::<String>(), 0..6), number in any::<String>(), rtl in any::<bool>()) {
        let mut invoice = samples::invoice(if rtl { Arabic } else { English }, &name, 3);
        invoice.lines[0].description.0 = description;
        invoice.lines[1].description.0.clone_from(&name);
        invoice.payer.address.0 = address;
        invoice.payer.record_number.0.clone_from(&number);
        invoice.number = Some(number);
        invoice.payment_terms = name;
        let bytes = TYPESETTER.invoice(&invoice).unwrap();
        let document = lopdf::Document::load_mem(&bytes).unwrap();
        prop_assert!(!document.get_pages().is_empty());
    }

    #[test]
    fn any_mix_of_directions_and_marks_makes_a_document(
        text in "[a\u{300}\u{301}ا-ي\u{64B}-\u{652}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}0-9 ().,%\n王，\u{FE0F}\u{1F468}]{0,80}",
    ) {
        let mut invoice = samples::invoice(English, &text, 2);
        invoice.lines[0].description.0.clone_from(&text);
        TYPESETTER.invoice(&invoice).unwrap();
        invoice.paper.language = Arabic;
        TYPESETTER.invoice(&invoice).unwrap();
    }
}
