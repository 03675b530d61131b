//! The words under which a patient is found.

use std::collections::BTreeSet;

use values::{BirthDate, HumanName, names::fold};

use super::{digits, sound::sound, tag};
use crate::records::Patient;

/// The shortest end of a telephone number that finds it.
pub(super) const PHONE_END_MIN: usize = 4;
/// The longest end that is kept besides the whole number. It spans numbers with and without their
/// country code, which differ only in front of it.
pub(super) const PHONE_END_MAX: usize = 8;

/// The line of words to be indexed for a patient: separated by single spaces, already folded, each a
/// run of letters and digits. The index has only to split at spaces.
pub fn search_document(patient: &Patient) -> String {
    let mut words = BTreeSet::new();
    add_name(&mut words, &patient.name);
    if let Some(name) = &patient.other_name {
        add_name(&mut words, name);
    }
    if let Some(born) = patient.birth_date {
        add_birth_date(&mut words, born);
    }
    for phone in [&patient.phone, &patient.second_phone]
        .into_iter()
        .flatten()
    {
        add_phone(&mut words, phone);
    }
    add_record_number(&mut words, &patient.record_number);
    if let Some(number) = &patient.national_number {
        words.insert(tag::national(&digits::identifier(number)));
    }
    words.into_iter().collect::<Vec<_>>().join(" ")
}

fn add_name(words: &mut BTreeSet<String>, name: &HumanName) {
    let preferred = name.preferred.as_deref().unwrap_or("");
    add_name_part(words, &name.family, tag::family);
    add_name_part(words, &name.given, tag::given);
    add_name_part(words, preferred, tag::given);
}

fn add_name_part(words: &mut BTreeSet<String>, part: &str, tagged: fn(&str) -> String) {
    let folded = fold(part);
    let mut found_under: Vec<String> = folded.split(' ').map(str::to_owned).collect();
    if found_under.len() > 1 {
        // "van den Berg" is typed "vandenberg" too, and "Smith-Jones" "smithjones".
        found_under.push(found_under.concat());
    }
    if let Some(bare) = folded
        .strip_prefix("ال")
        .filter(|bare| bare.chars().count() > 2)
    {
        // Arabic family names are said with and without the article.
        found_under.extend(bare.split(' ').next().map(str::to_owned));
    }
    for word in found_under.into_iter().filter(|word| !word.is_empty()) {
        words.insert(tagged(&word));
        words.insert(tag::sound(&sound(&word)));
        words.insert(word);
    }
}

fn add_birth_date(words: &mut BTreeSet<String>, born: BirthDate) {
    let written: String = born.to_string().replace('-', "");
    // A date known to the day ends in month and day: the birthday.
    if let Some(birthday) = written.get(4..).filter(|rest| rest.len() == 4) {
        words.insert(tag::birthday(birthday));
    }
    // A year being typed would begin with tens of thousands of dates, so each beginning is a word.
    words.extend((2..=4).filter_map(|length| Some(tag::year(written.get(..length)?))));
    words.insert(tag::birth_date(&written));
}

fn add_phone(words: &mut BTreeSet<String>, phone: &str) {
    let number = digits::phone(phone);
    let mut lengths: Vec<usize> = (PHONE_END_MIN..=PHONE_END_MAX).collect();
    lengths.push(number.len());
    for length in lengths {
        if let Some(end) = digits::last(&number, length) {
            words.insert(tag::phone(end));
        }
    }
}

fn add_record_number(words: &mut BTreeSet<String>, number: &str) {
    let (series, count) = digits::record_number(number);
    words.insert(tag::record_number(&format!("{series}{count}")));
    if !count.is_empty() {
        words.insert(tag::record_number(&count));
    }
}
