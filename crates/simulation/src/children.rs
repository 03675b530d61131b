//! A process for each seed, two at a time.

use std::{
    ops::Range,
    process::{Child, Command, Stdio},
};

use simulation::Broken;
use values::simulation::Bug;

const AT_ONCE: usize = 2;

/// Runs the seeds; hands each report to `tell`. Which were broken, and the first thing that was; only the
/// first such seed when `first` is enough.
pub(crate) fn run(
    mut seeds: Range<u64>,
    bug: Option<Bug>,
    first: bool,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<(u64, String)>, Broken> {
    let mut running: Vec<(u64, Child)> = Vec::new();
    let mut found = Vec::new();
    loop {
        while running.len() < AT_ONCE && (!first || found.is_empty()) {
            let Some(seed) = seeds.next() else { break };
            running.push((seed, start(seed, bug)?));
        }
        if running.is_empty() {
            return Ok(found);
        }
        let (seed, child) = running.remove(0);
        let output = child.wait_with_output()?;
        let report = String::from_utf8_lossy(&output.stdout);
        tell(report.trim_end());
        if !output.status.success() {
            let why = report
                .lines()
                .find_map(|line| line.trim().strip_prefix("broken: "));
            found.push((seed, why.unwrap_or("it did not come to an end").to_owned()));
        }
    }
}

fn start(seed: u64, bug: Option<Bug>) -> Result<Child, Broken> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--seed", &seed.to_string()]);
    if let Some(bug) = bug {
        command.args(["--bug", bug.name()]);
    }
    Ok(command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?)
}
