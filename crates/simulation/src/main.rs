//! `mainstay-simulate`: seeds, one process each.
//!
//! `--seeds A..B` runs those; `--seed N` runs one here and tells what happens; `--bug NAME` lets a known bug
//! loose; `--zoo` lets each loose in turn and tells which seed found it.

use std::{io::Write, ops::Range, process::ExitCode};

mod children;

use simulation::Broken;
use values::simulation::{Bug, let_loose};

/// Within so many seeds each bug of the zoo must be found.
const ZOO_SEEDS: u64 = 500;
/// A reason may quote whole records; `--seed` tells all of it.
const REASON_LENGTH_MAX: usize = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("{error}"));
            ExitCode::from(2)
        }
    }
}

fn perform(arguments: &[String]) -> Result<bool, Broken> {
    let bug = after(arguments, "--bug")
        .map(|name| Bug::named(name).ok_or(format!("there is no bug `{name}`")))
        .transpose()?;
    if let Some(seed) = after(arguments, "--seed") {
        let told = arguments.iter().any(|argument| argument == "--tell");
        return one(seed.parse()?, bug, told);
    }
    let seeds = after(arguments, "--seeds").map_or(Ok(0..100), range)?;
    if arguments.iter().any(|argument| argument == "--zoo") {
        return zoo();
    }
    let found = children::run(seeds.clone(), bug, false, &mut |report| say(report))?;
    say(&format!(
        "{} seeds, {} broken",
        seeds.end - seeds.start,
        found.len()
    ));
    Ok(found.is_empty())
}

/// One seed in this process.
fn one(seed: u64, bug: Option<Bug>, told: bool) -> Result<bool, Broken> {
    if let Some(bug) = bug {
        let_loose(bug);
    }
    let folder = scratch()?;
    let outcome = simulation::run(seed, folder.path(), told)?;
    say(&format!(
        "seed {seed} trace {} saved {} faults {}",
        outcome.trace,
        outcome.saved,
        outcome.faults.join(",")
    ));
    for broken in &outcome.broken {
        say(&format!("  broken: {broken}"));
    }
    Ok(outcome.broken.is_empty())
}

/// In memory where there is such a place: nothing of a simulation needs to outlive it.
fn scratch() -> std::io::Result<tempfile::TempDir> {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
}

/// Each bug, and the seed that found it.
fn zoo() -> Result<bool, Broken> {
    let mut all = true;
    for bug in Bug::ALL {
        let found = children::run(0..ZOO_SEEDS, Some(*bug), true, &mut |_| {})?;
        let told = match found.first() {
            Some((seed, why)) => {
                let why: String = why.chars().take(REASON_LENGTH_MAX).collect();
                format!("seed {seed}: {why}")
            }
            None => format!("not found in {ZOO_SEEDS} seeds"),
        };
        all &= !found.is_empty();
        say(&format!("{:<28} {told}", bug.name()));
    }
    Ok(all)
}

fn after<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).map(String::as_str)
}

fn range(text: &str) -> Result<Range<u64>, Broken> {
    let (from, to) = text.split_once("..").ok_or("seeds are written A..B")?;
    Ok(from.parse()?..to.parse()?)
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
