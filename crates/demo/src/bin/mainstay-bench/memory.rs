//! Resident memory of a workstation at rest, and of the server.

use std::{
    thread,
    time::{Duration, Instant},
};

use crate::{
    Broken,
    figure::{Figure, say},
    window::{Memory, Page, READY, Running, Surroundings},
};

/// What a start needs for itself is given back by then.
const AT_REST: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_mins(1);
const LOOK_EVERY: Duration = Duration::from_millis(20);

pub(crate) fn measure() -> Result<(), Broken> {
    let around = Surroundings::set()?;
    // The first start joins and copies; it is left out.
    drop(ready(&around)?);
    let window = ready(&around)?;
    thread::sleep(AT_REST);
    let workstation = window.memory()?;
    let clinic = around.clinic_memory()?;
    drop(window);
    let blank = if let Some(mut browser) = around.browse(&Page::blank())? {
        thread::sleep(AT_REST);
        browser.check()?;
        Some(browser.memory()?)
    } else {
        say("WebKitGTK's MiniBrowser is not installed: there is no baseline");
        None
    };
    say(&format!(
        "one sample each, {} s after the sign-in screen; {} processes of the workstation, {} of the clinic",
        AT_REST.as_secs(),
        workstation.processes,
        clinic.processes
    ));
    show(
        "workstation, resident",
        |of| of.resident,
        &workstation,
        blank.as_ref(),
    );
    show(
        "workstation, shared pages in parts",
        |of| of.proportional,
        &workstation,
        blank.as_ref(),
    );
    show(
        "demo clinic: server, broker, six monitors, resident",
        |of| of.resident,
        &clinic,
        None,
    );
    Ok(())
}

fn ready(around: &Surroundings) -> Result<Running, Broken> {
    let mut window = around.open()?;
    let deadline = Instant::now() + PATIENCE;
    while window.said(READY).is_none() {
        window.check()?;
        if Instant::now() > deadline {
            return Err("the window never became ready".into());
        }
        thread::sleep(LOOK_EVERY);
    }
    Ok(window)
}

fn show(name: &str, of: impl Fn(&Memory) -> u64, measured: &Memory, blank: Option<&Memory>) {
    let mut figure = Figure::new(name, mib(of(measured)), "MiB");
    if let Some(blank) = blank {
        figure = figure.beside(mib(of(blank)), "MiniBrowser on a blank page");
    }
    figure.show();
}

fn mib(bytes: u64) -> f64 {
    u32::try_from(bytes / 1_024).map_or(f64::INFINITY, f64::from) / 1_024.0
}
