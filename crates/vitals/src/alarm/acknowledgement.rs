//! That a named person has seen an alarm.

use clinic::records::AlarmAcknowledgement;
use serde_json::Value;
use values::{Instant, ids::PersonId};
use wire::vitals::{AcknowledgedView, AlarmCondition, AlarmView, MonitorId};

use crate::Moment;

/// An acknowledgement as it comes from the records of this or another workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The monitor.
    pub monitor: MonitorId,
    /// The condition.
    pub condition: AlarmCondition,
    /// Onset of the alarm that the person saw.
    pub onset: Instant,
    /// Who.
    pub by: PersonId,
    /// When, by the clock of the workstation where it was done.
    pub at: Instant,
}

/// A record that names no monitor or no condition that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an acknowledgement of something unknown")]
pub struct NotAnAcknowledgement;

impl TryFrom<&AlarmAcknowledgement> for Acknowledgement {
    type Error = NotAnAcknowledgement;
    fn try_from(record: &AlarmAcknowledgement) -> Result<Self, NotAnAcknowledgement> {
        Ok(Self {
            monitor: record.monitor.parse().map_err(|_| NotAnAcknowledgement)?,
            condition: serde_json::from_value(Value::from(record.condition.as_str()))
                .map_err(|_| NotAnAcknowledgement)?,
            onset: record.onset,
            by: record.acknowledged_by,
            at: record.acknowledged_at,
        })
    }
}

/// An acknowledgement with the latest onset that it can cover.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    onset: Instant,
    until: Instant,
    by: PersonId,
    at: Instant,
}

impl Seen {
    /// A workstation whose clock runs ahead must not silence alarms that are yet to come, so an
    /// acknowledgement reaches no further than its arrival here.
    pub(super) fn new(acknowledgement: &Acknowledgement, arrived: Moment) -> Self {
        Self {
            onset: acknowledgement.onset,
            until: acknowledgement.at.min(arrived.at),
            by: acknowledgement.by,
            at: acknowledgement.at,
        }
    }

    /// Whether the person saw this alarm: the very one, or one of the same condition that had begun
    /// by then (another workstation that started later gives it a later onset).
    pub(super) fn covers(&self, alarm: &AlarmView) -> bool {
        self.onset == alarm.key.onset || self.until >= alarm.key.onset
    }

    /// Whether both are the same deed of the same person, whenever they arrived.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.onset, self.by, self.at) == (other.onset, other.by, other.at)
    }

    pub(super) const fn view(&self) -> AcknowledgedView {
        AcknowledgedView {
            by: self.by,
            at: self.at,
        }
    }
}
