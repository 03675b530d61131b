//! The peer's side: its server and its workstation, each a process of Node.js.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::phase::{Phases, Program, Work, watch};
use crate::{Broken, place};

/// Where its programs stand, and the versions of what they stand on.
const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peer");
const FILES: [&str; 6] = [
    "package.json",
    "package-lock.json",
    "server.mjs",
    "client.mjs",
    "anomalies.mjs",
    "documents.mjs",
];

/// The peer, installed.
pub(crate) struct Peer {
    folder: PathBuf,
}

impl Peer {
    /// Installs it in a folder beside the built programs; what is there from before is used again.
    pub(crate) fn install() -> Result<Self, Broken> {
        let programs = place::programs()?;
        let folder = programs.parent().unwrap_or(&programs).join("bench/peer");
        fs::create_dir_all(&folder)?;
        let lock = folder.join("package-lock.json");
        let wanted = Path::new(SOURCES).join("package-lock.json");
        let there =
            folder.join("node_modules").is_dir() && fs::read(&lock).ok() == Some(fs::read(wanted)?);
        for file in FILES {
            fs::copy(Path::new(SOURCES).join(file), folder.join(file))?;
        }
        if !there {
            let installed = Command::new("npm")
                .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .current_dir(&folder)
                .status()?;
            if !installed.success() {
                return Err("the peer could not be installed".into());
            }
        }
        Ok(Self { folder })
    }

    /// Starts it and watches it.
    pub(crate) fn watch(
        &self,
        work: Work,
        documents: &Path,
        scratch: &Path,
    ) -> Result<Phases, Broken> {
        let scratch = tempfile::tempdir_in(scratch)?;
        let (server, address) = self.serve(scratch.path())?;
        let mut client = self.program("client.mjs");
        client
            .arg(address)
            .arg(scratch.path())
            .arg(documents)
            .args(work.words());
        watch(Program::start(&mut client)?, &[server.id()])
    }

    /// What becomes of edits that meet.
    pub(crate) fn anomalies(
        &self,
        documents: &Path,
        scratch: &Path,
    ) -> Result<BTreeMap<String, u32>, Broken> {
        let scratch = tempfile::tempdir_in(scratch)?;
        let (_server, address) = self.serve(scratch.path())?;
        let mut client = self.program("anomalies.mjs");
        client.arg(address).arg(scratch.path()).arg(documents);
        let mut side = Program::start(&mut client)?;
        let line = side.line()?.ok_or("the peer said nothing")?;
        Ok(serde_json::from_str(&line)?)
    }

    fn serve(&self, scratch: &Path) -> Result<(Program, String), Broken> {
        let folder = scratch.join("server");
        fs::create_dir_all(&folder)?;
        let mut server = Program::start(self.program("server.mjs").arg(folder))?;
        let port = server.line()?.ok_or("the peer's server ended")?;
        Ok((server, format!("http://127.0.0.1:{port}")))
    }

    fn program(&self, file: &str) -> Command {
        let mut command = Command::new("node");
        command
            .arg(self.folder.join(file))
            .current_dir(&self.folder);
        command
    }
}
