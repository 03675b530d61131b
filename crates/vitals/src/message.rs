//! Reads MQTT payloads. Anybody on the network may have written them, so nothing is believed: sizes
//! are capped before parsing, every field is checked by itself, and no input can make this panic.
//!
//! A fault in one field costs that field, not the message: a heart rate that is there is worth more
//! than the tidiness of the rest. The contract is written down in `docs/devices.md`.

mod field;
mod numerics;
mod status;
mod wave;

pub use field::Faults;
pub use numerics::{CuffReading, Numerics};
pub use status::{Alert, Status};
pub use wave::{MISSING, Wave};

use serde_json::{Map, Value};
use wire::vitals::{MessageClass, MonitorId};

use field::Fields;

/// Largest payload of numerics, status and alerts, in bytes.
pub const SMALL_LIMIT: usize = 4 * 1024;
/// Largest payload of a waveform, in bytes.
pub const WAVE_LIMIT: usize = 16 * 1024;

/// What a topic carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// `devices/{id}/vitals`
    Vitals,
    /// `devices/{id}/waveform`
    Waveform,
    /// `devices/{id}/status`
    Status,
    /// `devices/{id}/alerts`
    Alerts,
}

/// Whose topic it is and, where it is a known one, what it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The monitor.
    pub monitor: MonitorId,
    /// None where the last part of the topic is not one of ours.
    pub subject: Option<Subject>,
}

/// Takes a topic apart; none where it is not a monitor's at all.
pub fn address(topic: &str) -> Option<Address> {
    let mut parts = topic.split('/');
    let (Some("devices"), Some(monitor), Some(subject)) =
        (parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let monitor = monitor.parse().ok()?;
    let subject = match (subject, parts.next()) {
        ("vitals", None) => Some(Subject::Vitals),
        ("waveform", None) => Some(Subject::Waveform),
        ("status", None) => Some(Subject::Status),
        ("alerts", None) => Some(Subject::Alerts),
        _ => None,
    };
    Some(Address { monitor, subject })
}

/// What every message may carry besides its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Envelope {
    /// Counts the messages of one stream (numerics, alerts, or one waveform).
    pub seq: Option<u64>,
    /// Counts the starts of the monitor.
    pub boot: Option<u32>,
    /// The monitor's clock, ms since 1970.
    pub timestamp: Option<i64>,
    /// Whether the sender says that it is simulated.
    pub simulated: bool,
}

/// A payload that could be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Numbers.
    Numerics(Numerics),
    /// A piece of a waveform.
    Wave(Wave),
    /// Comes or goes.
    Status(Status),
    /// An alarm of the monitor's own.
    Alert(Alert),
}

/// A message with what was wrong in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Order, time and origin.
    pub envelope: Envelope,
    /// The content, without the fields that could not be used.
    pub content: Content,
    /// What had to be left out.
    pub faults: Faults,
}

/// Reads one payload. The error says why the whole message is dropped.
pub fn decode(address: &Address, payload: &[u8]) -> Result<Message, MessageClass> {
    let subject = address.subject.ok_or(MessageClass::UnknownTopic)?;
    let limit = match subject {
        Subject::Waveform => WAVE_LIMIT,
        Subject::Vitals | Subject::Status | Subject::Alerts => SMALL_LIMIT,
    };
    if payload.len() > limit {
        return Err(MessageClass::Oversize);
    }
    let text = std::str::from_utf8(payload).map_err(|_| MessageClass::NotUtf8)?;
    let object: Map<String, Value> =
        serde_json::from_str(text).map_err(|_| MessageClass::MalformedJson)?;
    let mut fields = Fields::new(&object);
    let envelope = envelope(&mut fields, &address.monitor)?;
    let content = match subject {
        Subject::Vitals => Content::Numerics(numerics::read(&mut fields)),
        Subject::Waveform => Content::Wave(wave::read(&mut fields)?),
        Subject::Status => Content::Status(status::read_status(&mut fields)?),
        Subject::Alerts => Content::Alert(status::read_alert(&mut fields)?),
    };
    Ok(Message {
        envelope,
        content,
        faults: fields.faults,
    })
}

fn envelope(fields: &mut Fields<'_>, monitor: &MonitorId) -> Result<Envelope, MessageClass> {
    if fields
        .whole("v", 0, 1_000)
        .is_some_and(|version| version != 1)
    {
        return Err(MessageClass::MalformedJson);
    }
    if fields
        .text("device_id")
        .is_some_and(|id| id != monitor.as_str())
    {
        return Err(MessageClass::WrongMonitor);
    }
    Ok(Envelope {
        // JSON numbers are exact up to 2^53.
        seq: fields
            .whole("seq", 0, 1 << 53)
            .and_then(|seq| u64::try_from(seq).ok()),
        boot: fields
            .whole("boot", 0, i64::from(u32::MAX))
            .and_then(|boot| u32::try_from(boot).ok()),
        timestamp: fields.timestamp("timestamp"),
        simulated: fields.flag("sim").unwrap_or(false),
    })
}

#[cfg(test)]
mod tests;
