//! Known faults of the packages that are built in, from a snapshot of the `RustSec` database where one lies at hand.
//! Nothing is fetched: without a snapshot, that is said and nothing is compared.

mod accepted;
mod reading;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use semver::Version;
use xtask::failure::Failure;

use self::accepted::{ACCEPTED, Accepted};
use self::reading::{Advisory, day_number};
use super::Fault;
use crate::locked::{self, Package, RUST};
use crate::project::Project;
use crate::{terminal, tool};

/// Names the folder with the snapshot: unpacked, or as `advisory-db.tar.xz`.
const PLACE: &str = "MAINSTAY_ADVISORIES";
/// Where it lies beside the checkout when nothing is named.
const BESIDE: &str = "../shared/data/advisory-db";
const PACKED: &str = "advisory-db.tar.xz";
/// An older snapshot knows too little of what is built today.
const OLD_DAYS: i64 = 180;

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let place = env::var_os(PLACE).map_or_else(|| project.path(BESIDE), PathBuf::from);
    if !place.is_dir() {
        terminal::detail(&format!(
            "no snapshot of advisories at hand ({PLACE}): nothing is compared"
        ));
        return Ok(Vec::new());
    }
    let advisories = read_all(&unpacked(project, &place)?)?;
    let today = today();
    tell_age(&advisories, today);
    for Accepted { id, why, review } in &ACCEPTED {
        terminal::detail(&format!("{id} is lived with until {review}: {why}"));
    }
    Ok(faults(
        &locked::rust(project)?,
        &advisories,
        &ACCEPTED,
        today,
    ))
}

/// The folder with one folder for each package, unpacked first when need be.
fn unpacked(project: &Project, place: &Path) -> Result<PathBuf, Failure> {
    let packed = place.join(PACKED);
    if !packed.is_file() {
        return Ok(place.join("crates"));
    }
    let to = project.state("advisories");
    fs::remove_dir_all(&to).ok();
    fs::create_dir_all(&to).map_err(Failure::file(&to))?;
    tool::run(
        Command::new("tar")
            .arg("-xJf")
            .arg(&packed)
            .arg("-C")
            .arg(&to),
    )?;
    Ok(to.join("advisory-db").join("crates"))
}

fn read_all(folder: &Path) -> Result<Vec<Advisory>, Failure> {
    let mut advisories = Vec::new();
    for package in listed(folder)? {
        for file in listed(&package)? {
            let text = fs::read_to_string(&file).map_err(Failure::file(&file))?;
            match Advisory::read(&text) {
                Some(advisory) => advisories.push(advisory),
                None => terminal::detail(&format!("{} cannot be read", file.display())),
            }
        }
    }
    Ok(advisories)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::file(folder))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}

fn tell_age(advisories: &[Advisory], today: i64) {
    let newest = advisories
        .iter()
        .map(|advisory| advisory.date.as_str())
        .max();
    let Some((date, day)) = newest.and_then(|date| Some((date, day_number(date)?))) else {
        return terminal::detail("the snapshot holds no advisory");
    };
    let days = today - day;
    let old = if days > OLD_DAYS {
        ": too old, fetch a newer one"
    } else {
        ""
    };
    terminal::detail(&format!(
        "{} advisories, the newest of {date}, {days} days ago{old}",
        advisories.len()
    ));
}

#[expect(
    clippy::disallowed_methods,
    reason = "how old a snapshot is, is asked of the real clock"
)]
fn today() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_secs() / 86_400).unwrap_or_default()
}

fn faults(
    packages: &[Package],
    advisories: &[Advisory],
    accepted: &[Accepted],
    today: i64,
) -> Vec<Fault> {
    let mut met = Vec::new();
    let mut faults = Vec::new();
    for package in packages.iter().filter(|package| package.source.is_some()) {
        let Ok(version) = Version::parse(&package.version) else {
            continue;
        };
        let of_package = advisories
            .iter()
            .filter(|advisory| advisory.package == package.name);
        for advisory in of_package.filter(|advisory| advisory.concerns(&version)) {
            match accepted.iter().find(|accepted| accepted.id == advisory.id) {
                Some(accepted) => met.push(accepted.id),
                None => faults.push(Fault::new(
                    RUST,
                    format!(
                        "{} {version}: {} ({})",
                        package.name, advisory.id, advisory.kind
                    ),
                )),
            }
        }
    }
    let place = "xtask/src/check/advisories/accepted.rs";
    for Accepted { id, review, .. } in accepted {
        let rule = if !met.contains(id) {
            format!("{id} concerns nothing any more: take it out")
        } else if day_number(review).is_none_or(|day| day < today) {
            format!("{id} was accepted until {review}: look at it again")
        } else {
            continue;
        };
        faults.push(Fault::new(place, rule));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(version: &str) -> Package {
        Package {
            name: "glib".to_owned(),
            version: version.to_owned(),
            source: Some("registry".to_owned()),
            ..Package::default()
        }
    }

    fn advisory() -> Advisory {
        let text = "```toml\n[advisory]\nid = \"RUSTSEC-1\"\npackage = \"glib\"\ndate = \"2024-03-30\"\n\
                    informational = \"unsound\"\n\n[versions]\npatched = [\">=0.20.0\"]\nunaffected = [\"<0.15.0\"]\n```\n";
        Advisory::read(text).unwrap()
    }

    fn found(version: &str, accepted: &[Accepted], today: &str) -> Vec<String> {
        let today = day_number(today).unwrap();
        faults(&[package(version)], &[advisory()], accepted, today)
            .iter()
            .map(Fault::to_string)
            .collect()
    }

    const UNTIL_SPRING: Accepted = Accepted {
        id: "RUSTSEC-1",
        why: "a test",
        review: "2027-03-01",
    };

    #[test]
    fn a_version_between_is_concerned() {
        for (version, concerned) in [("0.14.0", 0), ("0.15.0", 1), ("0.18.5", 1), ("0.20.0", 0)] {
            assert_eq!(
                found(version, &[], "2026-11-28").len(),
                concerned,
                "{version}"
            );
        }
    }

    #[test]
    fn what_was_accepted_is_looked_at_again_in_time() {
        assert!(found("0.18.5", &[UNTIL_SPRING], "2027-03-01").is_empty());
        let later = found("0.18.5", &[UNTIL_SPRING], "2027-03-02");
        assert!(
            later.iter().any(|fault| fault.contains("look at it again")),
            "{later:?}"
        );
        let needless = found("0.20.0", &[UNTIL_SPRING], "2026-11-28");
        assert!(
            needless.iter().any(|fault| fault.contains("take it out")),
            "{needless:?}"
        );
    }

    #[test]
    fn every_acceptance_has_a_reason_and_a_date() {
        for Accepted { id, why, review } in ACCEPTED {
            assert!(why.len() > 20 && day_number(review).is_some(), "{id}");
        }
    }
}
