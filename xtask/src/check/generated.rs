//! Generated files are those that their source gives now.

use std::fs;

use xtask::failure::Failure;

use super::Fault;
use crate::codegen;
use crate::project::Project;

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let now = codegen::typescript(project)?;
    let file = fs::read_to_string(project.path(codegen::GENERATED)).unwrap_or_default();
    if file == now {
        return Ok(Vec::new());
    }
    Ok(vec![Fault::new(
        codegen::GENERATED,
        "is not what the command table gives: run `cargo xtask codegen`",
    )])
}
