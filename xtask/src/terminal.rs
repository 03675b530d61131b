//! Every line that a person reads, and how long things took.

use std::io::{Write, stderr, stdout};
use std::time::{Duration, Instant};

/// A line of the task's answer. A terminal that went away is no reason to stop.
pub(crate) fn line(text: &str) {
    let mut out = stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// A step that begins now.
pub(crate) fn step(text: &str) {
    line(&format!("==> {text}"));
}

/// A detail below the step before it.
pub(crate) fn detail(text: &str) {
    line(&format!("    {text}"));
}

/// Why the task failed.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(stderr().lock(), "xtask: {text}");
}

/// `0.4 s`, `12 s` or `3 min 05 s`.
pub(crate) fn duration(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

/// Time since a start, in words.
pub(crate) fn since(start: Instant) -> String {
    duration(start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_like_a_clock() {
        for (milliseconds, text) in [
            (0, "0.0 s"),
            (1_240, "1.2 s"),
            (12_900, "12 s"),
            (185_000, "3 min 05 s"),
        ] {
            assert_eq!(duration(Duration::from_millis(milliseconds)), text);
        }
    }
}
