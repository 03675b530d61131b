//! `mainstay-powerloss [--runs N]`: takes the power away so many times on each side, and counts what was lost.

use std::{io::Write, process::ExitCode, time::Instant};

use powerloss::{Broken, Side, run};

const RUNS: u64 = 1_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&error.to_string());
            ExitCode::from(2)
        }
    }
}

fn perform(arguments: &[String]) -> Result<bool, Broken> {
    let runs = match arguments {
        [] => RUNS,
        [name, count] if name == "--runs" => count.parse()?,
        _ => return Err("mainstay-powerloss [--runs N]".into()),
    };
    let mut kept = true;
    for side in [Side::Workstation, Side::Server] {
        let began = Instant::now();
        let (mut acknowledged, mut lost, mut torn, mut damaged) = (0, 0, 0, 0);
        for seed in 0..runs {
            let folder = scratch()?;
            let outcome = run(side, seed, folder.path(), false)?;
            if !outcome.is_kept() {
                say(&format!("{side:?} seed {seed}: {outcome:?}"));
                kept = false;
            }
            acknowledged += outcome.acknowledged;
            lost += outcome.lost;
            torn += outcome.torn;
            damaged += u32::from(!outcome.whole);
        }
        say(&format!(
            "{side:?}: {runs} runs, {acknowledged} changes acknowledged, {lost} lost, {torn} torn, {damaged} files damaged, {:.0} s",
            began.elapsed().as_secs_f64()
        ));
    }
    Ok(kept)
}

/// In memory where there is such a place: the disk is a simulated one.
fn scratch() -> std::io::Result<tempfile::TempDir> {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
