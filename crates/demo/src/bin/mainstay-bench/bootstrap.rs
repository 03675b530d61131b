//! The first copy of a large clinic: until somebody works, and until everything is there. Server and
//! workstation are one process, so what it takes of processor and memory is what both take.

use std::{
    fs,
    time::{Duration, Instant},
};

use clinic::records::Role;
use demo::seed_large;
use serde_json::json;
use store::{OpenOptions, Store};

use crate::{
    Broken,
    figure::{Figure, say},
    place::{Place, clock},
};

const PATIENTS: u64 = 100_000;
/// Ticks of a second in `/proc`, as Linux has them everywhere.
const TICKS: f64 = 100.0;

pub(crate) async fn measure() -> Result<(), Broken> {
    let mut place = Place::open().await?;
    place.stop_server().await;
    fill(&place).await?;
    place.start_server().await?;
    // The first one waits while the snapshot grows; the second finds it at hand.
    let first = copy(&place, "first").await?;
    first.show("first copy, snapshot made meanwhile", None);
    let second = copy(&place, "second").await?;
    second.show("first copy, snapshot at hand", None);
    place.encrypt().await?;
    let over_tls = copy(&place, "third").await?;
    over_tls.show("first copy over TLS, snapshot made meanwhile", Some(&first));
    place.close().await;
    Ok(())
}

async fn fill(place: &Place) -> Result<(), Broken> {
    let began = Instant::now();
    let path = place.folder().join("server").join("server.db");
    let store = Store::open(&OpenOptions { path, key: None }).await?;
    let visits = seed_large(&store, PATIENTS, clock().now()).await?;
    store.close().await;
    say(&format!(
        "{PATIENTS} patients with ten records each, {visits} of those visits, in {} s",
        began.elapsed().as_secs()
    ));
    Ok(())
}

struct Copied {
    usable: Duration,
    whole: Duration,
    cpu_seconds: f64,
    peak_mib: f64,
}

async fn copy(place: &Place, name: &str) -> Result<Copied, Broken> {
    // From here on the peak is counted anew.
    fs::write("/proc/self/clear_refs", "5")?;
    let before = cpu_seconds()?;
    let began = Instant::now();
    let desk = place.desk(name, Role::Reception, None).await?;
    let usable = began.elapsed();
    let whole = |status: &serde_json::Value| {
        status.get("online") == Some(&true.into()) && status.get("copying").is_none()
    };
    desk.until("sync_status", json!({}), whole).await?;
    let copied = Copied {
        usable,
        whole: began.elapsed(),
        cpu_seconds: cpu_seconds()? - before,
        peak_mib: peak_mib()?,
    };
    desk.stop().await;
    Ok(copied)
}

impl Copied {
    /// Beside the same without TLS, if this was with it.
    fn show(&self, name: &str, plain: Option<&Self>) {
        let figure = |what: &str, unit, of: fn(&Self) -> f64| {
            let figure = Figure::new(format!("{name}: {what}"), of(self), unit);
            match plain {
                Some(plain) => figure.beside(of(plain), "without TLS"),
                None => figure,
            }
        };
        figure("signed in", "s", |copied| copied.usable.as_secs_f64())
            .aim("<= 3")
            .show();
        figure("whole", "s", |copied| copied.whole.as_secs_f64())
            .aim("<= 30")
            .show();
        figure("processor", "s", |copied| copied.cpu_seconds).show();
        figure("peak memory", "MiB", |copied| copied.peak_mib).show();
    }
}

/// What this process has had of the processor, in user and in system mode.
fn cpu_seconds() -> Result<f64, Broken> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, rest) = stat.rsplit_once(')').ok_or("no process")?;
    let ticks: Vec<u32> = rest
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    Ok(f64::from(ticks.iter().sum::<u32>()) / TICKS)
}

fn peak_mib() -> Result<f64, Broken> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: Option<u32> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    Ok(f64::from(kib.ok_or("no peak")?) / 1_024.0)
}
