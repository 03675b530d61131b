//! How long to wait for a server that has too much to do.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const MAX: Duration = Duration::from_mins(5);

/// Full jitter: anything up to a bound that doubles with each attempt, so that workstations which were
/// turned away together do not come back together; no sooner than the server said.
pub(crate) fn wait(attempt: u32, after: Option<Duration>, random: u64) -> Duration {
    let bound = FIRST.saturating_mul(1 << attempt.min(16)).min(MAX);
    let millis = u64::try_from(bound.as_millis()).unwrap_or(u64::MAX);
    let jitter = Duration::from_millis(random % (millis + 1));
    (after.unwrap_or_default() + jitter).min(MAX)
}

/// A number for [`wait`]; without randomness the longest wait.
pub(crate) fn random() -> u64 {
    getrandom::u64().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nobody_waits_longer_than_five_minutes_or_less_than_was_said(
            attempt in any::<u32>(), after in prop::option::of(0_u64..1_000), random in any::<u64>(),
        ) {
            let after = after.map(Duration::from_secs);
            let waited = wait(attempt, after, random);
            prop_assert!(waited <= MAX);
            prop_assert!(waited >= after.unwrap_or_default().min(MAX));
        }
    }

    #[test]
    fn the_bound_doubles_with_each_attempt() {
        // The remainder of one less than the number of choices is the longest wait.
        for (attempt, seconds) in [(0, 1), (1, 2), (3, 8), (30, 300)] {
            let longest = Duration::from_secs(seconds);
            let random = u64::try_from(longest.as_millis()).unwrap();
            assert_eq!(wait(attempt, None, random), longest);
            assert_eq!(wait(attempt, None, random + 1), Duration::ZERO);
        }
    }
}
