//! `mainstay-demo --data <folder> [--database <url>] [--fresh] [--server-port <n>] [--mqtt-port <n>] [--more-patients <n>] [--no-simulators] [--plain]`
//!
//! Says what it does on its standard output, and once both ports answer writes
//! `ready {"server_url":…,"mqtt_url":…,"enrolment_codes":[…]}` as one line. SIGTERM, SIGINT and SIGHUP
//! close it in order. The task runner states this contract (`xtask::contract::demo`).

use std::{error::Error, io::Write, path::PathBuf, process::ExitCode, sync::Arc};

use demo::{Demo, DemoError, Options};
use serde_json::json;
use server::PostgresOptions;
use tokio::signal::unix::{SignalKind, signal};
use values::time::SystemClock;

/// Everything here makes and drops many small pieces, which the system's own allocator is slow at.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "usage: mainstay-demo --data <folder> [--database postgres://…] [--fresh] [--server-port <n>] [--mqtt-port <n>] [--more-patients <n>] [--no-simulators] [--plain]";
/// One code a workstation, as the task runner wants them; the server takes the same one from each.
const WORKSTATIONS: usize = 2;

#[tokio::main]
async fn main() -> ExitCode {
    // The broker calls every connection that ends an error.
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "warn,rumqttd=off".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let Some(options) = read_options(std::env::args().skip(1)) else {
        say(USAGE);
        return ExitCode::from(2);
    };
    match run(&options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!(
                "the demo clinic did not start: {}",
                causes(&error)
            ));
            if matches!(error, DemoError::Store(_) | DemoError::Records(_)) {
                say("its records may be of another version; --fresh begins anew");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> Result<(), DemoError> {
    // Before anything is started, so that no signal finds the program without an answer.
    let closing = closing();
    let new = options.database.is_some() || !options.data.join("server.db").exists();
    if options.fresh || new {
        say("Seeding the demo clinic: 120 patients, their history and the weeks around today");
    }
    let demo = Demo::start(options, Arc::new(SystemClock)).await?;
    match demo.seeded {
        Some(seeded) => say(&format!(
            "Seeded {} patients, {} appointments, {} invoices",
            seeded.patients, seeded.appointments, seeded.invoices
        )),
        None => tell_days(demo.days_gone_by),
    }
    let codes = [(); WORKSTATIONS].map(|()| demo.invitation.to_string());
    let ready = json!({
        "server_url": demo.server_url(),
        "mqtt_url": demo.mqtt_url(),
        "enrolment_codes": codes,
    });
    say(&format!("ready {ready}"));
    closing.await;
    say("Closing the demo clinic");
    demo.stop().await;
    Ok(())
}

fn tell_days(days: u32) {
    match days {
        0 => {}
        1 => say("A day went by since the last start; --fresh begins anew"),
        _ => say(&format!(
            "{days} days went by since the last start; --fresh begins anew"
        )),
    }
}

/// Waits for the wish to end. A signal that cannot be listened for ends the process the usual way.
fn closing() -> impl Future<Output = ()> {
    let listen = |kind| signal(kind).ok();
    let signals = [
        listen(SignalKind::terminate()),
        listen(SignalKind::interrupt()),
        listen(SignalKind::hangup()),
    ];
    async move {
        let (sender, mut first) = tokio::sync::mpsc::channel::<()>(1);
        for mut signal in signals.into_iter().flatten() {
            let sender = sender.clone();
            tokio::spawn(async move {
                signal.recv().await;
                sender.try_send(()).ok();
            });
        }
        first.recv().await;
    }
}

fn read_options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options::at(PathBuf::new());
    while let Some(name) = arguments.next() {
        match name.as_str() {
            "--data" => options.data = arguments.next()?.into(),
            "--database" => {
                options.database = Some(PostgresOptions {
                    url: arguments.next()?,
                    replica: None,
                });
            }
            "--fresh" => options.fresh = true,
            "--server-port" => options.server_port = Some(arguments.next()?.parse().ok()?),
            "--mqtt-port" => options.mqtt_port = Some(arguments.next()?.parse().ok()?),
            "--more-patients" => options.more_patients = arguments.next()?.parse().ok()?,
            "--no-simulators" => options.simulators = false,
            "--plain" => options.plain = true,
            _ => return None,
        }
    }
    let complete = !options.data.as_os_str().is_empty();
    complete.then_some(options)
}

/// A line for whoever started this. It may be gone: that is no reason to stop.
fn say(line: &str) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}")
        .and_then(|()| output.flush())
        .ok();
}

fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<Options> {
        read_options(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn flags_come_in_any_order() {
        let options = read("--mqtt-port 4002 --fresh --data d --server-port 4001").unwrap();
        assert_eq!(options.data, PathBuf::from("d"));
        assert_eq!(
            (options.server_port, options.mqtt_port),
            (Some(4001), Some(4002))
        );
        assert!(options.fresh && options.simulators);
    }

    #[test]
    fn refuses_what_it_does_not_understand() {
        for line in [
            "",
            "--data",
            "--data d --server-port x",
            "--data d --frehs",
            "--data d --database",
        ] {
            assert!(read(line).is_none(), "{line}");
        }
    }
}
