//! `cargo xtask simulate`: seeds of the sync's simulation, or its zoo of known bugs. `cargo xtask powerloss`: the
//! loss of power under the stores.

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
    terminal::step("Simulating");
    let package = ["--package", "simulation", "--features", "simulate"];
    optimised(project, &package, "mainstay-simulate", &asked)
}

/// Takes the power away so many times on each side, 1,000 by default.
pub(crate) fn powerloss(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let asked: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
    terminal::step("Taking the power away");
    optimised(
        project,
        &["--package", "powerloss"],
        "mainstay-powerloss",
        &asked,
    )
}

/// Thousands of runs: building it optimised is paid back.
fn optimised(
    project: &Project,
    package: &[&str],
    program: &str,
    asked: &[String],
) -> Result<(), Failure> {
    packages::install(&[Purpose::Build])?;
    let run = ["run", "--quiet", "--release", "--bin", program];
    let mut command = tool::cargo(project, &run);
    tool::run(command.args(package).arg("--").args(asked))
}
