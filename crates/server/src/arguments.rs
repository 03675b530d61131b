//! What was asked for at the command line.

mod audit;
mod invite;
mod provider;

use std::{net::SocketAddr, path::PathBuf};

use server::{Options, PostgresOptions, Transport, audit::Format, backup::Place};

pub(crate) const USAGE: &str = "mainstay-server [serve] <place> [--listen 127.0.0.1:7400] [--mqtt 127.0.0.1:1883|none] [<transport>] [--enrolment-code <code>] [<provider>] [--updates <folder>]
       mainstay-server invite <place> [--facility <name>] [--hours 24] [<transport>]
       mainstay-server backup <file> <place>
       mainstay-server restore <file> <place> [--replace]
       mainstay-server revoke <letter code> <place> [--wipe]
       mainstay-server escrow <file> <place>
       mainstay-server facility <name> <place>
       mainstay-server audit verify <place> [--against <checkpoint file>]
       mainstay-server audit checkpoint <file> <place>
       mainstay-server audit export <file> <place> --format csv|fhir
       where <place> is --data <folder>, or --database postgres://<user>@<host>/<database> (15 or later; any number of
       servers on one; to serve, also --replica postgres://<user>@<host>/<database>). A password is taken from
       PGPASSWORD or a password file, never from here.
       <transport> is --tls-cert <pem> --tls-key <pem> for a certificate of yours, --tls-folder <folder> for one of the
       server's own (made there at the first start; the data folder's tls/ when nothing is said), or --plain for none,
       on a loopback address alone.
       invite says what one workstation joins with, once. --enrolment-code is a standing code: it admits any number of
       workstations for as long as the server is started with it, for demonstrations, and where many are set up at once.
       <provider> is another one through which people may sign in (OpenID Connect): --oidc-issuer <address>
       --oidc-client <id> --oidc-name <what people call it> [--oidc-secret-file <file>]
       [--oidc-redirect-host 127.0.0.1|localhost]. A secret is read from a file, never from here.
       --updates is the folder of newer versions of the workstation's program, signed by whoever ships it, that
       workstations are handed.";

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Task {
    Serve(Box<Options>),
    Backup {
        place: Place,
        to: PathBuf,
    },
    Restore {
        place: Place,
        from: PathBuf,
        replace: bool,
    },
    Invite {
        place: Place,
        transport: Transport,
        facility: Option<String>,
        hours: u32,
    },
    Revoke {
        place: Place,
        code: String,
        wipe: bool,
    },
    WriteEscrow {
        place: Place,
        to: PathBuf,
    },
    AddFacility {
        place: Place,
        name: String,
    },
    Audit {
        place: Place,
        what: AuditTask,
    },
}

/// What is to be done with the audit trail.
#[derive(Debug)]
pub(crate) enum AuditTask {
    Verify { against: Option<PathBuf> },
    Checkpoint { to: PathBuf },
    Export { to: PathBuf, format: Format },
}

/// Why a command line does not say what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Unclear {
    /// The first word.
    #[error("there is no task `{0}`")]
    Task(String),
    /// A flag that this task does not have.
    #[error("`{0}` is not understood here")]
    Unknown(String),
    /// A flag without what it needs.
    #[error("{0} needs a value")]
    NoValue(String),
    /// A flag that stands there twice.
    #[error("{0} is given twice")]
    Twice(String),
    /// A value that a flag cannot take.
    #[error("{flag} cannot be `{value}`: it is {what}")]
    Value {
        flag: &'static str,
        value: String,
        what: &'static str,
    },
    /// Anybody could read it in the list of processes.
    #[error("a database's password is taken from PGPASSWORD or a password file, never from here")]
    Password,
    /// Something that every such task needs.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Two things that cannot both be.
    #[error("{0}")]
    Contradiction(&'static str),
}

/// Reads the arguments.
pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Task, Unclear> {
    let mut arguments = arguments.peekable();
    let word = arguments.next_if(|word| !word.starts_with("--"));
    let task = match word.as_deref() {
        Some("audit") => return audit::read(arguments),
        Some("invite") => return invite::read(arguments),
        None | Some("serve") => {
            return serve(Flags::read(arguments, &SERVING)?)
                .map(|options| Task::Serve(options.into()));
        }
        Some(task @ ("backup" | "restore" | "revoke" | "escrow" | "facility")) => task,
        Some(other) => return Err(Unclear::Task(other.to_owned())),
    };
    let what = arguments.next_if(|what| !what.starts_with("--"));
    let what = what.ok_or(Unclear::Missing(match task {
        "revoke" => "the workstation's letter code",
        "facility" => "the facility's name",
        "escrow" => "the file to write",
        _ => "the backup's file",
    }))?;
    let known: &[_] = match task {
        "restore" => &RESTORING,
        "revoke" => &REVOKING,
        _ => &PLACE,
    };
    let mut flags = Flags::read(arguments, known)?;
    let place = place(&mut flags)?;
    Ok(match task {
        "backup" => Task::Backup {
            place,
            to: what.into(),
        },
        "restore" => Task::Restore {
            place,
            from: what.into(),
            replace: flags.has("--replace"),
        },
        "revoke" => Task::Revoke {
            place,
            code: what,
            wipe: flags.has("--wipe"),
        },
        "escrow" => Task::WriteEscrow {
            place,
            to: what.into(),
        },
        _ => Task::AddFacility { place, name: what },
    })
}

/// A flag, and whether a value stands behind it.
type Known = (&'static str, bool);

const PLACE: [Known; 2] = [("--data", true), ("--database", true)];
const RESTORING: [Known; 3] = [("--data", true), ("--database", true), ("--replace", false)];
const REVOKING: [Known; 3] = [("--data", true), ("--database", true), ("--wipe", false)];
const SERVING: [Known; 16] = [
    ("--data", true),
    ("--database", true),
    ("--replica", true),
    ("--listen", true),
    ("--mqtt", true),
    ("--enrolment-code", true),
    ("--tls-cert", true),
    ("--tls-key", true),
    ("--tls-folder", true),
    ("--plain", false),
    (provider::ISSUER, true),
    (provider::CLIENT, true),
    (provider::NAME, true),
    (provider::SECRET, true),
    (provider::REDIRECT_HOST, true),
    ("--updates", true),
];

/// The flags of a command line, each once.
struct Flags(Vec<(&'static str, String)>);

impl Flags {
    fn read(mut arguments: impl Iterator<Item = String>, known: &[Known]) -> Result<Self, Unclear> {
        let mut flags = Self(Vec::new());
        while let Some(name) = arguments.next() {
            let Some((flag, has_value)) = known.iter().find(|(flag, _)| *flag == name) else {
                return Err(Unclear::Unknown(name));
            };
            if flags.has(flag) {
                return Err(Unclear::Twice(name));
            }
            let value = if *has_value {
                arguments.next().ok_or(Unclear::NoValue(name))?
            } else {
                String::new()
            };
            flags.0.push((flag, value));
        }
        Ok(flags)
    }

    fn has(&self, flag: &str) -> bool {
        self.0.iter().any(|(name, _)| *name == flag)
    }

    fn take(&mut self, flag: &str) -> Option<String> {
        let place = self.0.iter().position(|(name, _)| *name == flag)?;
        Some(self.0.swap_remove(place).1)
    }

    fn address(&mut self, flag: &'static str) -> Result<Option<SocketAddr>, Unclear> {
        let Some(value) = self.take(flag) else {
            return Ok(None);
        };
        let what = "an address and a port, such as 192.0.2.7:7400";
        match value.parse() {
            Ok(address) => Ok(Some(address)),
            Err(_) => Err(Unclear::Value { flag, value, what }),
        }
    }
}

fn serve(mut flags: Flags) -> Result<Options, Unclear> {
    let replica = flags.take("--replica");
    let replica = replica.map(|url| database("--replica", url)).transpose()?;
    let (data, mut database) = match place(&mut flags)? {
        Place::Folder(data) => (data, None),
        Place::Database(database) => (PathBuf::new(), Some(database)),
    };
    match (&mut database, replica) {
        (Some(database), Some(replica)) => database.replica = Some(replica.url),
        (None, Some(_)) => {
            return Err(Unclear::Contradiction("--replica is of a --database alone"));
        }
        (_, None) => {}
    }
    let transport = transport(&mut flags, &data, database.is_some())?;
    let mqtt = match flags.take("--mqtt") {
        Some(word) if word == "none" => None,
        Some(value) => {
            flags.0.push(("--mqtt", value));
            flags.address("--mqtt")?
        }
        None => Some(([127, 0, 0, 1], 1883).into()),
    };
    Ok(Options {
        data,
        database,
        listen: flags
            .address("--listen")?
            .unwrap_or_else(|| ([127, 0, 0, 1], 7400).into()),
        transport,
        mqtt,
        enrolment_code: flags.take("--enrolment-code"),
        provider: provider::read(&mut flags)?,
        updates: flags.take("--updates").map(Into::into),
        demo: false,
    })
}

/// One place where the records are.
fn place(flags: &mut Flags) -> Result<Place, Unclear> {
    match (flags.take("--data"), flags.take("--database")) {
        (Some(_), Some(_)) => Err(Unclear::Contradiction(
            "--data and --database are two places for the records: give one",
        )),
        (Some(folder), None) if folder.is_empty() => Err(Unclear::NoValue("--data".to_owned())),
        (Some(folder), None) => Ok(Place::Folder(folder.into())),
        (None, Some(url)) => Ok(Place::Database(database("--database", url)?)),
        (None, None) => Err(Unclear::Missing("--data or --database")),
    }
}

fn transport(
    flags: &mut Flags,
    data: &std::path::Path,
    in_database: bool,
) -> Result<Transport, Unclear> {
    let given = (flags.take("--tls-cert"), flags.take("--tls-key"));
    let own = flags.take("--tls-folder");
    let plain = flags.take("--plain").is_some();
    let ways = [given.0.is_some() || given.1.is_some(), own.is_some(), plain];
    if ways.into_iter().filter(|way| *way).count() > 1 {
        return Err(Unclear::Contradiction(
            "--tls-cert with --tls-key, --tls-folder and --plain exclude one another",
        ));
    }
    match given {
        (Some(certificate), Some(key)) => {
            return Ok(Transport::Given {
                certificate: certificate.into(),
                key: key.into(),
            });
        }
        (Some(_), None) => return Err(Unclear::Missing("--tls-key, the key of --tls-cert,")),
        (None, Some(_)) => {
            return Err(Unclear::Missing(
                "--tls-cert, the certificate of --tls-key,",
            ));
        }
        (None, None) => {}
    }
    if plain {
        return Ok(Transport::Plain);
    }
    match own {
        Some(folder) => Ok(Transport::Own(folder.into())),
        None if in_database => Err(Unclear::Missing(
            "--tls-cert with --tls-key, or --tls-folder (a database has no folder for the certificate),",
        )),
        None => Ok(Transport::Own(data.join("tls"))),
    }
}

/// A database by its address. One that bears a password is refused: any list of processes shows it.
fn database(flag: &'static str, url: String) -> Result<PostgresOptions, Unclear> {
    let rest = url
        .strip_prefix("postgres://")
        .or(url.strip_prefix("postgresql://"));
    let Some(rest) = rest else {
        let what = "an address such as postgres://<user>@<host>/<database>";
        let value = url;
        return Err(Unclear::Value { flag, value, what });
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let with_password = authority
        .rsplit_once('@')
        .is_some_and(|(who, _)| who.contains(':'));
    if with_password || rest.contains("password=") {
        return Err(Unclear::Password);
    }
    let replica = None;
    Ok(PostgresOptions { url, replica })
}

#[cfg(test)]
mod tests;
