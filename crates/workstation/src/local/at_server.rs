//! The people of this shift at the server. Whoever gives their password here is signed in there too, behind their
//! back: nothing waits for it, and nothing fails with it but what is asked of the server in a person's name.

use std::{collections::BTreeMap, sync::Arc};

use sync::{AtServer, Client, SyncError};
use values::ids::PersonId;
use wire::{Code, Failure, workstations::FreshProof};
use zeroize::Zeroizing;

use super::{
    account::{again, own},
    joining::refusal,
};
use crate::Core;

/// A sign-in: being made while it is locked, absent when it was not to be had.
type Cell = Arc<tokio::sync::Mutex<Option<AtServer>>>;

/// Everybody's. In memory alone: whoever starts the program gives the password.
#[derive(Default)]
pub(crate) struct PeopleAtServer(BTreeMap<PersonId, Cell>);

impl PeopleAtServer {
    fn cell(&self, person: PersonId) -> Option<Cell> {
        self.0.get(&person).cloned()
    }

    fn replace(&mut self, person: PersonId, cell: Cell) -> Option<Cell> {
        self.0.insert(person, cell)
    }
}

/// Signs in, without anybody waiting, somebody whose password was right here.
pub(super) async fn sign_in(
    core: &Arc<Core>,
    person: PersonId,
    password: Zeroizing<String>,
    second_factor: Option<String>,
) {
    let Ok(client) = core
        .ready()
        .await
        .map(|ready| ready.engine.client().clone())
    else {
        return;
    };
    let cell = Cell::default();
    let Ok(mut making) = cell.clone().try_lock_owned() else {
        return;
    };
    let before = core.people_at_server().replace(person, cell);
    tokio::spawn(async move {
        match client
            .sign_in(person, &password, second_factor.as_deref())
            .await
        {
            Ok(signed_in) => *making = Some(signed_in),
            Err(error) => {
                tracing::info!(
                    error = &error as &dyn std::error::Error,
                    "not signed in at the server"
                );
            }
        }
        drop(making);
        give_up(&client, before).await;
    });
}

/// Ends the sign-in in whose place another has come.
async fn give_up(client: &Client, before: Option<Cell>) {
    let before = match before {
        Some(before) => before.lock().await.take(),
        None => None,
    };
    if let Some(before) = before {
        // One that does not hear it ends by itself.
        client.sign_out(&before).await.ok();
    }
}

/// The server, asked in the name of the signed-in person, who proves anew to it who they are: somebody else could
/// stand at their window.
pub(super) async fn asking_anew(
    core: &Arc<Core>,
    command: &str,
    proof: FreshProof,
) -> Result<Client, Failure> {
    let me = own(core, command).await?;
    let (client, online) = {
        let ready = core.ready().await?;
        (ready.engine.client().clone(), ready.engine.status().online)
    };
    if !online {
        return Err(Failure::new(Code::ServerUnreachable));
    }
    let password = Zeroizing::new(proof.password);
    again(core, &me, password.to_string()).await?;
    let signed_in = client
        .sign_in(me.id, &password, proof.code.as_deref())
        .await
        .map_err(|error| too_often(core, command, error))?;
    let asking = client.as_person(&signed_in);
    let cell = Arc::new(tokio::sync::Mutex::new(Some(signed_in)));
    let before = core.people_at_server().replace(me.id, cell);
    tokio::spawn(async move { give_up(&client, before).await });
    Ok(asking)
}

/// A server that puts off somebody who was wrong too often says for how long.
fn too_often(core: &Core, command: &str, error: SyncError) -> Failure {
    match error {
        SyncError::Busy(Some(wait)) => {
            let data = serde_json::json!({ "wait_seconds": wait.as_secs() });
            Failure::with(Code::TooManyAttempts, data)
        }
        other => refusal(core, command, other),
    }
}

/// What the server refused. One from before there was anything to be asked there knows no such page.
pub(super) fn refused(core: &Core, command: &str, error: SyncError) -> Failure {
    match error {
        SyncError::Refused(failure) if failure.code == Code::NotFound && failure.data.is_null() => {
            Failure::new(Code::ServerTooOld)
        }
        other => refusal(core, command, other),
    }
}

/// The server, asked in a person's name.
pub(super) async fn asking(
    core: &Arc<Core>,
    person: PersonId,
    command: &str,
) -> Result<Client, Failure> {
    let (client, online) = {
        let ready = core.ready().await?;
        (ready.engine.client().clone(), ready.engine.status().online)
    };
    let missing = if online {
        Code::PersonNotProven
    } else {
        Code::ServerUnreachable
    };
    let cell = core.people_at_server().cell(person);
    let cell = cell.ok_or(Failure::new(missing))?;
    // While it is being made, this waits for it.
    let mut held = cell.lock().await;
    let at = held.as_ref().ok_or(Failure::new(missing))?;
    if !at.ends() {
        return Ok(client.as_person(at));
    }
    match client.go_on(at).await {
        Ok(next) => {
            let asking = client.as_person(&next);
            *held = Some(next);
            Ok(asking)
        }
        Err(sync::SyncError::Refused(failure)) if failure.code == Code::NotSignedIn => {
            *held = None;
            Err(Failure::new(Code::PersonNotProven))
        }
        Err(error) => Err(refusal(core, command, error)),
    }
}
