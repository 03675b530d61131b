//! The hours before a demo began, so that its trends are not empty. Everything in it is marked simulated.

use store::{Mode, Store};
use values::Instant;
use vitals::simulator;
use wire::vitals::NumericSample;
use workflows::RecordsError;

const DONE: &str = "demo_history";
const HOURS: u32 = 8;

/// Fills the trends of the simulated monitors, once.
pub(crate) async fn fill(store: &Store, now: Instant) {
    if let Err(error) = fill_once(store, now).await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the demo's trends stay empty"
        );
    }
}

async fn fill_once(store: &Store, now: Instant) -> Result<(), RecordsError> {
    let mut tx = store.write(Mode::Optimistic).await?;
    if tx.setting(DONE).await?.is_some() {
        return Ok(());
    }
    for (bed, scenario) in simulator::SCENARIOS.iter().enumerate() {
        let monitor = scenario.monitor.parse().map_err(other)?;
        let samples = simulator::history(&monitor, now, HOURS, bed).map_err(other)?;
        tx.keep_vital_samples(&rows(&samples)).await?;
    }
    tx.set_setting(DONE, "yes").await?;
    tx.commit().await
}

fn other<E: std::error::Error + Send + Sync + 'static>(error: E) -> RecordsError {
    RecordsError::Other(Box::new(error))
}

/// Samples as the store keeps them.
pub(crate) fn rows(samples: &[NumericSample]) -> Vec<(i64, String, String)> {
    samples
        .iter()
        .filter_map(|sample| {
            let body = serde_json::to_string(sample).ok()?;
            Some((
                sample.received_at.as_millis(),
                sample.monitor.to_string(),
                body,
            ))
        })
        .collect()
}
