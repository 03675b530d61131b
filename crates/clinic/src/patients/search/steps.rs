//! From what was typed to what the index is asked, strictest first.

use values::LocalDate;

use super::{
    SearchStep, SearchTerm, SearchWord, dates, digits,
    document::{PHONE_END_MAX, PHONE_END_MIN},
    sound::sound,
    tag,
    typed::{NamePart, Typed, TypedName, TypedNumber, take_apart},
};

/// Digits that may be the beginning or the end of a national number.
const NATIONAL_MIN: usize = 6;
/// A record number is written with so many digits, or without its leading zeros.
const RECORD_NUMBER_DIGITS: usize = 6;
/// More digits are no record number.
const RECORD_NUMBER_MAX: usize = 9;
/// From here on a telephone number may carry a country code that the record lacks, or lack one it has.
const PHONE_WITH_AREA: usize = 9;

/// How closely names must agree in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// The one fragment is a whole family name.
    FamilyWhole,
    /// Every fragment is a whole word.
    Whole,
    /// Every fragment is a whole word but the last, which is still being typed.
    LastStarts,
    /// The one fragment begins a family name.
    FamilyStarts,
    /// Every fragment begins a word.
    Starts,
    /// Every fragment sounds like a word.
    Sounds,
    /// All fragments together begin a word: `mac donald`.
    Joined,
}

/// What digits may mean in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The record number or the national number.
    Identifier,
    /// The last digits of a telephone number.
    PhoneEnd,
    /// Anything they can.
    Any,
}

/// The questions to ask, in order, for what was typed; `today` decides two-digit years. Empty when
/// nothing was typed that anybody could be found by.
pub fn search_steps(text: &str, today: LocalDate) -> Vec<SearchStep> {
    let mut typed = take_apart(text, today);
    let apart = std::mem::take(&mut typed.numbers);
    typed.numbers = apart.iter().map(|group| vec![joined(group)]).collect();

    let mut steps = Steps::new(today);
    for numbers in number_readings(&typed) {
        for names in name_readings(&typed.names) {
            steps.add(&typed, *names, *numbers, false);
        }
    }
    if apart.iter().any(|group| group.len() > 1) {
        let numbers = apart.into_iter().flatten().map(|number| vec![number]);
        let separate = Typed {
            numbers: numbers.collect(),
            ..typed.clone()
        };
        steps.add(&separate, Names::Starts, Numbers::Any, true);
    }
    steps.add_looser_dates(&typed);
    if typed.names.len() > 1 {
        steps.add(&typed, Names::Joined, Numbers::Any, true);
    }
    if typed.names.iter().any(has_a_sound) {
        steps.add(&typed, Names::Sounds, Numbers::Any, true);
    }
    steps.steps
}

fn name_readings(names: &[TypedName]) -> &'static [Names] {
    match names.len() {
        0 => &[Names::Starts],
        1 => &[
            Names::FamilyWhole,
            Names::Whole,
            Names::FamilyStarts,
            Names::Starts,
        ],
        _ => &[Names::Whole, Names::LastStarts, Names::Starts],
    }
}

fn number_readings(typed: &Typed) -> &'static [Numbers] {
    if typed.names.is_empty() && !typed.numbers.is_empty() {
        &[Numbers::Identifier, Numbers::PhoneEnd, Numbers::Any]
    } else {
        &[Numbers::Any]
    }
}

/// Groups of digits beside each other are one number first: `085 123 4567`.
fn joined(group: &[TypedNumber]) -> TypedNumber {
    let text: String = group
        .iter()
        .map(|number| match number {
            TypedNumber::Digits(text)
            | TypedNumber::Phone(text)
            | TypedNumber::Identifier(text) => text.as_str(),
        })
        .collect();
    if group
        .iter()
        .any(|number| matches!(number, TypedNumber::Identifier(_)))
    {
        TypedNumber::Identifier(text)
    } else if matches!(group.first(), Some(TypedNumber::Phone(_))) {
        TypedNumber::Phone(text)
    } else {
        TypedNumber::Digits(text)
    }
}

struct Steps {
    today: LocalDate,
    steps: Vec<SearchStep>,
}

impl Steps {
    fn new(today: LocalDate) -> Self {
        Self {
            today,
            steps: Vec::new(),
        }
    }

    fn add(&mut self, typed: &Typed, names: Names, numbers: Numbers, last_resort: bool) {
        let mut terms = name_terms(&typed.names, names);
        terms.extend(typed.dates.iter().flat_map(dates::TypedDate::terms));
        terms.extend(self.number_terms(typed, numbers));
        self.push(terms, last_resort);
    }

    fn add_looser_dates(&mut self, typed: &Typed) {
        if !typed.dates.iter().any(|date| date.looser_terms().is_some()) {
            return;
        }
        let mut terms = name_terms(&typed.names, Names::Starts);
        for date in &typed.dates {
            terms.extend(date.looser_terms().unwrap_or_else(|| date.terms()));
        }
        terms.extend(self.number_terms(typed, Numbers::Any));
        self.push(terms, true);
    }

    fn push(&mut self, mut terms: Vec<SearchTerm>, last_resort: bool) {
        terms.retain(|term| !term.any_of.is_empty());
        let known = self.steps.iter().any(|step| step.terms == terms);
        if !terms.is_empty() && !known {
            self.steps.push(SearchStep { terms, last_resort });
        }
    }

    fn number_terms(&self, typed: &Typed, numbers: Numbers) -> Vec<SearchTerm> {
        // Two digits alone would find everybody born in a century.
        let year_digits_min = if typed.names.is_empty() { 3 } else { 2 };
        let meanings = |number: &TypedNumber| SearchTerm {
            any_of: match number {
                TypedNumber::Digits(digits) => {
                    let mut words = digits_words(digits, numbers);
                    if numbers == Numbers::Any {
                        words.extend(date_words(digits, self.today, year_digits_min));
                    }
                    words
                }
                TypedNumber::Phone(digits) => phone_words(digits),
                TypedNumber::Identifier(identifier) => identifier_words(identifier),
            },
        };
        typed.numbers.iter().flatten().map(meanings).collect()
    }
}

fn name_terms(names: &[TypedName], reading: Names) -> Vec<SearchTerm> {
    if reading == Names::Joined {
        let together: String = names.iter().map(|name| name.word.as_str()).collect();
        return vec![one(SearchWord::Start(together))];
    }
    let last = names.len().saturating_sub(1);
    let term = |(place, name): (usize, &TypedName)| {
        let text = match name.part {
            NamePart::Given => tag::given(&name.word),
            NamePart::Family => tag::family(&name.word),
            NamePart::Any if matches!(reading, Names::FamilyWhole | Names::FamilyStarts) => {
                tag::family(&name.word)
            }
            NamePart::Any => name.word.clone(),
        };
        one(match reading {
            Names::Sounds if has_a_sound(name) => SearchWord::Whole(tag::sound(&sound(&name.word))),
            Names::FamilyWhole | Names::Whole => SearchWord::Whole(text),
            Names::LastStarts if place < last => SearchWord::Whole(text),
            _ => SearchWord::Start(text),
        })
    };
    names.iter().enumerate().map(term).collect()
}

fn one(word: SearchWord) -> SearchTerm {
    SearchTerm { any_of: vec![word] }
}

/// One consonant alone would sound like too many names.
fn has_a_sound(name: &TypedName) -> bool {
    name.word.chars().count() >= 3 && sound(&name.word).chars().count() >= 2
}

fn digits_words(typed: &str, numbers: Numbers) -> Vec<SearchWord> {
    let count = typed.trim_start_matches('0');
    let short = !count.is_empty() && typed.len() <= RECORD_NUMBER_MAX;
    let national = typed.len() >= NATIONAL_MIN;
    let phone_end = (PHONE_END_MIN..=PHONE_END_MAX).contains(&typed.len());
    let mut words = Vec::new();
    if numbers != Numbers::PhoneEnd {
        words.extend(short.then(|| SearchWord::Whole(tag::record_number(count))));
        words.extend(national.then(|| SearchWord::Whole(tag::national(typed))));
    }
    if numbers != Numbers::Identifier {
        words.extend(phone_end.then(|| SearchWord::Whole(tag::phone(typed))));
    }
    if numbers == Numbers::Any {
        words.extend(phone_words(typed));
        words.extend(
            begins_a_record_number(typed).then(|| SearchWord::Start(tag::record_number(count))),
        );
        words.extend(national.then(|| SearchWord::Start(tag::national(typed))));
    }
    words
}

/// One or two digits begin too many record numbers, and six are a whole one with its leading zeros.
fn begins_a_record_number(digits: &str) -> bool {
    (3..RECORD_NUMBER_DIGITS).contains(&digits.len()) && !digits.starts_with('0')
}

fn date_words(typed: &str, today: LocalDate, year_digits_min: usize) -> Vec<SearchWord> {
    let mut words: Vec<SearchWord> = dates::compact(typed, today)
        .into_iter()
        .map(dates::whole)
        .collect();
    if (year_digits_min..=4).contains(&typed.len()) && dates::begins_a_year(typed, today) {
        words.push(SearchWord::Whole(tag::year(typed)));
    }
    words
}

fn phone_words(typed: &str) -> Vec<SearchWord> {
    let number = digits::phone(typed);
    let mut words = Vec::new();
    if number.len() >= PHONE_END_MIN - 1 {
        words.push(SearchWord::Start(tag::phone(&number)));
    }
    if number.len() >= PHONE_WITH_AREA {
        let end = digits::last(&number, PHONE_END_MAX);
        words.extend(end.map(|end| SearchWord::Whole(tag::phone(end))));
    }
    words
}

fn identifier_words(identifier: &str) -> Vec<SearchWord> {
    let (series, count) = digits::record_number(identifier);
    let number = format!("{series}{count}");
    if number.is_empty() {
        return Vec::new();
    }
    let digits_typed = identifier.strip_prefix(&series).unwrap_or("");
    let mut words = vec![
        SearchWord::Whole(tag::record_number(&number)),
        SearchWord::Whole(tag::national(identifier)),
    ];
    words.extend(
        begins_a_record_number(digits_typed)
            .then(|| SearchWord::Start(tag::record_number(&number))),
    );
    words.extend(
        (identifier.len() >= NATIONAL_MIN).then(|| SearchWord::Start(tag::national(identifier))),
    );
    words
}
