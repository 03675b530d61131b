//! `cargo xtask check`: the house rules, each proved by a program.

mod advisories;
mod desktop;
mod formatting;
mod generated;
mod imports;
mod layers;
pub(crate) mod licences;
mod lints;
mod origins;
mod proofs;
mod secrets;
mod sizes;
mod sources;
mod words;

use std::fmt;
use std::time::Instant;

use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{npm, terminal, tool};

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// A file, a line of a file, or a crate.
    place: String,
    /// Which rule, and what to do instead.
    rule: String,
}

impl Fault {
    fn new(place: impl Into<String>, rule: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            rule: rule.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.rule)
    }
}

type Prove = fn(&Project) -> Result<Vec<Fault>, Failure>;

struct Rule {
    name: &'static str,
    what: &'static str,
    prove: Prove,
}

const fn rule(name: &'static str, what: &'static str, prove: Prove) -> Rule {
    Rule { name, what, prove }
}

/// The quick ones first: whoever broke one of them should not wait for the compiler.
const RULES: [Rule; 16] = [
    rule("layers", "who may depend on whom", layers::prove),
    rule(
        "lints",
        "every crate takes the workspace's lints",
        lints::prove,
    ),
    rule("sizes", "no file has become two", sizes::prove),
    rule("words", "names and words that mislead", words::prove),
    rule("secrets", "no key, token or password", secrets::prove),
    rule(
        "proofs",
        "every requirement of the security checklist names a test that exists",
        proofs::prove,
    ),
    rule(
        "imports",
        "which part of the interface may import which",
        imports::prove,
    ),
    rule(
        "desktop",
        "the window shows its own pages and nothing else",
        desktop::prove,
    ),
    rule(
        "origins",
        "where packages come from, and their lowest versions",
        origins::prove,
    ),
    rule(
        "advisories",
        "no package has a fault that is known",
        advisories::prove,
    ),
    rule(
        "licences",
        "what may be built in by its licence",
        licences::prove,
    ),
    rule("format", "Rust is formatted", formatting::rust),
    rule(
        "ui",
        "the interface's types, lints and format",
        formatting::ui,
    ),
    rule(
        "generated",
        "the interface's types are those of the command table",
        generated::prove,
    ),
    rule("clippy", "Rust without a warning", clippy),
    rule("docs", "the documentation's links lead somewhere", docs),
];

/// Proves the rules named, or all. A broken rule does not keep the next from being looked at.
pub(crate) fn check(project: &Project, names: &[&str]) -> Result<(), Failure> {
    if names == ["--list"] {
        for rule in RULES {
            terminal::line(&format!("{:<10} {}", rule.name, rule.what));
        }
        return Ok(());
    }
    let mut broken = Vec::new();
    for rule in choose(names)? {
        let start = Instant::now();
        terminal::step(&format!("{}: {}", rule.name, rule.what));
        let faults = match (rule.prove)(project) {
            Ok(faults) => faults,
            // A tool that reported faults has shown them already.
            Err(failure @ Failure::Exited { .. }) => {
                vec![Fault::new(rule.name, failure.to_string())]
            }
            Err(failure) => return Err(failure),
        };
        for fault in &faults {
            terminal::detail(&fault.to_string());
        }
        if faults.is_empty() {
            terminal::detail(&format!("holds ({})", terminal::since(start)));
        } else {
            broken.push(rule.name);
        }
    }
    if broken.is_empty() {
        terminal::step("Every rule holds");
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "broken: {}; `cargo xtask check {}` looks at no more than that again",
        broken.join(", "),
        broken.join(" ")
    )))
}

fn choose(names: &[&str]) -> Result<Vec<&'static Rule>, Failure> {
    if let Some(name) = names
        .iter()
        .find(|name| RULES.iter().all(|rule| rule.name != **name))
    {
        return Err(Failure::Refused(format!(
            "there is no rule `{name}`; `cargo xtask check --list` names them"
        )));
    }
    Ok(RULES
        .iter()
        .filter(|rule| names.is_empty() || names.contains(&rule.name))
        .collect())
}

fn clippy(project: &Project) -> Result<Vec<Fault>, Failure> {
    compilable(project)?;
    // The journeys run by name only, so "all targets" leaves them out.
    for targets in [&["--all-targets"][..], &["--test", "window"]] {
        let mut command = tool::cargo(project, &["clippy", "--quiet", "--workspace"]);
        tool::run(command.args(targets).args(["--", "--deny=warnings"]))?;
    }
    Ok(Vec::new())
}

fn docs(project: &Project) -> Result<Vec<Fault>, Failure> {
    compilable(project)?;
    tool::run(
        tool::cargo(project, &["doc", "--quiet", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "--deny=warnings"),
    )?;
    Ok(Vec::new())
}

/// The workstation compiles only with its libraries and with a built interface to carry.
fn compilable(project: &Project) -> Result<(), Failure> {
    packages::install(&[Purpose::Build])?;
    npm::build(project)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_chosen_by_name() {
        let names = |chosen: Vec<&Rule>| chosen.iter().map(|rule| rule.name).collect::<Vec<_>>();
        assert_eq!(
            names(choose(&["sizes", "layers"]).unwrap()),
            ["layers", "sizes"]
        );
        assert_eq!(choose(&[]).unwrap().len(), RULES.len());
        assert!(choose(&["taste"]).is_err());
    }
}
