//! The demo clinic in this process, and workstations around it, on a real disk.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use clinic::records::{Patient, Role};
use demo::{Demo, Options};
use serde_json::{Value, json};
use store::{OpenOptions, Store};
use tempfile::TempDir;
use values::{Clock, time::SystemClock};
use workstation::{KeyPlace, Options as DeskOptions, UpdateOptions, Workstation};

use crate::{Broken, desk::Desk};

const PASSPHRASE: &str = "a passphrase for measurements";
/// Everybody's in the demo clinic.
const PASSWORD: &str = "demo";

/// A folder of its own beside the built programs: the disk that is measured is the project's, and not a
/// folder in memory. It is emptied when dropped.
pub(crate) fn scratch() -> Result<TempDir, Broken> {
    let programs = programs()?;
    let target = programs.parent().unwrap_or(&programs).join("bench");
    std::fs::create_dir_all(&target)?;
    Ok(TempDir::with_prefix_in("run-", target)?)
}

/// The folder of the built programs.
pub(crate) fn programs() -> Result<PathBuf, Broken> {
    let this = std::env::current_exe()?;
    Ok(this
        .parent()
        .ok_or("a program lies in a folder")?
        .to_owned())
}

/// The clock of a workstation.
pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// A demo clinic without simulated monitors.
pub(crate) struct Place {
    demo: Option<Demo>,
    folder: TempDir,
    /// Whether the server answers without TLS: what the figures of before and of others were measured with.
    plain: bool,
}

impl Place {
    pub(crate) async fn open() -> Result<Self, Broken> {
        let mut place = Self {
            demo: None,
            folder: scratch()?,
            plain: true,
        };
        place.start_server().await?;
        Ok(place)
    }

    /// The server again, over TLS. Workstations join it anew.
    pub(crate) async fn encrypt(&mut self) -> Result<(), Broken> {
        self.stop_server().await;
        self.plain = false;
        self.start_server().await
    }

    /// The server, where it was before.
    pub(crate) async fn start_server(&mut self) -> Result<(), Broken> {
        let options = Options {
            simulators: false,
            plain: self.plain,
            ..Options::at(self.folder.path().join("server"))
        };
        self.demo = Some(Demo::start(&options, clock()).await?);
        Ok(())
    }

    pub(crate) async fn stop_server(&mut self) {
        if let Some(demo) = self.demo.take() {
            demo.stop().await;
        }
    }

    /// Adds patients to the server's records, and starts it again.
    pub(crate) async fn add(
        &mut self,
        patients: impl Iterator<Item = Patient> + Send,
    ) -> Result<(), Broken> {
        self.stop_server().await;
        let options = OpenOptions {
            path: self.folder.path().join("server/server.db"),
            key: None,
        };
        let store = Store::open(&options).await?;
        demo::add_patients(&store, patients).await?;
        store.close().await;
        self.start_server().await
    }

    /// Where the server answers.
    pub(crate) fn server(&self) -> Result<SocketAddr, Broken> {
        Ok(self.demo()?.server.address)
    }

    /// Where the embedded broker answers.
    pub(crate) fn broker(&self) -> Result<SocketAddr, Broken> {
        Ok(self.demo()?.mqtt)
    }

    /// The disk that everything here is on.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A workstation that has its first copy, with somebody of `role` signed in.
    pub(crate) async fn desk(
        &self,
        name: &str,
        role: Role,
        mqtt: Option<SocketAddr>,
    ) -> Result<Desk, Broken> {
        let demo = self.demo()?;
        let options = DeskOptions {
            data: self.folder.path().join(name),
            server: Some(demo.server_url()),
            enrolment_code: Some(demo.invitation.to_string()),
            mqtt,
            key_place: KeyPlace::Passphrase,
            documents: self.folder.path().join("documents"),
            updates: UpdateOptions::off(),
        };
        let desk = Desk::new(Workstation::start(options, clock()));
        let state = |wanted: &'static str| {
            move |view: &Value| view.get("state").is_some_and(|state| state == wanted)
        };
        desk.until("session_state", json!({}), state("choose_passphrase"))
            .await?;
        desk.call("give_passphrase", json!({ "passphrase": PASSPHRASE }))
            .await?;
        let locked = desk
            .until("session_state", json!({}), state("locked"))
            .await?;
        let role = serde_json::to_value(role)?;
        let person = locked
            .get("people")
            .and_then(Value::as_array)
            .and_then(|people| {
                people
                    .iter()
                    .find(|person| person.get("role") == Some(&role))
            })
            .and_then(|person| person.get("id"))
            .ok_or("nobody has that role")?;
        let request = json!({ "person": person, "password": PASSWORD });
        desk.call("sign_in", request).await?;
        Ok(desk)
    }

    /// Closes the server. Workstations are closed by who opened them.
    pub(crate) async fn close(mut self) {
        self.stop_server().await;
    }

    fn demo(&self) -> Result<&Demo, Broken> {
        self.demo
            .as_ref()
            .ok_or_else(|| "the server is stopped".into())
    }
}
