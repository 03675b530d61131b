//! A message bus and an open keyring of one journey's own.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use xtask::failure::Failure;
use xtask::process;

use crate::trouble::Trouble;

/// A session bus that starts nothing by itself: only what the journey starts is on it.
const CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=BUS</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// The name by which programs find a keyring.
const SECRETS: &str = "org.freedesktop.secrets";

/// The bus and the keyring, alive as long as this value.
pub(crate) struct Bus {
    daemon: Child,
    keyring: Child,
    address: String,
}

impl Bus {
    /// Starts both. The sockets lie in `runtime`, the keyring's file below `home`.
    pub(crate) fn start(runtime: &Path, home: &Path) -> Result<Option<Self>, Trouble> {
        let (daemon, address) = start_bus(runtime)?;
        let keyring = start_keyring(runtime, home, &address)?;
        let started = Self {
            daemon,
            keyring,
            address,
        };
        if process::poll(Duration::from_secs(20), || {
            started.has_keyring().then_some(())
        })
        .is_none()
        {
            return Err(Failure::Refused("the keyring did not open".to_owned()).into());
        }
        Ok(Some(started))
    }

    /// The value for `DBUS_SESSION_BUS_ADDRESS`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    fn has_keyring(&self) -> bool {
        Command::new("dbus-send")
            .arg(format!("--bus={}", self.address))
            .args(["--print-reply=literal", "--dest=org.freedesktop.DBus", "/"])
            .arg("org.freedesktop.DBus.NameHasOwner")
            .arg(format!("string:{SECRETS}"))
            .output()
            .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("true"))
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        process::stop_child(&mut self.keyring);
        process::stop_child(&mut self.daemon);
    }
}

fn start_bus(runtime: &Path) -> Result<(Child, String), Trouble> {
    let file = runtime.join("bus.conf");
    let socket = runtime.join("bus");
    fs::write(
        &file,
        CONFIGURATION.replace("BUS", &socket.to_string_lossy()),
    )
    .map_err(Trouble::file(&file))?;
    let mut bus = Command::new("dbus-daemon")
        .arg(format!("--config-file={}", file.display()))
        .args(["--nofork", "--print-address=1"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // It complains of limits that it may not raise; nothing here needs them raised.
        .stderr(Stdio::null())
        .spawn()
        .map_err(Failure::start("dbus-daemon"))?;
    let mut address = String::new();
    if let Some(output) = bus.stdout.take() {
        // The address comes once the socket answers, so this is all there is to wait for.
        let _ = BufReader::new(output).read_line(&mut address);
    }
    Ok((bus, address.trim().to_owned()))
}

fn start_keyring(runtime: &Path, home: &Path, address: &str) -> Result<Child, Trouble> {
    let mut keyring = Command::new("gnome-keyring-daemon")
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
    if let Some(mut input) = keyring.stdin.take() {
        // The end of the input, not a line's, ends the password.
        let _ = input.write_all(b"journey");
    }
    Ok(keyring)
}
