//! The Debian packages that the project needs, each with its reason, and their installation.

use std::collections::HashSet;
use std::process::{Command, Stdio};

use xtask::failure::Failure;

use crate::{terminal, tool};

/// What a package is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Compiling the workstation.
    Build,
    /// A window's text.
    Window,
    /// A window where there is no display.
    Headless,
    /// The tests.
    Test,
    /// A server on PostgreSQL.
    Postgres,
    /// The programs that attack the server.
    Attack,
    /// Signing packages.
    Sign,
}

struct Package {
    name: &'static str,
    purpose: Purpose,
    why: &'static str,
}

const fn package(name: &'static str, purpose: Purpose, why: &'static str) -> Package {
    Package { name, purpose, why }
}

const PACKAGES: [Package; 21] = [
    package(
        "build-essential",
        Purpose::Build,
        "a C compiler and linker, for SQLCipher",
    ),
    package(
        "pkg-config",
        Purpose::Build,
        "tells the build where the libraries below are",
    ),
    package(
        "libwebkit2gtk-4.1-dev",
        Purpose::Build,
        "the web view that shows the user interface",
    ),
    package("libgtk-3-dev", Purpose::Build, "the window around it"),
    package(
        "libssl-dev",
        Purpose::Build,
        "the cipher that SQLCipher encrypts the cache with",
    ),
    package(
        "libdbus-1-dev",
        Purpose::Build,
        "the way to the desktop's keyring",
    ),
    package(
        "fonts-dejavu-core",
        Purpose::Window,
        "text in Latin, Greek, Cyrillic and Arabic script",
    ),
    package(
        "fonts-droid-fallback",
        Purpose::Window,
        "names in Han script",
    ),
    package(
        "xvfb",
        Purpose::Headless,
        "a virtual display, because this machine has none",
    ),
    package(
        "webkit2gtk-driver",
        Purpose::Test,
        "drives the real window in the journeys",
    ),
    package(
        "dbus-daemon",
        Purpose::Test,
        "a private message bus for each journey",
    ),
    package("dbus-bin", Purpose::Test, "asks that bus who is on it"),
    package("gnome-keyring", Purpose::Test, "a private keyring on it"),
    package(
        "mosquitto",
        Purpose::Test,
        "a second device broker to test against",
    ),
    package(
        "mosquitto-clients",
        Purpose::Test,
        "publishes to that broker as a device would",
    ),
    package(
        "poppler-utils",
        Purpose::Test,
        "reads the text of printed documents",
    ),
    package(
        "qpdf",
        Purpose::Test,
        "checks the structure of printed documents",
    ),
    package(
        "postgresql",
        Purpose::Postgres,
        "runs as a private cluster, which is removed afterwards; the package's own is not touched",
    ),
    package(
        "python3-venv",
        Purpose::Attack,
        "a private Python for schemathesis and sslyze",
    ),
    package(
        "testssl.sh",
        Purpose::Attack,
        "tries what is known against TLS",
    ),
    package(
        "minisign",
        Purpose::Sign,
        "signs packages with a key that is none of this project's",
    ),
];

/// Installs what is missing for these purposes, saying what and why.
pub(crate) fn install(purposes: &[Purpose]) -> Result<(), Failure> {
    let wanted: Vec<&Package> = PACKAGES
        .iter()
        .filter(|package| purposes.contains(&package.purpose))
        .collect();
    if !tool::exists("dpkg-query") || !tool::exists("apt-get") {
        terminal::step("This is not a Debian system: the packages below must be installed by hand");
        for package in wanted {
            terminal::detail(&format!("{:<24} {}", package.name, package.why));
        }
        return Ok(());
    }
    let installed = installed(&wanted)?;
    let missing: Vec<&Package> = wanted
        .into_iter()
        .filter(|package| !installed.contains(package.name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    terminal::step("Installing missing system packages");
    for package in &missing {
        terminal::detail(&format!("{:<24} {}", package.name, package.why));
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    apt_get(&["update", "--quiet=2"])?;
    apt_get(
        &[
            &["install", "--yes", "--quiet=2", "--no-install-recommends"],
            names.as_slice(),
        ]
        .concat(),
    )
}

fn installed(wanted: &[&Package]) -> Result<HashSet<String>, Failure> {
    // dpkg-query fails when one of the names is unknown, yet answers for the others.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted.iter().map(|package| package.name))
        .stderr(Stdio::null())
        .output()
        .map_err(Failure::start("dpkg-query"))?;
    Ok(names_installed(&String::from_utf8_lossy(&output.stdout)))
}

fn names_installed(listing: &str) -> HashSet<String> {
    listing
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .map(str::to_owned)
        .collect()
}

fn apt_get(arguments: &[&str]) -> Result<(), Failure> {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else if tool::exists("sudo") {
        // Settings given on sudo's own command line reach the program; the environment does not.
        let mut command = Command::new("sudo");
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        return Err(Failure::Refused(format!(
            "as root, run: apt-get {}",
            arguments.join(" ")
        )));
    };
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(arguments);
    tool::run(&mut command)
}

fn is_root() -> bool {
    tool::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_was_removed_but_left_its_settings_is_missing() {
        let names = names_installed(
            "xvfb installed\nqpdf config-files\nmosquitto not-installed\nxauth half-installed\n",
        );
        assert_eq!(names, HashSet::from(["xvfb".to_owned()]));
    }
}
