//! The command line: `mainstay [--data <dir>] [--server <url>] [--mqtt mqtt://<host>:<port>] [--enrol <code>]`.

use std::{net::SocketAddr, path::PathBuf};

use tauri::path::PathResolver;
use workstation::{KeyPlace, Options, UpdateOptions};

use crate::installation;

/// The public key of whoever ships this program, in base64 as minisign writes it. Without one nothing is updated.
const UPDATE_KEY: Option<&str> = option_env!("MAINSTAY_UPDATE_KEY");

/// A command line that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ArgumentError {
    /// Not a flag.
    #[error("unknown argument {0}; known are --data, --server, --mqtt, --enrol, --key-place")]
    Unknown(String),
    /// A flag without its value.
    #[error("{0} needs a value")]
    NoValue(String),
    /// A value that the flag cannot take.
    #[error("{flag} cannot be {value}")]
    Value {
        /// The flag.
        flag: &'static str,
        /// What was given.
        value: String,
    },
}

/// What the command line said.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    data: Option<PathBuf>,
    server: Option<String>,
    mqtt: Option<SocketAddr>,
    enrol: Option<String>,
    passphrase: bool,
}

impl Arguments {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, ArgumentError> {
        let mut arguments = Self::default();
        while let Some(flag) = words.next() {
            let value = words
                .next()
                .ok_or_else(|| ArgumentError::NoValue(flag.clone()))?;
            match flag.as_str() {
                "--data" => arguments.data = Some(value.into()),
                "--server" => arguments.server = Some(value),
                "--mqtt" => arguments.mqtt = Some(broker(value)?),
                "--enrol" => arguments.enrol = Some(value),
                "--key-place" => arguments.passphrase = passphrase(value)?,
                _ => return Err(ArgumentError::Unknown(flag)),
            }
        }
        Ok(arguments)
    }

    /// With the places of this system for whatever was not said.
    pub(crate) fn options<R: tauri::Runtime>(self, paths: &PathResolver<R>) -> Options {
        let data = self
            .data
            .or_else(|| paths.app_local_data_dir().ok())
            .unwrap_or_else(|| "mainstay-data".into());
        let documents = paths
            .document_dir()
            .or_else(|_| paths.home_dir())
            .unwrap_or_else(|_| data.clone());
        Options {
            data,
            server: self.server,
            enrolment_code: self.enrol,
            mqtt: self.mqtt,
            key_place: if self.passphrase {
                KeyPlace::Passphrase
            } else {
                KeyPlace::Keyring
            },
            documents,
            updates: UpdateOptions {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                key: UPDATE_KEY.map(str::to_owned),
                installation: installation::found(),
            },
        }
    }
}

fn broker(value: String) -> Result<SocketAddr, ArgumentError> {
    let address = value
        .strip_prefix("mqtt://")
        .unwrap_or(&value)
        .trim_end_matches('/');
    address.parse().map_err(|_| ArgumentError::Value {
        flag: "--mqtt",
        value,
    })
}

fn passphrase(value: String) -> Result<bool, ArgumentError> {
    match value.as_str() {
        "keyring" => Ok(false),
        "passphrase" => Ok(true),
        _ => Err(ArgumentError::Value {
            flag: "--key-place",
            value,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, ArgumentError> {
        Arguments::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn takes_addresses_as_the_demo_clinic_states_them() {
        let arguments =
            read("--server http://127.0.0.1:4001 --mqtt mqtt://127.0.0.1:4002 --enrol ONE")
                .unwrap();
        assert_eq!(arguments.mqtt, "127.0.0.1:4002".parse().ok());
        assert_eq!(arguments.server.as_deref(), Some("http://127.0.0.1:4001"));
    }

    #[test]
    fn says_what_is_wrong() {
        for line in [
            "--sever x",
            "--data",
            "--mqtt nowhere",
            "--key-place drawer",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
