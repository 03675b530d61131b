//! The forms that a date is typed in.

use super::*;
use proptest::prelude::*;

fn today() -> LocalDate {
    "2026-11-20".parse().unwrap()
}

fn dates(days: &[&str]) -> TypedDate {
    TypedDate::Whole(days.iter().map(|day| day.parse().unwrap()).collect())
}

#[test]
fn usual_ways_of_writing_a_date_are_read() {
    for typed in [
        "14jul45",
        "14Jul1945",
        "14/07/1945",
        "14.7.1945",
        "14-7-45",
        "1945-07-14",
        "1945/7/14",
        "14 July 1945",
        "14th July 1945",
        "July 14, 1945",
        "14 07 1945",
        "14-Jul-1945",
        "1945jul14",
    ] {
        assert_eq!(
            read(typed, today()),
            Some(dates(&["1945-07-14"])),
            "{typed}"
        );
    }
}

#[test]
fn the_day_comes_first_unless_only_the_month_can() {
    assert_eq!(read("07/08/1945", today()), Some(dates(&["1945-08-07"])));
    assert_eq!(read("07/28/1945", today()), Some(dates(&["1945-07-28"])));
}

#[test]
fn two_digit_years_are_of_any_century_that_somebody_alive_can_be_from() {
    assert_eq!(
        read("14jul20", today()),
        Some(dates(&["2020-07-14", "1920-07-14"]))
    );
    assert_eq!(
        read("20nov26", today()),
        Some(dates(&["2026-11-20", "1926-11-20"]))
    );
    assert_eq!(read("21nov26", today()), Some(dates(&["1926-11-21"])));
}

#[test]
fn a_date_being_typed_is_a_birthday_or_a_month() {
    let birthday = |year_start: &str| {
        Some(TypedDate::Birthday {
            birthday: "0714".into(),
            year_start: year_start.into(),
        })
    };
    for (typed, expected) in [
        ("14jul", birthday("")),
        ("14 jul", birthday("")),
        ("14/7", birthday("")),
        ("14/07/1", birthday("1")),
        ("14/07/194", birthday("194")),
        ("07/1945", Some(TypedDate::Month("194507".into()))),
        ("1945-07", Some(TypedDate::Month("194507".into()))),
        ("jul1945", Some(TypedDate::Month("194507".into()))),
    ] {
        assert_eq!(read(typed, today()), expected, "{typed}");
    }
}

#[test]
fn names_telephones_and_impossible_dates_are_no_dates() {
    for typed in [
        "May 1945",
        "june",
        "085 123 4567",
        "085-123-4567",
        "01 23 45",
        "31/02/1945",
        "A-000123",
        "smith 14",
        "1945",
        "140745",
        "mar 12",
        "",
    ] {
        assert_eq!(read(typed, today()), None, "{typed}");
    }
}

#[test]
fn digits_alone_may_be_a_date() {
    for (digits, expected) in [
        ("14071945", &["1945-07-14"][..]),
        ("19450714", &["1945-07-14"]),
        ("140745", &["1945-07-14"]),
        ("140720", &["2020-07-14", "1920-07-14"]),
        ("20112012", &["2012-11-20"]),
        ("99999999", &[]),
        ("123", &[]),
    ] {
        let expected: Vec<LocalDate> = expected.iter().map(|day| day.parse().unwrap()).collect();
        assert_eq!(compact(digits, today()), expected, "{digits}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_left(typed in "\\PC{0,24}") {
        let _ = read(&typed, today());
        let _ = compact(&typed, today());
    }

    #[test]
    fn every_date_is_read_in_every_form(days in 0..45_000_i32) {
        let date = today().plus_days(-days);
        let (year, month, day) = (date.year(), date.month(), date.day());
        let name: String = MONTHS[usize::try_from(month).unwrap() - 1].chars().take(3).collect();
        for typed in [
            format!("{day}/{month}/{year}"),
            format!("{day:02}.{month:02}.{year}"),
            format!("{date}"),
            format!("{day}{name}{year}"),
            format!("{day} {name} {year}"),
        ] {
            prop_assert_eq!(read(&typed, today()), Some(TypedDate::Whole(vec![date])), "{}", typed);
        }
    }
}
