//! `cargo xtask <task>`: everything that is done to this project is one of these tasks.

mod attack;
mod bench;
mod check;
mod codegen;
mod fuzz;
mod locked;
mod npm;
mod package;
mod packages;
mod project;
mod race;
mod run;
mod sbom;
mod screenshots;
mod sign;
mod simulate;
mod stamp;
mod terminal;
mod test;
mod tool;

use std::env;
use std::process::ExitCode;

use xtask::failure::Failure;

use crate::project::Project;

const USAGE: &str = "\
cargo xtask run [--release] [--fresh] [--second-workstation] [--server-only] [--postgres] [--data <dir>]
    installs what is missing, builds, and opens a workstation on the demo clinic
      --release             build optimised programs
      --fresh               forget the demo clinic's data first
      --second-workstation  open another one against the same running demo clinic
      --server-only         start the demo clinic without a window
      --postgres            keep the server's records in a private PostgreSQL, which is gone afterwards
      --data <dir>          keep the data there instead of target/demo
cargo xtask test [rust] [ui] [window] [-- <filter>]
    runs every test, or the parts named
cargo xtask check [<name>…]
    proves the house rules, or the ones named; `cargo xtask check --list` names them
cargo xtask codegen
    writes the user interface's types from the command table
cargo xtask bench [<name>…]
    measures optimised programs and prints the figures beside their baselines
cargo xtask bench sync --peer [--quick]
    measures the sync beside PouchDB, which it installs with npm; --quick with few documents
cargo xtask simulate [--seeds <count>|<A..B>] [--zoo]
    runs seeds of the sync under faults, 100 by default, or finds each known bug that is let loose
cargo xtask race [writers] [servers] [server] [--pushes <count>] [--rounds <count>]
    the races of writers, of servers on PostgreSQL and of the one on SQLite that are killed, or those named,
    longer than the tests run them
cargo xtask powerloss [--runs <count>]
    takes the power away under the stores, 1,000 times on each side by default, and counts what was lost
cargo xtask fuzz [--runs <count>] [<target>…]
    feeds each reader of outside bytes with what a fuzzer finds, a million times by default
cargo xtask attack [requests] [line] [--examples <count>] [--seed <n>]
    has a demo clinic attacked by schemathesis, along docs/openapi.json, and by sslyze and testssl
cargo xtask package
    builds the .deb; with the public key in MAINSTAY_UPDATE_KEY it is one that can be updated
cargo xtask sign <package>… [--key <secret key>] [--notes <folder>] [--to <folder>]
    lays packages out as newer versions that a server hands out, each with a manifest that minisign signs
      --key <file>      the secret key; or MAINSTAY_SIGNING_KEY
      --notes <folder>  what is new, in files such as en.txt and ar.txt
      --to <folder>     the folder of newer versions; target/updates by default
cargo xtask sbom
    writes what is built into the programs as CycloneDX 1.5, into target/sbom
cargo xtask screenshots [<dir>]
    writes a picture of each screen of the real window, into docs/screens by default";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match perform(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::complain(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: &[&str]) -> Result<(), Failure> {
    let Some((task, rest)) = arguments.split_first() else {
        terminal::line(USAGE);
        return Ok(());
    };
    let project = Project::find();
    match *task {
        "run" => run::run(&project, &run::Options::read(rest)?),
        "test" => test::test(&project, &test::Options::read(rest)?),
        "check" => check::check(&project, rest),
        "codegen" => no_more(rest).and_then(|()| codegen::write(&project)),
        "attack" => attack::attack(&project, rest),
        "bench" => bench::bench(&project, rest),
        "race" => race::race(&project, rest),
        "simulate" => simulate::simulate(&project, rest),
        "fuzz" => fuzz::fuzz(&project, rest),
        "powerloss" => simulate::powerloss(&project, rest),
        "package" => no_more(rest).and_then(|()| package::package(&project)),
        "sign" => sign::sign(&project, rest),
        "sbom" => no_more(rest).and_then(|()| sbom::write(&project)),
        "screenshots" => screenshots::screenshots(&project, rest),
        "help" | "--help" | "-h" => {
            terminal::line(USAGE);
            Ok(())
        }
        other => Err(Failure::Refused(format!(
            "there is no task `{other}`\n\n{USAGE}"
        ))),
    }
}

fn no_more(rest: &[&str]) -> Result<(), Failure> {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(Failure::Refused(format!("`{word}` is not understood"))),
    }
}
