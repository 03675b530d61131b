//! When something reached this workstation, by both of its clocks.

use values::Instant;

/// One reading of the wall clock and of a clock that never steps. Ages, delays and alarms are reckoned
/// on the second alone, so that setting the computer's time can neither raise nor hide an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The time of day, for people and for the record.
    pub at: Instant,
    /// Milliseconds on a clock that never steps, from any fixed start.
    pub mono_ms: u64,
}

impl Moment {
    /// How long ago `earlier` was, in ms.
    pub const fn millis_since(self, earlier: Self) -> u64 {
        self.mono_ms.saturating_sub(earlier.mono_ms)
    }
}
