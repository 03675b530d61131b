//! Newer versions of the program, for the screen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Code;

/// Asks which version runs, and whether there is a newer one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UpdateStateRequest {}

/// Puts a newer version in the place of the one that runs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct InstallUpdate {
    /// The version that the person saw.
    pub version: String,
}

/// Which version runs, and how it stands about newer ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct UpdateView {
    pub version: String,
    pub standing: UpdateStanding,
}

/// How it stands about newer versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UpdateStanding {
    /// None is ever asked for.
    Off {
        /// Why.
        why: UpdatesOff,
    },
    /// The server cannot be asked now.
    Unreachable,
    /// The server has no newer one.
    Current,
    /// What the server hands out is not taken.
    Refused {
        /// Why.
        code: Code,
    },
    /// There is a newer one, and it is the vendor's.
    Offered {
        /// What it is.
        update: OfferedUpdate,
    },
    /// It is being fetched.
    Fetching {
        /// Which.
        version: String,
        /// Bytes that have come.
        received: u32,
        /// Bytes in all.
        size: u32,
    },
    /// It is in its place, and the program is about to start again.
    Installed {
        /// Which.
        version: String,
    },
    /// It lies on the disk, and somebody who may install programs on this computer has to.
    HandedOver {
        /// Which.
        version: String,
        /// The package.
        path: String,
        /// What installs it, for a terminal.
        command: String,
    },
}

/// Why no newer version is ever asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdatesOff {
    /// No vendor's key is built in, so nobody's package could be believed.
    NoKey,
    /// The program does not come from a package that is updated.
    NoPackage,
}

/// A newer version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferedUpdate {
    /// Which.
    pub version: String,
    /// Bytes of its package.
    pub size: u32,
    /// What is new in it, by language.
    pub notes: BTreeMap<String, String>,
    /// Whether the program puts it in its own place and starts again; otherwise it is handed over.
    pub by_itself: bool,
}
