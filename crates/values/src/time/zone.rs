//! Time zones: from a wall clock to a point in time and back, right across a change of clocks.

use std::{fmt, str::FromStr};

use jiff::tz::{AmbiguousOffset, TimeZone};

use super::{Instant, LocalDate, LocalTime, NotATime};

/// An IANA time zone, such as `Europe/Dublin`.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

/// What a wall-clock time means in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalMoment {
    /// The usual case.
    Once(Instant),
    /// The clocks go back over it: it happens twice; the first occurrence is meant.
    Twice(Instant),
    /// The clocks go forward over it: it does not exist on that day.
    Never,
}

impl Zone {
    /// What `date` at `time` means here.
    pub fn moment(&self, date: LocalDate, time: LocalTime) -> LocalMoment {
        let civil = date.civil().to_datetime(time.civil());
        let ambiguous = self.0.to_ambiguous_timestamp(civil);
        match ambiguous.offset() {
            AmbiguousOffset::Gap { .. } => LocalMoment::Never,
            AmbiguousOffset::Fold { .. } => ambiguous
                .earlier()
                .map_or(LocalMoment::Never, |at| LocalMoment::Twice(at.into())),
            AmbiguousOffset::Unambiguous { .. } => ambiguous
                .unambiguous()
                .map_or(LocalMoment::Never, |at| LocalMoment::Once(at.into())),
        }
    }

    /// The point in time of a wall-clock time, `None` where the clocks skip it.
    pub fn instant(&self, date: LocalDate, time: LocalTime) -> Option<Instant> {
        match self.moment(date, time) {
            LocalMoment::Once(at) | LocalMoment::Twice(at) => Some(at),
            LocalMoment::Never => None,
        }
    }

    /// The wall clock at `instant`.
    pub fn local(&self, instant: Instant) -> (LocalDate, LocalTime) {
        let datetime = self.0.to_datetime(instant.timestamp());
        (
            LocalDate::from_civil(datetime.date()),
            LocalTime::from_civil(datetime.time()),
        )
    }

    /// The calendar day at `instant`.
    pub fn date(&self, instant: Instant) -> LocalDate {
        self.local(instant).0
    }

    /// Minutes ahead of UTC at `instant`.
    pub fn offset_minutes(&self, instant: Instant) -> i32 {
        self.0.to_offset(instant.timestamp()).seconds() / 60
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}

impl FromStr for Zone {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        TimeZone::get(text)
            .map(Self)
            .map_err(|_| NotATime { kind: "zone" })
    }
}

crate::text::travels_as_text!(Zone, "string");

#[cfg(test)]
mod tests {
    use super::*;

    fn dublin() -> Zone {
        "Europe/Dublin".parse().unwrap()
    }

    fn at(date: &str, time: &str) -> LocalMoment {
        dublin().moment(date.parse().unwrap(), time.parse().unwrap())
    }

    #[test]
    fn a_time_that_the_clocks_skip_does_not_exist() {
        assert_eq!(at("2026-03-29", "01:30"), LocalMoment::Never);
    }

    #[test]
    fn a_time_that_happens_twice_means_the_first() {
        let first: Instant = "2026-10-25T00:30:00Z".parse().unwrap();
        assert_eq!(at("2026-10-25", "01:30"), LocalMoment::Twice(first));
    }

    #[test]
    fn nine_o_clock_stays_nine_o_clock_across_the_change() {
        let before = dublin()
            .instant("2026-03-28".parse().unwrap(), "09:00".parse().unwrap())
            .unwrap();
        let after = dublin()
            .instant("2026-03-29".parse().unwrap(), "09:00".parse().unwrap())
            .unwrap();
        assert_eq!(after.millis_since(before), 23 * 3_600_000);
        assert_eq!(dublin().local(after).1.to_string(), "09:00");
    }
}
