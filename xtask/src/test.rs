//! `cargo xtask test`: every test of the project, with what they need, and one count at the end.

mod options;
mod rust;
mod summary;
mod ui;
pub(crate) mod window;

use std::time::Instant;

use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{npm, terminal};

pub(crate) use self::options::Options;
use self::options::Part;
use self::summary::Summary;

/// Runs the parts that were asked for; a part that fails does not keep the next from running.
pub(crate) fn test(project: &Project, options: &Options) -> Result<(), Failure> {
    let start = Instant::now();
    let mut purposes = vec![Purpose::Build, Purpose::Test, Purpose::Postgres];
    if options.parts.contains(&Part::Window) {
        purposes.extend([Purpose::Window, Purpose::Headless]);
    }
    packages::install(&purposes)?;
    // The workstation carries the built interface inside it, so this comes before any Rust.
    npm::build(project)?;
    if options.parts.contains(&Part::Rust) {
        npm::install_provider(project)?;
    }

    let mut total = Summary::default();
    for part in &options.parts {
        let began = Instant::now();
        terminal::step(part.title());
        let summary = match part {
            Part::Rust => rust::test(project, &options.filter)?,
            Part::Ui => ui::test(project, &options.filter)?,
            Part::Window => rust::counted(window::command(project)?.args(&options.filter))?,
        };
        terminal::detail(&format!("{summary} in {}", terminal::since(began)));
        total += summary;
    }
    terminal::step(&format!("All tests took {}", terminal::since(start)));
    terminal::line(&total.to_string());
    if total.failed == 0 {
        Ok(())
    } else {
        Err(Failure::Refused("there are failed tests".to_owned()))
    }
}
