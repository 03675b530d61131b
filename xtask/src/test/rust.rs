//! The Rust tests, counted while they run.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use xtask::failure::Failure;

use super::summary::Summary;
use crate::project::Project;
use crate::{terminal, tool};

/// Runs every test of the workspace.
pub(crate) fn test(project: &Project, filter: &[String]) -> Result<Summary, Failure> {
    let mut command = tool::cargo(project, &["test", "--workspace", "--no-fail-fast", "--"]);
    counted(command.args(filter))
}

/// Shows what the command writes and adds up its result lines.
pub(crate) fn counted(command: &mut Command) -> Result<Summary, Failure> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(Failure::start("cargo"))?;
    let mut total = Summary::default();
    for line in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|output| BufReader::new(output).lines())
        .map_while(Result::ok)
    {
        terminal::line(&line);
        if let Some(summary) = Summary::from_cargo_line(&line) {
            total += summary;
        }
    }
    let status = child.wait().map_err(Failure::start("cargo"))?;
    Ok(total.and_status(status.success()))
}
