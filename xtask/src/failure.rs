//! Why a task stopped.

use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::{fmt, io};

/// Why a task stopped. Its text is for the person at the terminal.
#[derive(Debug)]
pub enum Failure {
    /// A file or folder could not be read or written.
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A program could not be started at all.
    NotStarted {
        /// The program's name.
        program: String,
        /// What the operating system said.
        source: io::Error,
    },
    /// A program ran and reported failure.
    Exited {
        /// The command line.
        command: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// A program did not do in time what it was started for.
    Late {
        /// What was waited for.
        what: String,
        /// The last lines that the program wrote.
        tail: String,
    },
    /// The task cannot be done as asked.
    Refused(String),
}

impl Failure {
    /// For `map_err` on file operations.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File {
            path: path.to_owned(),
            source,
        }
    }

    /// For `map_err` on starting a program.
    pub fn start(program: &str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::NotStarted {
            program: program.to_owned(),
            source,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, source } => write!(out, "{}: {source}", path.display()),
            Self::NotStarted { program, source } => {
                write!(out, "{program} could not be started: {source}")
            }
            Self::Exited { command, status } => write!(out, "`{command}` failed ({status})"),
            Self::Late { what, tail } if tail.is_empty() => write!(out, "{what}"),
            Self::Late { what, tail } => write!(out, "{what}; it last wrote:\n{tail}"),
            Self::Refused(why) => write!(out, "{why}"),
        }
    }
}

impl std::error::Error for Failure {}
