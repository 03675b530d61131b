//! Birth dates as they are typed: `14jul45`, `14/07/1945`, `14.7.1945`, `1945-07-14`, `14 July 1945`.

use values::LocalDate;

use super::{SearchTerm, SearchWord, tag};

#[cfg(test)]
mod tests;

/// Nobody is older; two-digit years look no further back.
const OLDEST_YEARS: i16 = 130;
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A birth date as typed so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypedDate {
    /// A whole date; two when a two-digit year fits two centuries. The later first.
    Whole(Vec<LocalDate>),
    /// A month of a year, `194507`.
    Month(String),
    /// Day and month, `0714`, and the first digits of the year.
    Birthday {
        /// Month and day.
        birthday: String,
        /// May be empty.
        year_start: String,
    },
}

impl TypedDate {
    /// What a patient must match.
    pub(super) fn terms(&self) -> Vec<SearchTerm> {
        match self {
            Self::Whole(dates) => vec![SearchTerm {
                any_of: dates.iter().map(|date| whole(*date)).collect(),
            }],
            Self::Month(month) => vec![SearchTerm {
                any_of: vec![SearchWord::Start(tag::birth_date(month))],
            }],
            Self::Birthday {
                birthday,
                year_start,
            } => birthday_terms(birthday, year_start),
        }
    }

    /// What a patient may match when nobody matched [`Self::terms`]: the birth date may be known only in
    /// part, and two digits of a year may be the first two of four.
    pub(super) fn looser_terms(&self) -> Option<Vec<SearchTerm>> {
        let Self::Whole(dates) = self else {
            return None;
        };
        if let [first, _, ..] = dates.as_slice() {
            let year = format!("{:02}", first.year() % 100);
            return Some(birthday_terms(&month_and_day(*first), &year));
        }
        let any_of = dates
            .iter()
            .flat_map(|date| {
                [
                    SearchWord::Whole(tag::birth_date(&format!(
                        "{:04}{:02}",
                        date.year(),
                        date.month()
                    ))),
                    SearchWord::Whole(tag::birth_date(&format!("{:04}", date.year()))),
                ]
            })
            .collect();
        Some(vec![SearchTerm { any_of }])
    }
}

fn birthday_terms(birthday: &str, year_start: &str) -> Vec<SearchTerm> {
    let mut terms = vec![SearchTerm {
        any_of: vec![SearchWord::Whole(tag::birthday(birthday))],
    }];
    // One digit of a year tells nothing yet.
    if year_start.len() > 1 {
        terms.push(SearchTerm {
            any_of: vec![SearchWord::Whole(tag::year(year_start))],
        });
    }
    terms
}

pub(super) fn whole(date: LocalDate) -> SearchWord {
    SearchWord::Whole(tag::birth_date(&date.to_string().replace('-', "")))
}

fn month_and_day(date: LocalDate) -> String {
    format!("{:02}{:02}", date.month(), date.day())
}

/// Reads a date out of one to three typed words, or finds none. Day before month, unless only the other
/// order is a date. Digits without anything between them are not read here, see [`compact`].
pub(super) fn read(typed: &str, today: LocalDate) -> Option<TypedDate> {
    let (runs, apart_by_spaces) = runs_of(typed)?;
    let runs: Vec<&str> = runs.iter().map(String::as_str).collect();
    match runs.as_slice() {
        // A name such as May stands before a year more often than a month does.
        [first, second] if apart_by_spaces && !is_number(first) && second.len() == 4 => None,
        [first, second] => read_two(first, second, apart_by_spaces),
        [first, second, third] => read_three([first, second, third], apart_by_spaces, today),
        _ => None,
    }
}

fn read_two(first: &str, second: &str, apart_by_spaces: bool) -> Option<TypedDate> {
    let month_of = |year: &str, month: i8| TypedDate::Month(format!("{year}{month:02}"));
    match (month_number(first), month_number(second)) {
        (Some(month), _) if second.len() == 4 && is_number(second) && !apart_by_spaces => {
            Some(month_of(second, month))
        }
        (_, Some(month)) if first.len() == 4 && is_number(first) && !apart_by_spaces => {
            Some(month_of(first, month))
        }
        (_, Some(month)) if first.len() <= 2 && !(apart_by_spaces && is_number(second)) => {
            birthday(first, month, "")
        }
        _ => None,
    }
}

fn read_three(runs: [&str; 3], apart_by_spaces: bool, today: LocalDate) -> Option<TypedDate> {
    let [first, second, third] = runs;
    let named_month = runs.iter().any(|run| !is_number(run));
    if first.len() == 4 && is_number(first) {
        let date = date_of(first, month_number(second)?, third)?;
        return Some(TypedDate::Whole(vec![date]));
    }
    // Spaces alone also stand in telephone numbers: then only a four-digit year or a month's name tells a date.
    if !is_number(third) || (apart_by_spaces && !named_month && third.len() != 4) {
        return None;
    }
    let day_first = month_number(second).and_then(|month| with_year(first, month, third, today));
    day_first.or_else(|| with_year(second, month_number(first)?, third, today))
}

fn with_year(day: &str, month: i8, year: &str, today: LocalDate) -> Option<TypedDate> {
    match year.len() {
        4 => Some(TypedDate::Whole(vec![date_of(year, month, day)?])),
        2 => {
            let dates = in_either_century(day, month, year, today);
            (!dates.is_empty()).then_some(TypedDate::Whole(dates))
        }
        1 | 3 => birthday(day, month, year),
        _ => None,
    }
}

/// Digits without separators that can be read as whole dates: `14071945`, `19450714`, `140745`.
pub(super) fn compact(digits: &str, today: LocalDate) -> Vec<LocalDate> {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or("");
    let found = match digits.len() {
        8 => vec![
            month_number(part(2, 4)).and_then(|month| date_of(part(4, 8), month, part(0, 2))),
            month_number(part(4, 6)).and_then(|month| date_of(part(0, 4), month, part(6, 8))),
        ],
        6 => month_number(part(2, 4))
            .map(|month| in_either_century(part(0, 2), month, part(4, 6), today))
            .unwrap_or_default()
            .into_iter()
            .map(Some)
            .collect(),
        _ => Vec::new(),
    };
    let plausible = |date: &LocalDate| *date <= today && today.year() - date.year() <= OLDEST_YEARS;
    found.into_iter().flatten().filter(plausible).collect()
}

/// Whether a year in which somebody alive can have been born begins with these digits.
pub(super) fn begins_a_year(digits: &str, today: LocalDate) -> bool {
    let mut reach = (today.year() - OLDEST_YEARS)..=today.year();
    reach.any(|year| format!("{year:04}").starts_with(digits))
}

/// A two-digit year is of this century or the last, as long as somebody alive can have been born then.
fn in_either_century(day: &str, month: i8, year: &str, today: LocalDate) -> Vec<LocalDate> {
    let century = today.year() - today.year() % 100;
    [century, century - 100]
        .into_iter()
        .filter_map(|century| {
            let year = century + year.parse::<i16>().ok()?;
            LocalDate::new(year, month, day.parse().ok()?).ok()
        })
        .filter(|date| *date <= today && today.year() - date.year() <= OLDEST_YEARS)
        .collect()
}

fn date_of(year: &str, month: i8, day: &str) -> Option<LocalDate> {
    if day.len() > 2 {
        return None;
    }
    LocalDate::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn birthday(day: &str, month: i8, year_start: &str) -> Option<TypedDate> {
    // A leap year, so that the 29th of February has a birthday.
    let date = date_of("2000", month, day)?;
    Some(TypedDate::Birthday {
        birthday: month_and_day(date),
        year_start: year_start.to_owned(),
    })
}

/// 1–12 from one or two digits, or from at least three letters of an English month name.
fn month_number(run: &str) -> Option<i8> {
    if is_number(run) {
        let month: i8 = (run.len() <= 2).then(|| run.parse().ok())??;
        return (1..=12).contains(&month).then_some(month);
    }
    let run = if run == "sept" { "sep" } else { run };
    let place = MONTHS
        .iter()
        .position(|name| run.len() >= 3 && name.starts_with(run))?;
    i8::try_from(place + 1).ok()
}

fn is_number(run: &str) -> bool {
    run.bytes().all(|byte| byte.is_ascii_digit())
}

/// The runs of digits and of letters, and whether only spaces stand between them. `None` when something
/// else than a date's separators stands there.
fn runs_of(typed: &str) -> Option<(Vec<String>, bool)> {
    let mut runs: Vec<String> = Vec::new();
    let mut apart_by_spaces = true;
    let mut last: Option<char> = None;
    for character in typed.to_lowercase().chars() {
        let kind_of = |character: char| (character.is_ascii_digit(), character.is_alphabetic());
        match character {
            _ if character.is_ascii_digit() || character.is_alphabetic() => {
                match (last.map(kind_of), runs.last_mut()) {
                    (Some(kind), Some(run)) if kind == kind_of(character) => run.push(character),
                    (previous, _) => {
                        if previous.is_some_and(|(digit, letter)| digit || letter) {
                            apart_by_spaces = false;
                        }
                        runs.push(character.to_string());
                    }
                }
            }
            '/' | '.' | '-' => apart_by_spaces = false,
            ' ' | ',' => {}
            _ => return None,
        }
        last = Some(character);
    }
    runs.retain(|run| !matches!(run.as_str(), "st" | "nd" | "rd" | "th" | "of"));
    Some((runs, apart_by_spaces))
}
