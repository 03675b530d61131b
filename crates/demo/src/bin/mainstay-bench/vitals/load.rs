//! A ward's waves: every monitor on a connection of its own, four waves each, 250 samples a second.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde_json::json;
use tokio::{
    sync::broadcast::error::RecvError,
    task::JoinSet,
    time::{MissedTickBehavior, interval_at, timeout},
};
use wire::{
    local::HostEvent,
    vitals::{WaveChannel, WaveChunk},
};

use super::device::Device;
use crate::{Broken, desk::Desk, figure::number, place::clock, samples::Samples};

const CHANNELS: [WaveChannel; 4] = [
    WaveChannel::EcgIi,
    WaveChannel::EcgV,
    WaveChannel::Pleth,
    WaveChannel::Resp,
];
const RATE_MHZ: usize = 250_000;
const PIECE: Duration = Duration::from_millis(250);
const PIECES_A_SECOND: usize = 4;
/// The first two seconds of every wave are left out of rate and latency, not of what must arrive.
const WARM_UP: usize = 2 * PIECES_A_SECOND;
/// Nothing more comes after so long.
const QUIET: Duration = Duration::from_secs(3);

/// Which piece of which wave: the number of its first sample.
type Piece = (String, WaveChannel, u64);

/// What came of it.
pub(super) struct Load {
    monitors: usize,
    expected: usize,
    received: usize,
    /// Events that this listener was too slow for.
    overrun: u64,
    latency: Samples,
    counted: usize,
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Load {
    /// Samples that were sent and never came.
    pub(super) fn missing(&self) -> usize {
        self.expected.saturating_sub(self.received)
    }

    /// Samples a second, from the first to the last that counted.
    pub(super) fn rate(&self) -> f64 {
        let took = self
            .first
            .zip(self.last)
            .map_or(Duration::ZERO, |(first, last)| last - first);
        if took.is_zero() {
            return 0.0;
        }
        number(self.counted) / took.as_secs_f64()
    }

    /// From a piece's publication to the event that carries it.
    pub(super) fn latency(&self) -> &Samples {
        &self.latency
    }

    pub(super) fn told(&self) -> String {
        format!(
            "waves of {} monitors: {} of {} samples came, {:.0} a second, p99 {:.0} ms, {} events overrun",
            self.monitors,
            self.received,
            self.expected,
            self.rate(),
            self.latency.ms(99).unwrap_or(f64::NAN),
            self.overrun
        )
    }

    fn take(&mut self, chunk: &WaveChunk, sent: Option<Instant>) {
        let now = Instant::now();
        let real = chunk.valid.iter().map(|run| run.count).sum::<u32>();
        let real = usize::try_from(real).unwrap_or(0);
        self.received += real;
        if chunk.start < first_sample(WARM_UP) {
            self.latency.leave_out();
            return;
        }
        self.counted += real;
        self.first = self.first.or(Some(now));
        self.last = Some(now);
        if let Some(sent) = sent {
            self.latency.add(now - sent);
        }
    }
}

/// The number of the first sample of a piece: at 250 Hz a piece has 62 or 63.
fn first_sample(piece: usize) -> u64 {
    u64::try_from(piece * RATE_MHZ / 1_000 / PIECES_A_SECOND).unwrap_or(u64::MAX)
}

/// Plays so many monitors for so long at a workstation that draws them all.
pub(super) async fn play(
    desk: &Desk,
    broker: SocketAddr,
    monitors: usize,
    seconds: usize,
) -> Result<Load, Broken> {
    let pieces = WARM_UP + seconds * PIECES_A_SECOND;
    let a_wave = usize::try_from(first_sample(pieces))?;
    let names: Vec<String> = (0..monitors)
        .map(|number| format!("ward-{monitors}-{number}"))
        .collect();
    desk.call("watch_waves", json!({ "monitors": names }))
        .await?;
    let sent = Arc::new(Mutex::new(BTreeMap::new()));
    let mut events = desk.events();
    let mut playing = JoinSet::new();
    for (number, name) in (0_u32..).zip(&names) {
        let bedside = Bedside {
            device: Device::connect(broker, name).await?,
            name: name.clone(),
            sent: Arc::clone(&sent),
        };
        // Real monitors do not send at the same moment.
        let offset = PIECE * number / u32::try_from(monitors)?;
        playing.spawn(bedside.play(offset, pieces));
    }
    let mut load = Load {
        monitors,
        expected: monitors * CHANNELS.len() * a_wave,
        received: 0,
        overrun: 0,
        latency: Samples::after(0),
        counted: 0,
        first: None,
        last: None,
    };
    let mut waves_at = Instant::now();
    while load.received < load.expected && waves_at.elapsed() < QUIET {
        match timeout(QUIET, events.recv()).await {
            Ok(Ok(HostEvent::Waves { batch })) => {
                waves_at = Instant::now();
                for chunk in &batch.chunks {
                    let piece: Piece = (chunk.monitor.to_string(), chunk.channel, chunk.start);
                    let when = lock(&sent).remove(&piece);
                    load.take(chunk, when);
                }
            }
            Ok(Err(RecvError::Lagged(missed))) => load.overrun += missed,
            Ok(Err(RecvError::Closed)) => return Err("the workstation is gone".into()),
            Ok(Ok(_)) => {}
            Err(_) => break,
        }
    }
    desk.call("watch_waves", json!({ "monitors": [] })).await?;
    while let Some(played) = playing.join_next().await {
        played??;
    }
    Ok(load)
}

fn lock(
    sent: &Mutex<BTreeMap<Piece, Instant>>,
) -> std::sync::MutexGuard<'_, BTreeMap<Piece, Instant>> {
    sent.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Bedside {
    device: Device,
    name: String,
    sent: Arc<Mutex<BTreeMap<Piece, Instant>>>,
}

impl Bedside {
    async fn play(self, offset: Duration, pieces: usize) -> Result<(), Broken> {
        let start = tokio::time::Instant::now() + offset;
        let mut tick = interval_at(start, PIECE);
        tick.set_missed_tick_behavior(MissedTickBehavior::Burst);
        for piece in 0..pieces {
            tick.tick().await;
            for channel in CHANNELS {
                self.wave(channel, piece).await?;
            }
            if (piece + 1) % PIECES_A_SECOND == 0 {
                let seq = u64::try_from((piece + 1) / PIECES_A_SECOND)?;
                self.device.heart_rate(&self.name, seq, 80).await?;
            }
        }
        // What the connection still holds is sent before it is dropped.
        tokio::time::sleep(PIECE).await;
        Ok(())
    }

    async fn wave(&self, channel: WaveChannel, piece: usize) -> Result<(), Broken> {
        let (from, to) = (first_sample(piece), first_sample(piece + 1));
        // A saw tooth as large as real counts: the same number of digits on the wire.
        let samples: Vec<u64> = (from..to).map(|number| 900 + number * 7 % 1_000).collect();
        let piece_ms = i64::try_from(PIECE.as_millis())?;
        let payload = json!({
            "v": 1, "device_id": self.name, "seq": piece + 1, "boot": 1, "sim": true,
            "timestamp": clock().now().as_millis() - piece_ms,
            "channel": channel, "rate_mhz": RATE_MHZ, "gain": 200.0, "baseline": 1_024,
            "unit": "mV", "samples": samples,
        });
        lock(&self.sent).insert((self.name.clone(), channel, from), Instant::now());
        self.device.send(&self.name, "waveform", &payload).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_on_at_250_samples_a_second() {
        assert_eq!(first_sample(0), 0);
        assert_eq!(first_sample(1), 62);
        assert_eq!(first_sample(2), 125);
        assert_eq!(first_sample(4 * 60), 60 * 250);
    }
}
