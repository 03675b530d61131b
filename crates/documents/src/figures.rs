//! Amounts, rates and dates as text. Exact: no floats.

use values::{LocalDate, Money, TaxRate};

use crate::labels::Labels;

/// `1,234.50`, with as many digits after the point as the currency has.
pub(crate) fn amount(money: Money) -> String {
    let digits = usize::from(money.currency().minor_digits());
    let scale = 10_u64.pow(u32::from(money.currency().minor_digits()));
    let magnitude = money.minor().unsigned_abs();
    let sign = if money.is_negative() { "-" } else { "" };
    let whole = grouped(magnitude / scale);
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{:0digits$}", magnitude % scale)
    }
}

/// `EUR 1,234.50`.
pub(crate) fn amount_with_currency(money: Money) -> String {
    format!("{} {}", money.currency(), amount(money))
}

/// `1,234`.
pub(crate) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `13.5%` for 1,350 basis points.
pub(crate) fn rate(rate: TaxRate) -> String {
    let (whole, rest) = (rate.basis_points() / 100, rate.basis_points() % 100);
    let text = format!("{whole}.{rest:02}");
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// `05-Jan-2009`. Source: NHS CUI date display.
pub(crate) fn date(date: LocalDate, labels: &Labels) -> String {
    let place = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let month = labels.months.get(place).copied().unwrap_or_default();
    format!("{:02}-{month}-{:04}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use values::Currency;

    use super::*;
    use crate::labels::{ARABIC, ENGLISH};

    fn money(minor: i64, currency: &str) -> Money {
        Money::new(minor, currency.parse::<Currency>().unwrap()).unwrap()
    }

    #[test]
    fn amounts_are_exact_in_the_currency_s_digits() {
        for (minor, currency, text) in [
            (0, "EUR", "0.00"),
            (5, "EUR", "0.05"),
            (-5, "EUR", "-0.05"),
            (123_456, "EUR", "1,234.56"),
            (100_000_000, "EUR", "1,000,000.00"),
            (-123_456, "JPY", "-123,456"),
            (1_234_567, "KWD", "1,234.567"),
            ((1 << 53) - 1, "EUR", "90,071,992,547,409.91"),
        ] {
            assert_eq!(amount(money(minor, currency)), text);
        }
        assert_eq!(amount_with_currency(money(123_456, "EUR")), "EUR 1,234.56");
    }

    #[test]
    fn rates_carry_only_the_digits_they_need() {
        for (basis_points, text) in [
            (0, "0%"),
            (2300, "23%"),
            (1350, "13.5%"),
            (1, "0.01%"),
            (905, "9.05%"),
            (10_000, "100%"),
        ] {
            assert_eq!(rate(TaxRate::try_from(basis_points).unwrap()), text);
        }
    }

    #[test]
    fn dates_are_day_month_name_year() {
        let day = LocalDate::new(2009, 1, 5).unwrap();
        assert_eq!(date(day, &ENGLISH), "05-Jan-2009");
        assert_eq!(date(day, &ARABIC), "05-يناير-2009");
    }
}
