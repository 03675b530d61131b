//! A running demo clinic: server, broker and bedside monitors in one process.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::contract::{Ready, demo};
use crate::failure::Failure;
use crate::postgres::Hold;
use crate::process;

/// How long the first start may take: it seeds a clinic and its history.
pub const READY_WITHIN: Duration = Duration::from_mins(2);

/// How to start a demo clinic.
#[derive(Debug, Clone)]
pub struct Start {
    /// The built program.
    pub program: PathBuf,
    /// The folder of the server's records.
    pub data: PathBuf,
    /// Receives what the program writes, so that it may outlive the process that started it.
    pub log: PathBuf,
    /// Wipe the records first.
    pub fresh: bool,
    /// Ports for workstations and devices; `None` takes free ones.
    pub ports: Option<(u16, u16)>,
    /// Ctrl+C in this terminal does not reach it, because windows of other terminals may need it.
    pub apart: bool,
}

/// A database that is there for one program alone.
#[derive(Debug)]
pub struct Database {
    /// How to reach it.
    pub url: String,
    /// The program gets it as its input, so that the cluster goes when the program does.
    pub hold: Hold,
}

/// A demo clinic that this process started. Dropping it leaves the clinic running.
#[derive(Debug)]
pub struct DemoServer {
    child: Child,
    ready: Ready,
}

impl DemoServer {
    /// Starts the program and waits until it can be used, or until someone sets `give_up`.
    /// `tell` gets its lines meanwhile.
    pub fn start(
        start: &Start,
        give_up: &AtomicBool,
        tell: impl FnMut(&str),
    ) -> Result<Self, Failure> {
        Self::start_on(start, None, give_up, tell)
    }

    /// The same, with its records in a database instead of its folder.
    pub fn start_on(
        start: &Start,
        database: Option<Database>,
        give_up: &AtomicBool,
        mut tell: impl FnMut(&str),
    ) -> Result<Self, Failure> {
        fs::create_dir_all(&start.data).map_err(Failure::file(&start.data))?;
        let mut child = spawn(start, database)?;
        let mut told = 0;
        let outcome = process::poll(READY_WITHIN, || {
            if give_up.load(Ordering::Relaxed) {
                return Some(Err(Failure::Refused(
                    "stopped before it was ready".to_owned(),
                )));
            }
            // Order matters: a program that ended is asked for its last words afterwards.
            let ended = child.try_wait().ok().flatten();
            let output = fs::read_to_string(&start.log).unwrap_or_default();
            for line in complete_lines(&output).skip(told) {
                told += 1;
                if let Some(ready) = Ready::from_line(line) {
                    return Some(Ok(ready));
                }
                tell(line);
            }
            ended.map(|status| {
                Err(Failure::Late {
                    what: format!("{} ended before it was ready ({status})", demo::PROGRAM),
                    tail: tail(&start.log),
                })
            })
        });
        let late = || Failure::Late {
            what: format!("{} was not ready in time", demo::PROGRAM),
            tail: tail(&start.log),
        };
        match outcome.unwrap_or_else(|| Err(late())) {
            Ok(ready) => Ok(Self { child, ready }),
            Err(failure) => {
                process::stop_child(&mut child);
                Err(failure)
            }
        }
    }

    /// Where it answers.
    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Closes it cleanly and waits until it is gone.
    pub fn stop(&mut self) {
        process::stop_child(&mut self.child);
    }
}

fn spawn(start: &Start, database: Option<Database>) -> Result<Child, Failure> {
    let log = File::create(&start.log).map_err(Failure::file(&start.log))?;
    let errors = log.try_clone().map_err(Failure::file(&start.log))?;
    let mut command = Command::new(&start.program);
    command.arg(demo::DATA).arg(&start.data);
    if start.fresh {
        command.arg(demo::FRESH);
    }
    if let Some((server, mqtt)) = start.ports {
        command.args([demo::SERVER_PORT, &server.to_string()]);
        command.args([demo::MQTT_PORT, &mqtt.to_string()]);
    }
    let input = match database {
        Some(database) => {
            command.args([demo::DATABASE, &database.url]);
            Stdio::from(database.hold)
        }
        None => Stdio::null(),
    };
    if start.apart {
        command.process_group(0);
    }
    command
        .stdin(input)
        .stdout(log)
        .stderr(errors)
        .spawn()
        .map_err(Failure::start(&start.program.display().to_string()))
}

/// The lines that were written to their end; the rest is still on its way.
fn complete_lines(output: &str) -> impl Iterator<Item = &str> {
    output
        .split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'))
}

/// The last lines of a log.
pub fn tail(log: &Path) -> String {
    let output = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = output.lines().collect();
    let from = lines.len().saturating_sub(20);
    lines.get(from..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    /// A stand-in for the program: a script that ignores its arguments.
    fn started(name: &str, script: &str) -> (Start, Result<DemoServer, Failure>, Vec<String>) {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join(demo::PROGRAM);
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let start = Start {
            program,
            data: folder.join("data"),
            log: folder.join("log"),
            fresh: false,
            ports: None,
            apart: false,
        };
        let mut told = Vec::new();
        let outcome = DemoServer::start(&start, &AtomicBool::new(false), |line| {
            told.push(line.to_owned());
        });
        (start, outcome, told)
    }

    #[test]
    fn waits_for_the_ready_line_and_passes_the_others_on() {
        let (start, outcome, told) = started(
            "ready",
            r#"echo seeding; echo 'ready {"server_url":"http://a","mqtt_url":"mqtt://b","enrolment_codes":["C"]}'; exec sleep 600"#,
        );
        let mut server = outcome.unwrap();
        assert_eq!(server.ready().server_url, "http://a");
        assert_eq!(told, ["seeding"]);
        server.stop();
        fs::remove_dir_all(start.data.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_program_that_ends_early_is_quoted() {
        let (start, outcome, _) = started("early", "echo the port is taken >&2; exit 3");
        let text = outcome.unwrap_err().to_string();
        assert!(text.contains("the port is taken"), "{text}");
        fs::remove_dir_all(start.data.parent().unwrap()).unwrap();
    }

    #[test]
    fn half_a_line_is_not_read() {
        assert_eq!(complete_lines("one\ntwo").collect::<Vec<_>>(), ["one"]);
    }
}
