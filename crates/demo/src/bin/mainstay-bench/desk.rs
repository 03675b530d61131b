//! A workstation as the window uses it: commands in, events out.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::{sync::broadcast, time::timeout};
use wire::local::HostEvent;
use workstation::Workstation;

use crate::Broken;

/// How long anything may take on a busy machine before the measurement is given up.
const PATIENCE: Duration = Duration::from_mins(2);

/// A workstation and who is signed in at it.
pub(crate) struct Desk {
    workstation: Workstation,
}

impl Desk {
    pub(crate) fn new(workstation: Workstation) -> Self {
        Self { workstation }
    }

    /// What the core tells from now on.
    pub(crate) fn events(&self) -> broadcast::Receiver<HostEvent> {
        self.workstation.events()
    }

    /// A command that must succeed.
    pub(crate) async fn call(&self, command: &str, request: Value) -> Result<Value, Broken> {
        let answer = self.workstation.call(command, request).await;
        answer.map_err(|failure| {
            format!("{command}: {} {}", failure.code.name(), failure.data).into()
        })
    }

    /// A command that must succeed, and how long it took.
    pub(crate) async fn timed(
        &self,
        command: &str,
        request: Value,
    ) -> Result<(Value, Duration), Broken> {
        let asked = Instant::now();
        let answer = self.call(command, request).await?;
        Ok((answer, asked.elapsed()))
    }

    /// Asks again whenever the core announces something, until the answer is as wanted.
    pub(crate) async fn until(
        &self,
        command: &str,
        request: Value,
        met: impl Fn(&Value) -> bool,
    ) -> Result<Value, Broken> {
        let mut events = self.events();
        let waiting = async {
            loop {
                let answer = self.call(command, request.clone()).await?;
                if met(&answer) {
                    return Ok(answer);
                }
                // Whichever it is, and even if some were missed, the next answer shows it.
                events.recv().await.ok();
            }
        };
        timeout(PATIENCE, waiting)
            .await
            .map_err(|_| format!("{command} never answered as awaited"))?
    }

    /// Waits until everything is shared and the sharing that was on after `since` has ended, as it has
    /// when a person does the next thing.
    pub(crate) async fn until_idle(&self, since: values::Instant) -> Result<(), Broken> {
        let ended = |status: &Value| {
            let shared_at = status.get("shared_at").and_then(Value::as_str);
            let shared_at = shared_at.and_then(|at| at.parse().ok());
            let waiting = status.get("waiting").and_then(Value::as_u64);
            waiting == Some(0) && shared_at.is_some_and(|at: values::Instant| at >= since)
        };
        self.until("sync_status", json!({}), ended).await.map(drop)
    }

    pub(crate) async fn stop(self) {
        self.workstation.stop().await;
    }
}

/// The ids of all visits in the answer to `agenda_day`.
pub(crate) fn visits(day: &Value) -> impl Iterator<Item = &str> {
    let columns = day.get("columns").and_then(Value::as_array);
    columns
        .into_iter()
        .flatten()
        .filter_map(|column| column.get("appointments")?.as_array())
        .flatten()
        .filter_map(|visit| visit.pointer("/appointment/id")?.as_str())
}
