//! Points on the world's time line, and who may say what point is now.

use std::{fmt, str::FromStr};

use super::NotATime;

/// A point in time, to the millisecond, UTC. Its text form has a fixed width, so it sorts as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(jiff::Timestamp);

impl Instant {
    /// From milliseconds since 1970; values beyond the year 9999 are clamped.
    pub fn from_millis(millis: i64) -> Self {
        let clamped = millis.clamp(-62_135_596_800_000, 253_402_207_200_000);
        Self(jiff::Timestamp::from_millisecond(clamped).unwrap_or(jiff::Timestamp::UNIX_EPOCH))
    }

    /// Milliseconds since 1970.
    pub fn as_millis(self) -> i64 {
        self.0.as_millisecond()
    }

    /// The point `millis` later (or earlier, when negative).
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.as_millis().saturating_add(millis))
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is later.
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.as_millis().saturating_sub(earlier.as_millis())
    }

    pub(super) fn timestamp(self) -> jiff::Timestamp {
        self.0
    }
}

impl From<jiff::Timestamp> for Instant {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self::from_millis(timestamp.as_millisecond())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.3}", self.0)
    }
}

impl FromStr for Instant {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        text.parse::<jiff::Timestamp>()
            .map(Self::from)
            .map_err(|_| NotATime { kind: "instant" })
    }
}

crate::text::travels_as_text!(Instant, "string & { readonly __time: \"Instant\" }");

/// Says what time it is. Passed in wherever time matters, so that tests and replays decide it.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;
}

/// The computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the system clock"
    )]
    fn now(&self) -> Instant {
        Instant::from(jiff::Timestamp::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_a_fixed_width_and_sorts_like_time() {
        let earlier = Instant::from_millis(1_700_000_000_000).to_string();
        let later = Instant::from_millis(1_700_000_000_010).to_string();
        assert_eq!(earlier, "2023-11-14T22:13:20.000Z");
        assert_eq!(earlier.len(), later.len());
        assert!(earlier < later);
    }

    #[test]
    fn finer_than_a_millisecond_is_dropped_at_the_door() {
        let parsed: Instant = "2023-11-14T22:13:20.0009Z".parse().unwrap();
        assert_eq!(parsed, Instant::from_millis(1_700_000_000_000));
    }
}
