//! Under which licences packages of others may be built in. docs/LICENCES.md tells what follows from them.

use serde_json::Value;
use xtask::failure::Failure;

use super::Fault;
use crate::locked::{self, NPM, NPM_OF_TESTS, RUST};
use crate::project::Project;
use crate::tool;

/// What may be built in without asking anybody: it wants a notice at most.
const ALLOWED: [&str; 17] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    // Data: the certificates of authorities that everybody trusts.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    // Used unchanged: changes to its files would have to be given away.
    "MPL-2.0",
    // Fonts.
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub(super) fn prove(project: &Project) -> Result<Vec<Fault>, Failure> {
    let text = tool::capture(&mut tool::cargo(
        project,
        &["metadata", "--format-version", "1", "--locked"],
    ))?;
    let metadata: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::Refused(format!("cargo metadata: {error}")))?;
    let mut faults: Vec<Fault> = crates(&metadata)
        .filter_map(|(name, licence)| fault(RUST, name, licence))
        .collect();
    for lock in [NPM, NPM_OF_TESTS] {
        let packages = locked::npm(project, lock)?;
        faults.extend(
            packages
                .iter()
                .filter_map(|package| fault(lock, &package.name, package.licence.as_deref())),
        );
    }
    Ok(faults)
}

/// Names and licences of the crates of others.
pub(crate) fn crates(metadata: &Value) -> impl Iterator<Item = (&str, Option<&str>)> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages
        .into_iter()
        .flatten()
        .filter(|package| package.get("source").is_some_and(Value::is_string))
        .map(|package| {
            let text = |name: &str| package.get(name).and_then(Value::as_str);
            (text("name").unwrap_or_default(), text("license"))
        })
}

fn fault(lock: &str, name: &str, licence: Option<&str>) -> Option<Fault> {
    let rule = match licence {
        None => format!("{name} names no licence"),
        Some(licence) if allows(licence) => return None,
        Some(licence) => format!("{name} is under {licence}, which nobody has allowed"),
    };
    Some(Fault::new(lock, rule))
}

/// Whether an SPDX expression leaves a choice that is allowed. A stroke is how `OR` was written before.
fn allows(expression: &str) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any(&mut rest) == Some(true) && rest.is_empty()
}

fn any(rest: &mut &[&str]) -> Option<bool> {
    let mut allowed = all(rest)?;
    while taken(rest, "OR") {
        allowed |= all(rest)?;
    }
    Some(allowed)
}

fn all(rest: &mut &[&str]) -> Option<bool> {
    let mut allowed = one(rest)?;
    while taken(rest, "AND") {
        allowed &= one(rest)?;
    }
    Some(allowed)
}

fn one(rest: &mut &[&str]) -> Option<bool> {
    if taken(rest, "(") {
        let allowed = any(rest)?;
        return taken(rest, ")").then_some(allowed);
    }
    let licence = next(rest)?;
    if !taken(rest, "WITH") {
        return Some(ALLOWED.contains(&licence));
    }
    let with = format!("{licence} WITH {}", next(rest)?);
    Some(ALLOWED.contains(&with.as_str()))
}

fn taken(rest: &mut &[&str], word: &str) -> bool {
    let is_next = rest.first() == Some(&word);
    if is_next {
        next(rest);
    }
    is_next
}

fn next<'a>(rest: &mut &[&'a str]) -> Option<&'a str> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_licences_one_must_be_allowed_or_all() {
        for licence in [
            "MIT",
            "MIT/Apache-2.0",
            "Apache-2.0 / MIT",
            "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
            "GPL-2.0 OR BSD-3-Clause AND MIT",
        ] {
            assert!(allows(licence), "{licence}");
        }
        for licence in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "(MIT OR Apache-2.0) AND GPL-3.0",
            "GPL-2.0 WITH Classpath-exception-2.0",
            "MIT WITH a-catch",
            "MIT OR",
            "MIT Apache-2.0",
            "(MIT",
        ] {
            assert!(!allows(licence), "{licence}");
        }
    }

    #[test]
    fn a_package_without_a_licence_is_found() {
        assert!(fault(NPM, "one", None).is_some());
        assert!(fault(NPM, "one", Some("SEE LICENSE IN FILE")).is_some());
        assert_eq!(fault(NPM, "one", Some("ISC")), None);
    }
}
