//! A side at work: it says which phase begins and how long it took, and is watched meanwhile.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    ops::Range,
    process::{Child, Command, Stdio},
};

use serde::{Deserialize, Serialize};
use xtask::process;

use crate::{Broken, window::Memory};

/// Linux counts processor time in hundredths of a second, whatever its own clock does.
const TICK_MS: f64 = 10.0;

/// How much is done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Work {
    /// What the server holds before.
    pub(crate) patients: u32,
    /// What waits at the workstation.
    pub(crate) changes: u32,
    /// How many single documents go each way.
    pub(crate) samples: u32,
}

impl Work {
    /// All documents that are needed, by their numbers.
    pub(crate) fn documents(self) -> Range<u32> {
        0..self.patients + self.changes + 2 * self.samples
    }

    /// As arguments.
    pub(crate) fn words(self) -> [String; 3] {
        [self.patients, self.changes, self.samples].map(|number| number.to_string())
    }
}

/// What a side says of a phase: that it begins, or what it came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Said {
    /// It begins.
    Begins {
        /// Its name.
        begins: String,
    },
    /// It has ended.
    Ended {
        /// Its name.
        phase: String,
        /// How long it took, or each sample of it.
        ms: Vec<f64>,
    },
}

/// What a phase came to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phase {
    /// How long it took, or each sample of it.
    pub(crate) ms: Vec<f64>,
    /// Processor time of all its processes.
    pub(crate) processor_ms: f64,
    /// What they held in memory at its end, bytes.
    pub(crate) resident: u64,
}

/// What all phases came to, by their names.
pub(crate) type Phases = BTreeMap<String, Phase>;

/// A program that was started, with what it writes. It ends when this is dropped.
pub(crate) struct Program {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Program {
    pub(crate) fn start(command: &mut Command) -> Result<Self, Broken> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("the output is gone")?;
        Ok(Self {
            child,
            lines: BufReader::new(output).lines(),
        })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line; `None` when the program has ended well.
    pub(crate) fn line(&mut self) -> Result<Option<String>, Broken> {
        if let Some(line) = self.lines.next() {
            return Ok(Some(line?));
        }
        let ended = self.child.wait()?;
        if ended.success() {
            Ok(None)
        } else {
            Err(format!("a side ended with {ended}").into())
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        process::stop_child(&mut self.child);
    }
}

/// Listens to a side until it has ended. `beside` are further processes that work for it.
pub(crate) fn watch(mut side: Program, beside: &[u32]) -> Result<Phases, Broken> {
    let processes: Vec<u32> = beside.iter().copied().chain([side.id()]).collect();
    let mut phases = Phases::new();
    let mut before = 0.0;
    while let Some(line) = side.line()? {
        match serde_json::from_str(&line) {
            Ok(Said::Begins { .. }) => before = processor_ms(&processes),
            Ok(Said::Ended { phase, ms }) => {
                let mut resident = 0;
                for process in &processes {
                    // Behind its last phase a side may have ended.
                    resident += Memory::of_tree(*process).map_or(0, |memory| memory.resident);
                }
                let came_to = Phase {
                    ms,
                    processor_ms: processor_ms(&processes) - before,
                    resident,
                };
                phases.insert(phase, came_to);
            }
            Err(_) => crate::figure::say(&line),
        }
    }
    Ok(phases)
}

fn processor_ms(processes: &[u32]) -> f64 {
    let spent = |process: &u32| {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        ticks(&stat).unwrap_or(0)
    };
    let ticks: u32 = processes.iter().map(spent).sum();
    f64::from(ticks) * TICK_MS
}

/// The fields `utime` and `stime`, counted behind the program's name, which stands in brackets.
fn ticks(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_that_of_user_and_system() {
        let stat = "77 (node (x) y) S 1 77 77 0 -1 4194560 900 0 0 0 250 31 0 0 20 0 11 0 100";
        assert_eq!(ticks(stat), Some(281));
        assert_eq!(ticks(""), None);
    }

    #[test]
    fn both_sides_speak_the_same_lines() {
        let ended = r#"{"phase":"push","ms":[12.5]}"#;
        assert!(matches!(
            serde_json::from_str(ended),
            Ok(Said::Ended { phase, ms }) if phase == "push" && ms == [12.5]
        ));
        let begins = r#"{"begins":"push"}"#;
        assert!(matches!(
            serde_json::from_str(begins),
            Ok(Said::Begins { begins }) if begins == "push"
        ));
    }
}
