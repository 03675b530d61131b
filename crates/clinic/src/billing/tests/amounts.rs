use proptest::prelude::*;
use values::{Currency, Money, MoneyError};

use super::{amount_off, euro, line, percent, rate};
use crate::{
    billing::{LINES_MAX, QUANTITY_MAX, UNIT_PRICE_MAX, check_lines, line_amounts, totals},
    records::InvoiceLine,
};

pub(super) fn any_line() -> impl Strategy<Value = InvoiceLine> {
    let discount = prop_oneof![
        3 => Just(None),
        1 => (0_u32..=10_000).prop_map(|points| Some(percent(points))),
        1 => (0_i64..=50_000).prop_map(|minor| Some(amount_off(minor))),
    ];
    let rates = prop::sample::select(vec![0_u32, 480, 900, 1_350, 2_300, 10_000]);
    (1_u32..=QUANTITY_MAX, 0_i64..=500_000, rates, discount)
        .prop_map(|(quantity, price, rate, discount)| line(quantity, price, rate, discount))
        .prop_filter("the discount is at most the line", |line| {
            line_amounts(line).is_ok()
        })
}

#[test]
fn a_line_is_quantity_times_price_less_its_discount() {
    for (quantity, price, discount, expected) in [
        (1, 6_500, None, (6_500, 0, 6_500)),
        (3, 1_999, None, (5_997, 0, 5_997)),
        (3, 1_999, Some(percent(1_000)), (5_997, 600, 5_397)),
        (1, 5, Some(percent(5_000)), (5, 3, 2)),
        (2, 1_000, Some(percent(10_000)), (2_000, 2_000, 0)),
        (2, 1_000, Some(amount_off(2_000)), (2_000, 2_000, 0)),
        (2, 1_000, Some(amount_off(1)), (2_000, 1, 1_999)),
        (1, 0, Some(percent(3_333)), (0, 0, 0)),
    ] {
        let amounts = line_amounts(&line(quantity, price, 2_300, discount)).unwrap();
        assert_eq!(
            (
                amounts.before_discount.minor(),
                amounts.discount.minor(),
                amounts.net.minor()
            ),
            expected,
            "{quantity} × {price} {discount:?}"
        );
    }
}

#[test]
fn refuses_a_discount_of_more_than_the_line_or_less_than_nothing() {
    for discount in [
        Some(percent(10_001)),
        Some(amount_off(1_001)),
        Some(amount_off(-1)),
    ] {
        assert_eq!(
            line_amounts(&line(1, 1_000, 0, discount)),
            Err(MoneyError::OutOfRange),
            "{discount:?}"
        );
    }
}

// EN 16931 BR-CO-17: tax is computed on the sum at a rate, not line by line. Three lines of 0.02 at
// 23 % would each round to nothing, and together come to 0.01.
#[test]
fn tax_is_computed_once_for_each_rate_on_the_summed_net_amount() {
    let lines = [
        line(1, 2, 2_300, None),
        line(1, 2, 2_300, None),
        line(1, 2, 2_300, None),
    ];
    let totals = totals(&lines, Currency::EUR).unwrap();
    assert_eq!(totals.tax, euro(1));
    assert_eq!(totals.gross, euro(7));
}

// Taxable amounts, rates and tax of the sample invoices that accompany EN 16931.
#[test]
fn tax_agrees_with_the_samples_of_the_standard() {
    for (net, basis_points, tax) in [
        (18_323, 600, 1_099),
        (4_637, 2_100, 974),
        (62_574_354, 2_500, 15_643_589),
        (146_050, 2_500, 36_513),
        (100, 1_500, 15),
        (90_891, 2_100, 19_087),
        (250_000, 1_200, 30_000),
    ] {
        let totals = totals(&[line(1, net, basis_points, None)], Currency::EUR).unwrap();
        assert_eq!(totals.tax, euro(tax), "{net} at {basis_points}");
    }
}

#[test]
fn totals_are_listed_by_rate_ascending() {
    let lines = [
        line(1, 10_000, 2_300, None),
        line(2, 5_000, 0, None),
        line(1, 10_000, 1_350, Some(percent(500))),
        line(1, 1, 2_300, None),
    ];
    let totals = totals(&lines, Currency::EUR).unwrap();
    let by_rate: Vec<_> = totals
        .taxes
        .iter()
        .map(|total| (total.rate, total.net.minor(), total.tax.minor()))
        .collect();
    assert_eq!(
        by_rate,
        [
            (rate(0), 10_000, 0),
            (rate(1_350), 9_500, 1_283),
            (rate(2_300), 10_001, 2_300)
        ]
    );
    assert_eq!(totals.net, euro(29_501));
    assert_eq!(totals.tax, euro(3_583));
    assert_eq!(totals.gross, euro(33_084));
}

#[test]
fn no_lines_come_to_nothing() {
    let totals = totals(&[], Currency::EUR).unwrap();
    assert_eq!((totals.gross, totals.taxes.len()), (euro(0), 0));
}

#[test]
fn refuses_to_total_two_currencies() {
    let mut dollars = line(1, 100, 0, None);
    dollars.unit_price = Money::new(100, "USD".parse().unwrap()).unwrap();
    assert_eq!(
        totals(&[line(1, 100, 0, None), dollars], Currency::EUR),
        Err(MoneyError::MixedCurrencies)
    );
}

#[test]
fn the_largest_invoice_that_can_be_written_can_be_totalled() {
    let lines: Vec<_> = (0..LINES_MAX)
        .map(|_| line(QUANTITY_MAX, UNIT_PRICE_MAX, 10_000, None))
        .collect();
    assert_eq!(check_lines(&lines, Currency::EUR), Ok(()));
    let totals = totals(&lines, Currency::EUR).unwrap();
    assert_eq!(totals.gross, euro(3_999_600_000_000_000));
}

proptest! {
    #[test]
    fn totals_conserve_every_cent(lines in prop::collection::vec(any_line(), 0..30)) {
        let totals = totals(&lines, Currency::EUR).unwrap();
        let net: i64 = lines.iter().map(|line| line_amounts(line).unwrap().net.minor()).sum();
        prop_assert_eq!(totals.net.minor(), net);
        prop_assert_eq!(totals.taxes.iter().map(|tax| tax.net.minor()).sum::<i64>(), net);
        prop_assert_eq!(totals.taxes.iter().map(|tax| tax.tax.minor()).sum::<i64>(), totals.tax.minor());
        prop_assert_eq!(totals.gross.minor(), totals.net.minor() + totals.tax.minor());
        prop_assert_eq!(totals.due, totals.gross);
    }

    #[test]
    fn tax_at_each_rate_is_within_half_a_cent_of_exact(lines in prop::collection::vec(any_line(), 1..30)) {
        for total in totals(&lines, Currency::EUR).unwrap().taxes {
            let exact = i128::from(total.net.minor()) * i128::from(total.rate.basis_points());
            let rounded = i128::from(total.tax.minor()) * 10_000;
            prop_assert!((exact - rounded).abs() <= 5_000);
        }
    }

    #[test]
    fn the_order_of_lines_changes_no_total(mut lines in prop::collection::vec(any_line(), 0..30)) {
        let forwards = totals(&lines, Currency::EUR).unwrap();
        lines.reverse();
        prop_assert_eq!(totals(&lines, Currency::EUR).unwrap(), forwards);
    }

    #[test]
    fn a_line_is_never_negative_and_never_more_than_before_its_discount(line in any_line()) {
        let amounts = line_amounts(&line).unwrap();
        prop_assert!(!amounts.net.is_negative() && !amounts.discount.is_negative());
        prop_assert_eq!(amounts.net.plus(amounts.discount).unwrap(), amounts.before_discount);
    }

    // The fields of a record that another version wrote are whatever they are: totals answer or refuse.
    #[test]
    fn any_line_is_totalled_or_refused(quantity in any::<u32>(), price in -(1_i64 << 53) + 1..1 << 53, tax in 0_u32..=10_000, points in any::<u32>()) {
        let lines = [line(quantity, price, tax, Some(percent(points))), line(quantity, price, tax, None)];
        let _ = totals(&lines, Currency::EUR);
    }
}
