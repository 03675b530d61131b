//! `cargo xtask fuzz`: each reader of outside bytes, fed with what a fuzzer finds.
//!
//! libFuzzer with the compiler's own coverage counters, which the installed toolchain has. No address sanitizer, which it
//! has not: the project's crates are free of `unsafe`, and what is looked for is a panic, an overflow, a broken promise.

use std::fs;

use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::Project;
use crate::{terminal, tool};

const TARGETS: [&str; 5] = ["monitor", "body", "record", "word", "typed"];
const RUNS: &str = "1000000";
/// Longer input than this finds nothing that shorter does not, and takes the time of many.
const LENGTH_MAX: &str = "4096";
/// Counters for every branch, and where they are: what libFuzzer steers by.
const COUNTED: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// Runs every target so many times, a million by default, or those named.
pub(crate) fn fuzz(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let (runs, named) = match arguments {
        ["--runs", runs, named @ ..] => (*runs, named),
        named => (RUNS, named),
    };
    if let Some(unknown) = named.iter().find(|name| !TARGETS.contains(name)) {
        return Err(Failure::Refused(format!("`{unknown}` is no target")));
    }
    let chosen = TARGETS
        .iter()
        .filter(|target| named.is_empty() || named.contains(target));
    packages::install(&[Purpose::Build])?;
    let machine = machine(project)?;
    for target in chosen {
        run(project, target, runs, &machine)?;
    }
    Ok(())
}

/// This machine by name. Named, it is a target of its own, and what runs while building is not instrumented.
fn machine(project: &Project) -> Result<String, Failure> {
    let said = tool::capture(&mut tool::cargo(project, &["--version", "--verbose"]))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| Failure::Refused("cargo does not say what machine this is".to_owned()))
}

fn run(project: &Project, target: &str, runs: &str, machine: &str) -> Result<(), Failure> {
    terminal::step(&format!("Fuzzing {target}, {runs} times"));
    let kept = project.path("target/fuzz/kept").join(target);
    fs::create_dir_all(&kept).map_err(Failure::file(&kept))?;
    let folder = project.path("target/fuzz");
    let mut command = tool::cargo(project, &["run", "--quiet", "--release"]);
    command
        .args(["--manifest-path", "fuzz/Cargo.toml", "--bin", target])
        .args(["--target", machine, "--target-dir"])
        .arg(&folder)
        .env("RUSTFLAGS", COUNTED)
        .arg("--")
        .arg(&kept)
        .arg(project.path("fuzz/seeds").join(target))
        .args([format!("-runs={runs}"), format!("-max_len={LENGTH_MAX}")])
        .args(["-seed=1", "-print_final_stats=1", "-verbosity=0"])
        .arg(format!("-artifact_prefix={}/", folder.display()));
    tool::run(&mut command)
}
