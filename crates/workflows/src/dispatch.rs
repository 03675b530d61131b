//! From a command's name and JSON to the function that does it.

use std::collections::BTreeMap;

use clinic::records::EmergencyReason;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use values::{
    Instant,
    ids::{ChangeId, PatientId},
};
use wire::{Code, Command, Failure, restriction::Restricted};

use crate::{
    actor::Actor,
    context::{Context, Finished, Outcome, Stop, Verdict},
    gate::guards,
    records::{AuditLine, DONE, Records},
};

/// One command to run.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// Who asks.
    pub actor: Actor,
    /// The present: the clock's on the first run, the recorded one on later runs.
    pub now: Instant,
    /// The change that it is: what it raises for a person to decide is named after it. Reads raise nothing.
    pub change: ChangeId,
    /// Its name.
    pub command: &'a str,
    /// Its request.
    pub request: Value,
    /// Numbers given on an earlier run.
    pub allotted: BTreeMap<String, String>,
    /// Whether a line goes to the audit trail: yes, but for a rebase, which repeats what is there already.
    pub audited: bool,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Ran {
    /// The answer.
    pub response: Value,
    /// Numbers given, to travel with the change.
    pub allotted: BTreeMap<String, String>,
    /// Whom it was about.
    pub patient: Option<PatientId>,
    /// What it met of other people's changes.
    pub verdict: Verdict,
    /// Why the person saw the patient's record, where only an emergency access opened it.
    pub emergency: Option<EmergencyReason>,
}

/// Checks the permission, runs the command, writes its audit line. All inside the transaction of `records`:
/// on an error the caller rolls back, and [`refusal_line`] is what it should write instead.
pub async fn run(records: &mut dyn Records, run: Run<'_>) -> Outcome<Ran> {
    let Run {
        actor,
        now,
        change,
        command,
        request,
        allotted,
        audited,
    } = run;
    permit(command, &actor)?;
    let mut context = Context::new(records, actor, now, change, allotted);
    if guards(command) {
        context.admit(&request).await?;
    }
    let response = dispatch(&mut context, command, request).await?;
    let (records, finished) = context.finish();
    let Finished {
        allotted,
        patient,
        verdict,
        reason,
        emergency,
    } = finished;
    if audited {
        let line = audit_line(&actor, now, command, patient, DONE);
        records.audit(AuditLine { reason, ..line }).await?;
    }
    Ok(Ran {
        response,
        allotted,
        patient,
        verdict,
        emergency,
    })
}

/// The audit line of a refusal.
pub fn refusal_line(actor: &Actor, now: Instant, command: &str, failure: &Failure) -> AuditLine {
    audit_line(actor, now, command, whose(failure), failure.code.name())
}

/// Whose record somebody was refused, where the refusal tells.
fn whose(failure: &Failure) -> Option<PatientId> {
    if failure.code != Code::RecordRestricted {
        return None;
    }
    let restricted: Restricted = serde_json::from_value(failure.data.clone()).ok()?;
    Some(restricted.patient)
}

/// The audit line of a command, with what came of it.
pub fn audit_line(
    actor: &Actor,
    at: Instant,
    command: &str,
    patient: Option<PatientId>,
    outcome: &str,
) -> AuditLine {
    AuditLine {
        at,
        person: actor.person,
        role: Some(actor.role()),
        device: actor.device,
        command: command.to_owned(),
        patient,
        outcome: outcome.to_owned(),
        reason: None,
    }
}

/// Refuses a command that does not exist or that the actor may not run.
pub fn permit(command: &str, actor: &Actor) -> Result<&'static Command, Failure> {
    let row = Command::named(command).ok_or(Failure::new(Code::UnknownCommand))?;
    match row.permission {
        Some(permission) if !actor.may(permission) => Err(Failure::with(
            Code::NotPermitted,
            serde_json::json!({ "permission": permission }),
        )),
        _ => Ok(row),
    }
}

macro_rules! dispatcher {
    ($($module:ident::$name:ident($request:ident) -> $response:ident => $kind:ident [$($tag:ident),*] needs $permission:ident;)*) => {
        async fn dispatch(context: &mut Context<'_>, command: &str, request: Value) -> Outcome<Value> {
            match command {
                $(stringify!($name) => {
                    let response: wire::$module::$response =
                        crate::$module::$name(context, read::<wire::$module::$request>(request)?).await?;
                    write(&response)
                })*
                _ => Err(Code::UnknownCommand.into()),
            }
        }
    };
}

// Every module of `wire` that a row names must offer its request and response types.
wire::with_commands!(dispatcher);

fn read<T: DeserializeOwned>(request: Value) -> Outcome<T> {
    serde_json::from_value(request).map_err(|error| {
        // serde's message may quote a value; only the place is told.
        let detail = error.to_string();
        let place = detail.split('`').nth(1).unwrap_or("request").to_owned();
        Failure::with(Code::BadRequest, serde_json::json!({ "detail": place })).into()
    })
}

fn write<T: Serialize>(response: &T) -> Outcome<Value> {
    serde_json::to_value(response)
        .map_err(|error| Stop::Records(crate::records::RecordsError::Other(Box::new(error))))
}
