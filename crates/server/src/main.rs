//! The server's program: see [`arguments::USAGE`].

mod arguments;

use std::{io::Write, process::ExitCode, sync::Arc};

use arguments::{AuditTask, Task};
use server::{Options, Server, Transport, audit, backup, facilities};
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
        Task::Serve(options) => serve(options).await,
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
        Task::Revoke {
            place,
            code,
            wipe: false,
        } => told(
            backup::revoke(&place, &code, SystemClock.now())
                .await
                .map(|()| {
                    tracing::info!(code, "this workstation may not share any more");
                }),
        ),
        Task::Revoke {
            place,
            code,
            wipe: true,
        } => told(
            backup::wipe(&place, &code, SystemClock.now())
                .await
                .map(|()| {
                    tracing::info!(code, "this workstation is wiped when it is next heard");
                }),
        ),
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
    let (code, given) = (
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
    invite(&server, code, given);
    if let Err(error) = ended().await {
        tracing::error!(%error, "no signals here");
    }
    server.stop().await;
    ExitCode::SUCCESS
}

/// Says what is typed at a workstation that joins. To whoever started this, and not into the log: it admits.
fn invite(server: &Server, code: String, given: bool) {
    let line = Invitation {
        code,
        fingerprint: server.fingerprint,
    };
    let mut output = std::io::stdout().lock();
    let mut said = writeln!(output, "to join {}: {line}", server.url());
    if given {
        said = said.and_then(|()| {
            writeln!(
                output,
                "where workstations trust the authority that signed the certificate, the code alone will do: {}",
                line.code
            )
        });
    }
    // It may be gone: that is no reason to stop.
    said.and_then(|()| output.flush()).ok();
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
