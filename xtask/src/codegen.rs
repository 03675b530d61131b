//! The user interface's types, made from the command table of crates/wire.

use std::fs;

use xtask::failure::Failure;

use crate::project::Project;
use crate::{terminal, tool};

/// Where the user interface reads them.
pub(crate) const GENERATED: &str = "ui/src/ipc/generated/commands.ts";

/// The text that the command table gives now.
pub(crate) fn typescript(project: &Project) -> Result<String, Failure> {
    tool::capture(&mut tool::cargo(
        project,
        &[
            "run",
            "--quiet",
            "--package",
            "wire",
            "--example",
            "typescript",
        ],
    ))
}

/// Writes the file when the table has changed.
pub(crate) fn write(project: &Project) -> Result<(), Failure> {
    let text = typescript(project)?;
    let path = project.path(GENERATED);
    if fs::read_to_string(&path).is_ok_and(|old| old == text) {
        terminal::step(&format!("{GENERATED} is current"));
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::write(&path, text).map_err(Failure::file(&path))?;
    terminal::step(&format!("{GENERATED} is written"));
    Ok(())
}
