//! The journeys through the real window.

use std::process::Command;

use xtask::contract::environment;
use xtask::failure::Failure;

use crate::project::{Profile, Project};
use crate::tool;

/// Builds the programs that the journeys start and returns the command that runs the journeys.
pub(crate) fn command(project: &Project) -> Result<Command, Failure> {
    // The same selection as for the other tests, so that nothing is compiled twice.
    tool::run(&mut tool::cargo(
        project,
        &["build", "--workspace", "--all-targets"],
    ))?;
    let mut command = tool::cargo(project, &["test", "--workspace", "--test", "window"]);
    command
        // A window, its web process, a server and a broker each: more at once than two cores carry.
        .args(["--", "--test-threads=1"])
        .env(
            environment::PROGRAMS,
            project.target().join(Profile::Debug.folder()),
        );
    Ok(command)
}
