//! Live vitals as they cross a boundary: what a bedside monitor shows now, its alarms, its waves and
//! the samples that are kept.
//!
//! A monitor is known by the name in its MQTT topics; which patient it watches is joined elsewhere.
//! Every value carries its unit, the time it was measured and how fresh it is, so that a view never
//! has to guess whether a number is still true.

mod alarm;
mod event;
mod monitor;
mod sample;
mod wave;

pub use alarm::{
    AcknowledgedView, AlarmCondition, AlarmKey, AlarmLimits, AlarmPhase, AlarmPriority, AlarmRange,
    AlarmView,
};
pub use event::{LinkState, LinkView, MonitorEvent, VitalsView};
pub use monitor::{
    BloodPressureView, Freshness, LiveState, MessageClass, MessageCount, MonitorId, MonitorView,
    NotAMonitorId, NumericView, Rhythm, Unit, Vital,
};
pub use sample::{BloodPressure, NumericSample, SampleFlags};
pub use wave::{ChannelView, SampleRun, WaveChannel, WaveChunk};
