//! One workstation's window, from opening to closing.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use xtask::contract::{Ready, workstation};
use xtask::display::{self, VirtualDisplay};
use xtask::failure::Failure;
use xtask::process;

use crate::run::interrupt::Interrupt;
use crate::terminal;

/// A workstation that is about to be opened.
#[derive(Debug)]
pub(crate) struct Station {
    program: PathBuf,
    number: usize,
    data: PathBuf,
}

impl Station {
    /// Workstation `number` (from 1) of the demo clinic that keeps its data in `data`.
    pub(crate) fn new(program: PathBuf, number: usize, data: &Path) -> Self {
        let data = data.join(format!("workstation-{number}"));
        Self {
            program,
            number,
            data,
        }
    }

    /// Opens the window and waits until it is closed or Ctrl+C is pressed.
    pub(crate) fn show(&self, ready: &Ready, interrupt: &Interrupt) -> Result<(), Failure> {
        let arguments = ready
            .workstation_arguments(self.number, &self.data.to_string_lossy())
            .ok_or_else(|| {
                Failure::Refused(format!(
                    "the demo clinic gave no enrolment code for workstation {}",
                    self.number
                ))
            })?;
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .stdin(Stdio::null())
            // Its own group, so that Ctrl+C reaches this task alone and the window closes in order.
            .process_group(0);
        let screen = virtual_display(&mut command)?;
        terminal::step(&format!(
            "Opening workstation {}; close its window or press Ctrl+C to stop",
            self.number
        ));
        let mut window = command
            .spawn()
            .map_err(Failure::start(workstation::PROGRAM))?;
        let outcome = wait(&mut window, interrupt);
        drop(screen);
        outcome
    }
}

/// Opens a virtual display for the command when there is no real one, and says so.
fn virtual_display(command: &mut Command) -> Result<Option<VirtualDisplay>, Failure> {
    if display::is_present() {
        return Ok(None);
    }
    let screen = VirtualDisplay::start(display::SCREEN)?;
    let name = screen.name();
    terminal::step(&format!(
        "There is no display here: the window opens on the virtual display {name}"
    ));
    terminal::detail("to look at it, from another terminal (package imagemagick):");
    terminal::detail(&format!(
        "    import -display {name} -window root window.png"
    ));
    command.env("DISPLAY", name).env("GDK_BACKEND", "x11");
    Ok(Some(screen))
}

fn wait(window: &mut Child, interrupt: &Interrupt) -> Result<(), Failure> {
    let mut closed = None;
    interrupt.wait_or(|| {
        closed = window.try_wait().ok().flatten();
        closed.is_some()
    });
    match closed {
        None => {
            terminal::step("Closing the window");
            process::stop_child(window);
            Ok(())
        }
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(Failure::Exited {
            command: workstation::PROGRAM.to_owned(),
            status,
        }),
    }
}
