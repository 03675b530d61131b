//! Dates and times on a wall clock, without a zone.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::NotATime;

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the days")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(jiff::civil::Date);

impl LocalDate {
    /// Year, month 1–12, day 1–31.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotATime> {
        jiff::civil::Date::new(year, month, day)
            .map(Self)
            .map_err(|_| NotATime { kind: "date" })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            jiff::civil::Weekday::Monday => Weekday::Monday,
            jiff::civil::Weekday::Tuesday => Weekday::Tuesday,
            jiff::civil::Weekday::Wednesday => Weekday::Wednesday,
            jiff::civil::Weekday::Thursday => Weekday::Thursday,
            jiff::civil::Weekday::Friday => Weekday::Friday,
            jiff::civil::Weekday::Saturday => Weekday::Saturday,
            jiff::civil::Weekday::Sunday => Weekday::Sunday,
        }
    }

    /// The date `days` later (earlier when negative); stops at the calendar's ends.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Whole days from `earlier` to `self`.
    pub fn days_since(self, earlier: Self) -> i32 {
        earlier.0.until(self.0).map_or(0, |span| span.get_days())
    }

    pub(super) fn civil(self) -> jiff::civil::Date {
        self.0
    }

    pub(super) fn from_civil(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl FromStr for LocalDate {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        // The strict form only: jiff alone would take a date out of a longer text.
        let date = text
            .parse::<jiff::civil::Date>()
            .map(Self)
            .map_err(|_| NotATime { kind: "date" })?;
        if date.to_string() == text {
            Ok(date)
        } else {
            Err(NotATime { kind: "date" })
        }
    }
}

crate::text::travels_as_text!(LocalDate, "string & { readonly __time: \"LocalDate\" }");

/// A length of time in whole minutes.
pub type Minutes = u16;

const DAY_MINUTES: u16 = 24 * 60;

/// A time of day to the minute, `00:00` to `23:59`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime(u16);

impl LocalTime {
    /// Hour 0–23, minute 0–59.
    pub fn new(hour: u8, minute: u8) -> Result<Self, NotATime> {
        if hour < 24 && minute < 60 {
            Ok(Self(u16::from(hour) * 60 + u16::from(minute)))
        } else {
            Err(NotATime { kind: "time" })
        }
    }

    /// `minutes` after midnight, below 1,440.
    pub fn from_minutes(minutes: u16) -> Result<Self, NotATime> {
        if minutes < DAY_MINUTES {
            Ok(Self(minutes))
        } else {
            Err(NotATime { kind: "time" })
        }
    }

    /// Minutes after midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }

    pub(super) fn civil(self) -> jiff::civil::Time {
        let hour = i8::try_from(self.0 / 60).unwrap_or(0);
        let minute = i8::try_from(self.0 % 60).unwrap_or(0);
        jiff::civil::time(hour, minute, 0, 0)
    }

    pub(super) fn from_civil(time: jiff::civil::Time) -> Self {
        let minutes = i32::from(time.hour()) * 60 + i32::from(time.minute());
        Self(u16::try_from(minutes).unwrap_or(0))
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for LocalTime {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let wrong = || NotATime { kind: "time" };
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        let two_digits =
            |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !two_digits(hour) || !two_digits(minute) {
            return Err(wrong());
        }
        Self::new(
            hour.parse().map_err(|_| wrong())?,
            minute.parse().map_err(|_| wrong())?,
        )
    }
}

crate::text::travels_as_text!(LocalTime, "string & { readonly __time: \"LocalTime\" }");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_take_only_the_strict_form() {
        assert!("2026-11-20".parse::<LocalDate>().is_ok());
        for text in [
            "2026-11-31",
            "20261120",
            "2026-11-20T10:00",
            "20-11-2026",
            "",
        ] {
            assert!(text.parse::<LocalDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn times_are_24_hour_to_the_minute() {
        assert_eq!("09:30".parse::<LocalTime>().unwrap().minutes(), 570);
        for text in ["24:00", "9:30", "09:60", "09:30:00", "0930"] {
            assert!(text.parse::<LocalTime>().is_err(), "{text}");
        }
    }
}
