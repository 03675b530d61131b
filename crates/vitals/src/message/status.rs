//! Coming and going, and the monitor's own alarms: `devices/{id}/status` and `devices/{id}/alerts`.

use wire::vitals::{AlarmPriority, MessageClass};

use super::field::Fields;

/// A monitor comes or goes; its last will says the latter when it cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Whether it is connected.
    pub online: bool,
    /// Whether somebody switched it off, so that its silence is meant.
    pub signed_off: bool,
}

/// An alarm that the monitor itself raised or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// The monitor's name for it: lower-case letters, digits and `_`, at most 40.
    pub code: String,
    /// Whether it holds.
    pub active: bool,
    /// How urgent the monitor finds it.
    pub priority: AlarmPriority,
}

pub(super) fn read_status(fields: &mut Fields<'_>) -> Result<Status, MessageClass> {
    let online = fields
        .flag("online")
        .ok_or_else(|| fields.faults.class().unwrap_or(MessageClass::MalformedJson))?;
    Ok(Status {
        online,
        signed_off: !online && fields.text("reason") == Some("off"),
    })
}

pub(super) fn read_alert(fields: &mut Fields<'_>) -> Result<Alert, MessageClass> {
    let plain = |code: &&str| {
        (1..=40).contains(&code.len())
            && code
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    };
    let code = fields.text("code").filter(plain);
    let active = fields.flag("active");
    let priority = match fields.text("priority") {
        Some("high") => AlarmPriority::High,
        Some("low") => AlarmPriority::Low,
        _ => AlarmPriority::Medium,
    };
    match (code, active) {
        (Some(code), Some(active)) => Ok(Alert {
            code: code.to_owned(),
            active,
            priority,
        }),
        _ => Err(fields.faults.class().unwrap_or(MessageClass::MalformedJson)),
    }
}
