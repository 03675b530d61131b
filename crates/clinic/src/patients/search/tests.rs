//! The whole way from what is typed to who is found, with a list in the index's place.

use proptest::prelude::*;
use serde_json::json;
use values::LocalDate;

use super::*;
use crate::records::Patient;

fn today() -> LocalDate {
    "2026-11-20".parse().unwrap()
}

fn patient(number: u32, family: &str, given: &str, more: &serde_json::Value) -> Patient {
    let mut body = json!({
        "id": format!("01930000-0000-7000-8000-{number:012}"),
        "record_number": format!("A-{number:06}"),
        "name": { "family": family, "given": given },
        "sex": "not_known",
        "registered_at": "2026-01-01T00:00:00.000Z",
    });
    let fields = body.as_object_mut().unwrap();
    fields.extend(more.as_object().cloned().unwrap_or_default());
    serde_json::from_value(body).unwrap()
}

/// Whoever the index would hand over, in the order a list would show them: record numbers' counts.
fn found(text: &str, patients: &[Patient]) -> Vec<u32> {
    let mut numbers: Vec<u32> = Vec::new();
    for step in search_steps(text, today()) {
        if step.last_resort && !numbers.is_empty() {
            continue;
        }
        let mut hits: Vec<(Closeness, u32)> = patients
            .iter()
            .filter(|patient| answers(&step.terms, &search_document(patient)))
            .map(|patient| {
                let number = patient.record_number.replace("A-", "").parse().unwrap();
                (closeness(&step.terms, patient), number)
            })
            .collect();
        hits.sort();
        for (_, number) in hits {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    numbers
}

fn people() -> Vec<Patient> {
    vec![
        patient(
            1,
            "Smith",
            "Ann",
            &json!({ "birth_date": "1945-07-14", "phone": "085 123 4567" }),
        ),
        patient(
            2,
            "Smithson",
            "Anna",
            &json!({ "birth_date": "1946-07-14" }),
        ),
        patient(3, "Annan", "Smith", &json!({ "birth_date": "1945-07" })),
        patient(
            4,
            "Smith",
            "Peter",
            &json!({ "birth_date": "1920-02-01", "died_on": "2001-01-01" }),
        ),
        patient(
            5,
            "Nguyễn",
            "Thị Đào",
            &json!({ "birth_date": "2020-07-14", "phone": "+353851234567" }),
        ),
        patient(
            6,
            "王",
            "小明",
            &json!({ "other_name": { "family": "Wang", "given": "Xiaoming" } }),
        ),
        patient(
            7,
            "الحسن",
            "محمد",
            &json!({ "national_number": "9434765919" }),
        ),
        patient(
            8,
            "van den Berg",
            "Katherine",
            &json!({ "birth_date": "1945" }),
        ),
        patient(
            9,
            "O'Brien",
            "Seán",
            &json!({ "national_number": "1234567T" }),
        ),
        patient(1945, "Li", "Wei", &json!({})),
    ]
}

#[test]
fn people_are_found_by_what_is_typed_and_stand_in_order() {
    let people = people();
    let mut wrong = Vec::new();
    for (typed, expected) in [
        // Names: any order, whole before beginning, family before given, living before dead.
        ("smith", &[1, 4, 3, 2][..]),
        ("smith ann", &[1, 3, 2]),
        ("ann smith", &[1, 3, 2]),
        ("an sm", &[3, 1, 2]),
        ("li", &[1945]),
        ("nguyen thi", &[5]),
        ("dao", &[5]),
        ("王小明", &[6]),
        ("xiaom wang", &[6]),
        ("حسن", &[7]),
        ("obrien", &[9]),
        ("O'Bri", &[9]),
        ("vandenb", &[8]),
        ("berg kath", &[8]),
        // On purpose.
        ("smith,", &[1, 4, 2]),
        (",smith", &[3]),
        ("SMITH an", &[1, 2]),
        ("SMITH, Ann (Mrs)", &[1, 2]),
        // Dates.
        ("14jul45", &[1]),
        ("14/07/1945 smith", &[1]),
        ("14 July 1946", &[2]),
        ("14jul20", &[5]),
        ("14071945", &[1]),
        ("14jul", &[5, 1, 2]),
        ("smi 194", &[1, 2, 3]),
        // Numbers.
        ("4567", &[5, 1]),
        ("0851234567", &[5, 1]),
        ("+353 85 123 4567", &[5, 1]),
        ("085 123", &[1]),
        ("A-000007", &[7]),
        ("#7", &[7]),
        ("7", &[7]),
        ("943 476 5919", &[7]),
        ("1234567t", &[9]),
        ("1945", &[1945, 3, 1, 8]),
        ("smith 4567", &[1]),
        // Only when nobody is found otherwise.
        ("smit katherin", &[]),
        ("Catherine", &[8]),
        ("mac obrien", &[]),
        ("o brien", &[9]),
        ("31jul1945", &[3, 8]),
        ("14/07/19", &[1, 2]),
        ("smith 1945 4567", &[1]),
        // Nobody.
        ("", &[]),
        (" , ", &[]),
        ("0", &[]),
        ("'", &[]),
    ] {
        let numbers = found(typed, &people);
        if numbers != expected {
            wrong.push(format!("{typed}: {numbers:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_fragment_of_a_name_meets_a_tagged_word() {
    let everybody = people();
    for letter in 'a'..='z' {
        for number in found(&letter.to_string(), &everybody) {
            let hit = everybody
                .iter()
                .find(|patient| patient.record_number == format!("A-{number:06}"))
                .unwrap();
            let other = hit.other_name.clone().unwrap_or_default();
            let names = format!("{} {}", hit.name.search_words(), other.search_words());
            assert!(
                names.split(' ').any(|word| word.starts_with(letter)),
                "{letter}: {names}"
            );
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_asks_only_in_folded_words(text in "\\PC{0,60}") {
        for step in search_steps(&text, today()) {
            prop_assert!(!step.terms.is_empty());
            for term in step.terms {
                prop_assert!(!term.any_of.is_empty());
                for SearchWord::Whole(word) | SearchWord::Start(word) in term.any_of {
                    prop_assert!(!word.is_empty() && word.chars().all(char::is_alphanumeric), "{}", word);
                }
            }
        }
    }

    #[test]
    fn a_document_is_words_of_letters_and_digits(
        family in "\\PC{0,20}", given in "\\PC{0,20}", phone in "\\PC{0,20}", number in "\\PC{0,20}"
    ) {
        let more = json!({ "phone": phone, "record_number": number, "national_number": number });
        let document = search_document(&patient(1, &family, &given, &more));
        for word in document.split(' ') {
            prop_assert!(!word.is_empty() && word.chars().all(char::is_alphanumeric), "{}", word);
        }
    }

    #[test]
    fn everybody_is_found_by_their_own_name_and_date(
        family in "[A-ZÉÖŁĐ][a-zàéñöłđ]{4,12}", given in "[A-ZÉÖŁĐ][a-zàéñöłđ]{4,12}", days in 0..40_000_i32
    ) {
        let born = today().plus_days(-days);
        let one = patient(77, &family, &given, &json!({ "birth_date": born.to_string() }));
        let start: String = family.chars().take(2).collect();
        for typed in [
            format!("{given} {family}"),
            format!("{family}, {given}"),
            format!("{} {born}", family.to_lowercase()),
            format!("{start} {}/{}/{}", born.day(), born.month(), born.year()),
        ] {
            prop_assert_eq!(found(&typed, std::slice::from_ref(&one)), vec![77], "{}", typed);
        }
    }
}
