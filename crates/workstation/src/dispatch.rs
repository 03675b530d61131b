//! From a command's name to where it runs.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;
use store::Store;
use tokio::sync::RwLockReadGuard;
use values::ids::ChangeId;
use wire::{Code, Command, CommandKind, Failure, commands::BEHIND, local::HostEvent, tags::Tag};
use workflows::{Actor, Run, dispatch::refusal_line};

use crate::{
    Core, join, live, local,
    session::Session,
    stage::{Ready, Stage},
    trail,
};

/// Runs a command of the table.
pub(crate) async fn call(
    core: &Arc<Core>,
    command: &str,
    request: Value,
) -> Result<Value, Failure> {
    let row = Command::named(command).ok_or(Failure::new(Code::UnknownCommand))?;
    if BEHIND.contains(&command) {
        return Err(Failure::new(Code::UnknownCommand));
    }
    if row.kind == CommandKind::Local {
        let who = trail::named_in(row.name, &request);
        let answered = local(core, row, request).await;
        core.wrote_down(row.name, who, &answered).await;
        return answered;
    }
    let session = core.signed_in()?;
    match row.kind {
        CommandKind::Reads => read(core, &session, row.name, request).await,
        CommandKind::Changes => change(core, &session, row, request).await,
        CommandKind::Local => Err(Failure::new(Code::UnknownCommand)),
    }
}

async fn local(core: &Arc<Core>, row: &Command, request: Value) -> Result<Value, Failure> {
    if let Some(permission) = row.permission {
        let session = core.signed_in()?;
        if !session.rights.may(permission) {
            return Err(Failure::with(
                Code::NotPermitted,
                serde_json::json!({ "permission": permission }),
            ));
        }
    }
    local::dispatch(core, row.name, request).await
}

/// A read sees one moment of the cache. Its audit line is written afterwards, so that reading never waits for
/// the disk. One about a patient has a line each time, one about nobody in particular for each look at it.
async fn read(
    core: &Arc<Core>,
    session: &Session,
    command: &'static str,
    request: Value,
) -> Result<Value, Failure> {
    let (store, actor) = core.store_for(session).await?;
    let mut tx = store
        .read()
        .await
        .map_err(|error| core.records_failure(command, &error))?;
    let run = Run {
        actor,
        now: core.clock.now(),
        change: ChangeId::at(core.clock.now()),
        command,
        request,
        allotted: BTreeMap::new(),
        audited: true,
    };
    let ran = workflows::run(&mut tx, run).await;
    let lines = tx.take_audit();
    drop(tx);
    match ran {
        Ok(ran) => {
            let (mut lines, lists): (Vec<_>, Vec<_>) =
                lines.into_iter().partition(|line| line.patient.is_some());
            lines.extend(core.new_looks(command, lists));
            Core::audit_later(store, lines);
            Ok(ran.response)
        }
        Err(stop) => {
            let failure = core.failure(command, stop);
            Core::audit_later(
                store,
                vec![refusal_line(&actor, core.clock.now(), command, &failure)],
            );
            Err(failure)
        }
    }
}

/// What means something only once the server has confirmed it: others must know of it.
const NEEDS_SERVER: [&str; 2] = ["lease_slots", "end_slot_lease"];

/// A change that the core asks for, after it has looked at a password.
pub(crate) async fn change_by_name(
    core: &Arc<Core>,
    session: &Session,
    command: &str,
    request: Value,
) -> Result<Value, Failure> {
    let row = Command::named(command).ok_or(Failure::new(Code::UnknownCommand))?;
    change(core, session, row, request).await
}

/// A change is durable before the person is answered.
async fn change(
    core: &Arc<Core>,
    session: &Session,
    row: &Command,
    request: Value,
) -> Result<Value, Failure> {
    let (store, actor) = core.store_for(session).await?;
    if NEEDS_SERVER.contains(&row.name) && !core.ready().await?.engine.status().online {
        return Err(Failure::new(Code::ServerUnreachable));
    }
    let now = core.clock.now();
    let performed = match sync::perform(&store, actor, now, row.name, request).await {
        Ok(performed) => performed,
        Err(stop) => {
            let failure = core.failure(row.name, stop);
            Core::audit_later(store, vec![refusal_line(&actor, now, row.name, &failure)]);
            return Err(failure);
        }
    };
    if let Stage::Ready(ready) = &*core.stage.read().await {
        ready.engine.wake();
    }
    if join::concerns_monitors(&performed.touched) {
        live::refresh(core).await;
    }
    core.tell(HostEvent::Changed {
        tags: row.tags.to_vec(),
    });
    if let Ok(status) = local::sync_status(core).await {
        core.tell(HostEvent::Sync { status });
    }
    Ok(performed.response)
}

impl Ready {
    /// The signed-in person as an actor.
    pub(crate) fn actor(&self, session: &Session) -> Actor {
        Actor {
            person: session.person.id,
            rights: session.rights,
            device: self.identity.device,
            facility: self.identity.facility,
        }
    }
}

impl Core {
    /// Who is signed in. A shift that is over ends here.
    pub(crate) fn signed_in(&self) -> Result<Session, Failure> {
        let now = self.clock.now();
        let mut session = self.session();
        if session.take_if(|session| session.is_over(now)).is_some() {
            self.tell(HostEvent::Changed {
                tags: vec![Tag::Session],
            });
        }
        session.clone().ok_or(Failure::new(Code::NotSignedIn))
    }

    /// What runs, or that the cache is not there.
    pub(crate) async fn ready(&self) -> Result<RwLockReadGuard<'_, Ready>, Failure> {
        let stage = self.stage.read().await;
        RwLockReadGuard::try_map(stage, |stage| match stage {
            Stage::Ready(ready) => Some(ready),
            _ => None,
        })
        .map_err(|_| Failure::new(Code::CacheUnavailable))
    }

    /// The open cache, and the signed-in person as an actor.
    pub(crate) async fn store_for(&self, session: &Session) -> Result<(Store, Actor), Failure> {
        let ready = self.ready().await?;
        Ok((ready.opened.store.clone(), ready.actor(session)))
    }
}
