//! Both sides under each other.

use std::{collections::BTreeMap, time::Duration};

use super::{
    PEER,
    phase::{Phase, Phases, Work},
};
use crate::{Broken, figure::Figure, samples::Samples};

/// Samples that warm both sides up.
const WARM_UP: usize = 5;
const MIB: f64 = 1_048_576.0;

/// What the phases came to.
pub(crate) fn show(work: Work, ours: &Phases, theirs: &Phases) -> Result<(), Broken> {
    let size = work.patients;
    let both = |phase: &str| -> Result<(&Phase, &Phase), Broken> {
        let missing = || format!("the phase {phase} is missing");
        Ok((
            ours.get(phase).ok_or_else(missing)?,
            theirs.get(phase).ok_or_else(missing)?,
        ))
    };
    let phases = [
        ("replicate", size, format!("first copy of {size}"), None),
        (
            "push",
            work.changes,
            format!("push of {} beside {size}", work.changes),
            Some(">= 2300"),
        ),
    ];
    for (phase, count, name, aim) in phases {
        let (ours, theirs) = both(phase)?;
        let rate = |phase: &Phase| f64::from(count) * 1_000.0 / total(phase);
        let figure = Figure::new(&name, rate(ours), "documents/s").beside(rate(theirs), PEER);
        match aim {
            Some(aim) => figure.aim(aim).show(),
            None => figure.show(),
        }
        Figure::new(
            format!("{name}, processor time"),
            ours.processor_ms / 1_000.0,
            "s",
        )
        .beside(theirs.processor_ms / 1_000.0, PEER)
        .show();
        Figure::new(format!("{name}, resident"), mib(ours), "MiB")
            .beside(mib(theirs), PEER)
            .show();
    }
    let (ours, theirs) = both("nothing")?;
    Figure::new(format!("nothing new beside {size}"), total(ours), "ms")
        .beside(total(theirs), PEER)
        .show();
    for way in ["there", "back"] {
        let (ours, theirs) = both(way)?;
        let (ours, theirs) = (samples(ours), samples(theirs));
        for percent in [50, 95] {
            let name = format!("one document {way} beside {size} p{percent}");
            Figure::new(name, ours.ms(percent)?, "ms")
                .beside(theirs.ms(percent)?, PEER)
                .show();
        }
    }
    Ok(())
}

/// What became of edits that met.
pub(crate) fn show_anomalies(ours: &BTreeMap<String, u32>, theirs: &BTreeMap<String, u32>) {
    let count = |side: &BTreeMap<String, u32>, name: &str| {
        side.get(name).copied().map_or(f64::NAN, f64::from)
    };
    for (name, of, unit) in [
        ("lost_edits", "edits", "edits lost"),
        ("double_bookings", "pairs", "double bookings"),
        ("duplicate_numbers", "pairs", "numbers given twice"),
    ] {
        Figure::new(
            format!("{unit}, of {}", count(ours, of)),
            count(ours, name),
            "",
        )
        .beside(count(theirs, name), PEER)
        .aim("<= 0")
        .show();
    }
}

fn total(phase: &Phase) -> f64 {
    phase.ms.iter().sum()
}

fn mib(phase: &Phase) -> f64 {
    u32::try_from(phase.resident / 1_024).map_or(f64::INFINITY, f64::from) * 1_024.0 / MIB
}

fn samples(phase: &Phase) -> Samples {
    let mut samples = Samples::after(WARM_UP);
    for ms in &phase.ms {
        samples.add(Duration::from_secs_f64(ms / 1_000.0));
    }
    samples
}
