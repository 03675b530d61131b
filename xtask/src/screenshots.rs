//! `cargo xtask screenshots`: pictures of each screen of the real window, taken by its journeys.

use std::env;
use std::fs;

use xtask::contract::environment;
use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{npm, terminal, test, tool};

/// Builds, then walks through the screens with the folder told to the journeys.
pub(crate) fn screenshots(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let folder = match arguments {
        [] => project.path("docs/screens"),
        [folder] => env::current_dir()
            .map_err(Failure::file(project.root()))?
            .join(folder),
        [_, extra, ..] => {
            return Err(Failure::Refused(format!("`{extra}` is not understood")));
        }
    };
    packages::install(&[
        Purpose::Build,
        Purpose::Test,
        Purpose::Window,
        Purpose::Headless,
    ])?;
    npm::build(project)?;
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    tool::run(test::window::command(project)?.env(environment::SCREENS, &folder))?;
    terminal::step(&format!("The pictures are in {}", project.name_of(&folder)));
    Ok(())
}
