//! The one way from the screen into the core, and the one way back.

use std::sync::Once;

use serde_json::Value;
use tauri::{AppHandle, Emitter, Runtime, State, async_runtime};
use tokio::sync::broadcast::error::RecvError;
use wire::{Failure, local::HostEvent, tags::Tag};
use workstation::Workstation;

const EVENT: &str = "host_event";
/// How far a start is once the screen can be used.
const USABLE: [&str; 2] = ["locked", "signed_in"];
static READY: Once = Once::new();

/// Runs one command of the table.
#[tauri::command]
pub(crate) async fn ipc(
    workstation: State<'_, Workstation>,
    command: String,
    payload: Value,
) -> Result<Value, Failure> {
    let answer = workstation.call(&command, payload).await;
    if command == "session_state" {
        note_ready(&answer);
    }
    answer
}

/// Says in the log, once, that somebody can sign in: what a start is measured by.
fn note_ready(session: &Result<Value, Failure>) {
    let state = session
        .as_ref()
        .ok()
        .and_then(|view| view.get("state")?.as_str());
    if state.is_some_and(|state| USABLE.contains(&state)) {
        READY.call_once(|| tracing::info!("screen ready"));
    }
}

/// Sends what the core announces to the screen, for as long as the application runs.
pub(crate) fn pass_on_events<R: Runtime>(app: &AppHandle<R>, workstation: &Workstation) {
    let mut events = workstation.events();
    let app = app.clone();
    async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                // The screen missed something: it fetches everything that it shows again.
                Err(RecvError::Lagged(_)) => HostEvent::Changed {
                    tags: Tag::ALL.to_vec(),
                },
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = app.emit(EVENT, &event) {
                tracing::warn!(%error, "the screen was not told");
            }
        }
    });
}
