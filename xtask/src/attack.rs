//! `cargo xtask attack`: a demo clinic, and three strangers' programs that try what they can on it.
//!
//! `schemathesis` sends what the description in `docs/openapi.json` allows and what it forbids; `sslyze` and `testssl`
//! try what an old or careless line would let through. Two of them come from `PyPI`, so this is no part of the tests.

mod testssl;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use xtask::contract::{Ready, demo};
use xtask::demo_server::{DemoServer, Start};
use xtask::failure::Failure;

use crate::packages::{self, Purpose};
use crate::project::{Profile, Project};
use crate::stamp::{self, Stamp};
use crate::{terminal, tool};

/// Where the strangers' programs and what they are told lie.
const FOLDER: &str = "xtask/attack";
/// The same requests every time.
const SEED: &str = "1";
/// Random requests to each operation that are allowed, and as many that are not.
const EXAMPLES: &str = "30";
/// What no log of a server that was attacked may hold: a request or a change that it failed at, and a crash.
const HARM: [&str; 3] = ["a request failed", "could not judge", "panicked at"];

/// Which strangers come, and how long the first stays.
#[derive(Debug, PartialEq, Eq)]
struct Options<'a> {
    requests: bool,
    line: bool,
    seed: &'a str,
    examples: &'a str,
}

impl<'a> Options<'a> {
    fn read(arguments: &[&'a str]) -> Result<Self, Failure> {
        let (mut requests, mut line) = (false, false);
        let (mut seed, mut examples) = (SEED, EXAMPLES);
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            match *word {
                "requests" => requests = true,
                "line" => line = true,
                "--seed" | "--examples" => {
                    let count = rest.next().filter(|count| count.parse::<u32>().is_ok());
                    let count = count.ok_or_else(|| not_understood(word))?;
                    *(if *word == "--seed" {
                        &mut seed
                    } else {
                        &mut examples
                    }) = count;
                }
                other => return Err(not_understood(other)),
            }
        }
        let both = requests == line;
        Ok(Self {
            requests: both || requests,
            line: both || line,
            seed,
            examples,
        })
    }
}

fn not_understood(word: &str) -> Failure {
    Failure::Refused(format!("`{word}` is not understood"))
}

/// Starts a new demo clinic on this computer, has it attacked, and fails on whatever was found.
pub(crate) fn attack(project: &Project, arguments: &[&str]) -> Result<(), Failure> {
    let options = Options::read(arguments)?;
    packages::install(&[Purpose::Build, Purpose::Attack])?;
    let programs = install(project)?;
    terminal::step("Compiling the demo clinic");
    let build = [
        "build",
        "--quiet",
        "--package",
        "demo",
        "--bin",
        demo::PROGRAM,
    ];
    tool::run(&mut tool::cargo(project, &build))?;
    let folder = project.target().join("attack");
    let start = Start {
        program: project.program(Profile::Debug, demo::PROGRAM),
        data: folder.join("server"),
        log: folder.join("server.log"),
        fresh: true,
        ports: None,
        // Ctrl+C ends the clinic with the attack.
        apart: false,
    };
    terminal::step("Starting a new demo clinic");
    let mut clinic = DemoServer::start(&start, &AtomicBool::new(false), terminal::detail)?;
    let attack = Attack {
        project,
        programs,
        ready: clinic.ready().clone(),
        certificate: start.data.join("tls/server.pem"),
    };
    // Whatever the one finds, the other comes too.
    let line = if options.line { attack.line() } else { Ok(()) };
    let requests = if options.requests {
        attack.requests(&options)
    } else {
        Ok(())
    };
    clinic.stop();
    line.and(requests).and_then(|()| unharmed(&start.log))
}

/// A private Python with what `requirements.txt` names, by version and hash.
fn install(project: &Project) -> Result<PathBuf, Failure> {
    let home = project.target().join("attack/python");
    let programs = home.join("bin");
    let wanted = project.path(FOLDER).join("requirements.txt");
    let stamp = Stamp::new(project, "attack-python");
    let fingerprint = stamp::fingerprint(std::slice::from_ref(&wanted))?;
    if stamp.is(fingerprint) && programs.join("schemathesis").is_file() {
        return Ok(programs);
    }
    terminal::step("Installing schemathesis and sslyze from PyPI, into target/attack");
    tool::run(
        Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&home),
    )?;
    let mut pip = Command::new(programs.join("pip"));
    pip.args([
        "--quiet",
        "--disable-pip-version-check",
        "install",
        "--require-hashes",
    ]);
    tool::run(pip.arg("--requirement").arg(&wanted))?;
    stamp.set(fingerprint)?;
    Ok(programs)
}

/// A clinic that is attacked.
struct Attack<'a> {
    project: &'a Project,
    programs: PathBuf,
    ready: Ready,
    certificate: PathBuf,
}

impl Attack<'_> {
    /// What the line lets through, and whose key it shows.
    fn line(&self) -> Result<(), Failure> {
        terminal::step("sslyze: what the line lets through");
        let script = self.project.path(FOLDER).join("line.py");
        let port = url_port(&self.ready.server_url)?;
        let said = tool::run(
            self.told(&mut Command::new(self.programs.join("python")))
                .arg(script),
        );
        testssl::run(port, &self.project.target().join("attack")).and(said)
    }

    /// Requests that are described and requests that are not, as a workstation that joined and as a person there.
    fn requests(&self, options: &Options<'_>) -> Result<(), Failure> {
        terminal::step("schemathesis: requests that are described, and others");
        let start = Instant::now();
        let folder = self.project.path(FOLDER);
        let mut command = Command::new(self.programs.join("schemathesis"));
        self.told(&mut command)
            .env("PYTHONPATH", &folder)
            .env("SCHEMATHESIS_HOOKS", "clinic")
            .current_dir(self.project.target().join("attack"))
            .arg("--config-file")
            .arg(folder.join("schemathesis.toml"))
            .arg("run")
            .arg(self.project.path("docs/openapi.json"))
            .args(["--url", &self.ready.server_url, "--tls-verify"])
            .arg(&self.certificate)
            .args(["--seed", options.seed, "--max-examples", options.examples]);
        let found = tool::run(&mut command);
        terminal::detail(&format!("in {}", terminal::since(start)));
        found
    }

    /// Tells a program where the clinic is, and how one joins.
    fn told<'b>(&self, command: &'b mut Command) -> &'b mut Command {
        let line = self
            .ready
            .enrolment_codes
            .first()
            .map_or("", String::as_str);
        command
            .env("MAINSTAY_URL", &self.ready.server_url)
            .env("MAINSTAY_ENROL", line)
            .env("MAINSTAY_CERTIFICATE", &self.certificate)
            // Of certificates that come with sslyze.
            .env("PYTHONWARNINGS", "ignore")
            // Nothing is written beside the sources.
            .env("PYTHONDONTWRITEBYTECODE", "1")
    }
}

fn url_port(url: &str) -> Result<u16, Failure> {
    let port = url.rsplit(':').next().and_then(|port| port.parse().ok());
    port.ok_or_else(|| Failure::Refused(format!("{url} names no port")))
}

/// Fails when the server fell over something, whatever it answered.
fn unharmed(log: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(log).map_err(Failure::file(log))?;
    match harm(&text).first() {
        None => {
            terminal::step("The attackers found nothing, and the server's log holds no failure");
            Ok(())
        }
        Some(line) => Err(Failure::Refused(format!("the server failed: {line}"))),
    }
}

fn harm(log: &str) -> Vec<&str> {
    let tells = |line: &&str| HARM.iter().any(|words| line.contains(words));
    log.lines().filter(tells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_come_unless_one_is_named() {
        let both = Options::read(&[]).unwrap();
        assert_eq!((both.requests, both.line, both.seed), (true, true, SEED));
        let one = Options::read(&["line"]).unwrap();
        assert_eq!((one.requests, one.line), (false, true));
        let longer = Options::read(&["requests", "--examples", "500", "--seed", "7"]).unwrap();
        assert_eq!(
            (longer.examples, longer.seed, longer.line),
            ("500", "7", false)
        );
        for wrong in [&["lines"][..], &["--seed"], &["--examples", "many"]] {
            assert!(Options::read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_server_that_failed_is_told_from_one_that_refused() {
        let log = "WARN a browser's request was refused\nERROR a request failed error=x\nthread 'main' panicked at src";
        assert_eq!(harm(log).len(), 2);
        assert!(harm("ERROR a workstation's copy differed").is_empty());
    }
}
