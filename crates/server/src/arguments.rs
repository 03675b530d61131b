//! What was asked for at the command line.

use std::{collections::BTreeMap, path::PathBuf};

use server::{Options, PostgresOptions, audit::Format, backup::Place};

pub(crate) const USAGE: &str = "mainstay-server [serve] <place> --enrolment-code <code> [--listen 127.0.0.1:7400] [--mqtt 127.0.0.1:1883|none]
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
       PGPASSWORD or a password file, never from here.";

/// What is to be done.
pub(crate) enum Task {
    Serve(Options),
    Backup {
        place: Place,
        to: PathBuf,
    },
    Restore {
        place: Place,
        from: PathBuf,
        replace: bool,
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
pub(crate) enum AuditTask {
    Verify { against: Option<PathBuf> },
    Checkpoint { to: PathBuf },
    Export { to: PathBuf, format: Format },
}

/// Reads the arguments; `None` when they do not say what to do.
pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Option<Task> {
    let mut arguments = arguments.peekable();
    let word = arguments.next_if(|word| !word.starts_with("--"));
    match word.as_deref() {
        None | Some("serve") => serve(arguments).map(Task::Serve),
        Some("backup") => {
            let (what, place, false) = care(arguments, "")? else {
                return None;
            };
            Some(Task::Backup {
                place,
                to: what.into(),
            })
        }
        Some("restore") => {
            let (what, place, replace) = care(arguments, "--replace")?;
            Some(Task::Restore {
                place,
                from: what.into(),
                replace,
            })
        }
        Some("revoke") => {
            let (code, place, wipe) = care(arguments, "--wipe")?;
            Some(Task::Revoke { place, code, wipe })
        }
        Some("escrow") => {
            let (what, place, false) = care(arguments, "")? else {
                return None;
            };
            Some(Task::WriteEscrow {
                place,
                to: what.into(),
            })
        }
        Some("facility") => {
            let (name, place, false) = care(arguments, "")? else {
                return None;
            };
            Some(Task::AddFacility { place, name })
        }
        Some("audit") => audit(arguments),
        Some(_) => None,
    }
}

fn serve(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options {
        data: PathBuf::new(),
        database: None,
        listen: "127.0.0.1:7400".parse().ok()?,
        mqtt: "127.0.0.1:1883".parse().ok(),
        enrolment_code: String::new(),
        demo: false,
    };
    let mut replica = None;
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--data" => options.data = value.into(),
            "--database" => options.database = Some(database(value)?),
            "--replica" => replica = Some(database(value)?.url),
            "--listen" => options.listen = value.parse().ok()?,
            "--mqtt" if value == "none" => options.mqtt = None,
            "--mqtt" => options.mqtt = Some(value.parse().ok()?),
            "--enrolment-code" => options.enrolment_code = value,
            _ => return None,
        }
    }
    // One place, and a replica of nothing but a database.
    let in_folder = !options.data.as_os_str().is_empty();
    let places = match &mut options.database {
        Some(database) => {
            database.replica = replica;
            !in_folder
        }
        None => in_folder && replica.is_none(),
    };
    let complete = places && !options.enrolment_code.is_empty();
    complete.then_some(options)
}

/// A database by its address. One that bears a password is refused: any list of processes shows it.
fn database(url: String) -> Option<PostgresOptions> {
    let rest = url
        .strip_prefix("postgres://")
        .or(url.strip_prefix("postgresql://"))?;
    let authority = rest.split(['/', '?']).next()?;
    let with_password = authority
        .rsplit_once('@')
        .is_some_and(|(who, _)| who.contains(':'));
    let replica = None;
    (!with_password && !rest.contains("password=")).then_some(PostgresOptions { url, replica })
}

/// `<what> <place> [<flag>]`; without a flag when it is empty.
fn care(mut arguments: impl Iterator<Item = String>, flag: &str) -> Option<(String, Place, bool)> {
    let what = arguments.next().filter(|what| !what.starts_with("--"))?;
    let (mut place, mut flagged) = (None, false);
    while let Some(name) = arguments.next() {
        match name.as_str() {
            "--data" if place.is_none() => place = Some(Place::Folder(arguments.next()?.into())),
            "--database" if place.is_none() => {
                place = Some(Place::Database(database(arguments.next()?)?));
            }
            name if !flag.is_empty() && name == flag => flagged = true,
            _ => return None,
        }
    }
    Some((what, place?, flagged))
}

/// `verify <place> [--against <file>]`, `checkpoint <file> <place>`, `export <file> <place> --format <format>`.
fn audit(mut arguments: impl Iterator<Item = String>) -> Option<Task> {
    let what = arguments.next()?;
    let mut options = BTreeMap::new();
    let mut file = None;
    while let Some(word) = arguments.next() {
        if word.starts_with("--") {
            options.insert(word, arguments.next()?);
        } else if file.replace(PathBuf::from(word)).is_some() {
            return None;
        }
    }
    let place = match (options.remove("--data"), options.remove("--database")) {
        (Some(data), None) => Place::Folder(data.into()),
        (None, Some(url)) => Place::Database(database(url)?),
        _ => return None,
    };
    let against = options.remove("--against").map(PathBuf::from);
    let format = match options.remove("--format").as_deref() {
        Some("csv") => Some(Format::Csv),
        Some("fhir") => Some(Format::Fhir),
        Some(_) => return None,
        None => None,
    };
    let what = match (what.as_str(), file, format, options.is_empty()) {
        ("verify", None, None, true) => AuditTask::Verify { against },
        ("checkpoint", Some(to), None, true) if against.is_none() => AuditTask::Checkpoint { to },
        ("export", Some(to), Some(format), true) if against.is_none() => {
            AuditTask::Export { to, format }
        }
        _ => return None,
    };
    Some(Task::Audit { place, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Option<Task> {
        read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn serving_is_what_is_done_when_nothing_else_is_named() {
        for line in [
            "--data d --enrolment-code C",
            "serve --enrolment-code C --data d",
        ] {
            assert!(
                matches!(read_line(line), Some(Task::Serve(options)) if options.enrolment_code == "C")
            );
        }
        assert!(read_line("--data d").is_none(), "nobody could join");
    }

    #[test]
    fn records_stand_in_one_place() {
        let database = |line| match read_line(line) {
            Some(Task::Serve(options)) => options.database,
            _ => None,
        };
        let served = database(
            "--enrolment-code C --replica postgres://r/clinic --database postgres://me@h/clinic",
        );
        let served = served.unwrap();
        assert_eq!(served.url, "postgres://me@h/clinic");
        assert_eq!(served.replica.as_deref(), Some("postgres://r/clinic"));
        for line in [
            "--enrolment-code C --data d --database postgres://h/clinic",
            "--enrolment-code C --data d --replica postgres://r/clinic",
            "--enrolment-code C --database mysql://h/clinic",
            "backup b.db --data d --database postgres://h/clinic",
        ] {
            assert!(read_line(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_password_is_not_taken_where_everybody_sees_it() {
        for url in [
            "postgres://me:secret@h/clinic",
            "postgresql://h/clinic?password=secret",
        ] {
            let line = format!("revoke A --database {url}");
            assert!(read_line(&line).is_none(), "{line}");
        }
        assert!(read_line("revoke A --database postgres://me@h:5432/clinic").is_some());
    }

    #[test]
    fn the_audit_trail_is_verified_kept_and_handed_out() {
        let task = |line| match read_line(line) {
            Some(Task::Audit { what, .. }) => Some(what),
            _ => None,
        };
        assert!(matches!(
            task("audit verify --data d --against c.txt"),
            Some(AuditTask::Verify { against: Some(_) })
        ));
        assert!(matches!(
            task("audit export a.csv --format csv --data d"),
            Some(AuditTask::Export {
                format: Format::Csv,
                ..
            })
        ));
        assert!(matches!(
            task("audit checkpoint c.txt --database postgres://h/clinic"),
            Some(AuditTask::Checkpoint { .. })
        ));
        for line in [
            "audit --data d",
            "audit verify",
            "audit verify --data d --database postgres://h/clinic",
            "audit export a.csv --data d",
            "audit export a.pdf --data d --format pdf",
            "audit checkpoint --data d",
            "audit mend --data d",
        ] {
            assert!(read_line(line).is_none(), "{line}");
        }
    }

    #[test]
    fn restoring_replaces_only_when_it_is_said() {
        let replaces = |line| match read_line(line) {
            Some(Task::Restore { replace, .. }) => Some(replace),
            _ => None,
        };
        assert_eq!(replaces("restore b.db --data d"), Some(false));
        assert_eq!(replaces("restore b.db --data d --replace"), Some(true));
        for line in [
            "restore --data d",
            "restore b.db",
            "backup b.db --data d --replace",
            "mend b.db --data d",
        ] {
            assert!(read_line(line).is_none(), "{line}");
        }
    }
}
