//! Live vitals: what bedside monitors publish over MQTT becomes numbers, waves and alarms; charts.
//!
//! From the wire inwards: [`message`] reads payloads that anybody may have written, [`monitor`] keeps
//! what one monitor last said and how old that is, [`alarm`] judges it, [`hub`] runs the three on a
//! broker's stream. [`chart`] draws trends; [`simulator`] plays recordings as if at the bedside.
//!
//! The bedside monitor stays the primary alarm device. What is here repeats and records; it says so
//! wherever it shows an alarm, and it never shows silence as a calm patient.

pub mod alarm;
pub mod chart;
pub mod hub;
pub mod message;
mod moment;
pub mod monitor;
pub mod simulator;

pub use hub::{Hub, HubSettings, SampleSink};
pub use moment::Moment;
