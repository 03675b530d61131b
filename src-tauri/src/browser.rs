//! The browser that the system opens pages with.

use std::{
    io,
    process::{Command, Stdio},
};

use workstation::{Browser, BrowserSilent};

/// Opens pages as the system does when somebody clicks on an address.
pub(crate) struct SystemBrowser;

impl Browser for SystemBrowser {
    fn open(&self, address: &str) -> Result<(), BrowserSilent> {
        // Whatever else an address may begin with could be taken for an option, or start another program.
        if !address.starts_with("https://") && !address.starts_with("http://") {
            return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
        }
        let mut child = opener()
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // Where there is no desktop it is the browser itself, which nobody waits for.
        std::thread::Builder::new()
            .name("browser".into())
            .spawn(move || child.wait())?;
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn opener() -> Command {
    Command::new("xdg-open")
}

#[cfg(target_os = "macos")]
fn opener() -> Command {
    Command::new("/usr/bin/open")
}

#[cfg(windows)]
fn opener() -> Command {
    // No shell reads the address.
    let mut command = Command::new("rundll32.exe");
    command.arg("url.dll,FileProtocolHandler");
    command
}
