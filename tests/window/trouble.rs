//! Why a journey could not go on.

use std::fmt;
use std::path::{Path, PathBuf};

use xtask::failure::Failure;

/// Why a journey could not go on. Tests return it, so its `Debug` text is written for people.
pub(crate) enum Trouble {
    /// A program could not be started or prepared.
    Stage(Failure),
    /// The `WebDriver` server answered with an error, or not at all.
    Driver {
        /// The protocol's own word, such as `stale element reference`.
        error: String,
        /// What it said beside that.
        message: String,
    },
    /// What the journey waited for did not come.
    Missing {
        /// What was waited for.
        what: String,
        /// What was there instead, as far as it can be told.
        instead: String,
        /// Where the picture and the page are.
        evidence: PathBuf,
    },
}

impl Trouble {
    /// True when looking again may help: the page changed under the hand.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Driver { error, .. } if matches!(
            error.as_str(),
            "stale element reference"
                | "no such element"
                | "element not interactable"
                | "element click intercepted"
        ))
    }

    /// For `map_err` on requests to the driver; `what` was asked.
    pub(crate) fn unanswered(what: &str) -> impl FnOnce(ureq::Error) -> Self {
        move |error| Self::Driver {
            error: "no answer".to_owned(),
            message: format!("{what}: {error}"),
        }
    }

    /// For `map_err` on messages to other programs.
    pub(crate) fn bus(error: &zbus::Error) -> Self {
        Self::Stage(Failure::Refused(format!("the message bus: {error}")))
    }

    /// For `map_err` on file operations.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let place = Failure::file(path);
        move |error| Self::Stage(place(error))
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Stage(failure)
    }
}

impl fmt::Debug for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stage(failure) => write!(out, "{failure}"),
            Self::Driver { error, message } => write!(out, "WebDriver: {error}: {message}"),
            Self::Missing {
                what,
                instead,
                evidence,
            } => write!(
                out,
                "waited in vain for {what}; {instead}\n(picture and page: {})",
                evidence.display()
            ),
        }
    }
}
