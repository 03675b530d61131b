//! What a registration needs, and how its fields are kept.

use values::{HumanName, LocalDate};

use super::{
    field::{FieldProblem, Problem, at_most, required, tidied},
    national_number::tidy_national_number,
    search::digits::ascii_digits,
};
use crate::records::{Address, EmergencyContact, Patient};

#[cfg(test)]
mod tests;

const NAME_MAX: usize = 100;
const PREFIX_MAX: usize = 30;
const PHONE_MAX: usize = 40;
/// The longest path of an e-mail (RFC 5321, 4.5.3.1.3), without its angle brackets.
const EMAIL_MAX: usize = 254;
const ADDRESS_LINES_MAX: usize = 4;
const ADDRESS_LINE_MAX: usize = 100;
const POSTAL_CODE_MAX: usize = 20;
const LANGUAGE_MAX: usize = 35;
/// Nobody has lived longer (the longest proven life lasted 122 years).
const OLDEST_YEARS: i16 = 130;
/// Short internal numbers to the longest international number with an extension.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 3..=20;

/// The record as it is kept: white space tidied, empty fields absent, national number without separators.
/// What cannot be right is left as it is for [`demographic_problems`] to find.
#[must_use]
pub fn tidy(mut patient: Patient) -> Patient {
    patient.name = tidy_name(patient.name);
    patient.other_name = patient
        .other_name
        .map(tidy_name)
        .filter(|name| !(name.family.is_empty() && name.given.is_empty()));
    for field in [
        &mut patient.phone,
        &mut patient.second_phone,
        &mut patient.email,
        &mut patient.language,
        &mut patient.national_number,
    ] {
        *field = tidy_optional(field.take());
    }
    patient.national_number = patient
        .national_number
        .map(|written| tidy_national_number(&written).unwrap_or(written));
    patient.address = patient
        .address
        .as_ref()
        .map(tidy_address)
        .filter(|address| {
            !(address.lines.is_empty()
                && address.city.is_empty()
                && address.postal_code.is_empty()
                && address.country.is_empty())
        });
    patient.emergency_contact =
        patient
            .emergency_contact
            .as_ref()
            .map(tidy_contact)
            .filter(|contact| {
                !(contact.name.is_empty()
                    && contact.phone.is_empty()
                    && contact.relationship.is_empty())
            });
    patient
}

fn tidy_optional(text: Option<String>) -> Option<String> {
    text.map(|text| tidied(&text))
        .filter(|text| !text.is_empty())
}

fn tidy_name(name: HumanName) -> HumanName {
    HumanName {
        family: tidied(&name.family),
        given: tidied(&name.given),
        prefix: tidy_optional(name.prefix),
        preferred: tidy_optional(name.preferred),
    }
}

fn tidy_address(address: &Address) -> Address {
    Address {
        lines: address
            .lines
            .iter()
            .map(|line| tidied(line))
            .filter(|line| !line.is_empty())
            .collect(),
        city: tidied(&address.city),
        postal_code: tidied(&address.postal_code),
        country: tidied(&address.country),
    }
}

fn tidy_contact(contact: &EmergencyContact) -> EmergencyContact {
    EmergencyContact {
        name: tidied(&contact.name),
        relationship: tidied(&contact.relationship),
        phone: tidied(&contact.phone),
    }
}

/// What is wrong with a tidied record on `today`; nothing when it is empty.
///
/// A family name is all that must be known: one-word names exist, and so do patients who cannot speak.
pub fn demographic_problems(patient: &Patient, today: LocalDate) -> Vec<FieldProblem> {
    let mut problems = Problems::default();
    name_problems(&mut problems, &patient.name, "name.family", "name.given");
    problems.check("name.prefix", patient.name.prefix.as_deref(), |text| {
        at_most(text, PREFIX_MAX)
    });
    problems.check(
        "name.preferred",
        patient.name.preferred.as_deref(),
        |text| at_most(text, NAME_MAX),
    );
    if let Some(name) = &patient.other_name {
        name_problems(&mut problems, name, "other_name.family", "other_name.given");
    }
    date_problems(&mut problems, patient, today);
    problems.check(
        "national_number",
        patient.national_number.as_deref(),
        |number| {
            tidy_national_number(number)
                .is_none()
                .then_some(Problem::Invalid)
        },
    );
    problems.check("phone", patient.phone.as_deref(), phone_problem);
    problems.check(
        "second_phone",
        patient.second_phone.as_deref(),
        phone_problem,
    );
    problems.check("email", patient.email.as_deref(), email_problem);
    problems.check("language", patient.language.as_deref(), language_problem);
    if let Some(address) = &patient.address {
        address_problems(&mut problems, address);
    }
    if let Some(contact) = &patient.emergency_contact {
        problems.check("emergency_contact.name", Some(&contact.name), |name| {
            required(name, NAME_MAX)
        });
        problems.check(
            "emergency_contact.relationship",
            Some(&contact.relationship),
            |text| at_most(text, NAME_MAX),
        );
        let phone = Some(contact.phone.as_str()).filter(|phone| !phone.is_empty());
        problems.check("emergency_contact.phone", phone, phone_problem);
    }
    problems.found
}

#[derive(Default)]
struct Problems {
    found: Vec<FieldProblem>,
}

impl Problems {
    fn check(
        &mut self,
        field: &'static str,
        text: Option<&str>,
        problem: impl Fn(&str) -> Option<Problem>,
    ) {
        if let Some(problem) = text.and_then(problem) {
            self.found.push(FieldProblem::new(field, problem));
        }
    }
}

fn name_problems(
    problems: &mut Problems,
    name: &HumanName,
    family: &'static str,
    given: &'static str,
) {
    problems.check(family, Some(&name.family), |text| {
        let has_letter = text.chars().any(char::is_alphabetic);
        required(text, NAME_MAX).or_else(|| (!has_letter).then_some(Problem::Invalid))
    });
    problems.check(given, Some(&name.given), |text| at_most(text, NAME_MAX));
}

fn date_problems(problems: &mut Problems, patient: &Patient, today: LocalDate) {
    if let Some(first_day) = patient.birth_date.map(values::BirthDate::earliest) {
        if first_day > today {
            problems
                .found
                .push(FieldProblem::new("birth_date", Problem::InFuture));
        } else if today.year() - first_day.year() > OLDEST_YEARS {
            problems
                .found
                .push(FieldProblem::new("birth_date", Problem::Invalid));
        }
    }
    if let Some(died_on) = patient.died_on {
        if died_on > today {
            problems
                .found
                .push(FieldProblem::new("died_on", Problem::InFuture));
        } else if patient
            .birth_date
            .is_some_and(|born| died_on < born.earliest())
        {
            problems
                .found
                .push(FieldProblem::new("died_on", Problem::Invalid));
        }
    }
}

/// Lenient: digits of any script with what people put between them, and an extension.
fn phone_problem(phone: &str) -> Option<Problem> {
    let written = ascii_digits(phone).to_lowercase().replace("ext", "x");
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let shaped = written
        .chars()
        .all(|character| character.is_ascii_digit() || " +()-./x#*".contains(character));
    at_most(phone, PHONE_MAX)
        .or_else(|| (!shaped || !PHONE_DIGITS.contains(&digits)).then_some(Problem::Invalid))
}

/// One `@` with something before it and a dotted host behind it. Whether it is read is another question.
fn email_problem(email: &str) -> Option<Problem> {
    let shaped = email.split_once('@').is_some_and(|(local, host)| {
        let labels_filled = host.split('.').all(|label| !label.is_empty());
        !local.is_empty() && !host.contains('@') && host.contains('.') && labels_filled
    });
    let one_word = !email.chars().any(char::is_whitespace);
    at_most(email, EMAIL_MAX).or_else(|| (!shaped || !one_word).then_some(Problem::Invalid))
}

/// The shape of BCP 47: a language of two or three letters, then subtags of up to eight characters.
fn language_problem(language: &str) -> Option<Problem> {
    let mut subtags = language.split('-');
    let first = subtags.next().unwrap_or("");
    let shaped = (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|subtag| {
            (1..=8).contains(&subtag.len())
                && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    at_most(language, LANGUAGE_MAX).or_else(|| (!shaped).then_some(Problem::Invalid))
}

fn address_problems(problems: &mut Problems, address: &Address) {
    let too_many = address.lines.len() > ADDRESS_LINES_MAX;
    let too_wide = address
        .lines
        .iter()
        .any(|line| at_most(line, ADDRESS_LINE_MAX).is_some());
    if too_many || too_wide {
        problems
            .found
            .push(FieldProblem::new("address.lines", Problem::TooLong));
    }
    problems.check("address.city", Some(&address.city), |text| {
        at_most(text, ADDRESS_LINE_MAX)
    });
    problems.check("address.postal_code", Some(&address.postal_code), |text| {
        at_most(text, POSTAL_CODE_MAX)
    });
    problems.check("address.country", Some(&address.country), |text| {
        at_most(text, ADDRESS_LINE_MAX)
    });
}
