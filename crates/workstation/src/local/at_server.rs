//! The people of this shift at the server. Whoever gives their password here is signed in there too, behind their
//! back; whoever comes through another provider was signed in there first: nothing waits for it, and nothing fails with it but what is asked of the server in a person's name.

use std::{collections::BTreeMap, sync::Arc};

use sync::{AtServer, Client};
use values::ids::PersonId;
use wire::{Code, Failure};
use zeroize::Zeroizing;

use super::joining::refusal;
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
        end(&client, before).await;
    });
}

/// Keeps the sign-in of somebody whom another provider has proven.
pub(super) async fn take(core: &Arc<Core>, person: PersonId, at: AtServer) {
    let Ok(client) = core
        .ready()
        .await
        .map(|ready| ready.engine.client().clone())
    else {
        return;
    };
    let cell = Arc::new(tokio::sync::Mutex::new(Some(at)));
    let before = core.people_at_server().replace(person, cell);
    tokio::spawn(async move { end(&client, before).await });
}

/// Ends the sign-in that another one has replaced.
async fn end(client: &Client, before: Option<Cell>) {
    let before = match before {
        Some(before) => before.lock().await.take(),
        None => None,
    };
    if let Some(before) = before {
        // One that does not hear it ends by itself.
        client.sign_out(&before).await.ok();
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
