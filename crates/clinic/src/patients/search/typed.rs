//! What was typed, taken apart into names, dates and numbers.

use values::{LocalDate, names::fold};

use super::{
    dates::{self, TypedDate},
    digits,
};

const TEXT_MAX: usize = 120;
const NAMES_MAX: usize = 8;
/// Titles that stand in front of names; nobody is found by one.
const TITLES: [&str; 7] = ["mr", "mrs", "ms", "miss", "mx", "dr", "prof"];

/// Which part of the name a fragment must be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamePart {
    Any,
    Family,
    Given,
}

/// One folded fragment of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedName {
    pub(super) word: String,
    pub(super) part: NamePart,
}

/// A number or identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypedNumber {
    /// Digits alone: telephone, record number, national number, year, date.
    Digits(String),
    /// Digits after a `+`.
    Phone(String),
    /// Digits after a `#`, or letters and digits, as typed.
    Identifier(String),
}

/// What was typed, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Typed {
    pub(super) names: Vec<TypedName>,
    pub(super) dates: Vec<TypedDate>,
    /// Numbers; groups of digits beside each other are one inner list.
    pub(super) numbers: Vec<Vec<TypedNumber>>,
}

/// Takes a text apart.
pub(super) fn take_apart(text: &str, today: LocalDate) -> Typed {
    let text: String = digits::ascii_digits(text).chars().take(TEXT_MAX).collect();
    let text = without_bracketed_words(&text).replace([',', '،', '，'], " , ");
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut typed = Typed::default();
    let mut names: Vec<&str> = Vec::new();
    let mut number_group: Vec<TypedNumber> = Vec::new();
    let mut rest = tokens.as_slice();
    // A comma behind a date or a number says nothing about names.
    let mut comma_counts = true;
    while let Some((token, after)) = rest.split_first() {
        if let Some((date, used)) = leading_date(rest, today) {
            typed.dates.push(date);
            close(&mut number_group, &mut typed.numbers);
            rest = rest.get(used..).unwrap_or_default();
            comma_counts = false;
            continue;
        }
        rest = after;
        if let Some(found) = number(token) {
            number_group.push(found);
            comma_counts = false;
        } else if *token != "," || comma_counts {
            close(&mut number_group, &mut typed.numbers);
            names.push(token);
            comma_counts = true;
        }
    }
    close(&mut number_group, &mut typed.numbers);
    typed.names = read_names(&names);
    typed
}

fn close(group: &mut Vec<TypedNumber>, groups: &mut Vec<Vec<TypedNumber>>) {
    if !group.is_empty() {
        groups.push(std::mem::take(group));
    }
}

/// The date at the head of the tokens, and how many of them it takes; the longest that can be read.
fn leading_date(tokens: &[&str], today: LocalDate) -> Option<(TypedDate, usize)> {
    let (first, _) = tokens.split_first().filter(|(first, _)| **first != ",")?;
    let spoken = tokens.iter().take(4).enumerate();
    let ends: Vec<usize> = spoken
        .filter(|(_, token)| **token != ",")
        .map(|(place, _)| place + 1)
        .take(3)
        .collect();
    let several = ends.into_iter().rev().find_map(|end| {
        let text = tokens.get(..end)?.join(" ");
        Some((dates::read(&text, today)?, end))
    });
    several.or_else(|| Some((dates::read(first, today)?, 1)))
}

/// Brackets hold a title (`SMITH, Ann (Mrs)`), or an area code, which is kept.
fn without_bracketed_words(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let (inside, behind) = after.split_once(')').unwrap_or((after, ""));
        kept.push_str(before);
        kept.push(' ');
        if inside.chars().any(|character| character.is_ascii_digit()) {
            kept.push_str(inside);
        }
        kept.push(' ');
        rest = behind;
    }
    kept + rest
}

fn number(token: &str) -> Option<TypedNumber> {
    let identifier = digits::identifier(token);
    if !identifier
        .chars()
        .any(|character| character.is_ascii_digit())
    {
        return None;
    }
    let all_digits = identifier.bytes().all(|byte| byte.is_ascii_digit());
    Some(match token.chars().next() {
        Some('#') => TypedNumber::Identifier(identifier),
        Some('+') if all_digits => TypedNumber::Phone(identifier),
        _ if all_digits => TypedNumber::Digits(identifier),
        _ => TypedNumber::Identifier(identifier),
    })
}

/// `Smith,` and capitals beside small letters mean the family name; what follows a comma is given names.
fn read_names(tokens: &[&str]) -> Vec<TypedName> {
    let comma = tokens.iter().position(|token| *token == ",");
    let spoken: Vec<(usize, &str)> = tokens
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, token)| *token != ",")
        .collect();
    let capitals_mean_family = comma.is_none()
        && spoken.iter().any(|(_, token)| in_capitals(token))
        && spoken.iter().any(|(_, token)| !in_capitals(token));
    let last = spoken.len().saturating_sub(1);
    let mut names = Vec::new();
    for (place, (position, token)) in spoken.iter().enumerate() {
        let part = match comma {
            Some(comma) if *position < comma => NamePart::Family,
            Some(_) => NamePart::Given,
            None if capitals_mean_family && in_capitals(token) => NamePart::Family,
            None => NamePart::Any,
        };
        let folded = fold(token);
        // The last word may be the beginning of a name that only looks like a title so far.
        if place < last && TITLES.contains(&folded.as_str()) {
            continue;
        }
        names.extend(
            folded
                .split(' ')
                .filter(|word| !word.is_empty())
                .map(|word| TypedName {
                    word: word.to_owned(),
                    part,
                }),
        );
    }
    names.truncate(NAMES_MAX);
    names
}

fn in_capitals(token: &str) -> bool {
    token.chars().filter(|letter| letter.is_uppercase()).count() >= 2
        && !token.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> LocalDate {
        "2026-11-20".parse().unwrap()
    }

    fn names(text: &str) -> Vec<(String, NamePart)> {
        take_apart(text, today())
            .names
            .into_iter()
            .map(|name| (name.word, name.part))
            .collect()
    }

    #[test]
    fn fragments_of_names_are_taken_in_any_order_and_folded() {
        let any = |word: &str| (word.to_owned(), NamePart::Any);
        assert_eq!(names("nguyễn  Thị"), [any("nguyen"), any("thi")]);
        assert_eq!(names("王小明"), [any("王"), any("小"), any("明")]);
        assert_eq!(names("SMITH"), [any("smith")]);
        assert_eq!(names("Dr O'Brien"), [any("obrien")]);
        assert_eq!(names("mr"), [any("mr")]);
    }

    #[test]
    fn a_comma_or_capitals_tell_the_family_name() {
        let family = |word: &str| (word.to_owned(), NamePart::Family);
        let given = |word: &str| (word.to_owned(), NamePart::Given);
        assert_eq!(names("Smith,"), [family("smith")]);
        assert_eq!(names(",ann"), [given("ann")]);
        assert_eq!(names("SMITH, Ann (Mrs)"), [family("smith"), given("ann")]);
        assert_eq!(
            names("de la Cruz,María"),
            [family("de"), family("la"), family("cruz"), given("maria")]
        );
        assert_eq!(
            names("14jul45, smith"),
            [("smith".to_owned(), NamePart::Any)]
        );
        assert_eq!(
            names("NGUYỄN an"),
            [family("nguyen"), ("an".to_owned(), NamePart::Any)]
        );
    }

    #[test]
    fn dates_and_numbers_stand_anywhere_between_names() {
        let typed = take_apart("ann 14 July 1945 smith", today());
        assert_eq!(typed.names.len(), 2);
        assert_eq!(typed.dates.len(), 1);
        let typed = take_apart("Smith, 1945", today());
        assert_eq!(
            names("Smith, 1945"),
            [("smith".to_owned(), NamePart::Family)]
        );
        assert_eq!(
            typed.numbers,
            [vec![TypedNumber::Digits("1945".to_owned())]]
        );
    }

    #[test]
    fn numbers_keep_what_marks_them() {
        for (text, expected) in [
            (
                "(085) 123-4567",
                vec![digits_of("085"), digits_of("1234567")],
            ),
            (
                "+353851234567",
                vec![TypedNumber::Phone("353851234567".into())],
            ),
            ("#123", vec![TypedNumber::Identifier("123".into())]),
            ("A-000123", vec![TypedNumber::Identifier("a000123".into())]),
            ("1234567T", vec![TypedNumber::Identifier("1234567t".into())]),
            ("٠٨٥ ١٢٣", vec![digits_of("085"), digits_of("123")]),
        ] {
            assert_eq!(take_apart(text, today()).numbers, [expected], "{text}");
        }
    }

    fn digits_of(digits: &str) -> TypedNumber {
        TypedNumber::Digits(digits.to_owned())
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_into_folded_words(text in "\\PC{0,60}") {
            for name in take_apart(&text, today()).names {
                prop_assert_eq!(fold(&name.word), name.word);
            }
        }
    }
}
