//! Where the window is drawn: the desktop's own display, or a virtual one where there is none.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;
use crate::process;

/// Width × height × colour depth of the virtual screen.
pub const SCREEN: &str = "1440x900x24";

/// An X server without a screen, alive as long as this value.
#[derive(Debug)]
pub struct VirtualDisplay {
    server: Child,
    name: String,
}

impl VirtualDisplay {
    /// Starts one on a free display number. `screen` is like [`SCREEN`].
    pub fn start(screen: &str) -> Result<Self, Failure> {
        Self::launch(screen, &[])
    }

    /// The same. What it shows is also the file `Xvfb_screen0` in `folder`, a picture as xwd writes it
    /// that is always up to date.
    pub fn start_in(screen: &str, folder: &Path) -> Result<Self, Failure> {
        Self::launch(screen, &["-fbdir".as_ref(), folder.as_os_str()])
    }

    fn launch(screen: &str, more: &[&OsStr]) -> Result<Self, Failure> {
        // With `-displayfd` the server picks the number itself and says it once it answers.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", screen])
            .args(["-nolisten", "tcp", "-noreset"])
            .args(more)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Failure::start("Xvfb"))?;
        let mut line = String::new();
        if let Some(output) = server.stdout.take() {
            let _ = BufReader::new(output).read_line(&mut line);
        }
        let number = line.trim();
        if number.is_empty() {
            process::stop_child(&mut server);
            return Err(Failure::Refused("Xvfb did not open a display".to_owned()));
        }
        Ok(Self {
            name: format!(":{number}"),
            server,
        })
    }

    /// The value for `DISPLAY`, such as `:7`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        process::stop_child(&mut self.server);
    }
}

/// True when this session has a display to open a window on.
pub fn is_present() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
