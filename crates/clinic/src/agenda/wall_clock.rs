//! Days of the wall clock as stretches of time: 23 or 25 hours long where the clocks change.

use values::{Instant, LocalDate, LocalTime, Zone};

const DAY_MINUTES: u16 = 24 * 60;

/// The first instant at which the wall clock of `date` shows `time` or later. A time that the clocks
/// skip is reached the moment they change; one that happens twice is reached the first time.
pub(super) fn reaching(zone: &Zone, date: LocalDate, time: LocalTime) -> Instant {
    // A zone that moves across the date line skips a whole day, so the next days are looked at as well.
    let later_today = (time.minutes()..DAY_MINUTES).map(|minute| (date, minute));
    let later_days =
        (1..=2).flat_map(|days| (0..DAY_MINUTES).map(move |minute| (date.plus_days(days), minute)));
    later_today
        .chain(later_days)
        .find_map(|(date, minute)| zone.instant(date, LocalTime::from_minutes(minute).ok()?))
        .unwrap_or(Instant::from_millis(i64::MAX))
}

/// The first instant of `date`, and the first after it.
pub fn day_bounds(zone: &Zone, date: LocalDate) -> (Instant, Instant) {
    (first_of(zone, date), first_of(zone, date.plus_days(1)))
}

/// The first instant of `date`.
pub(super) fn first_of(zone: &Zone, date: LocalDate) -> Instant {
    LocalTime::from_minutes(0).map_or(Instant::from_millis(i64::MAX), |midnight| {
        reaching(zone, date, midnight)
    })
}

/// Minutes that the clocks move on `date`: 60 where they skip an hour, −60 where an hour happens twice.
pub fn clock_change_minutes(zone: &Zone, date: LocalDate) -> i32 {
    let (from, to) = day_bounds(zone, date);
    let lasted = to.millis_since(from) / 60_000;
    // A day that is no day at all (calendar's end, or skipped by a move across the date line) has no change.
    i32::try_from(i64::from(DAY_MINUTES) - lasted)
        .ok()
        .filter(|minutes| minutes.unsigned_abs() < 720)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn date(text: &str) -> LocalDate {
        text.parse().unwrap()
    }

    #[test]
    fn says_by_how_much_the_clocks_move_on_a_day() {
        for (name, day, minutes) in [
            ("Europe/Dublin", "2026-03-29", 60),
            ("Europe/Dublin", "2026-10-25", -60),
            ("Europe/Dublin", "2026-10-26", 0),
            ("America/New_York", "2026-03-08", 60),
            ("Australia/Lord_Howe", "2026-04-05", -30),
            ("Africa/Cairo", "2026-04-24", 60), // at midnight: the day begins at 01:00
            ("Africa/Cairo", "2026-04-23", 0),
            ("Asia/Kolkata", "2026-03-29", 0),
            ("Pacific/Apia", "2011-12-30", 0), // a day that never was
        ] {
            assert_eq!(
                clock_change_minutes(&zone(name), date(day)),
                minutes,
                "{name} {day}"
            );
        }
    }

    #[test]
    fn a_skipped_time_is_reached_when_the_clocks_change() {
        let reached = |day: &str, time: &str| {
            reaching(&zone("Europe/Dublin"), date(day), time.parse().unwrap()).to_string()
        };
        assert_eq!(reached("2026-03-29", "01:30"), "2026-03-29T01:00:00.000Z");
        assert_eq!(reached("2026-10-25", "01:30"), "2026-10-25T00:30:00.000Z");
        assert_eq!(reached("2026-10-25", "02:00"), "2026-10-25T02:00:00.000Z");
    }

    #[test]
    fn days_follow_each_other_without_a_gap() {
        let zone = zone("Africa/Cairo");
        let mut day = date("2026-04-01");
        for _ in 0..60 {
            assert_eq!(
                day_bounds(&zone, day).1,
                day_bounds(&zone, day.plus_days(1)).0
            );
            day = day.plus_days(1);
        }
    }
}
