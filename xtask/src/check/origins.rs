//! Where packages of others come from, and versions below which a fault is known that no list of advisories has.

use semver::Version;
use xtask::failure::Failure;

use super::Fault;
use crate::locked::{self, NPM, NPM_OF_TESTS, Package, RUST};
use crate::project::Project;

const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM_REGISTRY: &str = "https://registry.npmjs.org/";

/// The lowest version of each line that may be built in. Of the same line, or of a later one than all here.
const FLOORS: [(&str, &str); 10] = [
    // CVE-2024-35222 and CVE-2026-42184, which RustSec does not list.
    ("tauri", "2.11.1"),
    // CVE-2026-95625, the same.
    ("tauri-plugin-updater", "2.14.0"),
    ("bcrypt", "0.19.2"),
    ("time", "0.3.47"),
    ("rustls-webpki", "0.103.13"),
    ("quick-xml", "0.41.0"),
    ("lopdf", "0.42.0"),
    ("rand", "0.8.6"),
    ("rand", "0.9.3"),
    ("rand", "0.10.1"),
];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let crates = locked::rust(project)?;
    let mut faults: Vec<Fault> = crates
        .iter()
        .filter(|package| package.source.is_some())
        .filter_map(|package| foreign(RUST, package, CRATES))
        .collect();
    faults.extend(crates.iter().filter_map(below));
    for lock in [NPM, NPM_OF_TESTS] {
        let packages = locked::npm(project, lock)?;
        faults.extend(
            packages
                .iter()
                .filter_map(|package| foreign(lock, package, NPM_REGISTRY)),
        );
    }
    Ok(faults)
}

fn foreign(lock: &str, package: &Package, registry: &str) -> Option<Fault> {
    // npm's lock leaves out where a package is from when that is its registry (`ui/.npmrc`).
    let from = package.source.as_deref().unwrap_or(registry);
    let rule = if !from.starts_with(registry) {
        format!("comes from {from}, and not from the registry")
    } else if package.checksum.is_none() {
        "has no checksum, so what is fetched may be anything".to_owned()
    } else {
        return None;
    };
    Some(Fault::new(
        lock,
        format!("{} {} {rule}", package.name, package.version),
    ))
}

fn below(package: &Package) -> Option<Fault> {
    let version = Version::parse(&package.version).ok()?;
    let floors: Vec<Version> = FLOORS
        .iter()
        .filter(|(name, _)| *name == package.name)
        .filter_map(|(_, floor)| Version::parse(floor).ok())
        .collect();
    let line = |version: &Version| match version.major {
        0 => (0, version.minor),
        major => (major, 0),
    };
    let same = floors.iter().find(|floor| line(floor) == line(&version));
    let floor = same.or(floors.iter().max())?;
    (version < *floor).then(|| {
        let rule = format!(
            "{} {version} is below {floor}, where a fault is known",
            package.name
        );
        Fault::new(RUST, rule)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, version: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            source: Some(CRATES.to_owned()),
            checksum: Some("abc".to_owned()),
            ..Package::default()
        }
    }

    #[test]
    fn each_line_has_its_own_floor() {
        for (name, version, taken) in [
            ("tauri", "2.11.0", false),
            ("tauri", "2.11.1", true),
            ("tauri", "3.0.0", true),
            ("tauri", "1.9.0", false),
            ("rand", "0.8.5", false),
            ("rand", "0.8.6", true),
            ("rand", "0.9.2", false),
            ("rand", "0.7.3", false),
            ("rand", "0.11.0", true),
            ("serde", "0.1.0", true),
        ] {
            assert_eq!(
                below(&package(name, version)).is_none(),
                taken,
                "{name} {version}"
            );
        }
    }

    #[test]
    fn a_package_from_elsewhere_or_without_a_checksum_is_found() {
        let good = package("one", "1.0.0");
        assert_eq!(foreign(RUST, &good, CRATES), None);
        let elsewhere = Package {
            source: Some("git+https://example.org/one".to_owned()),
            ..good.clone()
        };
        let unsealed = Package {
            checksum: None,
            ..good
        };
        for wrong in [elsewhere, unsealed] {
            assert!(foreign(RUST, &wrong, CRATES).is_some());
        }
    }
}
