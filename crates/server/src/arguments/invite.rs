//! `invite`.

use std::path::PathBuf;

use server::{
    backup::Place,
    invitations::{HOURS, HOURS_MAX},
};

use super::{Flags, Known, Task, Unclear, place, transport};

const INVITING: [Known; 8] = [
    ("--data", true),
    ("--database", true),
    ("--facility", true),
    ("--hours", true),
    ("--tls-cert", true),
    ("--tls-key", true),
    ("--tls-folder", true),
    ("--plain", false),
];

/// What stands behind the word `invite`.
pub(super) fn read(arguments: impl Iterator<Item = String>) -> Result<Task, Unclear> {
    let mut flags = Flags::read(arguments, &INVITING)?;
    let place = place(&mut flags)?;
    let (data, in_database) = match &place {
        Place::Folder(data) => (data.clone(), false),
        Place::Database(_) => (PathBuf::new(), true),
    };
    let transport = transport(&mut flags, &data, in_database)?;
    let hours = flags.take("--hours").map_or(Ok(HOURS), hours)?;
    Ok(Task::Invite {
        facility: flags.take("--facility"),
        place,
        transport,
        hours,
    })
}

fn hours(value: String) -> Result<u32, Unclear> {
    let hours = value.parse();
    let fits = hours.ok().filter(|hours| (1..=HOURS_MAX).contains(hours));
    fits.ok_or(Unclear::Value {
        flag: "--hours",
        value,
        what: "a number of hours, a week's at most",
    })
}
