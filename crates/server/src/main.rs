//! The server's program: see [`arguments::USAGE`].

mod arguments;

use std::{io::Write, process::ExitCode, sync::Arc};

use arguments::{AuditTask, Task};
use server::{
    Options, Server, Transport, audit, backup, facilities,
    invitations::{self, Invited},
};
use values::{Clock, time::SystemClock};
use wire::sync::Invitation;

/// Everything here makes and drops many small pieces, which the system's own allocator is slow at.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,rumqttd=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let task = match arguments::read(std::env::args().skip(1)) {
        Ok(task) => task,
        Err(unclear) => {
            tracing::error!("{unclear}");
            tracing::info!("usage: {}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    match task {
        Task::Serve(options) => serve(*options).await,
        Task::Invite {
            place,
            transport,
            facility,
            hours,
        } => {
            let asked = (SystemClock.now(), hours);
            let invited = invitations::invite(&place, &transport, facility.as_deref(), asked).await;
            told(invited.map(|Invited { line, until }| {
                say(&format!("to join once, until {until}: {line}\n"));
            }))
        }
        Task::Backup { place, to } => told(backup::back_up(&place, &to).await.map(|()| {
            tracing::info!(to = %to.display(), "backed up");
        })),
        Task::Restore {
            place,
            from,
            replace,
        } => {
            let restored = backup::restore(&place, &from, replace, SystemClock.now()).await;
            told(restored.map(|replaced| {
                tracing::info!(replaced, "restored; workstations will refill what it lacks");
            }))
        }
        Task::Revoke { place, code, wipe } => revoke(&place, code, wipe).await,
        Task::WriteEscrow { place, to } => {
            told(backup::write_escrow(&place, &to).await.map(|changes| {
                tracing::info!(changes, to = %to.display(), "written");
            }))
        }
        Task::AddFacility { place, name } => told(
            facilities::add_facility(&place, &name, SystemClock.now())
                .await
                .map(|()| {
                    tracing::info!(name, "workstations may join this facility");
                }),
        ),
        Task::Audit { place, what } => care_for_audit(&place, what).await,
    }
}

async fn revoke(place: &backup::Place, code: String, wipe: bool) -> ExitCode {
    let now = SystemClock.now();
    if wipe {
        return told(backup::wipe(place, &code, now).await.map(|()| {
            tracing::info!(code, "this workstation is wiped when it is next heard");
        }));
    }
    told(backup::revoke(place, &code, now).await.map(|()| {
        tracing::info!(code, "this workstation may not share any more");
    }))
}

fn told(done: Result<(), backup::CareError>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "not done");
            ExitCode::FAILURE
        }
    }
}

async fn care_for_audit(place: &backup::Place, what: AuditTask) -> ExitCode {
    match what {
        AuditTask::Verify { against } => verified(audit::verify(place, against.as_deref()).await),
        AuditTask::Checkpoint { to } => {
            let chains = audit::checkpoint(place, &to, SystemClock.now()).await;
            told(chains.map(|chains| {
                tracing::info!(chains, to = %to.display(), "signed; keep it where nobody changes it");
            }))
        }
        AuditTask::Export { to, format } => told(
            audit::export(place, &to, format)
                .await
                .map(|lines| tracing::info!(lines, to = %to.display(), "written")),
        ),
    }
}

/// What was found goes to whoever asked, and only what is in order is a success.
fn verified(found: Result<audit::Verified, backup::CareError>) -> ExitCode {
    let Ok(found) = &found else {
        return told(found.map(drop));
    };
    let in_order = found.fault.is_none();
    let shown = std::io::stdout().write_all(found.to_string().as_bytes());
    if in_order && shown.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn serve(options: Options) -> ExitCode {
    let (standing, given) = (
        options.enrolment_code.clone(),
        matches!(options.transport, Transport::Given { .. }),
    );
    let server = match Server::start(options, Arc::new(SystemClock)).await {
        Ok(server) => server,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "not started");
            return ExitCode::FAILURE;
        }
    };
    match standing {
        Some(code) => invite(&server, "to join", code, given),
        None => match server.first_code().await {
            Ok(Some(code)) => invite(&server, "to join once, within a day,", code, given),
            Ok(None) => {}
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "no code for the first workstation"
                );
            }
        },
    }
    if let Err(error) = ended().await {
        tracing::error!(%error, "no signals here");
    }
    server.stop().await;
    ExitCode::SUCCESS
}

/// Says what is typed at a workstation that joins.
fn invite(server: &Server, how: &str, code: String, given: bool) {
    let line = Invitation {
        code,
        fingerprint: server.fingerprint,
    };
    let mut text = format!("{how} {}: {line}\n", server.url());
    if given {
        text.push_str(
            "where workstations trust the authority that signed the certificate, the code alone will do: ",
        );
        text.push_str(&line.code);
        text.push('\n');
    }
    say(&text);
}

/// To whoever started this, and not into the log: it admits. Whoever it was may be gone; that is no reason to stop.
fn say(text: &str) {
    let mut output = std::io::stdout().lock();
    output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
        .ok();
}

/// Waits until the system, or somebody at the keyboard, asks it to end.
#[cfg(unix)]
async fn ended() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = tokio::signal::ctrl_c() => interrupted,
    }
}

#[cfg(not(unix))]
async fn ended() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
