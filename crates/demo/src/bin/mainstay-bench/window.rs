//! The real window on a virtual display, and the demo clinic that it belongs to, as processes.

mod browser;
mod keyring;
mod picture;
mod process;

use std::{
    fs,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::AtomicBool,
};

use tempfile::TempDir;
use xtask::{
    contract::{demo, environment, workstation},
    demo_server::{DemoServer, Start},
    display::VirtualDisplay,
    failure::Failure,
};

use self::keyring::Keyring;
use crate::{
    Broken,
    place::{programs, scratch},
};

pub(crate) use self::{
    browser::Page,
    picture::Picture,
    process::{Memory, Running},
};

/// As large as the window.
const SCREEN: &str = "1280x800x24";
/// What the window's log says once somebody can sign in.
pub(crate) const READY: &str = "screen ready";
/// A measurement is never given up from outside.
static NEVER: AtomicBool = AtomicBool::new(false);

/// A display, a keyring, a home folder and a running demo clinic.
pub(crate) struct Surroundings {
    // Fields are dropped in this order: the folders that all others write to go last.
    clinic: DemoServer,
    display: VirtualDisplay,
    keyring: Keyring,
    folder: TempDir,
}

impl Surroundings {
    /// Sets everything up. The clinic was seeded by an earlier start, as on every day but the first.
    pub(crate) fn set() -> Result<Self, Broken> {
        let folder = scratch()?;
        for name in ["home", "runtime", "screen"] {
            // Only their owner may enter them, as the bus and the keyring demand.
            fs::DirBuilder::new()
                .mode(0o700)
                .create(folder.path().join(name))?;
        }
        let start = Start {
            program: built(demo::PROGRAM)?,
            data: folder.path().join("server"),
            log: folder.path().join("demo.log"),
            fresh: false,
            ports: None,
            apart: false,
        };
        DemoServer::start(&start, &NEVER, |_| ())?.stop();
        Ok(Self {
            keyring: Keyring::open(&folder.path().join("runtime"), &folder.path().join("home"))?,
            display: VirtualDisplay::start_in(SCREEN, &folder.path().join("screen"))?,
            clinic: DemoServer::start(&start, &NEVER, |_| ())?,
            folder,
        })
    }

    /// Opens the workstation's window; the same workstation every time.
    pub(crate) fn open(&self) -> Result<Running, Broken> {
        let data = self.data();
        let arguments = self
            .clinic
            .ready()
            .workstation_arguments(1, &data.to_string_lossy())
            .ok_or("the demo clinic gave no enrolment code")?;
        let mut command = Command::new(built(workstation::PROGRAM)?);
        self.at_home(command.args(arguments));
        Running::start(command)
    }

    /// Opens WebKitGTK's own small browser on a page, where it is installed: the least that a window with
    /// a web view can cost.
    pub(crate) fn browse(&self, page: &Page) -> Result<Option<Running>, Broken> {
        let Some(program) = browser::installed() else {
            return Ok(None);
        };
        let mut command = Command::new(program);
        self.at_home(command.args(["--geometry=1280x800", page.address()]));
        if !has_render_node() {
            // As the workstation chooses for itself.
            command.env(environment::NO_DMABUF, "1");
        }
        Running::start(command).map(Some)
    }

    /// What is on the display.
    pub(crate) fn picture(&self) -> Result<Picture, Broken> {
        Picture::of(&self.folder.path().join("screen"))
    }

    /// The folder of the workstation's cache.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("workstation")
    }

    /// What the clinic's server, broker and simulated monitors hold in memory.
    pub(crate) fn clinic_memory(&self) -> Result<Memory, Broken> {
        Memory::of_tree(self.clinic.pid())
    }

    /// Nothing of the person who measures: no settings, no other bus, no other display.
    fn at_home(&self, command: &mut Command) {
        let folder = |name: &str| self.folder.path().join(name);
        command
            .env("HOME", folder("home"))
            .env("XDG_RUNTIME_DIR", folder("runtime"))
            .env("XDG_DATA_HOME", folder("home/.local/share"))
            .env("XDG_CONFIG_HOME", folder("home/.config"))
            .env("XDG_CACHE_HOME", folder("home/.cache"))
            .env("DBUS_SESSION_BUS_ADDRESS", self.keyring.address())
            .env("DISPLAY", self.display.name())
            .env("GDK_BACKEND", "x11")
            .env("LANG", "C.UTF-8")
            // Nobody answers on the accessibility bus here; GTK would wait for it.
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove(environment::AUTOMATION)
            .env_remove(environment::NO_DMABUF);
    }
}

impl Drop for Surroundings {
    fn drop(&mut self) {
        self.clinic.stop();
    }
}

/// A program of this build.
fn built(name: &str) -> Result<PathBuf, Broken> {
    let program = programs()?.join(name);
    fs::metadata(&program).map_err(Failure::file(&program))?;
    Ok(program)
}

fn has_render_node() -> bool {
    fs::read_dir(Path::new("/dev/dri")).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
    })
}
