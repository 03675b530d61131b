//! One seed from beginning to judgement.

use std::{path::Path, sync::Arc, time::Duration};

use tokio::time::Instant as Moment;
use values::{Instant, simulation};

use crate::{
    Broken,
    chance::Chance,
    clock::SimClock,
    desk::Desk,
    faults::Faults,
    host::Host,
    ledger::Ledger,
    life::Life,
    network::{DOWN, LOOKED_AFTER, Line, Network},
    oracle,
    trace::Trace,
};

/// The Monday on which everybody books.
const START: &str = "2026-11-23T08:00:00Z";
const HOUR_MS: i64 = 60 * 60 * 1_000;
/// Exchanges within which everything must have come to rest, once nothing goes wrong any more.
const ROUNDS: usize = 40;
const ROUND: Duration = Duration::from_secs(6);
const REFILL: Duration = Duration::from_hours(73);

/// What a seed came to.
#[derive(Debug)]
pub struct Outcome {
    /// The digest of everything that happened.
    pub trace: String,
    /// The faults that it had.
    pub faults: Vec<&'static str>,
    /// Changes that people were told are saved.
    pub saved: usize,
    /// Every promise that was not kept.
    pub broken: Vec<String>,
}

/// What everybody in a world has in hand.
pub(crate) struct Shared {
    pub(crate) faults: Faults,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) trace: Arc<Trace>,
}

/// Runs a seed, with its files in `folder`. One process runs one seed. When `told`, what happens is
/// written to the error stream.
pub fn run(seed: u64, folder: &Path, told: bool) -> Result<Outcome, Broken> {
    let ids = Chance::of(seed, 1);
    simulation::draw_from(move || {
        let mut bytes = [0; 16];
        for half in bytes.chunks_mut(8) {
            half.copy_from_slice(&ids.next().to_le_bytes());
        }
        bytes
    });
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()?
        .block_on(live(seed, folder, told))
}

async fn live(seed: u64, folder: &Path, told: bool) -> Result<Outcome, Broken> {
    let began = Moment::now();
    let chance = Chance::of(seed, 2);
    let faults = Faults::drawn(&chance);
    let shared = Arc::new(Shared {
        faults,
        ledger: Arc::default(),
        trace: Arc::new(Trace::new(began, told)),
    });
    let clock = Arc::new(SimClock::at(START.parse()?, began));
    let host =
        Arc::new(Host::new(folder.join("server.db"), clock, Arc::clone(&shared.ledger)).await?);
    let trace = Arc::clone(&shared.trace);
    let network = Arc::new(Network::new(
        Arc::clone(&host),
        faults,
        Chance::of(seed, 3),
        trace,
    ));
    let desks = furnish(seed, folder, began, &network, &chance).await?;
    network.heal(false);
    host.end_soon(&chance, faults);
    let care = tokio::spawn(care(Arc::clone(&host), Chance::of(seed, 4), faults));
    let mischief = tokio::spawn(mischief(
        Arc::clone(&host),
        desks.clone(),
        Chance::of(seed, 5),
        faults,
    ));
    let restoring = tokio::spawn(restoring(Arc::clone(&host), Chance::of(seed, 6), faults));
    let days: Vec<_> = desks
        .iter()
        .map(|desk| tokio::spawn(Arc::clone(desk).day(Arc::clone(&shared))))
        .collect();
    for day in days {
        day.await??;
    }
    care.abort();
    mischief.abort();
    let _ = (care.await, mischief.await);
    restoring.abort();
    if let Ok(restored) = restoring.await {
        restored?;
    }
    network.heal(true);
    host.start().await?;
    let corrupted = match desks.first() {
        Some(desk) if faults.corruption => desk.corrupt().await?,
        _ => false,
    };
    let came_to_rest = rest(&desks).await?;
    let mut broken = shared.ledger.all_broken();
    if !came_to_rest {
        broken.push(format!("not at rest after {ROUNDS} rounds without faults"));
    }
    broken.extend(oracle::judge(&host, &desks, &shared.ledger.saved()).await?);
    broken.extend(oracle::digests(&host, &desks, corrupted).await?);
    Ok(Outcome {
        trace: shared.trace.digest(),
        faults: faults.names(),
        saved: shared.ledger.saved().len(),
        broken,
    })
}

/// Two to four workstations, each with a clock of its own.
async fn furnish(
    seed: u64,
    folder: &Path,
    began: Moment,
    network: &Arc<Network>,
    chance: &Chance,
) -> Result<Vec<Arc<Desk>>, Broken> {
    let start: Instant = START.parse()?;
    let mut desks = Vec::new();
    for number in 0..usize::try_from(chance.between(2, 4))? {
        let desk = Desk::join(
            number,
            folder.join(format!("desk-{number}.db")),
            Arc::new(SimClock::at(start, began)),
            Line::new(Arc::clone(network), number),
            Chance::of(seed, 10 + u64::try_from(number)?),
        );
        desks.push(Arc::new(desk.await?));
    }
    Ok(desks)
}

/// Starts the server again after it ended.
async fn care(host: Arc<Host>, chance: Chance, faults: Faults) {
    loop {
        tokio::time::sleep(LOOKED_AFTER).await;
        if host.is_down() {
            tokio::time::sleep(chance.millis(DOWN.0, DOWN.1)).await;
            // What could not start is tried again at the next look.
            let _ = host.start().await;
            host.end_soon(&chance, faults);
        }
    }
}

/// Wrong clocks, and people whose role changes.
async fn mischief(host: Arc<Host>, desks: Vec<Arc<Desk>>, chance: Chance, faults: Faults) {
    loop {
        tokio::time::sleep(chance.millis(2_000, 20_000)).await;
        if faults.clock_jump
            && let Some(desk) = chance.pick(&desks)
        {
            let span = u64::try_from(2 * HOUR_MS).unwrap_or(0);
            let wrong_by = i64::try_from(chance.below(span)).unwrap_or(0) - HOUR_MS;
            desk.clock.set_wrong_by(wrong_by);
        }
        if faults.role_change {
            // A server that is down changes nobody.
            let _ = host.change_role(&chance).await;
        }
    }
}

/// A copy of the server, laid back some time after it was made.
async fn restoring(host: Arc<Host>, chance: Chance, faults: Faults) -> Result<(), Broken> {
    if faults.restore {
        tokio::time::sleep(chance.millis(2_000, 30_000)).await;
        host.back_up()?;
        tokio::time::sleep(chance.millis(2_000, 30_000)).await;
        host.restore().await?;
        host.end_soon(&chance, faults);
    }
    Ok(())
}

/// Exchanges until nothing is left to exchange; whether that point was reached.
async fn rest(desks: &[Arc<Desk>]) -> Result<bool, Broken> {
    let life = Life::new();
    let mut sharing = Vec::new();
    for desk in desks {
        let store = desk.open(&life)?;
        sharing.push((desk.worker(&store).await?, store));
    }
    for round in 0..ROUNDS {
        let mut quiet = true;
        let mut cursors = Vec::new();
        for (worker, store) in &mut sharing {
            quiet &= worker.exchange().await.is_ok();
            let mut tx = store.read().await?;
            quiet &= tx.pending(0, 1).await?.is_empty();
            cursors.push(tx.setting("cursor").await?);
        }
        if quiet && cursors.windows(2).all(|pair| pair.first() == pair.last()) {
            return Ok(true);
        }
        // After a restore, what may stand on changes that are still missing waits for them so long.
        let wait = if round == ROUNDS / 2 { REFILL } else { ROUND };
        tokio::time::sleep(wait).await;
    }
    Ok(false)
}
