//! Birth dates that may be known only in part, and ages as clinicians write them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LocalDate, LocalTime};

/// A birth date known to the day, the month or the year: `1980-05-03`, `1980-05`, `1980`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct BirthDate {
    earliest: LocalDate,
    precision: Precision,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A text that is no birth date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a birth date")]
pub struct NotABirthDate;

/// An age, in the units that the NHS Common User Interface asks for at that age.
/// Source: ISB 1505 "Time display", age bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "unit", rename_all = "snake_case")]
#[expect(missing_docs, reason = "fields are named after their unit")]
pub enum Age {
    /// Two days to under four weeks (and the first two days, when only the date is known).
    Days { days: i32 },
    /// Four weeks to under a year.
    WeeksDays { weeks: i32, days: i32 },
    /// One year to under two.
    MonthsDays { months: i32, days: i32 },
    /// Two years to under eighteen.
    YearsMonths { years: i32, months: i32 },
    /// Eighteen and over, or whenever only the year of birth is known.
    Years { years: i32 },
}

impl BirthDate {
    /// A birth date known to the day.
    pub fn day(date: LocalDate) -> Self {
        Self {
            earliest: date,
            precision: Precision::Day,
        }
    }

    /// The first day it can be.
    pub fn earliest(self) -> LocalDate {
        self.earliest
    }

    /// Whether the day is known.
    pub fn is_exact(self) -> bool {
        self.precision == Precision::Day
    }

    /// The age on `today`; `None` before birth. A partial date counts from its first day, in whole years.
    pub fn age_on(self, today: LocalDate) -> Option<Age> {
        if today < self.earliest {
            return None;
        }
        let start = self
            .earliest
            .civil()
            .to_datetime(LocalTime::civil(LocalTime::new(0, 0).ok()?));
        let until = jiff::civil::DateTimeDifference::new(
            today.civil().to_datetime(jiff::civil::Time::midnight()),
        )
        .largest(jiff::Unit::Year);
        let span = start.until(until).ok()?;
        let (years, months, days) = (
            i32::from(span.get_years()),
            span.get_months(),
            span.get_days(),
        );
        if self.precision != Precision::Day {
            return Some(Age::Years { years });
        }
        let total_days = today.days_since(self.earliest);
        Some(match (years, total_days) {
            (18.., _) => Age::Years { years },
            (2.., _) => Age::YearsMonths { years, months },
            (1, _) => Age::MonthsDays {
                months: 12 + months,
                days,
            },
            (_, 28..) => Age::WeeksDays {
                weeks: total_days / 7,
                days: total_days % 7,
            },
            _ => Age::Days { days: total_days },
        })
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[birth date]")
    }
}

impl fmt::Display for BirthDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.earliest;
        match self.precision {
            Precision::Year => write!(formatter, "{:04}", date.year()),
            Precision::Month => write!(formatter, "{:04}-{:02}", date.year(), date.month()),
            Precision::Day => write!(formatter, "{date}"),
        }
    }
}

impl FromStr for BirthDate {
    type Err = NotABirthDate;
    fn from_str(text: &str) -> Result<Self, NotABirthDate> {
        let (full, precision) = match text.len() {
            4 => (format!("{text}-01-01"), Precision::Year),
            7 => (format!("{text}-01"), Precision::Month),
            _ => (text.to_owned(), Precision::Day),
        };
        let earliest = full.parse().map_err(|_| NotABirthDate)?;
        Ok(Self {
            earliest,
            precision,
        })
    }
}

crate::text::travels_as_text!(BirthDate, "string & { readonly __time: \"BirthDate\" }");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn age(born: &str, today: &str) -> Option<Age> {
        born.parse::<BirthDate>()
            .unwrap()
            .age_on(today.parse().unwrap())
    }

    #[test]
    fn ages_use_the_units_of_their_band() {
        for (born, expected) in [
            ("2026-11-20", Age::Days { days: 0 }),
            ("2026-10-24", Age::Days { days: 27 }),
            ("2026-10-22", Age::WeeksDays { weeks: 4, days: 1 }),
            (
                "2025-11-12",
                Age::MonthsDays {
                    months: 12,
                    days: 8,
                },
            ),
            (
                "2022-10-19",
                Age::YearsMonths {
                    years: 4,
                    months: 1,
                },
            ),
            (
                "2008-11-21",
                Age::YearsMonths {
                    years: 17,
                    months: 11,
                },
            ),
            ("2008-11-20", Age::Years { years: 18 }),
            ("1945", Age::Years { years: 81 }),
        ] {
            assert_eq!(age(born, "2026-11-20"), Some(expected), "{born}");
        }
    }

    #[test]
    fn nobody_has_an_age_before_birth() {
        assert_eq!(age("2026-11-21", "2026-11-20"), None);
    }

    proptest! {
        #[test]
        fn any_text_parses_or_is_refused(text in ".{0,12}") {
            if let Ok(date) = text.parse::<BirthDate>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }
    }
}
