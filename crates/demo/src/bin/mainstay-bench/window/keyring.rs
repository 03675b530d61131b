//! A message bus with an open keyring on it, for one measurement alone.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use xtask::{failure::Failure, process};

use crate::Broken;

/// A bus that starts nothing by itself: a locked keyring that it started would answer first.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
const OPEN_WITHIN: Duration = Duration::from_secs(20);

/// Alive as long as this value.
pub(super) struct Keyring {
    bus: Child,
    secrets: Child,
    address: String,
}

impl Keyring {
    /// Opens one. The bus lies in `runtime`, the keyring's file below `home`.
    pub(super) fn open(runtime: &Path, home: &Path) -> Result<Self, Broken> {
        let (bus, address) = start_bus(runtime)?;
        let secrets = start_secrets(runtime, home, &address)?;
        let open = Self {
            bus,
            secrets,
            address,
        };
        let there = process::poll(OPEN_WITHIN, || open.answers().then_some(()));
        there.ok_or("the keyring did not open")?;
        Ok(open)
    }

    /// The value for `DBUS_SESSION_BUS_ADDRESS`.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    fn answers(&self) -> bool {
        Command::new("dbus-send")
            .arg(format!("--bus={}", self.address))
            .args(["--print-reply=literal", "--dest=org.freedesktop.DBus", "/"])
            .args([
                "org.freedesktop.DBus.NameHasOwner",
                "string:org.freedesktop.secrets",
            ])
            .output()
            .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("true"))
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        process::stop_child(&mut self.secrets);
        process::stop_child(&mut self.bus);
    }
}

fn start_bus(runtime: &Path) -> Result<(Child, String), Broken> {
    let file = runtime.join("bus.conf");
    let socket = runtime.join("bus");
    fs::write(&file, BUS.replace("SOCKET", &socket.to_string_lossy()))?;
    let mut bus = Command::new("dbus-daemon")
        .arg(format!("--config-file={}", file.display()))
        .args(["--nofork", "--print-address=1"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::start("dbus-daemon"))?;
    // The address comes once the socket answers.
    let mut address = String::new();
    if let Some(output) = bus.stdout.take() {
        BufReader::new(output).read_line(&mut address)?;
    }
    Ok((bus, address.trim().to_owned()))
}

fn start_secrets(runtime: &Path, home: &Path, address: &str) -> Result<Child, Broken> {
    let mut secrets = Command::new("gnome-keyring-daemon")
        .args(["--foreground", "--unlock", "--components=secrets"])
        .env("DBUS_SESSION_BUS_ADDRESS", address)
        .env("XDG_RUNTIME_DIR", runtime)
        .env("HOME", home)
        .env_remove("XDG_DATA_HOME")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::start("gnome-keyring-daemon"))?;
    if let Some(mut input) = secrets.stdin.take() {
        // The end of the input ends the password.
        input.write_all(b"measurement")?;
    }
    Ok(secrets)
}
