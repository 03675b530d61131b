//! The last hours of a monitor, drawn from the encrypted cache.

use std::{collections::BTreeMap, sync::Arc};

use clinic::records::{Facility, Kind};
use values::Instant;
use vitals::chart::{ChartLabels, Palette, TrendChart};
use wire::{
    Code, Failure,
    local::{TrendRow, VitalsTrendRequest, VitalsTrendView},
    vitals::{AlarmLimits, NumericSample},
};
use workflows::{Records, RecordsError, context::decode_body};

use crate::Core;

const HOUR_MS: i64 = 3_600_000;
const HOURS_MAX: u16 = 72;
/// The table under a drawing has a line for each tenth of an hour at most.
const ROWS_MAX: i64 = 120;

/// The drawing, and the same values as a table.
pub(super) async fn vitals_trend(
    core: &Arc<Core>,
    request: VitalsTrendRequest,
) -> Result<VitalsTrendView, Failure> {
    let session = core.signed_in()?;
    let (store, actor) = core.store_for(&session).await?;
    let to = core.clock.now();
    let hours = i64::from(request.hours.clamp(1, HOURS_MAX));
    let from = to.plus_millis(-hours * HOUR_MS);
    let read = async {
        let mut tx = store.read().await?;
        let texts = tx
            .vital_samples(&request.monitor, from.as_millis(), to.as_millis())
            .await?;
        let facility = tx.get(Kind::Facility, actor.facility.uuid()).await?;
        let facility: Option<Facility> = facility
            .map(|stored| decode_body(stored.body))
            .transpose()?;
        Ok::<_, RecordsError>((texts, facility))
    };
    let (texts, facility) = read
        .await
        .map_err(|error| core.records_failure("vitals_trend", &error))?;
    let facility = facility.ok_or(Failure::new(Code::NotFound))?;
    let watched = core
        .live
        .bed(&request.monitor)
        .map(|bed| bed.assignment.patient);
    core.looked("vitals_trend", watched.into_iter().collect())
        .await;
    let drawn = tokio::task::spawn_blocking(move || {
        let samples: Vec<NumericSample> = texts
            .iter()
            .filter_map(|text| serde_json::from_str(text).ok())
            .collect();
        let chart = TrendChart {
            samples: &samples,
            from,
            to,
            zone: &facility.zone,
            size: (request.width, request.height),
            palette: if request.dark {
                &Palette::DARK
            } else {
                &Palette::LIGHT
            },
            labels: &ChartLabels::of(request.language.as_deref().unwrap_or_default()),
            limits: Some(&AlarmLimits::ADULT),
        };
        let svg = chart.svg().map_err(|error| {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a trend was not drawn"
            );
            Failure::field("width", "invalid")
        })?;
        Ok(VitalsTrendView {
            svg,
            rows: rows(&samples, hours * HOUR_MS / ROWS_MAX),
        })
    });
    drawn.await.unwrap_or(Err(Failure::new(Code::Internal)))
}

/// Medians over intervals of `interval_ms`, rounded to whole minutes; intervals without samples are left out.
fn rows(samples: &[NumericSample], interval_ms: i64) -> Vec<TrendRow> {
    let interval = (interval_ms / 60_000).max(1) * 60_000;
    let mut intervals: BTreeMap<i64, Vec<&NumericSample>> = BTreeMap::new();
    for sample in samples {
        let start = sample.measured_at.as_millis().div_euclid(interval) * interval;
        intervals.entry(start).or_default().push(sample);
    }
    intervals
        .into_iter()
        .map(|(start, samples)| {
            let of = |value: fn(&NumericSample) -> Option<f64>| {
                median(samples.iter().filter_map(|sample| value(sample)).collect())
            };
            TrendRow {
                at: Instant::from_millis(start),
                hr: of(|sample| sample.heart_rate),
                spo2: of(|sample| sample.oxygen_saturation),
                rr: of(|sample| sample.respiration_rate),
                sys: of(|sample| sample.blood_pressure.map(|pressure| pressure.systolic)),
                dia: of(|sample| sample.blood_pressure.map(|pressure| pressure.diastolic)),
            }
        })
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of the type"
)]
fn median(mut values: Vec<f64>) -> Option<u16> {
    values.sort_by(f64::total_cmp);
    let middle = values.get(values.len() / 2)?;
    Some(middle.round().clamp(0.0, f64::from(u16::MAX)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_ignores_one_wild_value_and_nothing_has_none() {
        assert_eq!(median(vec![70.0, 300.0, 71.0]), Some(71));
        assert_eq!(median(Vec::new()), None);
    }
}
