//! Measured numbers with the precision they were recorded with (`37.0` is not `37`).

use std::{fmt, str::FromStr};

/// A decimal as written: sign, digits, at most six of them after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    scaled: i64,
    places: u8,
}

/// A text that is no decimal, or one out of range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct NotADecimal;

const PLACES_MAX: u8 = 6;
const DIGITS_MAX: usize = 15;

impl Decimal {
    /// `scaled` divided by ten to the power of `places`; `places` is at most six.
    pub fn new(scaled: i64, places: u8) -> Result<Self, NotADecimal> {
        if places > PLACES_MAX || scaled.unsigned_abs() >= 10_u64.pow(15) {
            return Err(NotADecimal);
        }
        Ok(Self { scaled, places })
    }

    /// The value in millionths, for comparison and arithmetic without floats.
    pub fn millionths(self) -> i128 {
        i128::from(self.scaled) * 10_i128.pow(u32::from(PLACES_MAX - self.places))
    }

    /// The nearest float, for drawing only.
    #[expect(
        clippy::cast_precision_loss,
        reason = "drawing tolerates it; 15 digits fit a double"
    )]
    pub fn to_f64(self) -> f64 {
        self.scaled as f64 / 10_f64.powi(i32::from(self.places))
    }
}

impl From<i32> for Decimal {
    fn from(value: i32) -> Self {
        Self {
            scaled: i64::from(value),
            places: 0,
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.scaled < 0 { "-" } else { "" };
        let scale = 10_u64.pow(u32::from(self.places));
        let (whole, rest) = (
            self.scaled.unsigned_abs() / scale,
            self.scaled.unsigned_abs() % scale,
        );
        if self.places == 0 {
            write!(formatter, "{sign}{whole}")
        } else {
            write!(
                formatter,
                "{sign}{whole}.{rest:0width$}",
                width = usize::from(self.places)
            )
        }
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let dangling_point = digits.contains('.') && fraction.is_empty();
        let all_digits = whole
            .bytes()
            .chain(fraction.bytes())
            .all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || dangling_point
            || !all_digits
            || whole.len() + fraction.len() > DIGITS_MAX
        {
            return Err(NotADecimal);
        }
        let magnitude: i64 = format!("{whole}{fraction}")
            .parse()
            .map_err(|_| NotADecimal)?;
        let places = u8::try_from(fraction.len()).map_err(|_| NotADecimal)?;
        Self::new(if negative { -magnitude } else { magnitude }, places)
    }
}

crate::text::travels_as_text!(Decimal, "string");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_the_recorded_precision() {
        for text in ["37.0", "37", "-0.5", "0", "120.125"] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", ".", "1.", ".5", "1e3", "NaN", "--1", "1.2345678"] {
            assert_eq!(text.parse::<Decimal>(), Err(NotADecimal), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_parses_or_is_refused(text in ".{0,24}") {
            if let Ok(value) = text.parse::<Decimal>() {
                prop_assert_eq!(value.to_string().parse(), Ok(value));
            }
        }
    }
}
