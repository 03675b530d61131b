//! `audit verify`, `audit checkpoint`, `audit export`.

use server::audit::Format;

use super::{AuditTask, Flags, Known, Task, Unclear, place};

const VERIFYING: [Known; 3] = [("--data", true), ("--database", true), ("--against", true)];
const EXPORTING: [Known; 3] = [("--data", true), ("--database", true), ("--format", true)];
const KEEPING: [Known; 2] = [("--data", true), ("--database", true)];

/// What stands behind the word `audit`.
pub(super) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Task, Unclear> {
    let word = arguments.next().unwrap_or_default();
    let known: &[Known] = match word.as_str() {
        "verify" => &VERIFYING,
        "export" => &EXPORTING,
        "checkpoint" => &KEEPING,
        _ => return Err(Unclear::Task(format!("audit {word}").trim_end().to_owned())),
    };
    let mut arguments = arguments.peekable();
    let file = arguments.next_if(|file| word != "verify" && !file.starts_with("--"));
    let file = file.ok_or(Unclear::Missing("the file to write"));
    let mut flags = Flags::read(arguments, known)?;
    let place = place(&mut flags)?;
    let what = match word.as_str() {
        "verify" => AuditTask::Verify {
            against: flags.take("--against").map(Into::into),
        },
        "export" => AuditTask::Export {
            to: file?.into(),
            format: format(flags.take("--format"))?,
        },
        _ => AuditTask::Checkpoint { to: file?.into() },
    };
    Ok(Task::Audit { place, what })
}

fn format(value: Option<String>) -> Result<Format, Unclear> {
    let value = value.ok_or(Unclear::Missing("--format"))?;
    match value.as_str() {
        "csv" => Ok(Format::Csv),
        "fhir" => Ok(Format::Fhir),
        _ => Err(Unclear::Value {
            flag: "--format",
            value,
            what: "csv or fhir",
        }),
    }
}
