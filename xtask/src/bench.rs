//! `cargo xtask bench`: measures optimised programs and prints each figure beside its baseline.
//!
//! A measurement is `mainstay-bench <name>`, a program of the package `demo`, run on its own. It
//! writes one JSON object a figure and a line, in the shape of [`Figure`]; other lines are passed on.

mod figure;
mod size;

use std::fs;
use std::time::Instant;

use serde_json::Value;
use xtask::contract::bench;
use xtask::failure::Failure;

use self::figure::Figure;
use crate::packages::{self, Purpose};
use crate::project::{Profile, Project};
use crate::{npm, terminal, tool};

struct Measurement {
    name: &'static str,
    what: &'static str,
}

const fn measurement(name: &'static str, what: &'static str) -> Measurement {
    Measurement { name, what }
}

/// Measured in place of `sync` when it is to stand beside its peer.
const PEER: Measurement = measurement("peer", "the sync beside PouchDB, both on this machine");
const BESIDE: &str = "--peer";
const QUICK: &str = "--quick";

/// Measured by this task itself, from the files that were built.
const SIZE: &str = "size";

const MEASUREMENTS: [Measurement; 10] = [
    measurement(
        "search",
        "finding a patient among 100,000, encrypted against plain",
    ),
    measurement("commit", "a command from request to durable answer"),
    measurement(
        "audit",
        "the audit line of a command, and a million of them verified",
    ),
    measurement("sync", "a change from one workstation to another"),
    measurement(
        "bootstrap",
        "a first copy of 100,000 patients with 1,000,000 records",
    ),
    measurement("documents", "invoices laid out as PDF"),
    measurement("vitals", "a sample from device to view"),
    measurement("start", "from process start to a window that can be used"),
    measurement("memory", "resident memory of a workstation at rest"),
    measurement(SIZE, "the programs and the .deb on disk"),
];

/// Runs the measurements named, or all, and writes target/bench/report.json as well. With `--peer`, `sync` is
/// measured beside its peer.
pub(crate) fn bench(project: &Project, words: &[&str]) -> Result<(), Failure> {
    let (options, names): (Vec<&str>, Vec<&str>) =
        words.iter().partition(|word| word.starts_with("--"));
    let chosen = choose(&names, &options)?;
    packages::install(&[Purpose::Build])?;
    npm::build(project)?;
    terminal::step("Compiling optimised programs");
    tool::run(&mut tool::cargo(
        project,
        &["build", "--workspace", "--bins", "--release"],
    ))?;
    let mut figures = Vec::new();
    for measurement in chosen {
        let start = Instant::now();
        terminal::step(&format!("{}: {}", measurement.name, measurement.what));
        let quick = options.contains(&QUICK) && measurement.name == PEER.name;
        figures.extend(measure(project, measurement.name, quick)?);
        terminal::detail(&format!("measured in {}", terminal::since(start)));
    }
    terminal::line("");
    terminal::line(&figure::table(&figures));
    report(project, &figures)
}

fn choose(names: &[&str], options: &[&str]) -> Result<Vec<&'static Measurement>, Failure> {
    match options {
        [] => {}
        [BESIDE] | [BESIDE, QUICK] if names == ["sync"] => return Ok(vec![&PEER]),
        _ => {
            return Err(Failure::Refused(format!(
                "only `sync {BESIDE}` and `sync {BESIDE} {QUICK}` take options"
            )));
        }
    }
    let known = |name: &str| MEASUREMENTS.iter().find(|known| known.name == name);
    if let Some(name) = names.iter().find(|name| known(name).is_none()) {
        let all: Vec<&str> = MEASUREMENTS.iter().map(|known| known.name).collect();
        return Err(Failure::Refused(format!(
            "there is no measurement `{name}`; there are: {}",
            all.join(", ")
        )));
    }
    Ok(MEASUREMENTS
        .iter()
        .filter(|known| names.is_empty() || names.contains(&known.name))
        .collect())
}

fn measure(project: &Project, name: &str, quick: bool) -> Result<Vec<Figure>, Failure> {
    if name == SIZE {
        return size::measure(project);
    }
    let program = project.program(Profile::Release, bench::PROGRAM);
    let output = tool::capture(
        std::process::Command::new(program)
            .arg(name)
            .args(quick.then_some(QUICK))
            .current_dir(project.root()),
    )?;
    let mut figures = Vec::new();
    for line in output.lines() {
        match Figure::from_line(line) {
            Some(figure) => figures.push(figure),
            None => terminal::detail(line),
        }
    }
    Ok(figures)
}

fn report(project: &Project, figures: &[Figure]) -> Result<(), Failure> {
    let folder = project.target().join("bench");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let path = folder.join("report.json");
    let report = Value::Array(figures.iter().map(Figure::to_json).collect());
    fs::write(&path, format!("{report:#}\n")).map_err(Failure::file(&path))?;
    terminal::detail(&format!("written to {}", project.name_of(&path)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_every_measurement() {
        assert_eq!(choose(&[], &[]).unwrap().len(), MEASUREMENTS.len());
        assert_eq!(choose(&["sync", "search"], &[]).unwrap().len(), 2);
        assert!(choose(&["speed"], &[]).is_err());
    }

    #[test]
    fn the_peer_stands_beside_the_sync_alone() {
        let chosen = choose(&["sync"], &[BESIDE, QUICK]).unwrap();
        assert_eq!(chosen.first().unwrap().name, "peer");
        assert!(choose(&["search"], &[BESIDE]).is_err());
        assert!(choose(&["sync"], &["--fast"]).is_err());
    }
}
