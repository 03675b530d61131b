//! How far a monitor's clock is from ours, and whether its times can be used.

use std::collections::VecDeque;

use values::Instant;

use crate::Moment;

/// A time further ahead of its arrival than this is not believed, in ms.
const LATEST_MS: i64 = 5_000;
/// A time further behind its arrival than this is not believed, in ms.
const OLDEST_MS: i64 = 60_000;
/// How many seconds the estimate looks back.
const WINDOW_S: usize = 60;

/// When a message was measured, as far as that can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// The time to show and to keep.
    pub at: Instant,
    /// The monitor's own time was absent or not believed, so `at` is the time of arrival.
    pub suspect: bool,
}

/// The clock of one monitor as seen from here.
#[derive(Debug, Clone, Default)]
pub struct MonitorClock {
    /// Second of arrival and the smallest difference arrival minus source within it: the least
    /// delayed message of a second says most about the clocks.
    seconds: VecDeque<(u64, i64)>,
}

impl MonitorClock {
    /// Judges the time of a message that arrived at `received`.
    pub fn judge(&mut self, timestamp: Option<i64>, received: Moment) -> Measured {
        let arrival = Measured {
            at: received.at,
            suspect: true,
        };
        let Some(timestamp) = timestamp else {
            return arrival;
        };
        let behind = received.at.as_millis().saturating_sub(timestamp);
        self.note(received.mono_ms / 1_000, behind);
        if (-LATEST_MS..=OLDEST_MS).contains(&behind) {
            Measured {
                at: Instant::from_millis(timestamp),
                suspect: false,
            }
        } else {
            arrival
        }
    }

    /// How far the monitor's clock is behind ours, in ms: the median over the last minute of each
    /// second's smallest difference. Includes the shortest way through the network.
    pub fn behind_ms(&self) -> Option<i64> {
        let mut smallest: Vec<i64> = self.seconds.iter().map(|(_, behind)| *behind).collect();
        smallest.sort_unstable();
        smallest.get(smallest.len() / 2).copied()
    }

    fn note(&mut self, second: u64, behind: i64) {
        match self.seconds.back_mut() {
            Some((last, smallest)) if *last == second => *smallest = behind.min(*smallest),
            _ => self.seconds.push_back((second, behind)),
        }
        if self.seconds.len() > WINDOW_S {
            self.seconds.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(millis: i64) -> Moment {
        Moment {
            at: Instant::from_millis(1_790_000_000_000 + millis),
            mono_ms: u64::try_from(millis).unwrap(),
        }
    }

    #[test]
    fn a_time_far_ahead_far_behind_or_absent_is_replaced_by_the_arrival() {
        let mut clock = MonitorClock::default();
        for (offset, suspect) in [
            (0, false),
            (4_999, false),
            (5_001, true),
            (-59_000, false),
            (-61_000, true),
        ] {
            let now = moment(100_000);
            let measured = clock.judge(Some(now.at.as_millis() + offset), now);
            assert_eq!(measured.suspect, suspect, "{offset}");
            if suspect {
                assert_eq!(measured.at, now.at);
            }
        }
        assert!(clock.judge(None, moment(0)).suspect);
    }

    #[test]
    fn the_estimate_ignores_delayed_messages() {
        let mut clock = MonitorClock::default();
        for second in 0..60 {
            for delay in [40, 3, 900] {
                let now = moment(second * 1_000 + delay);
                clock.judge(Some(now.at.as_millis() - 250 - delay), now);
            }
        }
        assert_eq!(clock.behind_ms(), Some(253));
    }
}
