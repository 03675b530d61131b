//! One alarm from the sample that raised it to its end.

use wire::vitals::{AcknowledgedView, AlarmPhase, AlarmView};

use super::Finding;
use crate::Moment;

/// How long an alarm stays at least, so that one bad sample is seen, in ms.
const SHORTEST_MS: u64 = 5_000;

/// An alarm with what is needed to move it on.
#[derive(Debug, Clone)]
pub(super) struct Track {
    alarm: AlarmView,
    raised_ms: u64,
    /// The last finding said that the condition is gone.
    absent: bool,
}

impl Track {
    pub(super) const fn raise(alarm: AlarmView, now: Moment) -> Self {
        Self {
            alarm,
            raised_ms: now.mono_ms,
            absent: false,
        }
    }

    pub(super) const fn alarm(&self) -> &AlarmView {
        &self.alarm
    }

    /// Takes in a finding. Returns the alarm when its phase changed.
    pub(super) fn step(&mut self, finding: Finding, now: Moment) -> Option<AlarmView> {
        match finding {
            Finding::Present { value, .. } => {
                self.absent = false;
                self.worsen(value);
                self.recur(now)
            }
            Finding::Absent => {
                self.absent = true;
                self.settle(now)
            }
            Finding::Unknown => None,
        }
    }

    /// Ends the alarm's condition when it is gone and the alarm has stood long enough.
    pub(super) fn settle(&mut self, now: Moment) -> Option<AlarmView> {
        let stood = now.mono_ms.saturating_sub(self.raised_ms) >= SHORTEST_MS;
        if !self.absent || !stood {
            return None;
        }
        let next = match self.alarm.phase {
            AlarmPhase::Active if self.alarm.key.condition.latches() => AlarmPhase::Latched,
            AlarmPhase::Active | AlarmPhase::Acknowledged => AlarmPhase::Cleared,
            AlarmPhase::Latched | AlarmPhase::Cleared => return None,
        };
        self.alarm.phase = next;
        self.alarm.ended_at = Some(now.at);
        Some(self.alarm.clone())
    }

    /// A person has seen the alarm. Returns it when that changed something.
    pub(super) fn acknowledge(&mut self, seen: AcknowledgedView) -> Option<AlarmView> {
        self.alarm.phase = match self.alarm.phase {
            AlarmPhase::Active => AlarmPhase::Acknowledged,
            AlarmPhase::Latched => AlarmPhase::Cleared,
            AlarmPhase::Acknowledged | AlarmPhase::Cleared => return None,
        };
        self.alarm.acknowledged = Some(seen);
        Some(self.alarm.clone())
    }

    /// Ends the alarm because its patient is no longer watched.
    pub(super) fn end(&mut self, now: Moment) -> AlarmView {
        self.alarm.phase = AlarmPhase::Cleared;
        self.alarm.ended_at.get_or_insert(now.at);
        self.alarm.clone()
    }

    /// A latched alarm whose condition comes back is the same alarm: nobody has seen it yet.
    fn recur(&mut self, now: Moment) -> Option<AlarmView> {
        if self.alarm.phase != AlarmPhase::Latched {
            return None;
        }
        self.alarm.phase = AlarmPhase::Active;
        self.alarm.ended_at = None;
        self.raised_ms = now.mono_ms;
        Some(self.alarm.clone())
    }

    fn worsen(&mut self, value: Option<f64>) {
        let (Some(value), Some(limit)) = (value, self.alarm.limit) else {
            return;
        };
        let further = self
            .alarm
            .worst
            .is_none_or(|worst| (value - limit).abs() > (worst - limit).abs());
        if further {
            self.alarm.worst = Some(value);
        }
    }
}
