//! Order of a stream: which messages are new, seen before, late or never came.

use std::collections::BTreeMap;

/// How many sequence numbers back a message is still recognised.
const REMEMBERED: usize = 128;
/// A jump further than this is a new count, not a loss (a day at one a second).
const LONGEST_LOSS: u64 = 86_400;
/// An older start of the monitor counts again when the newer one has been silent this long, in ms.
const FORGOTTEN_AFTER: u64 = 10_000;

/// What a message's place in its stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Newer than everything before it; `lost` numbers were skipped.
    Next {
        /// Numbers between the newest before and this one.
        lost: u64,
    },
    /// Seen before.
    Duplicate,
    /// Overtaken by a later one, `by_ms` ago.
    Late {
        /// How long ago the later one arrived.
        by_ms: u64,
    },
}

/// Where a message says that it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Number in the stream.
    pub seq: Option<u64>,
    /// Number of the monitor's start.
    pub boot: Option<u32>,
    /// The monitor's clock, ms.
    pub timestamp: Option<i64>,
}

/// The recent past of one stream.
///
/// Where messages are numbered only the numbers decide: a monitor's clock may step, and that must
/// not make a new value old. Without numbers the monitor's clock is all there is.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    boot: Option<u32>,
    /// Number, and when it arrived and what time it carried.
    recent: BTreeMap<u64, (u64, Option<i64>)>,
    newest_timestamp: Option<i64>,
    overtaken_timestamp: Option<i64>,
    arrived_ms: Option<u64>,
    /// Messages that could not be read since the last that could: each stands for one lost number.
    unreadable: u64,
    missing: u64,
}

impl Sequence {
    /// Numbers that nothing stands for.
    pub const fn missing(&self) -> u64 {
        self.missing
    }

    /// A message of this stream came and could not be read.
    pub const fn note_unreadable(&mut self) {
        self.unreadable = self.unreadable.saturating_add(1);
    }

    /// The monitor announced that it started again.
    pub fn restart(&mut self, boot: Option<u32>) {
        self.boot = boot;
        self.recent.clear();
        self.newest_timestamp = None;
        self.overtaken_timestamp = None;
        self.unreadable = 0;
    }

    /// The monitor's current start.
    pub const fn boot(&self) -> Option<u32> {
        self.boot
    }

    /// Places one message that arrived at `mono_ms`.
    pub fn place(&mut self, place: Place, mono_ms: u64) -> Order {
        if let Some(order) = self.other_start(place.boot, mono_ms) {
            return order;
        }
        let order = match place.seq {
            Some(seq) => self.place_numbered(seq, place.timestamp, mono_ms),
            None => self.place_by_clock(place.timestamp),
        };
        if let Order::Next { lost } = order {
            self.missing += lost.saturating_sub(self.unreadable);
            self.unreadable = 0;
            self.arrived_ms = Some(mono_ms);
            self.newest_timestamp = place.timestamp.or(self.newest_timestamp);
            self.overtaken_timestamp = None;
        }
        if let (Some(seq), Order::Next { .. } | Order::Late { .. }) = (place.seq, order) {
            self.recent.insert(seq, (mono_ms, place.timestamp));
            if self.recent.len() > REMEMBERED {
                self.recent.pop_first();
            }
        }
        order
    }

    /// Deals with a message of another start than the current one; none where it belongs here.
    fn other_start(&mut self, boot: Option<u32>, mono_ms: u64) -> Option<Order> {
        let (Some(boot), Some(current)) = (boot, self.boot) else {
            self.boot = self.boot.or(boot);
            return None;
        };
        let silent = self
            .arrived_ms
            .is_none_or(|arrived| mono_ms.saturating_sub(arrived) >= FORGOTTEN_AFTER);
        if boot < current && !silent {
            return Some(Order::Late { by_ms: u64::MAX });
        }
        if boot != current {
            self.restart(Some(boot));
        }
        None
    }

    fn place_numbered(&mut self, seq: u64, timestamp: Option<i64>, mono_ms: u64) -> Order {
        let Some((&newest, _)) = self.recent.last_key_value() else {
            return Order::Next { lost: 0 };
        };
        if seq > newest {
            let lost = seq - newest - 1;
            if lost > LONGEST_LOSS {
                self.restart(self.boot);
                return Order::Next { lost: 0 };
            }
            return Order::Next { lost };
        }
        if let Some((_, known)) = self.recent.get(&seq) {
            // The same number with a later time is a monitor that counts from the start again.
            if timestamp.is_some() && timestamp > *known && timestamp > self.newest_timestamp {
                self.restart(self.boot);
                return Order::Next { lost: 0 };
            }
            return Order::Duplicate;
        }
        let forgotten = self
            .recent
            .first_key_value()
            .is_some_and(|(oldest, _)| seq < *oldest && self.recent.len() >= REMEMBERED);
        if forgotten {
            self.restart(self.boot);
            return Order::Next { lost: 0 };
        }
        self.missing = self.missing.saturating_sub(1);
        let by_ms = self
            .recent
            .range(seq..)
            .map(|(_, (arrived, _))| mono_ms.saturating_sub(*arrived))
            .max()
            .unwrap_or(0);
        Order::Late { by_ms }
    }

    /// Twice in a row older than the newest, yet moving forwards, is a clock that was set back.
    fn place_by_clock(&mut self, timestamp: Option<i64>) -> Order {
        let (Some(timestamp), Some(newest)) = (timestamp, self.newest_timestamp) else {
            return Order::Next { lost: 0 };
        };
        let moves_on = self
            .overtaken_timestamp
            .is_some_and(|before| timestamp > before);
        if timestamp >= newest || moves_on {
            return Order::Next { lost: 0 };
        }
        self.overtaken_timestamp = Some(timestamp);
        Order::Late {
            by_ms: newest.abs_diff(timestamp),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(seq: u64, timestamp: i64) -> Place {
        Place {
            seq: Some(seq),
            boot: Some(1),
            timestamp: Some(timestamp),
        }
    }

    #[test]
    fn counts_what_never_came_and_takes_it_back_when_it_comes_late() {
        let mut sequence = Sequence::default();
        assert_eq!(sequence.place(numbered(1, 0), 0), Order::Next { lost: 0 });
        let jump = sequence.place(numbered(4, 3_000), 3_000);
        assert_eq!(jump, Order::Next { lost: 2 });
        assert_eq!(sequence.missing(), 2);
        let late = sequence.place(numbered(3, 2_000), 3_400);
        assert_eq!(late, Order::Late { by_ms: 400 });
        assert_eq!(sequence.missing(), 1);
    }

    #[test]
    fn an_unreadable_message_stands_for_one_missing_number() {
        let mut sequence = Sequence::default();
        sequence.place(numbered(1, 0), 0);
        sequence.note_unreadable();
        sequence.place(numbered(4, 3_000), 3_000);
        assert_eq!(sequence.missing(), 1);
    }

    #[test]
    fn the_same_number_again_is_a_duplicate() {
        let mut sequence = Sequence::default();
        sequence.place(numbered(7, 0), 0);
        assert_eq!(sequence.place(numbered(7, 0), 20), Order::Duplicate);
    }

    #[test]
    fn a_clock_that_steps_back_does_not_make_a_numbered_message_late() {
        let mut sequence = Sequence::default();
        sequence.place(numbered(1, 60_000), 0);
        let order = sequence.place(numbered(2, 1_000), 1_000);
        assert_eq!(order, Order::Next { lost: 0 });
    }

    #[test]
    fn a_restart_begins_a_new_count_and_the_old_one_is_late() {
        let mut sequence = Sequence::default();
        sequence.place(numbered(900, 0), 0);
        let started_again = Place {
            boot: Some(2),
            ..numbered(1, 5_000)
        };
        assert_eq!(
            sequence.place(started_again, 5_000),
            Order::Next { lost: 0 }
        );
        let straggler = sequence.place(numbered(901, 1_000), 5_100);
        assert_eq!(straggler, Order::Late { by_ms: u64::MAX });
    }

    #[test]
    fn a_monitor_without_start_numbers_may_count_from_one_again() {
        let mut sequence = Sequence::default();
        for seq in 1..=5 {
            let place = Place {
                boot: None,
                ..numbered(seq, 1_000 * i64::try_from(seq).unwrap())
            };
            sequence.place(place, seq * 1_000);
        }
        let again = Place {
            boot: None,
            ..numbered(1, 9_000)
        };
        assert_eq!(sequence.place(again, 9_000), Order::Next { lost: 0 });
    }

    #[test]
    fn without_numbers_the_clock_decides_until_it_was_plainly_set_back() {
        let mut sequence = Sequence::default();
        let plain = |timestamp| Place {
            seq: None,
            boot: None,
            timestamp: Some(timestamp),
        };
        assert_eq!(sequence.place(plain(60_000), 0), Order::Next { lost: 0 });
        let first = sequence.place(plain(10_000), 1_000);
        assert_eq!(first, Order::Late { by_ms: 50_000 });
        let second = sequence.place(plain(11_000), 2_000);
        assert_eq!(second, Order::Next { lost: 0 });
    }
}
