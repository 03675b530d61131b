//! What became of a monitor's messages.

use std::collections::{BTreeMap, VecDeque};

use wire::vitals::{MessageClass, MessageCount};

/// How far back the share of malformed messages is reckoned, in s.
const WINDOW_S: u64 = 60;

/// Counts messages by class, and the malformed ones of the last minute.
#[derive(Debug, Clone, Default)]
pub struct Counters {
    classes: BTreeMap<MessageClass, u64>,
    /// Second, malformed, all.
    recent: VecDeque<(u64, u32, u32)>,
}

/// Whether a message of this class shows that something is wrong with its sender.
pub const fn is_malformed(class: MessageClass) -> bool {
    matches!(
        class,
        MessageClass::UnknownTopic
            | MessageClass::Oversize
            | MessageClass::NotUtf8
            | MessageClass::MalformedJson
            | MessageClass::WrongMonitor
            | MessageClass::WrongType
            | MessageClass::OutOfRange
    )
}

impl Counters {
    /// Counts one message that arrived at `mono_ms`. True when it is the first of its class.
    pub fn count(&mut self, class: MessageClass, mono_ms: u64) -> bool {
        let count = self.classes.entry(class).or_default();
        *count += 1;
        let first = *count == 1;
        let second = mono_ms / 1_000;
        let bad = u32::from(is_malformed(class));
        match self.recent.back_mut() {
            Some((last, malformed, all)) if *last == second => {
                *malformed = malformed.saturating_add(bad);
                *all = all.saturating_add(1);
            }
            _ => self.recent.push_back((second, bad, 1)),
        }
        self.forget(second);
        first
    }

    /// Malformed messages and all messages of the last minute.
    pub fn last_minute(&mut self, mono_ms: u64) -> (u32, u32) {
        self.forget(mono_ms / 1_000);
        self.recent
            .iter()
            .fold((0, 0), |(bad, sum), (_, malformed, all)| {
                (bad + malformed, sum + all)
            })
    }

    /// The counts, by class.
    pub fn view(&self) -> Vec<MessageCount> {
        self.classes
            .iter()
            .map(|(class, count)| MessageCount {
                class: *class,
                count: *count,
            })
            .collect()
    }

    /// How many of one class.
    pub fn of(&self, class: MessageClass) -> u64 {
        self.classes.get(&class).copied().unwrap_or(0)
    }

    fn forget(&mut self, second: u64) {
        while self
            .recent
            .front()
            .is_some_and(|(oldest, ..)| oldest + WINDOW_S <= second)
        {
            self.recent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_malformed_messages_covers_the_last_minute_only() {
        let mut counters = Counters::default();
        assert!(counters.count(MessageClass::NotUtf8, 0));
        assert!(!counters.count(MessageClass::NotUtf8, 1_000));
        counters.count(MessageClass::Valid, 59_000);
        assert_eq!(counters.last_minute(59_999), (2, 3));
        assert_eq!(counters.last_minute(60_000), (1, 2));
        assert_eq!(counters.last_minute(200_000), (0, 0));
        assert_eq!(counters.of(MessageClass::NotUtf8), 2);
    }
}
