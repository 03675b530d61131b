//! What was asked for at the command line.

use std::path::PathBuf;

use server::Options;

pub(crate) const USAGE: &str = "mainstay-server [serve] --data <folder> --enrolment-code <code> [--listen 127.0.0.1:7400] [--mqtt 127.0.0.1:1883|none]
       mainstay-server backup <file> --data <folder>
       mainstay-server restore <file> --data <folder> [--replace]
       mainstay-server revoke <letter code> --data <folder>
       mainstay-server facility <name> --data <folder>";

/// What is to be done.
pub(crate) enum Task {
    Serve(Options),
    Backup {
        data: PathBuf,
        to: PathBuf,
    },
    Restore {
        data: PathBuf,
        from: PathBuf,
        replace: bool,
    },
    Revoke {
        data: PathBuf,
        code: String,
    },
    AddFacility {
        data: PathBuf,
        name: String,
    },
}

/// Reads the arguments; `None` when they do not say what to do.
pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Option<Task> {
    let mut arguments = arguments.peekable();
    let word = arguments.next_if(|word| !word.starts_with("--"));
    match word.as_deref() {
        None | Some("serve") => serve(arguments).map(Task::Serve),
        Some("backup") => {
            let (what, data, false) = care(arguments)? else {
                return None;
            };
            Some(Task::Backup {
                data,
                to: what.into(),
            })
        }
        Some("restore") => {
            let (what, data, replace) = care(arguments)?;
            Some(Task::Restore {
                data,
                from: what.into(),
                replace,
            })
        }
        Some("revoke") => {
            let (code, data, false) = care(arguments)? else {
                return None;
            };
            Some(Task::Revoke { data, code })
        }
        Some("facility") => {
            let (name, data, false) = care(arguments)? else {
                return None;
            };
            Some(Task::AddFacility { data, name })
        }
        Some(_) => None,
    }
}

fn serve(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options {
        data: PathBuf::new(),
        listen: "127.0.0.1:7400".parse().ok()?,
        mqtt: "127.0.0.1:1883".parse().ok(),
        enrolment_code: String::new(),
        demo: false,
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--data" => options.data = value.into(),
            "--listen" => options.listen = value.parse().ok()?,
            "--mqtt" if value == "none" => options.mqtt = None,
            "--mqtt" => options.mqtt = Some(value.parse().ok()?),
            "--enrolment-code" => options.enrolment_code = value,
            _ => return None,
        }
    }
    let complete = !options.data.as_os_str().is_empty() && !options.enrolment_code.is_empty();
    complete.then_some(options)
}

/// `<what> --data <folder> [--replace]`.
fn care(mut arguments: impl Iterator<Item = String>) -> Option<(String, PathBuf, bool)> {
    let what = arguments.next().filter(|what| !what.starts_with("--"))?;
    let (mut data, mut replace) = (None, false);
    while let Some(name) = arguments.next() {
        match name.as_str() {
            "--data" => data = Some(arguments.next()?.into()),
            "--replace" => replace = true,
            _ => return None,
        }
    }
    Some((what, data?, replace))
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
