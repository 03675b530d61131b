//! `mainstay-bench <name>`: measures the product and writes one JSON object a figure and a line; every
//! other line is for a person. `cargo xtask bench` runs it and prints the figures as a table.
//!
//! A figure stands beside a baseline of the same run wherever there is one, so that a busy machine slows
//! both. Percentiles come from every sample taken after a warm-up, by nearest rank.

mod audit;
mod bootstrap;
mod clinic_day;
mod commit;
mod desk;
mod disk;
mod documents;
mod figure;
mod health;
mod memory;
mod peer;
mod place;
mod samples;
mod search;
mod start;
mod sync;
mod vitals;
mod window;

use std::{error::Error, process::ExitCode};

use figure::say;

/// Everything here makes and drops many small pieces, which the system's own allocator is slow at.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Anything a measurement cannot go on from.
type Broken = Box<dyn Error + Send + Sync>;

const USAGE: &str = "usage: mainstay-bench search|commit|audit|sync|bootstrap|documents|vitals|start|memory|peer [--quick]";

#[tokio::main]
async fn main() -> ExitCode {
    // The broker calls every connection that ends an error.
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "error,rumqttd=off".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let measured = match name.as_str() {
        "search" => search::measure().await,
        "commit" => commit::measure().await,
        "audit" => audit::measure().await,
        "sync" => sync::measure().await,
        "bootstrap" => bootstrap::measure().await,
        "documents" => documents::measure().await,
        "vitals" => vitals::measure().await,
        "start" => start::measure(),
        "memory" => memory::measure(),
        "peer" => peer::measure(&rest),
        peer::OURS => Box::pin(peer::be_ours(&rest)).await,
        _ => {
            say(USAGE);
            return ExitCode::from(2);
        }
    };
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!(
                "{name} was not measured: {}",
                causes(error.as_ref())
            ));
            ExitCode::FAILURE
        }
    }
}

fn causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
