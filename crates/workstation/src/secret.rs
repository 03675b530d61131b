//! PINs: what a good one is.

/// Whether a PIN is six digits or more that do not repeat or count.
pub(crate) fn is_pin(pin: &str) -> bool {
    let digits: Vec<u8> = pin.bytes().collect();
    let differences: std::collections::BTreeSet<i16> = digits
        .iter()
        .zip(digits.iter().skip(1))
        .map(|(one, next)| i16::from(*next) - i16::from(*one))
        .collect();
    let plain = differences.len() == 1 && differences.iter().all(|step| step.abs() <= 1);
    (6..=12).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit) && !plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_six_digits_that_say_something() {
        for pin in ["482915", "112233", "90210770"] {
            assert!(is_pin(pin), "{pin}");
        }
        for pin in [
            "48291",
            "000000",
            "123456",
            "987654",
            "48291a",
            "٤٨٢٩١٥",
            "",
        ] {
            assert!(!is_pin(pin), "{pin}");
        }
    }
}
