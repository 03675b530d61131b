//! `cargo xtask race`: what the tests of PostgreSQL do for a moment, for as long as somebody wants to watch.

use std::time::Instant;

use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{terminal, tool};

/// Of each of several senders, while servers are killed in turns.
const PUSHES: &str = "200";
/// Transactions of each of eight writers, with a reader behind them.
const ROUNDS: &str = "500";

/// Runs the races of writers against a reader and against each other, and those of servers that are killed.
pub(crate) fn race(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let (mut pushes, mut rounds) = (PUSHES, ROUNDS);
    let mut rest = arguments.iter();
    while let Some(word) = rest.next() {
        let count = rest.next().filter(|count| count.parse::<u32>().is_ok());
        match (*word, count) {
            ("--pushes", Some(count)) => pushes = count,
            ("--rounds", Some(count)) => rounds = count,
            (word, _) => return Err(Failure::Refused(format!("`{word}` is not understood"))),
        }
    }
    packages::install(&[Purpose::Build, Purpose::Postgres])?;
    for (what, package, tests) in [
        ("Eight writers and a reader", "store", "races::postgres"),
        ("Three servers, killed in turns", "server", "processes::"),
    ] {
        terminal::step(what);
        let began = Instant::now();
        let mut command = tool::cargo(
            project,
            &[
                "test",
                "--quiet",
                "--package",
                package,
                "--test",
                "it",
                tests,
            ],
        );
        command.env("MAINSTAY_RACE_PUSHES", pushes);
        command.env("MAINSTAY_RACE_ROUNDS", rounds);
        tool::run(&mut command)?;
        terminal::detail(&format!("nothing lost, in {}", terminal::since(began)));
    }
    Ok(())
}
