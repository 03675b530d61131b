//! The built program: backed up while it runs, restored, and refilled.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use clinic::records::Kind;
use sync::{Client, Identity};
use testkit::{Seed, SetClock, id};
use values::{Clock, time::SystemClock};

use crate::{
    desk::{Desk, registration, rows},
    place::{CODE, seed},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_mainstay-server");

pub(crate) struct Running(Child);

impl Running {
    /// Starts the program on a folder and waits until it says where it answers.
    fn start(data: &Path, address: &str) -> (Self, String) {
        Self::start_on("--data", data.to_str().unwrap(), address)
    }

    /// The same on a folder or a database.
    pub(crate) fn start_on(place: &str, at: &str, address: &str) -> (Self, String) {
        let child = Command::new(PROGRAM)
            .args(["serve", place, at])
            .args([
                "--listen",
                address,
                "--mqtt",
                "none",
                "--enrolment-code",
                CODE,
                "--plain",
            ])
            .env("NO_COLOR", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut running = Self(child);
        let said = BufReader::new(running.0.stderr.take().unwrap());
        let (ready_in, ready) = mpsc::channel();
        // Goes on reading until the program ends, so that it never waits for a reader.
        thread::spawn(move || {
            for line in said.lines().map_while(Result::ok) {
                if let Some((_, address)) = line.split_once("server ready address=") {
                    ready_in.send(address.trim().to_owned()).ok();
                }
            }
        });
        let address = ready
            .recv_timeout(Duration::from_mins(1))
            .expect("the program never was ready");
        (running, address)
    }

    /// Ends it as a power cut does.
    pub(crate) fn stop(self) {
        drop(self);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn program(arguments: &[&str], data: &Path) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap()
}

async fn desk(folder: &Path, name: &str, address: &str, clock: &Arc<SetClock>) -> Desk {
    let url = format!("http://{address}");
    let answer = Client::anonymous(&url)
        .unwrap()
        .enrol(CODE, name)
        .await
        .unwrap();
    let mut desk = Desk::open(folder.join(name), clock.clone()).await;
    desk.take_on(Identity::new(answer, url, None)).await;
    desk.start().await;
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_the_running_program_is_laid_back_and_refilled() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("server");
    seed(&data, &Seed::new()).await;
    let clock = Arc::new(SetClock::at(SystemClock.now()));
    let (server, address) = Running::start(&data, "127.0.0.1:0");
    let mut one = desk(folder.path(), "one", &address, &clock).await;
    let mut two = desk(folder.path(), "two", &address, &clock).await;
    one.done("register_patient", registration(1, "Before"))
        .await;
    one.until_shared().await;

    let backup = folder.path().join("backup.db");
    let backup = backup.to_str().unwrap();
    assert!(program(&["backup", backup], &data).status.success());
    assert!(
        !program(&["backup", backup], &data).status.success(),
        "nothing is overwritten"
    );

    one.done("register_patient", registration(2, "After")).await;
    two.done("register_patient", registration(3, "After")).await;
    for desk in [&mut one, &mut two] {
        desk.until_shared().await;
    }
    assert!(
        !program(&["restore", backup, "--replace"], &data)
            .status
            .success(),
        "not under a running server"
    );
    server.stop();
    assert!(
        !program(&["restore", backup], &data).status.success(),
        "not without a word"
    );
    assert!(
        program(&["restore", backup, "--replace"], &data)
            .status
            .success()
    );
    let replaced = std::fs::read_dir(&data)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .find(|name| name.starts_with("server-replaced-") && !name.contains(".db-"));
    assert!(replaced.is_some(), "the replaced records are kept");

    let (server, _) = Running::start(&data, &address);
    for desk in [&mut one, &mut two] {
        desk.until_shared().await;
    }
    server.stop();
    let path = data.join("server.db");
    let store = store::Store::open(&store::OpenOptions { path, key: None })
        .await
        .unwrap();
    let refilled = rows(&store).await;
    store.close().await;
    let patients = refilled
        .keys()
        .filter(|(kind, _)| *kind == Kind::Patient)
        .count();
    assert_eq!(patients, 3, "each once");
    assert!(refilled.contains_key(&(Kind::Patient, id("patient", 2))));
    let (server, _) = Running::start(&data, &address);
    for desk in [&mut one, &mut two] {
        desk.until_rows(&refilled).await;
    }
    server.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_is_not_laid_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("server");
    seed(&data, &Seed::new()).await;
    let backup = folder.path().join("backup.db");
    assert!(
        program(&["backup", backup.to_str().unwrap()], &data)
            .status
            .success()
    );
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xA5);
    std::fs::write(&backup, bytes).unwrap();
    let before = std::fs::read(data.join("server.db")).unwrap();
    let restored = program(&["restore", backup.to_str().unwrap(), "--replace"], &data);
    assert!(!restored.status.success());
    assert_eq!(std::fs::read(data.join("server.db")).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_says_how_one_workstation_joins() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("server");
    seed(&data, &Seed::new()).await;
    let early = program(&["invite"], &data);
    assert!(!early.status.success(), "there is no key to name yet");
    let plain = program(&["invite", "--plain"], &data);
    let said = String::from_utf8(plain.stdout).unwrap();
    assert!(said.starts_with("to join once, until "), "{said}");
    let (_, code) = said.trim_end().rsplit_once(": ").unwrap();

    let mut child = Command::new(PROGRAM)
        .args([
            "--listen",
            "127.0.0.1:0",
            "--mqtt",
            "none",
            "--plain",
            "--data",
        ])
        .arg(&data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let said = child.stdout.take().unwrap();
    let running = Running(child);
    BufReader::new(said).read_line(&mut first).unwrap();
    let (before, own) = first.trim_end().rsplit_once(": ").unwrap();
    let (_, url) = before.rsplit_once(' ').unwrap();
    for code in [code, own] {
        let client = Client::anonymous(url).unwrap();
        assert!(client.enrol(code, "one").await.is_ok(), "{first}");
        assert!(client.enrol(code, "another").await.is_err());
    }
    running.stop();
}
