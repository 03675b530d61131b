//! Live monitors joined with the patients they watch.

use clinic::records::MonitorAssignment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{Instant, ids::PatientId};

use crate::{
    patients::PatientSummary,
    vitals::{AlarmView, LinkView, MonitorView, WaveChunk},
};

/// One place on the board: a monitor, and the patient it watches.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WardBed {
    /// The monitor as it stands.
    pub monitor: MonitorView,
    /// Whom it watches, and where; absent while it watches nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub assignment: Option<MonitorAssignment>,
    /// That patient; absent where the record is closed to whoever asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patient: Option<PatientSummary>,
}

/// The board: beds in order, alarms that are on, and how far it can be trusted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WardBoardView {
    /// The beds, by name; unassigned monitors last.
    pub beds: Vec<WardBed>,
    /// The connection to the broker.
    pub link: LinkView,
    /// When alarms were last looked at. More than 2 s ago means that alarms are not working.
    pub checked_at: Instant,
    /// Messages that belong to no monitor.
    pub strays: Vec<crate::vitals::MessageCount>,
}

/// An alarm that is on, as every screen shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ActiveAlarm {
    /// The alarm.
    pub alarm: AlarmView,
    /// Where: the bed, or the monitor's name while it has none.
    pub bed: String,
    /// Whom the monitor watches; absent for roles that may not watch monitors and while nobody is signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// That patient's name, as absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patient_name: Option<String>,
    /// Who acknowledged it, as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub acknowledged_by: Option<String>,
}

/// The alarms that are on, and whether alarms work at all.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct ActiveAlarmsView {
    /// Most urgent first.
    pub alarms: Vec<ActiveAlarm>,
    /// The connection to the broker; absent where this workstation watches no monitors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub link: Option<LinkView>,
    /// When alarms were last looked at; absent where this workstation watches no monitors. When it
    /// stands still for more than 2 s, alarms are not working.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub checked_at: Option<Instant>,
}

/// Waveform samples of the monitors that a window draws.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WaveBatch {
    /// The pieces, oldest first.
    pub chunks: Vec<WaveChunk>,
}
