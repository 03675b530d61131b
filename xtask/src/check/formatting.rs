//! What formatters and the interface's own tools prove.

use xtask::failure::Failure;

use super::Fault;
use crate::project::Project;
use crate::{npm, tool};

/// rustfmt finds nothing to change.
pub(super) fn rust(project: &Project) -> Result<Vec<Fault>, Failure> {
    tool::run(&mut tool::cargo(project, &["fmt", "--all", "--check"]))?;
    Ok(Vec::new())
}

/// Types, lints and format of the interface, as its own package states them.
pub(super) fn ui(project: &Project) -> Result<Vec<Fault>, Failure> {
    npm::install(project)?;
    tool::run(&mut tool::npm(project, &["run", "--silent", "check"]))?;
    Ok(Vec::new())
}
