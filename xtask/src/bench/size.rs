//! What the programs weigh on disk.

use std::fs;
use std::path::Path;

use xtask::contract::{demo, workstation};
use xtask::failure::Failure;

use super::figure::{Figure, Target};
use crate::project::{Profile, Project};
use crate::{package, terminal};

/// Sizes of the optimised programs, and of the .deb when one was built.
pub(crate) fn measure(project: &Project) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for name in [workstation::PROGRAM, demo::PROGRAM] {
        let path = project.program(Profile::Release, name);
        figures.push(figure(format!("size of {name}"), &path, None)?);
    }
    match package::built(project) {
        Some(path) => figures.push(figure(
            "size of the .deb".to_owned(),
            &path,
            Some(Target::AtMost(f64::from(package::LARGEST))),
        )?),
        None => terminal::detail("no .deb was built: `cargo xtask package` does"),
    }
    Ok(figures)
}

fn figure(name: String, path: &Path, target: Option<Target>) -> Result<Figure, Failure> {
    let bytes = fs::metadata(path).map_err(Failure::file(path))?.len();
    let kibibytes = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
    Ok(Figure {
        name,
        value: f64::from(kibibytes) / 1024.0,
        unit: "MiB".to_owned(),
        baseline: None,
        target,
    })
}
