//! What begins when a password was right: the second factor is looked at, a session begins, and what must be written
//! into the person's own record is written by the commands that do that anywhere.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use clinic::{
    people::{CODE_DIGITS, matching_step, tidy_code},
    records::Person,
};
use serde_json::{Value, json};
use store::{Device, Mode, Session, Tx};
use values::{
    Instant,
    ids::{ChangeId, PersonId},
};
use wire::{Code, sync::PushOutcome};
use workflows::{
    Actor, DONE, Records, RecordsError, Run, context::Stop, dispatch::audit_line, rights_at,
};
use zeroize::Zeroizing;

use super::{AGE_MS, eligible, login::COMMAND, proven};
use crate::{Shared, records::digest};

/// The row that holds the half minute whose code a person used last.
const LAST_STEP: &str = "second_factor_step";

/// What somebody gave whose password was right.
pub(super) struct Proof {
    pub(super) person: PersonId,
    /// What the password was compared with.
    pub(super) verifier: String,
    /// What is to stand in its place, if it came from another program.
    pub(super) renewed: Option<String>,
    pub(super) code: Option<Zeroizing<String>>,
}

/// Begins a session, with its first refresh token, or says what is missing.
pub(super) async fn begin(
    shared: &Shared,
    mut tx: Tx,
    device: &Device,
    proof: &Proof,
) -> Result<(Session, String, Person), Stop> {
    let now = shared.clock.now();
    let facility = device.facility.ok_or(Code::NotFound)?;
    let person = eligible(&mut tx, proof.person, facility).await?;
    // The password may have become another while it was looked at.
    let mut person = person
        .filter(|person| person.verifier == proof.verifier)
        .ok_or(Code::WrongPassword)?;
    let actor = actor(&mut tx, &person, device).await?;
    let mut writes = Vec::new();
    if let Some(digest) = second_factor(&mut tx, &person, proof, now).await? {
        writes.push(("spend_recovery_code", json!({ "digest": digest })));
    }
    if let Some(verifier) = &proof.renewed {
        person.verifier.clone_from(verifier);
        writes.push(("set_password", json!({ "verifier": verifier })));
    }
    let mut outcomes = Vec::new();
    for (command, request) in writes {
        let commit = change(&mut tx, actor, now, (command, request)).await?;
        outcomes.push(PushOutcome::Applied { commit });
    }
    let (session, refresh) = open(&mut tx, actor, now, (COMMAND, proven(&person))).await?;
    if outcomes.is_empty() {
        tx.commit().await?;
    } else {
        let head = tx.share(&mut outcomes).await?;
        shared.heard_of(head);
    }
    Ok((session, refresh, person))
}

/// Somebody who may sign in, at a workstation.
pub(super) async fn actor(tx: &mut Tx, person: &Person, device: &Device) -> Result<Actor, Stop> {
    let facility = device.facility.ok_or(Code::NotFound)?;
    let rights = rights_at(tx, person, facility).await?;
    Ok(Actor {
        person: person.id,
        rights: rights.ok_or(Code::WorksElsewhere)?,
        device: device.id,
        facility,
    })
}

/// The session of somebody who has proved who they are, with its first refresh token and its line in the trail.
pub(super) async fn open(
    tx: &mut Tx,
    actor: Actor,
    now: Instant,
    (command, proven): (&str, String),
) -> Result<(Session, String), RecordsError> {
    let refresh = new_token()?;
    let session = Session {
        id: values::ids::random(),
        person: actor.person,
        device: actor.device,
        facility: actor.facility,
        begun_at: now,
        used_at: now,
        ends_at: now.plus_millis(AGE_MS),
        proven,
        secret: new_token()?,
    };
    tx.begin_session(&session, &digest(&refresh)).await?;
    tx.audit(audit_line(&actor, now, command, None, DONE))
        .await?;
    Ok((session, refresh))
}

/// Looks at the code of who has a second factor; the digest of one from paper, which is to be crossed off. A code of
/// the app is good once at the server.
async fn second_factor(
    tx: &mut Tx,
    person: &Person,
    proof: &Proof,
    now: Instant,
) -> Result<Option<String>, Stop> {
    let Some(factor) = &person.second_factor else {
        return Ok(None);
    };
    let code = proof.code.as_ref().map(|code| code.as_str());
    let code = code.filter(|code| !code.trim().is_empty());
    let code = code.ok_or(Code::SecondFactorNeeded)?;
    if tidy_code(code).len() != CODE_DIGITS {
        let digest = passwords::code_digest(code);
        let known = factor.recovery.contains(&digest);
        return known.then_some(Some(digest)).ok_or(Code::WrongCode.into());
    }
    let key = format!("{LAST_STEP}/{}", person.id);
    let last = tx.setting(&key).await?;
    let last = last.and_then(|step| step.parse().ok());
    let step = matching_step(&factor.secret.0, code, now, last).ok_or(Code::WrongCode)?;
    tx.set_setting(&key, &step.to_string()).await?;
    Ok(None)
}

/// Runs a command of the person's own, as it would run if they had asked for it at a workstation; the commit.
async fn change(
    tx: &mut Tx,
    actor: Actor,
    now: Instant,
    (command, request): (&str, Value),
) -> Result<u64, Stop> {
    let change = ChangeId::at(now);
    let commit = tx.next_commit().await?;
    tx.set_mode(Mode::Shared {
        commit,
        change: Some(change),
    });
    let run = Run {
        actor,
        now,
        change,
        command,
        request,
        allotted: BTreeMap::new(),
        audited: true,
    };
    workflows::run(tx, run).await?;
    Ok(tx.covering_commit().await?)
}

fn new_token() -> Result<String, RecordsError> {
    let bytes = passwords::random::<32>().map_err(|error| RecordsError::Other(Box::new(error)))?;
    Ok(URL_SAFE_NO_PAD.encode(Zeroizing::new(bytes)))
}
