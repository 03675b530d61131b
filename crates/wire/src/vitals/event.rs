//! The whole ward at once, and what a view is told when something changes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::Instant;

use super::{AlarmView, MessageCount, MonitorId, MonitorView, WaveChunk};

/// How the connection to the broker stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// Never connected yet.
    Connecting,
    /// Connected.
    Connected,
    /// Was connected and is trying again.
    Lost,
}

/// The connection to the broker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkView {
    /// How it stands.
    pub state: LinkState,
    /// Since when.
    pub since: Instant,
}

/// Everything that live vitals show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VitalsView {
    /// The connection to the broker.
    pub link: LinkView,
    /// Every monitor that was heard or is expected, by name.
    pub monitors: Vec<MonitorView>,
    /// All alarms that are not over, most urgent first; the first one belongs in the banner.
    pub alarms: Vec<AlarmView>,
    /// When alarms were last looked at. More than 2 s ago means that alarms are not working.
    pub checked_at: Instant,
    /// Messages that belong to no monitor.
    pub counters: Vec<MessageCount>,
}

/// What a view is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MonitorEvent {
    /// The numbers or the state of a monitor changed: ask for it again.
    NumericsChanged {
        /// The monitor.
        monitor: MonitorId,
    },
    /// New samples, at most one batch each 33 ms.
    Waves {
        /// In order of arrival.
        chunks: Vec<WaveChunk>,
    },
    /// An alarm was raised, acknowledged, latched or cleared.
    AlarmChanged {
        /// The alarm as it now stands.
        alarm: AlarmView,
    },
    /// The connection to the broker changed.
    LinkChanged {
        /// The connection as it now stands.
        link: LinkView,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_says_its_kind() {
        let event = MonitorEvent::NumericsChanged {
            monitor: "mon-0001".parse().unwrap(),
        };
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(json, r#"{"kind":"numerics_changed","monitor":"mon-0001"}"#);
    }
}
