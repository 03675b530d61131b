//! Running other programs: cargo, npm, git, apt-get.

use std::env;
use std::ffi::OsString;
use std::process::{Command, Stdio};

use xtask::failure::Failure;

use crate::project::Project;

/// Cargo, the one that started this task, at the top of the checkout.
pub(crate) fn cargo(project: &Project, arguments: &[&str]) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.args(arguments).current_dir(project.root());
    // What cargo told this task about its own package is not for the packages built next.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// npm in the user interface's folder.
pub(crate) fn npm(project: &Project, arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir(project.path("ui"));
    command
}

/// Runs the command with this terminal's input and output.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(Failure::start(&command.get_program().to_string_lossy()))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::Exited {
            command: shown(command),
            status,
        })
    }
}

/// Runs the command and returns what it wrote to its standard output; errors go to the terminal.
pub(crate) fn capture(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(Failure::start(&command.get_program().to_string_lossy()))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::Exited {
            command: shown(command),
            status: output.status,
        })
    }
}

/// True when the program can be found on the search path.
pub(crate) fn exists(program: &str) -> bool {
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program);
    command
        .get_args()
        .map(|argument| argument.to_string_lossy())
        .fold(name.to_owned(), |line, argument| line + " " + &argument)
}
