//! The packages of the user interface and of the tests, and the interface's build, each done again only when its input changed.

use std::time::Instant;

use xtask::failure::Failure;

use crate::project::Project;
use crate::stamp::{self, Stamp};
use crate::{terminal, tool};

/// What a build leaves behind or brings along, as opposed to what it is made of.
const NOT_SOURCES: [&str; 4] = ["node_modules", "dist", "coverage", "out"];

const UI: &str = "ui";
const PROVIDER: &str = "tests/provider";

/// Installs the packages of ui/package-lock.json when that file is not the one last installed.
pub(crate) fn install(project: &Project) -> Result<(), Failure> {
    install_in(
        project,
        (UI, "npm-install"),
        "Installing the user interface's packages (npm ci)",
    )
}

/// Installs the provider of sign-ins that tests start.
pub(crate) fn install_provider(project: &Project) -> Result<(), Failure> {
    install_in(
        project,
        (PROVIDER, "npm-install-provider"),
        "Installing a provider of sign-ins for the tests (npm ci)",
    )
}

fn install_in(project: &Project, (folder, stamp): (&str, &str), told: &str) -> Result<(), Failure> {
    if !tool::exists("npm") {
        return Err(Failure::Refused(
            "npm was not found: install Node.js 20 or newer first".to_owned(),
        ));
    }
    let lock = project.path(&format!("{folder}/package-lock.json"));
    let stamp = Stamp::new(project, stamp);
    let fingerprint = stamp::fingerprint(&[lock])?;
    if stamp.is(fingerprint) && project.path(&format!("{folder}/node_modules")).is_dir() {
        return Ok(());
    }
    terminal::step(told);
    let arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    tool::run(tool::npm(project, &arguments).current_dir(project.path(folder)))?;
    stamp.set(fingerprint)
}

/// Builds ui/dist when the sources are not the ones last built. Installs the packages first.
pub(crate) fn build(project: &Project) -> Result<(), Failure> {
    install(project)?;
    let sources = stamp::files_below(&project.path("ui"), &NOT_SOURCES)?;
    let stamp = Stamp::new(project, "npm-build");
    let fingerprint = stamp::fingerprint(&sources)?;
    if stamp.is(fingerprint) && project.path("ui/dist/index.html").is_file() {
        return Ok(());
    }
    let start = Instant::now();
    terminal::step("Building the user interface (npm run build)");
    tool::run(&mut tool::npm(
        project,
        &["run", "--silent", "build", "--", "--logLevel", "warn"],
    ))?;
    stamp.set(fingerprint)?;
    terminal::detail(&format!("built in {}", terminal::since(start)));
    Ok(())
}
