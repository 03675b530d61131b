//! Who might be the same person as somebody being registered. Advice, never a block.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{BirthDate, HumanName, names::fold};

use super::{
    name_likeness::{NameLikeness, name_likeness},
    national_number::tidy_national_number,
    search::{SearchTerm, digits, words_of_facts, words_of_sounds},
};
use crate::records::{Patient, Sex};

/// How alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateGrade {
    /// Worth a look.
    Possible,
    /// More likely the same person than not.
    Likely,
    /// The same national number.
    Certain,
}

/// A field in which two records agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "named after the field")]
pub enum MatchingField {
    Name,
    SimilarName,
    BirthDate,
    Sex,
    Phone,
    NationalNumber,
}

/// Somebody as described so far.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in the patient's record")]
pub struct Described {
    pub name: HumanName,
    pub birth_date: Option<BirthDate>,
    pub sex: Sex,
    pub phone: Option<String>,
    pub national_number: Option<String>,
}

/// How alike a patient is to somebody described. Greater is more alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// The grade.
    pub grade: DuplicateGrade,
    /// Points behind the grade.
    pub score: i32,
    /// The fields that agree.
    pub matching: Vec<MatchingField>,
}

impl Likeness {
    /// Whether they are more likely one person than two.
    pub fn is_strong(&self) -> bool {
        self.grade >= DuplicateGrade::Likely
    }
}

// Points: birth date and full name weigh most, as in OpenEMR's duplicate score (interface/patient_file/
// manage_dup_patients.php: birth date 6, full name 6, sound of the family name 2). Sex, which half of all
// people share, weighs 2 instead of 6. A telephone is shared by households and weighs 3.
const BIRTH_DATE: i32 = 6;
const PARTIAL_BIRTH_DATE: i32 = 2;
const SAME_NAME: i32 = 6;
const ALIKE_NAME: i32 = 4;
const FAMILY_ALIKE: i32 = 2;
const SEX: i32 = 2;
const PHONE: i32 = 3;
/// Two known facts that exclude each other, unless one was mistyped.
const CONTRADICTION: i32 = -4;

/// Full name and birth date, or a similar name with birth date and sex.
const LIKELY_FROM: i32 = 12;
const POSSIBLE_FROM: i32 = 6;
/// The end of a telephone number that tells two numbers apart, with or without country and area.
const PHONE_END: usize = 7;

/// How alike, or `None` when it is not worth showing.
pub fn likeness(described: &Described, patient: &Patient) -> Option<Likeness> {
    let mut matching = Vec::new();
    let name = name_score(described, patient, &mut matching);
    let birth_date = birth_date_score(described.birth_date, patient.birth_date);
    if birth_date == BIRTH_DATE {
        matching.push(MatchingField::BirthDate);
    }
    let same_sex = described.sex == patient.sex && described.sex != Sex::NotKnown;
    if same_sex {
        matching.push(MatchingField::Sex);
    }
    let same_phone = shares_phone(described.phone.as_deref(), patient);
    if same_phone {
        matching.push(MatchingField::Phone);
    }
    let national = same_national_number(described.national_number.as_deref(), patient);
    if national == Some(true) {
        matching.push(MatchingField::NationalNumber);
    }
    let points = |agrees: bool, worth: i32| if agrees { worth } else { 0 };
    let score = name
        + birth_date
        + points(same_sex, SEX)
        + points(same_phone, PHONE)
        + points(national == Some(false), CONTRADICTION);
    // A birthday and a sex alone are shared by strangers.
    let evidence = name > 0 || same_phone;
    let grade = match score {
        _ if national == Some(true) => DuplicateGrade::Certain,
        LIKELY_FROM.. if evidence => DuplicateGrade::Likely,
        POSSIBLE_FROM.. if evidence => DuplicateGrade::Possible,
        _ => return None,
    };
    Some(Likeness {
        grade,
        score,
        matching,
    })
}

fn name_score(described: &Described, patient: &Patient, matching: &mut Vec<MatchingField>) -> i32 {
    let against = |name: &HumanName| name_likeness(&described.name, name);
    let other_name = patient.other_name.as_ref().map(against);
    match other_name
        .unwrap_or(NameLikeness::Different)
        .max(against(&patient.name))
    {
        NameLikeness::Same => {
            matching.push(MatchingField::Name);
            SAME_NAME
        }
        NameLikeness::Alike => {
            matching.push(MatchingField::SimilarName);
            ALIKE_NAME
        }
        NameLikeness::FamilyAlike => {
            matching.push(MatchingField::SimilarName);
            FAMILY_ALIKE
        }
        NameLikeness::Different => 0,
    }
}

fn birth_date_score(one: Option<BirthDate>, other: Option<BirthDate>) -> i32 {
    let (Some(one), Some(other)) = (one, other) else {
        return 0;
    };
    if one.is_exact() && one == other {
        return BIRTH_DATE;
    }
    let (one, other) = (one.to_string(), other.to_string());
    if one.starts_with(&other) || other.starts_with(&one) {
        PARTIAL_BIRTH_DATE
    } else {
        CONTRADICTION
    }
}

fn shares_phone(described: Option<&str>, patient: &Patient) -> bool {
    let end = |phone: &str| digits::last(&digits::phone(phone), PHONE_END).map(str::to_owned);
    described.and_then(end).is_some_and(|typed| {
        [&patient.phone, &patient.second_phone]
            .into_iter()
            .flatten()
            .any(|phone| end(phone).as_ref() == Some(&typed))
    })
}

/// `None` when either is not known or what was typed cannot be one.
fn same_national_number(described: Option<&str>, patient: &Patient) -> Option<bool> {
    let typed = tidy_national_number(described?)?;
    Some(tidy_national_number(patient.national_number.as_deref()?)? == typed)
}

/// The questions to ask of the search index that together find everybody worth comparing: who shares a
/// fact, who has the same words in the name, whose name sounds alike. Few answer any of them.
pub fn searches_for_duplicates(described: &Described) -> Vec<Vec<SearchTerm>> {
    let national = described
        .national_number
        .as_deref()
        .and_then(tidy_national_number);
    let phone = described.phone.as_deref().map(digits::phone);
    let phone_end = phone
        .as_deref()
        .and_then(|phone| digits::last(phone, PHONE_END));
    let born = described.birth_date.filter(|born| born.is_exact());
    let mut searches = vec![words_of_facts(national.as_deref(), phone_end, born)];
    let (family, given) = (fold(&described.name.family), fold(&described.name.given));
    if !family.is_empty() && !given.is_empty() {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        searches.push(super::search::whole_words(
            &[words(&family), words(&given)].concat(),
        ));
        searches.push(words_of_sounds(&[words(&family), words(&given)]));
    }
    searches.retain(|terms| !terms.is_empty());
    searches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patients::search::search_document;
    use serde_json::{Value, json};

    fn patient(fields: &Value) -> Patient {
        let mut body = json!({
            "id": "01930000-0000-7000-8000-000000000001", "record_number": "A-000001", "sex": "female",
            "name": { "family": "Smith", "given": "Ann" }, "birth_date": "1945-07-14",
            "phone": "085 123 4567", "national_number": "9434765919",
            "registered_at": "2026-01-01T00:00:00.000Z",
        });
        let fields = fields.as_object().cloned().unwrap_or_default();
        body.as_object_mut().unwrap().extend(fields);
        serde_json::from_value(body).unwrap()
    }

    fn described(family: &str, given: &str) -> Described {
        Described {
            name: HumanName::new(family, given),
            birth_date: None,
            sex: Sex::NotKnown,
            phone: None,
            national_number: None,
        }
    }

    fn born(mut described: Described, date: &str) -> Described {
        described.birth_date = Some(date.parse().unwrap());
        described
    }

    fn dialled(mut described: Described, phone: &str) -> Described {
        described.phone = Some(phone.into());
        described
    }

    fn of_sex(mut described: Described, sex: Sex) -> Described {
        described.sex = sex;
        described
    }

    fn numbered(mut described: Described, number: &str) -> Described {
        described.national_number = Some(number.into());
        described
    }

    #[test]
    fn agreement_is_graded_and_named() {
        use DuplicateGrade::{Certain, Likely, Possible};
        use MatchingField::{BirthDate, Name, NationalNumber, Phone, Sex as SameSex, SimilarName};
        let stored = patient(&json!({}));
        for (who, expected) in [
            (described("Smith", "Ann"), Some((Possible, vec![Name]))),
            (
                born(described("Ann", "Smith"), "1945-07-14"),
                Some((Likely, vec![Name, BirthDate])),
            ),
            (
                of_sex(born(described("Smyth", "Anne"), "1945-07-14"), Sex::Female),
                Some((Likely, vec![SimilarName, BirthDate, SameSex])),
            ),
            (
                born(described("Smyth", "Anne"), "1945-07-14"),
                Some((Possible, vec![SimilarName, BirthDate])),
            ),
            (
                dialled(
                    born(described("Jones", "Eve"), "1945-07-14"),
                    "+353 85 1234567",
                ),
                Some((Possible, vec![BirthDate, Phone])),
            ),
            (
                numbered(described("", ""), "943 476 5919"),
                Some((Certain, vec![NationalNumber])),
            ),
            (
                born(described("Smith", "Ann"), "1945"),
                Some((Possible, vec![Name])),
            ),
            // Strangers, relatives and namesakes.
            (
                of_sex(born(described("Jones", "Eve"), "1945-07-14"), Sex::Female),
                None,
            ),
            (
                dialled(
                    born(described("Smith", "Tom"), "2010-01-01"),
                    "085 123 4567",
                ),
                None,
            ),
            (born(described("Smith", "Ann"), "1980-01-01"), None),
            (numbered(described("Smith", "Ann"), "4010232137"), None),
            (described("Smith", ""), None),
            (described("", ""), None),
        ] {
            let found = likeness(&who, &stored).map(|likeness| (likeness.grade, likeness.matching));
            assert_eq!(
                found,
                expected,
                "{:?} {:?}",
                who.name.banner(),
                who.birth_date.map(|date| date.to_string())
            );
        }
    }

    #[test]
    fn the_name_in_another_script_counts_as_much() {
        let stored = patient(&json!({
            "name": { "family": "王", "given": "小明" }, "other_name": { "family": "Wang", "given": "Xiaoming" }
        }));
        let found = likeness(&born(described("Wang", "Xiaoming"), "1945-07-14"), &stored).unwrap();
        assert_eq!(found.grade, DuplicateGrade::Likely);
    }

    #[test]
    fn everybody_worth_showing_answers_one_of_the_searches() {
        let stored = patient(&json!({}));
        let document = search_document(&stored);
        for who in [
            described("Smith", "Ann"),
            born(described("Ann", "Smith"), "1945-07-14"),
            born(described("Smyth", "Anne"), "1945-07-14"),
            dialled(
                born(described("Jones", "Eve"), "1945-07-14"),
                "+353 85 1234567",
            ),
            numbered(described("", ""), "943 476 5919"),
        ] {
            assert!(likeness(&who, &stored).is_some());
            let asked = searches_for_duplicates(&who);
            assert!(
                asked
                    .iter()
                    .any(|terms| crate::patients::search::answers(terms, &document)),
                "{}",
                who.name.banner()
            );
        }
        assert!(searches_for_duplicates(&described("Smith", "")).is_empty());
    }
}
