//! A PostgreSQL of one's own: started from nothing, reached through a socket in its folder, and gone with
//! whoever started it, however that one ends.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};

use crate::failure::Failure;

/// Where Debian puts each version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// PostgreSQL refuses to run as root; its packages make this user.
const USER: &str = "postgres";
/// The first version that has what the migrations use.
const OLDEST: u32 = 15;

/// `$1` is the folder of the programs, `$2` whether to wait for the disk. It says its folder when it can be
/// used, and ends when nobody holds its input any more.
const SCRIPT: &str = r#"
set -eu
folder=$(mktemp -d /tmp/mainstay-postgres-XXXXXX)
trap 'rm -rf "$folder"' EXIT
"$1/initdb" --pgdata="$folder/data" --username=mainstay --auth=trust --encoding=UTF8 --locale=C \
    --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
"$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync="$2" -c max_connections=300 \
    -c shared_buffers=64MB </dev/null >>"$folder/log" 2>&1 &
server=$!
until "$1/pg_isready" --quiet --host="$folder"; do
    kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.1
done
echo "$folder"
cat >/dev/null
kill -QUIT "$server"
wait "$server" || true
"#;

/// What holds a cluster: it is stopped and removed when nobody has this any more.
pub type Hold = ChildStdin;

/// A running cluster.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    hold: Hold,
}

impl Cluster {
    /// Starts one. With `durable`, what it answers is on the disk, as a clinic needs it and tests do not.
    pub fn start(durable: bool) -> Result<Self, Failure> {
        let programs = programs()?;
        let mut command = unprivileged();
        command
            .args(["sh", "-c", SCRIPT, "postgres"])
            .arg(&programs)
            .arg(if durable { "on" } else { "off" })
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(Failure::start("a private PostgreSQL"))?;
        let mut said = String::new();
        if let Some(output) = child.stdout.take() {
            // An error here leaves nothing said.
            let _ = BufReader::new(output).read_line(&mut said);
        }
        let folder = PathBuf::from(said.trim_end());
        match child.stdin.take() {
            Some(hold) if folder.is_dir() => Ok(Self {
                folder,
                programs,
                hold,
            }),
            _ => Err(Failure::Refused(
                "a private PostgreSQL did not start".to_owned(),
            )),
        }
    }

    /// Makes an empty database; how to reach it.
    pub fn database(&self, name: &str) -> Result<String, Failure> {
        self.run("createdb", &[name])?;
        Ok(self.url(name))
    }

    /// Makes a database as another one is now, to which nobody may be connected; how to reach it.
    pub fn copy(&self, from: &str, name: &str) -> Result<String, Failure> {
        self.run("createdb", &["--template", from, name])?;
        Ok(self.url(name))
    }

    /// Gives away what holds it.
    pub fn into_hold(self) -> Hold {
        self.hold
    }

    fn url(&self, name: &str) -> String {
        format!(
            "postgres://mainstay@localhost/{name}?host={}",
            self.folder.display()
        )
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), Failure> {
        let output = Command::new(self.programs.join(program))
            .arg("--host")
            .arg(&self.folder)
            .args(["--username", "mainstay"])
            .args(arguments)
            .output()
            .map_err(Failure::start(program))?;
        if output.status.success() {
            return Ok(());
        }
        Err(Failure::Refused(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ))
    }
}

/// The folder of the newest version's programs.
fn programs() -> Result<PathBuf, Failure> {
    let versions = fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| *version >= OLDEST)
        .max()
        .map(|version| Path::new(VERSIONS).join(version.to_string()).join("bin"))
        .ok_or_else(|| {
            Failure::Refused(format!(
                "PostgreSQL {OLDEST} or later is needed (Debian's package postgresql)"
            ))
        })
}

/// A command that takes the rest of its line from somebody who is not root.
fn unprivileged() -> Command {
    let root = fs::metadata("/proc/self").is_ok_and(|of| {
        use std::os::unix::fs::MetadataExt;
        of.uid() == 0
    });
    if root {
        let mut command = Command::new("runuser");
        command.args(["-u", USER, "--"]);
        command
    } else {
        Command::new("env")
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::process::poll;

    #[test]
    fn a_cluster_is_gone_with_whoever_held_it() {
        let cluster = Cluster::start(false).unwrap();
        let url = cluster.database("one").unwrap();
        assert!(
            url.starts_with("postgres://mainstay@localhost/one?host=/"),
            "{url}"
        );
        cluster.copy("one", "two").unwrap();
        assert!(cluster.database("two").is_err(), "it is there already");
        let folder = cluster.folder.clone();
        drop(cluster.into_hold());
        assert!(poll(Duration::from_mins(1), || (!folder.exists()).then_some(())).is_some());
    }
}
