//! Everything around the windows of one journey, and nothing of the person who runs it.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;
use xtask::contract::{Ready, demo, environment, server, workstation};
use xtask::demo_server::{DemoServer, Start};
use xtask::display::VirtualDisplay;
use xtask::failure::Failure;

use crate::bus::Bus;
use crate::driver::Driver;
use crate::printer::Printer;
use crate::trouble::Trouble;
use crate::window::Window;

/// A journey is never given up from outside.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Large enough for the largest window that a journey asks for.
const SCREEN: &str = "1920x1080x24";

/// A home folder, a message bus with a keyring, a printer and a demo clinic.
pub(crate) struct Stage {
    // Fields are dropped in this order: the server first, the folders that it writes to last.
    clinic: DemoServer,
    start: Start,
    bus: Option<Bus>,
    printer: Printer,
    evidence: PathBuf,
    programs: PathBuf,
    folder: TempDir,
}

impl Stage {
    /// Sets everything up. `name` is the journey's, for the folder of its evidence.
    pub(crate) fn set(name: &str) -> Result<Self, Trouble> {
        Self::set_with(name, Bus::start)
    }

    /// The same on a computer that has no keyring: not even a bus on which to ask for one.
    pub(crate) fn set_without_keyring(name: &str) -> Result<Self, Trouble> {
        Self::set_with(name, |_, _| Ok(None))
    }

    fn set_with(
        name: &str,
        bus: impl FnOnce(&Path, &Path) -> Result<Option<Bus>, Trouble>,
    ) -> Result<Self, Trouble> {
        let programs = programs();
        let evidence = evidence_folder(name)?;
        let folder = TempDir::with_prefix("mainstay-").map_err(Trouble::file(&env::temp_dir()))?;
        let runtime = private_folder(folder.path(), "runtime")?;
        let home = private_folder(folder.path(), "home")?;
        let bus = bus(&runtime, &home)?;
        let printer = Printer::install(&private_folder(folder.path(), "printer")?)?;
        let start = Start {
            program: programs.join(demo::PROGRAM),
            data: folder.path().join("server"),
            log: evidence.join("demo.log"),
            fresh: false,
            ports: None,
            apart: false,
        };
        Ok(Self {
            clinic: DemoServer::start(&start, &NEVER, |_| ())?,
            start,
            bus,
            printer,
            evidence,
            programs,
            folder,
        })
    }

    /// The folder in which workstation `number` keeps its records and its key file.
    pub(crate) fn records_of(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("workstation-{number}"))
    }

    /// What came out of the printer.
    pub(crate) fn printer(&self) -> &Printer {
        &self.printer
    }

    /// Opens the window of workstation `number`, from 1, on a screen of its own: a window that lies
    /// under another one is not drawn.
    pub(crate) fn open(&self, number: usize) -> Result<Window, Trouble> {
        let data = self.records_of(number);
        let arguments = self
            .clinic
            .ready()
            .workstation_arguments(number, &data.to_string_lossy())
            .ok_or_else(|| Failure::Refused(format!("no enrolment code {number}")))?;
        let program = self.programs.join(workstation::PROGRAM);
        // The driver crashes on a program that is not there; this says which.
        fs::metadata(&program).map_err(Trouble::file(&program))?;
        let display = VirtualDisplay::start(SCREEN)?;
        let driver = Driver::open(
            &self.environment(&display),
            &self.evidence.join(format!("workstation-{number}.log")),
            &program,
            &arguments,
        )?;
        let window = Window::new(driver, display, self.evidence.clone(), number);
        window.resize(1280, 800)?;
        Ok(window)
    }

    /// The server and the broker go away, as when a cable is pulled. Windows stay open.
    pub(crate) fn stop_clinic(&mut self) {
        self.clinic.stop();
    }

    /// They come back where they were, with what they knew.
    pub(crate) fn start_clinic(&mut self) -> Result<(), Trouble> {
        self.start.ports = self.clinic.ready().ports();
        self.clinic = DemoServer::start(&self.start, &NEVER, |_| ())?;
        Ok(())
    }

    /// Adds a facility to the server's records. Only while the clinic is stopped.
    pub(crate) fn found_facility(&self, name: &str) -> Result<(), Trouble> {
        let program = self.programs.join(server::PROGRAM);
        let told = Command::new(&program)
            .args([server::FACILITY, name, server::DATA])
            .arg(&self.start.data)
            .output()
            .map_err(Trouble::file(&program))?;
        if told.status.success() {
            return Ok(());
        }
        let why = String::from_utf8_lossy(&told.stderr).into_owned();
        Err(Failure::Refused(format!("no facility was added: {why}")).into())
    }

    /// Where the clinic answers, and with which codes one joins it.
    pub(crate) fn ready(&self) -> &Ready {
        self.clinic.ready()
    }

    fn environment(&self, display: &VirtualDisplay) -> Vec<(&'static str, String)> {
        let folder = |name: &str| self.folder.path().join(name).to_string_lossy().into_owned();
        vec![
            ("HOME", folder("home")),
            ("XDG_RUNTIME_DIR", folder("runtime")),
            ("XDG_DATA_HOME", folder("home/.local/share")),
            ("XDG_CONFIG_HOME", folder("home/.config")),
            ("XDG_CACHE_HOME", folder("home/.cache")),
            ("DBUS_SESSION_BUS_ADDRESS", self.bus_address()),
            ("DBUS_SYSTEM_BUS_ADDRESS", self.bus_address()),
            ("PATH", self.printer.search_path()),
            ("DISPLAY", display.name().to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            // Nobody answers on the accessibility bus here; GTK would wait for it.
            ("NO_AT_BRIDGE", "1".to_owned()),
            (environment::AUTOMATION, "true".to_owned()),
            // The driver waits forever for a picture when it is drawn the other way.
            (environment::NO_DMABUF, "0".to_owned()),
        ]
    }
}

impl Stage {
    /// Where nobody answers when there is no bus: left out, the desktop's own would be found.
    pub(crate) fn bus_address(&self) -> String {
        let nobody = self.folder.path().join("runtime/nobody");
        self.bus.as_ref().map_or_else(
            || format!("unix:path={}", nobody.display()),
            |bus| bus.address().to_owned(),
        )
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.clinic.stop();
    }
}

/// Where the built programs are: told by the task runner, else beside this test.
fn programs() -> PathBuf {
    env::var_os(environment::PROGRAMS).map_or_else(
        || {
            let workstation = Path::new(env!("CARGO_BIN_EXE_mainstay"));
            workstation.parent().unwrap_or(workstation).to_owned()
        },
        PathBuf::from,
    )
}

/// target/window/<journey>/, emptied.
fn evidence_folder(name: &str) -> Result<PathBuf, Trouble> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = target.parent().unwrap_or(target).join("window").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Trouble::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Trouble::file(&folder))?;
    Ok(folder)
}

/// A folder that only its owner may enter, as the bus and the keyring demand.
fn private_folder(parent: &Path, name: &str) -> Result<PathBuf, Trouble> {
    let folder = parent.join(name);
    fs::create_dir(&folder)
        .and_then(|()| fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)))
        .map_err(Trouble::file(&folder))?;
    Ok(folder)
}
