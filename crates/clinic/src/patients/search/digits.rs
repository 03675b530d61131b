//! Numbers as people write them, reduced to what is compared.

/// The text with digits of other scripts (Arabic-Indic, Persian, Devanagari, full-width) as `0`–`9`.
pub(crate) fn ascii_digits(text: &str) -> String {
    text.chars().map(ascii_digit).collect()
}

fn ascii_digit(character: char) -> char {
    let code = u32::from(character);
    [0x0660, 0x06F0, 0x0966, 0xFF10]
        .into_iter()
        .find_map(|zero| char::from_digit(code.checked_sub(zero)?, 10))
        .unwrap_or(character)
}

/// The digits of a telephone number without what stands in front of the area: `+`, `00`, `0`.
pub(crate) fn phone(written: &str) -> String {
    let all: String = ascii_digits(written)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    all.trim_start_matches('0').to_owned()
}

/// The last `length` digits, or `None` when there are fewer.
pub(crate) fn last(digits: &str, length: usize) -> Option<&str> {
    digits.get(digits.len().checked_sub(length)?..)
}

/// Letters and digits of an identifier, lower case, nothing else.
pub(crate) fn identifier(written: &str) -> String {
    ascii_digits(written)
        .chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A record number in two: its series (`a`) and its count without leading zeros (`123`).
/// What is not of that shape is all series.
pub(crate) fn record_number(written: &str) -> (String, String) {
    let number = identifier(written);
    let series_end = number
        .find(|character: char| character.is_ascii_digit())
        .unwrap_or(number.len());
    let (series, count) = number.split_at(series_end);
    if count.bytes().all(|byte| byte.is_ascii_digit()) {
        (series.to_owned(), count.trim_start_matches('0').to_owned())
    } else {
        (number, String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_telephone_number_has_one_core_however_it_is_dialled() {
        for written in ["085 123 4567", "(085) 123-4567", "٠٨٥١٢٣٤٥٦٧"] {
            assert_eq!(phone(written), "851234567", "{written}");
        }
        assert_eq!(phone("00353 85 123 4567"), phone("+353 (85) 1234567"));
        assert_eq!(last(&phone("+353851234567"), 8), last("851234567", 8));
    }

    #[test]
    fn a_record_number_is_a_series_and_a_count() {
        for (written, series, count) in [
            ("A-000123", "a", "123"),
            ("a123", "a", "123"),
            ("000123", "", "123"),
            ("MRN/2020/X7", "mrn2020x7", ""),
            ("", "", ""),
        ] {
            assert_eq!(
                record_number(written),
                (series.to_owned(), count.to_owned()),
                "{written}"
            );
        }
    }
}
