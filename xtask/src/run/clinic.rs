//! The demo clinic that the windows of one data folder share: started by the first, closed by the last.
//!
//! ```text
//! <data>/demo.json            process id and addresses of the running clinic
//! <data>/demo.log             what it wrote
//! <data>/server/              its records
//! <data>/users/<name>         process id of each run that needs it
//! <data>/workstation-<n>/     a workstation's encrypted cache
//! ```

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use serde_json::{Value, json};
use xtask::contract::{Ready, demo};
use xtask::demo_server::{Database, DemoServer, Start};
use xtask::failure::Failure;
use xtask::postgres::Cluster;
use xtask::process::{is_running, stop};

use crate::terminal;

/// The name by which a run is recognised among processes.
const RUNNER: &str = "xtask";

/// The demo clinic of one data folder.
#[derive(Debug)]
pub(crate) struct Clinic {
    data: PathBuf,
    program: PathBuf,
    on_postgres: bool,
}

/// A run that needs the clinic, until it is dropped.
#[derive(Debug)]
pub(crate) struct User {
    file: PathBuf,
}

impl Drop for User {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.file);
    }
}

impl Clinic {
    pub(crate) fn at(data: &Path, program: PathBuf, on_postgres: bool) -> Self {
        Self {
            data: data.to_owned(),
            program,
            on_postgres,
        }
    }

    /// Says that this run needs the clinic. Refuses a second run of the same name.
    pub(crate) fn register(&self, name: &str) -> Result<User, Failure> {
        let file = self.users().join(name);
        let _alone = self.lock()?;
        if user_runs(&file) {
            return Err(Failure::Refused(format!(
                "{name} is open already on {}; --second-workstation opens another one",
                self.data.display()
            )));
        }
        fs::write(&file, process::id().to_string()).map_err(Failure::file(&file))?;
        Ok(User { file })
    }

    /// The running clinic's addresses; starts it when it does not run.
    pub(crate) fn open(&self, fresh: bool, give_up: &AtomicBool) -> Result<Ready, Failure> {
        let _alone = self.lock()?;
        if let Some((pid, ready)) = self.running() {
            if fresh {
                return Err(Failure::Refused(format!(
                    "the demo clinic runs (process {pid}): close its windows before --fresh"
                )));
            }
            terminal::step("The demo clinic runs already");
            return Ok(ready);
        }
        // A private cluster is new every time.
        let fresh = fresh || self.on_postgres;
        if fresh {
            self.forget_workstations()?;
        }
        let database = self.database()?;
        let start = Instant::now();
        terminal::step(if fresh || !self.data.join("server").exists() {
            "Starting a new demo clinic"
        } else {
            "Starting the demo clinic"
        });
        let server = DemoServer::start_on(
            &Start {
                program: self.program.clone(),
                data: self.data.join("server"),
                log: self.data.join("demo.log"),
                fresh,
                ports: None,
                apart: true,
            },
            database,
            give_up,
            terminal::detail,
        )?;
        let ready = server.ready().clone();
        self.remember(server.pid(), &ready)?;
        terminal::detail(&format!("ready after {}", terminal::since(start)));
        Ok(ready)
    }

    /// Closes the clinic when no run needs it any more.
    pub(crate) fn close_unless_used(&self) {
        // Without the lock another run could start in between; then it starts the clinic anew.
        let _alone = self.lock();
        let Some((pid, _)) = self.running() else {
            return;
        };
        if let Some(user) = self.other_user() {
            terminal::step(&format!("The demo clinic stays open for {user}"));
            return;
        }
        terminal::step("Closing the demo clinic");
        stop(pid, demo::PROGRAM);
        let _ = fs::remove_file(self.record());
    }

    /// A database in a cluster of its own, when one is wanted. The cluster is gone with the program.
    fn database(&self) -> Result<Option<Database>, Failure> {
        if !self.on_postgres {
            return Ok(None);
        }
        terminal::step("Starting a private PostgreSQL");
        let cluster = Cluster::start(true)?;
        let url = cluster.database("clinic")?;
        terminal::detail(&url);
        let hold = cluster.into_hold();
        Ok(Some(Database { url, hold }))
    }

    fn record(&self) -> PathBuf {
        self.data.join("demo.json")
    }

    fn users(&self) -> PathBuf {
        self.data.join("users")
    }

    /// One run at a time looks for, starts or closes the clinic.
    fn lock(&self) -> Result<File, Failure> {
        let users = self.users();
        fs::create_dir_all(&users).map_err(Failure::file(&users))?;
        let path = self.data.join("lock");
        let file = File::create(&path).map_err(Failure::file(&path))?;
        file.lock().map_err(Failure::file(&path))?;
        Ok(file)
    }

    fn running(&self) -> Option<(u32, Ready)> {
        let record: Value = serde_json::from_slice(&fs::read(self.record()).ok()?).ok()?;
        let pid = u32::try_from(record.get("pid")?.as_u64()?).ok()?;
        let ready = Ready::from_json(&record)?;
        is_running(pid, demo::PROGRAM).then_some((pid, ready))
    }

    fn remember(&self, pid: u32, ready: &Ready) -> Result<(), Failure> {
        let mut record = ready.to_json();
        if let Some(fields) = record.as_object_mut() {
            fields.insert("pid".to_owned(), json!(pid));
        }
        let path = self.record();
        fs::write(&path, format!("{record:#}\n")).map_err(Failure::file(&path))
    }

    fn other_user(&self) -> Option<String> {
        fs::read_dir(self.users())
            .ok()?
            .flatten()
            .find(|entry| user_runs(&entry.path()))
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
    }

    /// The server wipes its own records; the workstations' caches are worthless without them.
    fn forget_workstations(&self) -> Result<(), Failure> {
        for number in 1..=2 {
            let folder = self.data.join(format!("workstation-{number}"));
            if folder.exists() {
                fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
            }
        }
        Ok(())
    }
}

fn user_runs(file: &Path) -> bool {
    fs::read_to_string(file)
        .ok()
        .and_then(|pid| pid.trim().parse().ok())
        .is_some_and(|pid: u32| pid == process::id() || is_running(pid, RUNNER))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    static NEVER: AtomicBool = AtomicBool::new(false);

    const SCRIPT: &str = r#"#!/bin/sh
echo 'ready {"server_url":"http://a","mqtt_url":"mqtt://b","enrolment_codes":["C"]}'
while :; do sleep 0.05; done
"#;

    fn clinic(name: &str) -> Clinic {
        let data = std::env::temp_dir().join(format!("xtask-clinic-{name}-{}", process::id()));
        fs::create_dir_all(&data).unwrap();
        let program = data.join(demo::PROGRAM);
        fs::write(&program, SCRIPT).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Clinic::at(&data, program, false)
    }

    #[test]
    fn the_last_window_closes_the_clinic() {
        let clinic = clinic("last");
        let first = clinic.register("workstation-1").unwrap();
        let ready = clinic.open(false, &NEVER).unwrap();
        let second = clinic.register("workstation-2").unwrap();
        assert_eq!(clinic.open(false, &NEVER).unwrap(), ready, "it is shared");

        drop(first);
        clinic.close_unless_used();
        assert!(
            clinic.running().is_some(),
            "the second window still uses it"
        );

        drop(second);
        clinic.close_unless_used();
        assert!(clinic.running().is_none());
        fs::remove_dir_all(&clinic.data).unwrap();
    }

    #[test]
    fn refuses_to_wipe_a_clinic_that_runs() {
        let clinic = clinic("wipe");
        clinic.open(false, &NEVER).unwrap();
        assert!(clinic.open(true, &NEVER).is_err());
        clinic.close_unless_used();
        fs::remove_dir_all(&clinic.data).unwrap();
    }

    #[test]
    fn a_fresh_start_forgets_the_workstations() {
        let clinic = clinic("fresh");
        let cache = clinic.data.join("workstation-2");
        fs::create_dir_all(&cache).unwrap();
        clinic.open(true, &NEVER).unwrap();
        assert!(!cache.exists());
        clinic.close_unless_used();
        fs::remove_dir_all(&clinic.data).unwrap();
    }

    #[test]
    fn a_workstation_opens_once() {
        let clinic = clinic("once");
        let user = clinic.register("workstation-1").unwrap();
        assert!(clinic.register("workstation-1").is_err());
        drop(user);
        assert!(clinic.register("workstation-1").is_ok());
        fs::remove_dir_all(&clinic.data).unwrap();
    }
}
