//! Looking at and ending programs by process id, and waiting for what they do.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program that was asked to stop may take before it is ended.
pub const STOP_WITHIN: Duration = Duration::from_secs(12);

const LOOK_EVERY: Duration = Duration::from_millis(40);

/// Looks again and again until `look` finds something or the time is over.
pub fn poll<T>(within: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + within;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() >= deadline {
            return None;
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// True while a process with this id runs whose command line names `program`.
///
/// The name guards against an id that was given to another process meanwhile. A process that has
/// ended but was not yet collected by its parent has no command line, so it does not count.
pub fn is_running(pid: u32, program: &str) -> bool {
    fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|line| String::from_utf8_lossy(&line).contains(program))
}

/// Asks the process to stop and ends it when it has not stopped in [`STOP_WITHIN`].
pub fn stop(pid: u32, program: &str) {
    if !is_running(pid, program) {
        return;
    }
    signal(pid, "TERM");
    if poll(STOP_WITHIN, || (!is_running(pid, program)).then_some(())).is_none() {
        signal(pid, "KILL");
    }
}

/// Like [`stop`], for a process that this one started and has to collect.
pub fn stop_child(child: &mut Child) {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
    signal(child.id(), "TERM");
    if poll(STOP_WITHIN, || child.try_wait().ok().flatten()).is_none() {
        // An error here means that it has just ended by itself.
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// The shell's own `kill` is always there; the program of that name is not.
fn signal(pid: u32, name: &str) {
    let _ = Command::new("sh")
        .args(["-c", &format!("kill -{name} {pid}")])
        .stderr(Stdio::null())
        .status();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_was_stopped_no_longer_runs() {
        let mut child = Command::new("sleep").arg("600").spawn().unwrap();
        let pid = child.id();
        assert!(poll(STOP_WITHIN, || is_running(pid, "sleep").then_some(())).is_some());
        assert!(!is_running(pid, "mainstay-demo"));
        stop_child(&mut child);
        assert!(!is_running(pid, "sleep"));
    }

    #[test]
    fn stopping_by_id_spares_a_process_of_another_name() {
        let mut child = Command::new("sleep").arg("600").spawn().unwrap();
        stop(child.id(), "mainstay-demo");
        assert!(matches!(child.try_wait(), Ok(None)));
        stop_child(&mut child);
    }
}
