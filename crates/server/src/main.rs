//! `mainstay-server --data <folder> [--listen <address>] [--mqtt <address>|none] --enrolment-code <code>`

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use server::{Options, Server};
use values::time::SystemClock;

const USAGE: &str = "mainstay-server --data <folder> --enrolment-code <code> [--listen 127.0.0.1:7400] [--mqtt 127.0.0.1:1883|none]";

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "info,rumqttd=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let Some(options) = read_options(std::env::args().skip(1)) else {
        tracing::error!("usage: {USAGE}");
        return ExitCode::from(2);
    };
    let server = match Server::start(options, Arc::new(SystemClock)).await {
        Ok(server) => server,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "not started");
            return ExitCode::FAILURE;
        }
    };
    if let Err(error) = ended().await {
        tracing::error!(%error, "no signals here");
    }
    server.stop().await;
    ExitCode::SUCCESS
}

fn read_options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options {
        data: PathBuf::new(),
        listen: "127.0.0.1:7400".parse().ok()?,
        mqtt: "127.0.0.1:1883".parse().ok(),
        enrolment_code: String::new(),
        demo: false,
    };
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--data" => options.data = value.into(),
            "--listen" => options.listen = value.parse().ok()?,
            "--mqtt" if value == "none" => options.mqtt = None,
            "--mqtt" => options.mqtt = Some(value.parse().ok()?),
            "--enrolment-code" => options.enrolment_code = value,
            _ => return None,
        }
    }
    let complete = !options.data.as_os_str().is_empty() && !options.enrolment_code.is_empty();
    complete.then_some(options)
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
