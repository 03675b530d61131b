//! Counting test results across different test runners.

use std::fmt;
use std::ops::AddAssign;

use serde_json::Value;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Summary {
    /// Reads a `test result: ok. 3 passed; 0 failed; …` line; `None` for any other line.
    pub(crate) fn from_cargo_line(line: &str) -> Option<Self> {
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let count = |word: &str| {
            counts
                .split("; ")
                .find_map(|part| part.strip_suffix(word)?.trim().parse().ok())
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
        })
    }

    /// Reads the JSON report of vitest. A test file that could not even be loaded has no tests in
    /// it, so it counts as one failed test.
    pub(crate) fn from_vitest(report: &Value) -> Option<Self> {
        let count = |name: &str| report.get(name).and_then(Value::as_u64);
        let files = report.get("testResults")?.as_array()?.iter();
        let not_loaded = files
            .filter(|file| file.get("status").and_then(Value::as_str) == Some("failed"))
            .filter(|file| {
                file.get("assertionResults")
                    .and_then(Value::as_array)
                    .is_none_or(Vec::is_empty)
            })
            .count();
        Some(Self {
            passed: count("numPassedTests")?,
            failed: count("numFailedTests")? + u64::try_from(not_loaded).ok()?,
        })
    }

    /// A runner that reported failure without a failed test, say because nothing compiled, counts
    /// as one failed test.
    pub(crate) fn and_status(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const fn summary(passed: u64, failed: u64) -> Summary {
        Summary { passed, failed }
    }

    #[test]
    fn reads_the_closing_line_of_a_test_program() {
        let tail = "0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        for (line, expected) in [
            (
                format!("test result: ok. 12 passed; 0 failed; {tail}"),
                Some(summary(12, 0)),
            ),
            (
                format!("test result: FAILED. 3 passed; 2 failed; {tail}"),
                Some(summary(3, 2)),
            ),
            ("test booking::refuses ... ok".to_owned(), None),
            ("test result: ".to_owned(), None),
        ] {
            assert_eq!(Summary::from_cargo_line(&line), expected, "{line}");
        }
    }

    #[test]
    fn a_test_file_that_does_not_load_is_a_failure() {
        let report = json!({
            "numPassedTests": 4,
            "numFailedTests": 1,
            "testResults": [
                { "status": "failed", "assertionResults": [{}] },
                { "status": "failed", "assertionResults": [] },
                { "status": "passed", "assertionResults": [{}] },
            ],
        });
        assert_eq!(Summary::from_vitest(&report), Some(summary(4, 2)));
    }

    #[test]
    fn a_failed_runner_never_counts_as_all_passed() {
        assert_eq!(Summary::default().and_status(false), summary(0, 1));
        assert_eq!(summary(3, 2).and_status(false), summary(3, 2));
        assert_eq!(summary(3, 0).and_status(true), summary(3, 0));
    }
}
