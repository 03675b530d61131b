//! National identifiers of patients.

use super::search::digits::ascii_digits;

/// The length of an NHS number.
const NHS_DIGITS: usize = 10;
const SHORTEST: usize = 5;
const LONGEST: usize = 20;

/// The number as it is kept: letters in capitals and digits, without spaces and dashes. `None` for what
/// cannot be one.
///
/// Ten digits are an NHS number, whose last digit must agree with the others: weights 10 to 2, modulus
/// 11, remainder 11 counts as 0 and remainder 10 is never given out. Source: NHS Data Dictionary,
/// "NHS NUMBER". Other countries' numbers are taken as they are.
pub fn tidy_national_number(written: &str) -> Option<String> {
    let number: String = ascii_digits(written)
        .chars()
        .filter(|character| !character.is_whitespace() && *character != '-' && *character != '.')
        .map(|character| character.to_ascii_uppercase())
        .collect();
    let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let numbered = number.bytes().any(|byte| byte.is_ascii_digit());
    let fits = (SHORTEST..=LONGEST).contains(&number.len());
    (plain && numbered && fits && (!is_ten_digits(&number) || has_nhs_check_digit(&number)))
        .then_some(number)
}

/// `943 476 5919`: an NHS number in groups of 3, 3 and 4 (NHS Common User Interface, "NHS number
/// display"); other numbers as they are kept.
pub fn group_national_number(number: &str) -> String {
    match (number.get(..3), number.get(3..6), number.get(6..)) {
        (Some(first), Some(second), Some(third)) if is_ten_digits(number) => {
            format!("{first} {second} {third}")
        }
        _ => number.to_owned(),
    }
}

fn is_ten_digits(number: &str) -> bool {
    number.len() == NHS_DIGITS && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_nhs_check_digit(number: &str) -> bool {
    let digits: Vec<u32> = number
        .chars()
        .filter_map(|character| character.to_digit(10))
        .collect();
    let Some((check, rest)) = digits.split_last() else {
        return false;
    };
    let sum: u32 = rest
        .iter()
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    (11 - sum % 11) % 11 == *check
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_nhs_number_must_agree_with_its_check_digit() {
        for (written, kept) in [
            ("943 476 5919", Some("9434765919")),
            ("943-476-5919", Some("9434765919")),
            ("٩٤٣٤٧٦٥٩١٩", Some("9434765919")),
            ("943 476 5918", None),
        ] {
            assert_eq!(tidy_national_number(written).as_deref(), kept, "{written}");
        }
    }

    #[test]
    fn numbers_of_other_countries_are_taken_as_they_are() {
        for (written, kept) in [
            ("1234567t", Some("1234567T")),
            ("44051401359", Some("44051401359")),
            ("1 85 05 78 006 084 36", Some("185057800608436")),
            ("1234", None),
            ("ABCDEF", None),
            ("12345/6", None),
            ("123456789012345678901", None),
            ("", None),
        ] {
            assert_eq!(tidy_national_number(written).as_deref(), kept, "{written}");
        }
    }

    #[test]
    fn only_nhs_numbers_are_grouped() {
        assert_eq!(group_national_number("9434765919"), "943 476 5919");
        assert_eq!(group_national_number("1234567T"), "1234567T");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(number in 100_000_000_u64..1_000_000_000, place in 0_usize..10, by in 1_u32..10) {
            let kept = (0..10).find_map(|check| tidy_national_number(&format!("{number}{check}")));
            prop_assume!(kept.is_some());
            let wrong: String = kept.unwrap().chars().enumerate().map(|(position, digit)| {
                let shift = if position == place { by } else { 0 };
                char::from_digit((digit.to_digit(10).unwrap() + shift) % 10, 10).unwrap()
            }).collect();
            prop_assert_eq!(tidy_national_number(&wrong), None);
        }

        #[test]
        fn any_text_is_kept_tidy_or_refused(written in "\\PC{0,30}") {
            if let Some(kept) = tidy_national_number(&written) {
                prop_assert_eq!(tidy_national_number(&kept), Some(kept));
            }
        }
    }
}
