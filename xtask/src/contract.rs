//! What the task runner, the window journeys and the project's programs agree on: program names,
//! flags, the line that says "ready", environment variables. Stated here and nowhere else.

use serde_json::{Value, json};

/// The workstation program: `mainstay --data <dir> --server <url> --mqtt <url> --enrol <code>`.
///
/// A workstation that is enrolled already ignores `--enrol`. `SIGTERM` closes the window.
pub mod workstation {
    /// The binary's name.
    pub const PROGRAM: &str = "mainstay";
    /// The folder that holds this workstation's encrypted cache; made when absent.
    pub const DATA: &str = "--data";
    /// Where the shared server answers, `https://host:port`.
    pub const SERVER: &str = "--server";
    /// Where the device broker answers, `mqtt://host:port`.
    pub const MQTT: &str = "--mqtt";
    /// The code that makes this workstation known to the server, with the server's fingerprint behind an `@`.
    pub const ENROL: &str = "--enrol";
}

/// The demo clinic: `mainstay-demo --data <dir> [--fresh] [--server-port <n>] [--mqtt-port <n>]`.
///
/// It writes [`demo::READY`] and [`Ready`] as one line of JSON to its standard output once both ports
/// answer; lines before that tell a person what it is doing. Without a port it takes a free one.
/// `SIGTERM` and `SIGINT` close it cleanly within ten seconds.
pub mod demo {
    /// The binary's name.
    pub const PROGRAM: &str = "mainstay-demo";
    /// The folder that holds the server's records; made and seeded when absent.
    pub const DATA: &str = "--data";
    /// Wipes the folder's records first.
    pub const FRESH: &str = "--fresh";
    /// The port for the workstations' requests.
    pub const SERVER_PORT: &str = "--server-port";
    /// The port for the devices.
    pub const MQTT_PORT: &str = "--mqtt-port";
    /// The database of PostgreSQL that holds the records instead of the folder.
    pub const DATABASE: &str = "--database";
    /// What the line begins with that says both ports answer.
    pub const READY: &str = "ready ";
}

/// The server's program, for what is done to its records while nothing serves them:
/// `mainstay-server facility <name> --data <dir>`.
pub mod server {
    /// The binary's name.
    pub const PROGRAM: &str = "mainstay-server";
    /// The word that adds a facility.
    pub const FACILITY: &str = "facility";
    /// The folder that holds the records.
    pub const DATA: &str = "--data";
}

/// The measurements: `mainstay-bench <name>` writes one JSON object a line (see `cargo xtask bench`).
pub mod bench {
    /// The binary's name; a program of the package `demo`.
    pub const PROGRAM: &str = "mainstay-bench";
}

/// Environment variables.
pub mod environment {
    /// Lets a `WebDriver` session drive the window when it is `true`; read by Tauri's runtime.
    pub const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";
    /// `1` draws without shared graphics buffers, `0` with them. The workstation chooses by the
    /// machine when it is not set; with `1`, a `WebDriver` session waits forever for a picture.
    pub const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    /// The folder where the window journeys write a picture of each screen that they pass.
    pub const SCREENS: &str = "MAINSTAY_SCREENS";
    /// The folder that holds the built programs, told to the window journeys.
    pub const PROGRAMS: &str = "MAINSTAY_PROGRAMS";
}

/// What a demo clinic says once it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// Where the shared server answers, `https://127.0.0.1:port`.
    pub server_url: String,
    /// Where the device broker answers, `mqtt://127.0.0.1:port`.
    pub mqtt_url: String,
    /// One code a workstation: the first is for workstation 1.
    pub enrolment_codes: Vec<String>,
}

impl Ready {
    /// Reads a line of the demo clinic's output; `None` when it is not the ready line.
    pub fn from_line(line: &str) -> Option<Self> {
        Self::from_json(&serde_json::from_str(line.strip_prefix(demo::READY)?).ok()?)
    }

    /// Reads the object that [`Self::to_json`] makes.
    pub fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        let codes = value.get("enrolment_codes")?.as_array()?.iter();
        Some(Self {
            server_url: text("server_url")?,
            mqtt_url: text("mqtt_url")?,
            enrolment_codes: codes
                .map(|code| code.as_str().map(str::to_owned))
                .collect::<Option<_>>()?,
        })
    }

    /// The object that stands behind [`demo::READY`].
    pub fn to_json(&self) -> Value {
        json!({
            "server_url": self.server_url,
            "mqtt_url": self.mqtt_url,
            "enrolment_codes": self.enrolment_codes,
        })
    }

    /// The ports of the two addresses; `None` when one of them states no port.
    pub fn ports(&self) -> Option<(u16, u16)> {
        let port = |url: &str| url.trim_end_matches('/').rsplit(':').next()?.parse().ok();
        Some((port(&self.server_url)?, port(&self.mqtt_url)?))
    }

    /// The arguments of workstation `number` (from 1) that keeps its cache in `data`.
    /// `None` when the demo clinic gave no code for that number.
    pub fn workstation_arguments(&self, number: usize, data: &str) -> Option<Vec<String>> {
        let code = self.enrolment_codes.get(number.checked_sub(1)?)?;
        let pairs = [
            (workstation::DATA, data),
            (workstation::SERVER, &self.server_url),
            (workstation::MQTT, &self.mqtt_url),
            (workstation::ENROL, code),
        ];
        Some(
            pairs
                .iter()
                .flat_map(|(flag, value)| [(*flag).to_owned(), (*value).to_owned()])
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready() -> Ready {
        Ready {
            server_url: "http://127.0.0.1:4001".to_owned(),
            mqtt_url: "mqtt://127.0.0.1:4002".to_owned(),
            enrolment_codes: vec!["ONE".to_owned(), "TWO".to_owned()],
        }
    }

    #[test]
    fn the_ready_line_survives_a_round_trip() {
        let line = format!("{}{}", demo::READY, ready().to_json());
        assert_eq!(Ready::from_line(&line), Some(ready()));
    }

    #[test]
    fn lines_that_are_not_the_ready_line_are_passed_over() {
        for line in [
            "",
            "ready",
            "ready soon",
            "ready {}",
            "seeding 120 patients",
            "ready {\"server_url\":1}",
        ] {
            assert_eq!(Ready::from_line(line), None, "{line}");
        }
    }

    #[test]
    fn the_ports_stand_in_the_addresses() {
        assert_eq!(ready().ports(), Some((4001, 4002)));
        let server_url = "http://clinic.example/".to_owned();
        let without = Ready {
            server_url,
            ..ready()
        };
        assert_eq!(without.ports(), None);
    }

    #[test]
    fn each_workstation_gets_its_own_code() {
        let arguments = ready().workstation_arguments(2, "/data").unwrap();
        assert_eq!(arguments.last().map(String::as_str), Some("TWO"));
        assert_eq!(ready().workstation_arguments(3, "/data"), None);
        assert_eq!(ready().workstation_arguments(0, "/data"), None);
    }
}
