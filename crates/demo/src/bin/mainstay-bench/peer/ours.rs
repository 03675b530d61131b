//! Our side: workstations and a server in one process, each with its own files.

use std::{collections::BTreeMap, future::Future, process::Command, time::Instant};

use clinic::records::Role;

use super::{
    OURS, documents,
    phase::{Phases, Program, Said, Work, watch as listen},
    station::{Live, Station},
};
use crate::{Broken, figure::say, place::Place};

/// Starts our side and watches it.
pub(crate) fn watch(work: Work) -> Result<Phases, Broken> {
    let mut command = Command::new(std::env::current_exe()?);
    listen(Program::start(command.arg(OURS).args(work.words()))?, &[])
}

/// What becomes of edits that meet.
pub(crate) fn anomalies() -> Result<BTreeMap<String, u32>, Broken> {
    let mut command = Command::new(std::env::current_exe()?);
    let mut side = Program::start(command.arg(OURS))?;
    let line = side.line()?.ok_or("our side said nothing")?;
    Ok(serde_json::from_str(&line)?)
}

/// Does the work.
pub(crate) async fn run(work: Work) -> Result<(), Broken> {
    let mut place = Place::open().await?;
    place
        .add((0..work.patients).map(documents::patient))
        .await?;
    let mut one = Station::join(&place, "one").await?;
    timed("replicate", one.exchange()).await?;
    timed("nothing", one.exchange()).await?;
    let actor = one.actor(Role::Reception).await?;
    let pushed = work.patients + work.changes;
    for number in work.patients..pushed {
        let (_, request) = documents::registration(number)?;
        one.perform(actor, "register_patient", request).await?;
    }
    timed("push", one.exchange()).await?;
    let mut other = Station::join(&place, "other").await?;
    other.exchange().await?;
    let (mut one, mut other) = (one.live().await?, other.live().await?);
    let turned = pushed + work.samples;
    propagation("there", &one, &mut other, pushed, work.samples).await?;
    propagation("back", &other, &mut one, turned, work.samples).await?;
    drop((one, other));
    place.close().await;
    Ok(())
}

async fn timed(phase: &str, doing: impl Future<Output = Result<(), Broken>>) -> Result<(), Broken> {
    tell(&Said::Begins {
        begins: phase.to_owned(),
    })?;
    let began = Instant::now();
    doing.await?;
    tell(&Said::Ended {
        phase: phase.to_owned(),
        ms: vec![began.elapsed().as_secs_f64() * 1_000.0],
    })
}

/// One patient after another, from the answer at one workstation until the other's cache holds it.
async fn propagation(
    phase: &str,
    from: &Live,
    to: &mut Live,
    first: u32,
    samples: u32,
) -> Result<(), Broken> {
    tell(&Said::Begins {
        begins: phase.to_owned(),
    })?;
    let mut ms = Vec::new();
    for number in first..first + samples {
        let patient = from.register(number).await?;
        let answered = Instant::now();
        to.until_here(patient).await?;
        ms.push(answered.elapsed().as_secs_f64() * 1_000.0);
    }
    let phase = phase.to_owned();
    tell(&Said::Ended { phase, ms })
}

fn tell(said: &Said) -> Result<(), Broken> {
    say(&serde_json::to_string(said)?);
    Ok(())
}
