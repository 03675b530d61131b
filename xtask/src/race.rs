//! `cargo xtask race`: what the tests of writers and of killed servers do for a moment, for as long as somebody
//! wants to watch.

use std::time::Instant;

use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{terminal, tool};

/// Of each of several senders, while servers are killed in turns.
const PUSHES: &str = "200";
/// Transactions of each of eight writers, with a reader behind them.
const ROUNDS: &str = "500";

/// What is run: a name to ask for it by, what it is, and where its test is.
const RACES: [Race; 3] = [
    Race {
        name: "writers",
        what: "Eight writers and a reader on PostgreSQL",
        package: "store",
        tests: "races::postgres",
    },
    Race {
        name: "servers",
        what: "Three servers on PostgreSQL, killed in turns",
        package: "server",
        tests: "processes::many",
    },
    Race {
        name: "server",
        what: "The one server on SQLite, killed and started again",
        package: "server",
        tests: "processes::alone",
    },
];

struct Race {
    name: &'static str,
    what: &'static str,
    package: &'static str,
    tests: &'static str,
}

/// Runs the races of writers against a reader and against each other, and those of servers that are killed.
pub(crate) fn race(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let (mut pushes, mut rounds) = (PUSHES, ROUNDS);
    let mut chosen: Vec<&Race> = Vec::new();
    let mut rest = arguments.iter();
    while let Some(word) = rest.next() {
        if let Some(race) = RACES.iter().find(|race| race.name == *word) {
            chosen.push(race);
            continue;
        }
        let count = rest.next().filter(|count| count.parse::<u32>().is_ok());
        match (*word, count) {
            ("--pushes", Some(count)) => pushes = count,
            ("--rounds", Some(count)) => rounds = count,
            (word, _) => return Err(Failure::Refused(format!("`{word}` is not understood"))),
        }
    }
    if chosen.is_empty() {
        chosen.extend(&RACES);
    }
    packages::install(&[Purpose::Build, Purpose::Postgres])?;
    for race in chosen {
        terminal::step(race.what);
        let began = Instant::now();
        let mut command = tool::cargo(
            project,
            &[
                "test",
                "--quiet",
                "--package",
                race.package,
                "--test",
                "it",
                race.tests,
            ],
        );
        command.env("MAINSTAY_RACE_PUSHES", pushes);
        command.env("MAINSTAY_RACE_ROUNDS", rounds);
        tool::run(&mut command)?;
        terminal::detail(&format!("nothing lost, in {}", terminal::since(began)));
    }
    Ok(())
}
