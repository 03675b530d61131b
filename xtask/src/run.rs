//! `cargo xtask run`: from a checkout to an open window on the demo clinic.

mod clinic;
mod interrupt;
mod options;
mod station;

use std::env;
use std::path::PathBuf;
use std::time::Instant;

use xtask::contract::{Ready, demo, workstation};
use xtask::display;
use xtask::failure::Failure;

use crate::packages::Purpose;
use crate::project::{Profile, Project};
use crate::{npm, packages, terminal, tool};

use self::clinic::Clinic;
use self::interrupt::Interrupt;
pub(crate) use self::options::Options;
use self::station::Station;

/// Installs, builds, starts the demo clinic unless it runs, and shows a window until it is closed.
pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failure> {
    let start = Instant::now();
    prepare(project, options)?;
    terminal::step("Compiling");
    build(project, options)?;
    terminal::detail(&format!("everything is built ({})", terminal::since(start)));

    let data = data_folder(project, options)?;
    let program = project.program(options.profile, demo::PROGRAM);
    let clinic = Clinic::at(&data, program, options.postgres);
    // Registered before the clinic is looked for: whoever closes meanwhile must see this user.
    let user = clinic.register(options.user())?;
    // From here on there is something to close in order.
    let interrupt = Interrupt::listen()?;
    let ready = clinic.open(options.fresh, interrupt.flag())?;
    let outcome = if options.server_only {
        serve(project, options, &ready, &interrupt);
        Ok(())
    } else {
        let program = project.program(options.profile, workstation::PROGRAM);
        Station::new(program, options.station_number(), &data).show(&ready, &interrupt)
    };
    drop(user);
    clinic.close_unless_used();
    outcome
}

fn prepare(project: &Project, options: &Options) -> Result<(), Failure> {
    let mut purposes = vec![Purpose::Build, Purpose::Window];
    if !options.server_only && !display::is_present() {
        purposes.push(Purpose::Headless);
    }
    if options.postgres {
        purposes.push(Purpose::Postgres);
    }
    packages::install(&purposes)?;
    if options.server_only {
        return Ok(());
    }
    npm::build(project)
}

/// The whole workspace, because fewer packages would have fewer features of what they share, and
/// then `run` and `test` would each compile that anew.
fn build(project: &Project, options: &Options) -> Result<(), Failure> {
    let mut arguments = vec!["build", "--workspace", "--bins"];
    if options.profile == Profile::Release {
        arguments.push("--release");
    }
    tool::run(&mut tool::cargo(project, &arguments))
}

fn data_folder(project: &Project, options: &Options) -> Result<PathBuf, Failure> {
    let here = env::current_dir().map_err(Failure::file(project.root()))?;
    Ok(options.data.as_ref().map_or_else(
        || {
            project.target().join(if options.postgres {
                "demo-postgres"
            } else {
                "demo"
            })
        },
        |data| here.join(data),
    ))
}

fn serve(project: &Project, options: &Options, ready: &Ready, interrupt: &Interrupt) {
    terminal::step("The demo clinic runs; Ctrl+C stops it");
    terminal::detail(&format!("workstations: {}", ready.server_url));
    terminal::detail(&format!("devices:      {}", ready.mqtt_url));
    let program = project.program(options.profile, workstation::PROGRAM);
    if let Some(arguments) = ready.workstation_arguments(1, "<dir>") {
        terminal::detail(&format!(
            "a window:     {} {}",
            project.name_of(&program),
            arguments.join(" ")
        ));
    }
    interrupt.wait_or(|| false);
}
