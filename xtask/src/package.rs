//! `cargo xtask package`: the .deb that a clinic installs.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use xtask::failure::Failure;
use xtask::update;

use crate::packages::{self, Purpose};
use crate::project::{Profile, Project};
use crate::{npm, stamp, terminal, tool};

/// Pinned: the bundler decides what is inside the package.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

/// What a clinic on a slow line should have to fetch at most, in MiB.
pub(crate) const LARGEST: u32 = 25;

/// Builds the package, says where it is and refuses one that is too large.
pub(crate) fn package(project: &Project) -> Result<(), Failure> {
    packages::install(&[Purpose::Build])?;
    npm::build(project)?;
    // The bundler leaves packages of earlier versions lying beside the new one.
    let folder = folder(project);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    if std::env::var_os(update::KEY).is_none() {
        terminal::line(&format!(
            "{} is not set: what is built now believes nobody's updates",
            update::KEY
        ));
    }
    terminal::step("Building the .deb");
    tool::run(
        Command::new("npm")
            .args(["exec", "--yes", "--package", TAURI_CLI, "--"])
            .args(["tauri", "build", "--bundles", "deb", "--ci"])
            .current_dir(project.root())
            .env("CARGO_TARGET_DIR", project.target()),
    )?;
    let path = built(project)
        .ok_or_else(|| Failure::Refused(format!("there is no .deb in {}", folder.display())))?;
    let size = fs::metadata(&path).map_err(Failure::file(&path))?.len();
    terminal::line(&format!("{} ({})", project.name_of(&path), mebibytes(size)));
    if size > u64::from(LARGEST) * 1024 * 1024 {
        return Err(Failure::Refused(format!(
            "the package is larger than {LARGEST} MiB"
        )));
    }
    Ok(())
}

fn folder(project: &Project) -> PathBuf {
    project
        .target()
        .join(Profile::Release.folder())
        .join("bundle/deb")
}

/// The package that was built last, if any.
pub(crate) fn built(project: &Project) -> Option<PathBuf> {
    stamp::files_below(&folder(project), &[])
        .ok()?
        .into_iter()
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
}

/// A size for a person, such as `12.3 MiB`.
fn mebibytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) / (1024 * 1024);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_in_mebibytes() {
        assert_eq!(mebibytes(26_214_400), "25.0 MiB");
        assert_eq!(mebibytes(13_000_000), "12.3 MiB");
    }
}
