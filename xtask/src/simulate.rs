//! `cargo xtask simulate`: seeds of the sync's simulation, or its zoo of known bugs.

use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{terminal, tool};

/// Seeds when none are asked for.
const SEEDS: &str = "100";

/// Runs so many seeds from 0 on, or lets each known bug loose until a seed finds it.
pub(crate) fn simulate(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let asked = match arguments {
        [] => vec!["--seeds".to_owned(), format!("0..{SEEDS}")],
        ["--seeds", seeds] if seeds.contains("..") => {
            vec!["--seeds".to_owned(), (*seeds).to_owned()]
        }
        ["--seeds", count] => vec!["--seeds".to_owned(), format!("0..{count}")],
        ["--zoo"] => vec!["--zoo".to_owned()],
        [word, ..] => return Err(Failure::Refused(format!("`{word}` is not understood"))),
    };
    packages::install(&[Purpose::Build])?;
    terminal::step("Simulating");
    let mut command = tool::cargo(
        project,
        &[
            "run",
            "--quiet",
            "--package",
            "simulation",
            "--features",
            "simulate",
            "--bin",
            "mainstay-simulate",
            "--",
        ],
    );
    tool::run(command.args(asked))
}
