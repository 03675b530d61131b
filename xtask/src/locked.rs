//! What the lock files say: every package of others that is built into something here, by name, version and origin.

use std::fs;

use serde_json::Value;
use xtask::failure::Failure;

use crate::project::Project;

/// A package as a lock file names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// Where it is fetched from; nothing for packages of our own.
    pub(crate) source: Option<String>,
    /// What its file must hash to, as the lock writes it.
    pub(crate) checksum: Option<String>,
    /// What it says of its licence, where the lock tells.
    pub(crate) licence: Option<String>,
    /// Whether only work on the project needs it.
    pub(crate) for_development: bool,
}

pub(crate) const RUST: &str = "Cargo.lock";
pub(crate) const NPM: &str = "ui/package-lock.json";
/// Of what tests start, and no program holds.
pub(crate) const NPM_OF_TESTS: &str = "tests/provider/package-lock.json";

/// The packages of `Cargo.lock`, ours among them.
pub(crate) fn rust(project: &Project) -> Result<Vec<Package>, Failure> {
    let path = project.path(RUST);
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    Ok(read_cargo(&text))
}

/// The packages of a lock file of npm's, without the one that it belongs to.
pub(crate) fn npm(project: &Project, lock: &str) -> Result<Vec<Package>, Failure> {
    let path = project.path(lock);
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let lock = serde_json::from_str(&text)
        .map_err(|error| Failure::Refused(format!("{lock}: {error}")))?;
    Ok(read_npm(&lock))
}

fn read_cargo(text: &str) -> Vec<Package> {
    let mut packages: Vec<Package> = Vec::new();
    for line in text.lines() {
        if line == "[[package]]" {
            packages.push(Package::default());
            continue;
        }
        let (Some(package), Some((name, value))) = (packages.last_mut(), line.split_once(" = "))
        else {
            continue;
        };
        let value = value.trim_matches('"').to_owned();
        match name {
            "name" => package.name = value,
            "version" => package.version = value,
            "source" => package.source = Some(value),
            "checksum" => package.checksum = Some(value),
            _ => {}
        }
    }
    packages
}

fn read_npm(lock: &Value) -> Vec<Package> {
    let packages = lock.get("packages").and_then(Value::as_object);
    let packages = packages.into_iter().flatten();
    packages
        .filter(|(place, _)| !place.is_empty())
        .map(|(place, package)| {
            let text = |name: &str| package.get(name).and_then(Value::as_str).map(str::to_owned);
            // The last of `node_modules/one/node_modules/@scope/two`.
            let name = place.rsplit("node_modules/").next().unwrap_or(place);
            Package {
                name: text("name").unwrap_or_else(|| name.to_owned()),
                version: text("version").unwrap_or_default(),
                source: text("resolved"),
                checksum: text("integrity"),
                licence: text("license"),
                for_development: package.get("dev").is_some_and(|dev| dev == true),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reads_cargos_lock() {
        let text = "version = 4\n\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\ndependencies = [\n \"ring\",\n]\n\n\
                    [[package]]\nname = \"ring\"\nversion = \"0.17.14\"\nsource = \"registry\"\nchecksum = \"abc\"\n";
        let packages = read_cargo(text);
        let [ours, ring] = packages.as_slice() else {
            panic!("{packages:?}");
        };
        assert_eq!((ours.name.as_str(), &ours.source), ("ours", &None));
        assert_eq!(
            (ring.name.as_str(), ring.version.as_str()),
            ("ring", "0.17.14")
        );
        assert_eq!(ring.checksum.as_deref(), Some("abc"));
    }

    #[test]
    fn reads_npms_lock() {
        let lock = json!({ "packages": {
            "": { "name": "ours" },
            "node_modules/one/node_modules/@scope/two": { "version": "1.0.0", "dev": true, "license": "MIT" },
        } });
        let packages = read_npm(&lock);
        let [two] = packages.as_slice() else {
            panic!("{packages:?}");
        };
        assert_eq!(
            (two.name.as_str(), two.licence.as_deref()),
            ("@scope/two", Some("MIT"))
        );
        assert!(two.for_development);
    }
}
