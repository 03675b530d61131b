//! The flags of `cargo xtask run`.

use std::path::PathBuf;

use xtask::failure::Failure;

use crate::project::Profile;

/// What to open.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line, and they combine"
)]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) profile: Profile,
    pub(crate) fresh: bool,
    pub(crate) second_workstation: bool,
    pub(crate) server_only: bool,
    /// The server's records stand in a private PostgreSQL.
    pub(crate) postgres: bool,
    /// As typed; `None` for the usual place.
    pub(crate) data: Option<PathBuf>,
}

impl Options {
    pub(crate) fn read(arguments: &[&str]) -> Result<Self, Failure> {
        let mut options = Self {
            profile: Profile::Debug,
            fresh: false,
            second_workstation: false,
            server_only: false,
            postgres: false,
            data: None,
        };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match *argument {
                "--release" => options.profile = Profile::Release,
                "--fresh" => options.fresh = true,
                "--second-workstation" => options.second_workstation = true,
                "--server-only" => options.server_only = true,
                "--postgres" => options.postgres = true,
                "--data" => {
                    let folder = rest
                        .next()
                        .ok_or_else(|| Failure::Refused("--data needs a folder".to_owned()))?;
                    options.data = Some(PathBuf::from(folder));
                }
                other => {
                    return Err(Failure::Refused(format!("`{other}` is not understood")));
                }
            }
        }
        if options.server_only && options.second_workstation {
            return Err(Failure::Refused(
                "--server-only opens no window, so it cannot open a second one".to_owned(),
            ));
        }
        if options.postgres && options.fresh {
            return Err(Failure::Refused(
                "--postgres begins anew by itself: its records are gone with the clinic".to_owned(),
            ));
        }
        Ok(options)
    }

    /// 1 or 2.
    pub(crate) fn station_number(&self) -> usize {
        if self.second_workstation { 2 } else { 1 }
    }

    /// What this run is to the demo clinic; the same one cannot be open twice.
    pub(crate) fn user(&self) -> &'static str {
        match (self.server_only, self.second_workstation) {
            (true, _) => "server-only",
            (_, true) => "workstation-2",
            _ => "workstation-1",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_combine_in_any_order() {
        let options =
            Options::read(&["--second-workstation", "--data", "/d", "--release"]).unwrap();
        assert_eq!(options.profile, Profile::Release);
        assert_eq!(options.user(), "workstation-2");
        assert_eq!(options.data, Some(PathBuf::from("/d")));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for wrong in [
            &["--relaese"][..],
            &["--data"],
            &["--server-only", "--second-workstation"],
            &["--postgres", "--fresh"],
        ] {
            assert!(Options::read(wrong).is_err(), "{wrong:?}");
        }
    }
}
