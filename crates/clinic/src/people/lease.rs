//! How long a workstation may work without the server having been heard.
//!
//! A stolen machine whose password is known shows what it holds until then, and a person who was dismissed may sign
//! in until then; a clinic whose line is down goes on until then.

use values::Instant;

/// Days without the server after which nobody can sign in any more.
pub const LEASE_DAYS: u16 = 14;
/// From so many days before the end on, it is said.
const WARNED_DAYS: u16 = 4;
/// A clock may be so far behind what was seen before: clocks are set right by a little all the time.
const CLOCK_BEHIND_MS: i64 = 2 * 60 * 1_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// How a workstation stands that cannot ask the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lease {
    /// People may sign in; for so many more days, when those are few.
    Holds(Option<u16>),
    /// Nobody may, until the server has been heard.
    Ended,
    /// The clock stands before what was seen already: nobody can say how old the last contact is.
    ClockSetBack,
}

/// How a workstation stands that heard the server last at `contact`, and has seen the clock at `seen`.
pub fn lease(contact: Instant, seen: Instant, now: Instant) -> Lease {
    if now.millis_since(seen.max(contact)) < -CLOCK_BEHIND_MS {
        return Lease::ClockSetBack;
    }
    match lease_days_left(contact, now) {
        0 => Lease::Ended,
        left if left <= WARNED_DAYS => Lease::Holds(Some(left)),
        _ => Lease::Holds(None),
    }
}

/// For how many days people may go on signing in at a workstation that heard the server last at `contact`.
pub fn lease_days_left(contact: Instant, now: Instant) -> u16 {
    let days = u16::try_from(now.millis_since(contact).max(0) / DAY_MS).unwrap_or(u16::MAX);
    LEASE_DAYS.saturating_sub(days)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(days: i64) -> Instant {
        Instant::from_millis(1_000_000_000_000 + days * DAY_MS)
    }

    #[test]
    fn it_holds_for_two_weeks_and_says_when_it_ends() {
        let stands = |days| lease(day(0), day(0), day(days));
        assert_eq!(stands(0), Lease::Holds(None));
        assert_eq!(stands(9), Lease::Holds(None));
        assert_eq!(stands(10), Lease::Holds(Some(4)));
        assert_eq!(stands(13), Lease::Holds(Some(1)));
        assert_eq!(stands(14), Lease::Ended);
        assert_eq!(stands(365), Lease::Ended);
    }

    #[test]
    fn a_clock_that_was_set_back_gains_nothing() {
        assert_eq!(lease(day(0), day(13), day(1)), Lease::ClockSetBack);
        assert_eq!(lease(day(0), day(0), day(-365)), Lease::ClockSetBack);
        let a_little = day(5).plus_millis(-CLOCK_BEHIND_MS);
        assert_eq!(lease(day(0), day(5), a_little), Lease::Holds(None));
    }

    proptest! {
        #[test]
        fn later_is_never_better(contact in 0_i64..400, seen in 0_i64..400, now in 0_i64..400, more in 0_i64..400) {
            let earlier = lease(day(contact), day(seen), day(now));
            if earlier == Lease::Ended {
                prop_assert_eq!(lease(day(contact), day(seen.max(now)), day(now + more)), Lease::Ended);
            }
        }
    }
}
