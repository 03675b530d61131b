//! Money in integer minor units. No floats, no silent overflow, allocation that conserves the total.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Values stay within what a JSON number carries exactly.
const MINOR_MAX: i64 = (1 << 53) - 1;

/// An ISO 4217 code, such as `EUR`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Digits after the decimal point (ISO 4217 "minor unit").
    pub fn minor_digits(self) -> u8 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        match text.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|byte| byte.is_ascii_uppercase()) => {
                Ok(Self([*a, *b, *c]))
            }
            _ => Err(MoneyError::NotACurrency),
        }
    }
}

crate::text::travels_as_text!(Currency, "string");

/// Why an amount could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Beyond ±(2^53 − 1) minor units.
    #[error("amount out of range")]
    OutOfRange,
    /// Two currencies in one sum.
    #[error("amounts in different currencies")]
    MixedCurrencies,
    /// Not three capital letters.
    #[error("not a currency code")]
    NotACurrency,
}

/// An amount: minor units (cents) of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "MoneyParts")]
pub struct Money {
    #[ts(type = "number")]
    minor: i64,
    currency: Currency,
}

#[derive(Deserialize)]
struct MoneyParts {
    minor: i64,
    currency: Currency,
}

impl TryFrom<MoneyParts> for Money {
    type Error = MoneyError;
    fn try_from(parts: MoneyParts) -> Result<Self, MoneyError> {
        Self::new(parts.minor, parts.currency)
    }
}

impl Money {
    /// `minor` units of `currency`.
    pub fn new(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        if minor.unsigned_abs() > MINOR_MAX.unsigned_abs() {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Self { minor, currency })
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is zero.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(
            self.minor
                .checked_add(other.minor)
                .ok_or(MoneyError::OutOfRange)?,
            self.currency,
        )
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(other.negated())
    }

    /// The opposite amount.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            minor: -self.minor,
            currency: self.currency,
        }
    }

    /// `count` times the amount.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        Self::new(
            self.minor
                .checked_mul(count)
                .ok_or(MoneyError::OutOfRange)?,
            self.currency,
        )
    }

    /// The sum of all, zero of `currency` for none.
    pub fn sum(
        amounts: impl IntoIterator<Item = Self>,
        currency: Currency,
    ) -> Result<Self, MoneyError> {
        amounts
            .into_iter()
            .try_fold(Self::zero(currency), Self::plus)
    }

    /// `self × numerator ÷ denominator`, half a minor unit rounded away from zero (commercial rounding).
    pub fn ratio(self, numerator: i64, denominator: i64) -> Result<Self, MoneyError> {
        if denominator == 0 {
            return Err(MoneyError::OutOfRange);
        }
        let product = i128::from(self.minor) * i128::from(numerator);
        let divisor = i128::from(denominator);
        let (magnitude, sign) = (
            (product * divisor.signum()).abs(),
            (product * divisor.signum()).signum(),
        );
        let rounded = sign * ((magnitude * 2 + divisor.abs()) / (divisor.abs() * 2));
        Self::new(
            i64::try_from(rounded).map_err(|_| MoneyError::OutOfRange)?,
            self.currency,
        )
    }

    /// Splits the amount in proportion to `weights`, to the minor unit, so that the parts sum to the whole.
    /// Left-over units go to the largest remainders, earlier parts first. All-zero weights give the first part everything.
    pub fn allocate(self, weights: &[u64]) -> Result<Vec<Self>, MoneyError> {
        let total: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
        if total == 0 {
            let rest = weights.iter().skip(1).map(|_| Self::zero(self.currency));
            return Ok(weights
                .first()
                .map(|_| self)
                .into_iter()
                .chain(rest)
                .collect());
        }
        let magnitude = u128::from(self.minor.unsigned_abs());
        let shares: Vec<(u128, u128)> = weights
            .iter()
            .map(|weight| {
                (
                    magnitude * u128::from(*weight) / total,
                    magnitude * u128::from(*weight) % total,
                )
            })
            .collect();
        let handed_out: u128 = shares.iter().map(|(share, _)| share).sum();
        let left_over =
            usize::try_from(magnitude - handed_out).map_err(|_| MoneyError::OutOfRange)?;
        let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
        by_remainder.sort_by_key(|index| {
            std::cmp::Reverse(shares.get(*index).map_or(0, |(_, remainder)| *remainder))
        });
        let lucky: std::collections::BTreeSet<usize> =
            by_remainder.into_iter().take(left_over).collect();
        shares
            .iter()
            .enumerate()
            .map(|(index, (share, _))| {
                let units = i64::try_from(share + u128::from(lucky.contains(&index)))
                    .map_err(|_| MoneyError::OutOfRange)?;
                Self::new(units * self.minor.signum(), self.currency)
            })
            .collect()
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::MixedCurrencies)
        }
    }
}

/// The plain technical form, `12.34 EUR`. Screens and paper format money themselves, in their language.
impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = usize::from(self.currency.minor_digits());
        let scale = 10_u64.pow(u32::from(self.currency.minor_digits()));
        let sign = if self.minor < 0 { "-" } else { "" };
        let (major, minor) = (
            self.minor.unsigned_abs() / scale,
            self.minor.unsigned_abs() % scale,
        );
        if digits == 0 {
            write!(formatter, "{sign}{major} {}", self.currency)
        } else {
            write!(
                formatter,
                "{sign}{major}.{minor:0digits$} {}",
                self.currency
            )
        }
    }
}

/// A tax rate in basis points: 2,300 is 23 %. At most 10,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct TaxRate(u32);

impl TaxRate {
    /// No tax.
    pub const ZERO: Self = Self(0);

    /// The rate in basis points.
    pub const fn basis_points(self) -> u32 {
        self.0
    }

    /// The tax on a net amount, rounded commercially.
    pub fn tax_on(self, net: Money) -> Result<Money, MoneyError> {
        net.ratio(i64::from(self.0), 10_000)
    }
}

impl TryFrom<u32> for TaxRate {
    type Error = MoneyError;
    fn try_from(basis_points: u32) -> Result<Self, MoneyError> {
        if basis_points <= 10_000 {
            Ok(Self(basis_points))
        } else {
            Err(MoneyError::OutOfRange)
        }
    }
}

impl From<TaxRate> for u32 {
    fn from(rate: TaxRate) -> Self {
        rate.0
    }
}

crate::text::typescript!(TaxRate, "number");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR).unwrap()
    }

    #[test]
    fn rounds_half_a_cent_away_from_zero() {
        assert_eq!(euro(5).ratio(1, 2), Ok(euro(3)));
        assert_eq!(euro(-5).ratio(1, 2), Ok(euro(-3)));
        assert_eq!(euro(4).ratio(1, 3), Ok(euro(1)));
    }

    #[test]
    fn refuses_to_add_currencies() {
        let yen = Money::new(1, "JPY".parse().unwrap()).unwrap();
        assert_eq!(euro(1).plus(yen), Err(MoneyError::MixedCurrencies));
    }

    #[test]
    fn refuses_an_amount_that_json_cannot_carry() {
        assert_eq!(
            Money::new(1 << 53, Currency::EUR),
            Err(MoneyError::OutOfRange)
        );
        assert!(
            serde_json::from_str::<Money>(r#"{"minor":9007199254740992,"currency":"EUR"}"#)
                .is_err()
        );
    }

    #[test]
    fn writes_the_technical_form_with_the_currency_s_digits() {
        assert_eq!(euro(-1205).to_string(), "-12.05 EUR");
        assert_eq!(
            Money::new(1205, "JPY".parse().unwrap())
                .unwrap()
                .to_string(),
            "1205 JPY"
        );
    }

    proptest! {
        #[test]
        fn allocation_conserves_the_total(minor in -1_000_000_000_i64..1_000_000_000, weights in prop::collection::vec(0_u64..10_000, 1..20)) {
            let parts = euro(minor).allocate(&weights).unwrap();
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(Money::sum(parts, Currency::EUR).unwrap(), euro(minor));
        }

        #[test]
        fn a_ratio_is_within_half_a_unit(minor in -1_000_000_i64..1_000_000, numerator in 0_i64..20_000) {
            let exact_twice = i128::from(minor) * i128::from(numerator) * 2;
            let rounded_twice = i128::from(euro(minor).ratio(numerator, 10_000).unwrap().minor()) * 20_000;
            prop_assert!((exact_twice - rounded_twice).abs() <= 10_000);
        }
    }
}
