//! A few seeds with every test run; `cargo xtask simulate` runs more.

use std::process::{Command, Output};

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops where it stands"
)]
fn simulate(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mainstay-simulate"))
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn a_few_seeds_keep_every_promise() {
    let output = simulate(&["--seeds", "0..12"]);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// Each of these once found what a restored server, or a role that came back with it, left undone.
#[test]
fn seeds_that_found_something_find_it_no_more() {
    for seed in ["172", "433", "844", "895", "904"] {
        let output = simulate(&["--seed", seed]);
        let report = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{report}");
    }
}

#[test]
fn a_seed_is_the_same_run_every_time() {
    let (one, other) = (simulate(&["--seed", "3"]), simulate(&["--seed", "3"]));
    let report = String::from_utf8(one.stdout).unwrap();
    assert!(report.starts_with("seed 3 trace "), "{report}");
    assert_eq!(report, String::from_utf8(other.stdout).unwrap());
}

#[test]
fn a_bug_let_loose_is_found() {
    let output = simulate(&["--seeds", "0..8", "--bug", "pending-not-run-again"]);
    let report = String::from_utf8_lossy(&output.stdout);
    assert!(report.contains("does not show its own"), "{report}");
}
