//! A printing system of one journey's own.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use xtask::failure::Failure;
use xtask::process;

use crate::trouble::Trouble;

/// Says that there is one printer, as the program of CUPS does.
const LPSTAT: &str = r#"#!/bin/sh
case "$1" in
    -e) echo Front_desk ;;
    -d) echo "system default destination: Front_desk" ;;
esac
"#;

/// Puts what it is given into the tray; a name that does not begin with a dot is whole.
const LP: &str = r#"#!/bin/sh
number=$(($(ls 'TRAY' | wc -l) + 1))
cat > 'TRAY/.coming'
mv 'TRAY/.coming' "TRAY/$number.pdf"
echo "request id is Front_desk-$number (0 file(s))"
"#;

/// Stands in for the programs of CUPS and keeps what was printed.
pub(crate) struct Printer {
    programs: PathBuf,
    tray: PathBuf,
}

impl Printer {
    /// Puts the programs and an empty tray into `folder`.
    pub(crate) fn install(folder: &Path) -> Result<Self, Trouble> {
        let printer = Self {
            programs: folder.join("programs"),
            tray: folder.join("tray"),
        };
        for folder in [&printer.programs, &printer.tray] {
            fs::create_dir(folder).map_err(Trouble::file(folder))?;
        }
        let lp = LP.replace("TRAY", &printer.tray.to_string_lossy());
        for (name, script) in [("lpstat", LPSTAT), ("lp", &lp)] {
            let path = printer.programs.join(name);
            fs::write(&path, script)
                .and_then(|()| fs::set_permissions(&path, fs::Permissions::from_mode(0o755)))
                .map_err(Trouble::file(&path))?;
        }
        Ok(printer)
    }

    /// The value of `PATH` with which the programs are found before the computer's own.
    pub(crate) fn search_path(&self) -> String {
        let others = env::var("PATH").unwrap_or_default();
        format!("{}:{others}", self.programs.display())
    }

    /// Waits for the printed document `number`, from 1, and reads its text.
    pub(crate) fn text_of(&self, number: usize) -> Result<String, Trouble> {
        let path = self.tray.join(format!("{number}.pdf"));
        process::poll(Duration::from_secs(20), || path.exists().then_some(()))
            .ok_or_else(|| Failure::Refused(format!("document {number} was not printed")))?;
        let read = Command::new("pdftotext")
            .arg("-layout")
            .arg(&path)
            .arg("-")
            .output()
            .map_err(Failure::start("pdftotext"))?;
        Ok(String::from_utf8_lossy(&read.stdout).into_owned())
    }
}
