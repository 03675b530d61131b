//! A started program, what it says, and what it and its children hold in memory.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Instant,
};

use xtask::{failure::Failure, process};

use crate::Broken;

/// A program that runs until this value is dropped.
pub(crate) struct Running {
    child: Child,
    /// When it was asked for.
    pub(crate) started: Instant,
    lines: Receiver<(Instant, String)>,
    said: Vec<String>,
}

impl Running {
    pub(super) fn start(mut command: Command) -> Result<Self, Broken> {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let program = command.get_program().to_string_lossy().into_owned();
        let started = Instant::now();
        let mut child = command.spawn().map_err(Failure::start(&program))?;
        let (sender, lines) = mpsc::channel();
        if let Some(errors) = child.stderr.take() {
            thread::spawn(move || {
                for line in BufReader::new(errors).lines().map_while(Result::ok) {
                    sender.send((Instant::now(), line)).ok();
                }
            });
        }
        Ok(Self {
            child,
            started,
            lines,
            said: Vec::new(),
        })
    }

    /// When it first said a line that contains `text`; `None` while it has not.
    pub(crate) fn said(&mut self, text: &str) -> Option<Instant> {
        while let Ok((at, line)) = self.lines.try_recv() {
            let found = line.contains(text);
            self.said.push(line);
            if found {
                return Some(at);
            }
        }
        None
    }

    /// An error when it has ended, with its last words.
    pub(crate) fn check(&mut self) -> Result<(), Broken> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => {
                self.said("\u{0}");
                let from = self.said.len().saturating_sub(5);
                let last = self.said.get(from..).unwrap_or_default().join("; ");
                Err(format!("the window closed ({status}): {last}").into())
            }
        }
    }

    pub(crate) fn memory(&self) -> Result<Memory, Broken> {
        Memory::of_tree(self.child.id())
    }

    /// Every file that it and its children have mapped: program and libraries.
    pub(crate) fn files(&self) -> Result<BTreeSet<PathBuf>, Broken> {
        let mut files = BTreeSet::new();
        for pid in tree(self.child.id())? {
            let maps = fs::read_to_string(format!("/proc/{pid}/maps")).unwrap_or_default();
            let paths = maps
                .lines()
                .filter_map(|line| line.find('/').and_then(|at| line.get(at..)));
            files.extend(paths.map(PathBuf::from).filter(|path| path.is_file()));
        }
        Ok(files)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        process::stop_child(&mut self.child);
    }
}

/// What processes hold in memory, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    /// Resident; a page that several hold counts for each.
    pub(crate) resident: u64,
    /// A page that several hold counts in parts.
    pub(crate) proportional: u64,
    /// How many processes.
    pub(crate) processes: usize,
}

impl Memory {
    /// Of a process with all its descendants.
    pub(crate) fn of_tree(pid: u32) -> Result<Self, Broken> {
        let mut sum = Self::default();
        for pid in tree(pid)? {
            // One that has just ended holds nothing.
            let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
            if let (Some(resident), Some(proportional)) =
                (bytes(&text, "Rss:"), bytes(&text, "Pss:"))
            {
                sum.resident += resident;
                sum.proportional += proportional;
                sum.processes += 1;
            }
        }
        if sum.processes == 0 {
            return Err("there is no such process".into());
        }
        Ok(sum)
    }
}

/// A line such as `Rss:  1234 kB`.
fn bytes(text: &str, name: &str) -> Option<u64> {
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = rest.split_whitespace().next()?.parse().ok()?;
    Some(kib * 1_024)
}

/// A process and its descendants.
fn tree(root: u32) -> Result<BTreeSet<u32>, Broken> {
    let mut parents: Vec<(u32, u32)> = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        parents.extend(parent(&stat).map(|parent| (pid, parent)));
    }
    Ok(descendants(root, &parents))
}

/// The second field behind the program's name, which stands in brackets and may hold anything.
fn parent(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}

fn descendants(root: u32, parents: &[(u32, u32)]) -> BTreeSet<u32> {
    let mut found = BTreeSet::from([root]);
    loop {
        let more: BTreeSet<u32> = parents
            .iter()
            .filter(|(pid, parent)| found.contains(parent) && !found.contains(pid))
            .map(|(pid, _)| *pid)
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_holds_children_of_children_and_nobody_else() {
        let parents = [(2, 1), (3, 2), (4, 3), (5, 1), (6, 9)];
        assert_eq!(descendants(2, &parents), BTreeSet::from([2, 3, 4]));
    }

    #[test]
    fn a_name_with_brackets_does_not_hide_the_parent() {
        assert_eq!(parent("77 (WebKit (x) y) S 42 77 0"), Some(42));
        assert_eq!(parent(""), None);
    }

    #[test]
    fn memory_is_read_in_kibibytes() {
        let text = "5600-7ff [rollup]\nRss:               1000 kB\nPss:                250 kB\nPss_Dirty: 1 kB\n";
        assert_eq!(bytes(text, "Rss:"), Some(1_024_000));
        assert_eq!(bytes(text, "Pss:"), Some(256_000));
        assert_eq!(bytes(text, "Swap:"), None);
    }
}
