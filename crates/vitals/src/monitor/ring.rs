//! The last two minutes of one waveform. What is missing stays missing: nothing is joined or filled.

use std::collections::VecDeque;

use values::Instant;
use wire::vitals::{ChannelView, Freshness, MonitorId, SampleRun, WaveChunk};

use super::{
    freshness,
    sequence::{Order, Place, Sequence},
};
use crate::{
    Moment,
    message::{Envelope, MISSING, Wave},
};

/// How much is kept, in s.
const KEPT_S: u64 = 120;
/// A piece whose time differs by more than this from where the last one ended is a break, in ms.
const CLOCK_STEP_MS: i64 = 2_000;

/// One waveform of one monitor.
#[derive(Debug, Clone)]
pub struct WaveRing {
    monitor: MonitorId,
    /// The format of what is in the ring; its own samples are not used.
    format: Wave,
    samples: VecDeque<i16>,
    /// Number of the sample that comes next.
    next: u64,
    /// When the sample that comes next is due, by the monitor's clock.
    end: Instant,
    sequence: Sequence,
    received: Moment,
    simulated: bool,
}

impl WaveRing {
    /// An empty ring in the format of `wave`, for samples that begin at `measured_at`.
    pub fn new(monitor: MonitorId, wave: &Wave, measured_at: Instant, received: Moment) -> Self {
        Self {
            monitor,
            format: Wave {
                samples: Vec::new(),
                ..wave.clone()
            },
            samples: VecDeque::new(),
            next: 0,
            end: measured_at,
            sequence: Sequence::default(),
            received,
            simulated: false,
        }
    }

    /// Decides a piece's place in the stream; what is late or a duplicate does not go into the ring.
    pub fn place(&mut self, envelope: &Envelope, received: Moment) -> Order {
        let place = Place {
            seq: envelope.seq,
            boot: envelope.boot,
            timestamp: envelope.timestamp,
        };
        self.sequence.place(place, received.mono_ms)
    }

    /// Appends the next piece, which begins at `measured_at`; `lost` pieces before it never came.
    pub fn append(
        &mut self,
        wave: &Wave,
        (lost, simulated): (u64, bool),
        measured_at: Instant,
        received: Moment,
    ) -> WaveChunk {
        self.simulated = simulated;
        self.received = received;
        if !self.same_format(wave) {
            self.format = Wave {
                samples: Vec::new(),
                ..wave.clone()
            };
            self.samples.clear();
            self.next += 1;
        } else if !self.samples.is_empty() {
            self.leave_out(lost, wave.samples.len(), measured_at);
        }
        let start = self.next;
        self.extend(wave.samples.iter().copied());
        self.end = measured_at.plus_millis(self.duration_ms(wave.samples.len()));
        self.chunk(start, measured_at, &wave.samples)
    }

    /// What is in the ring of the last `seconds`, as one piece; none where it is empty.
    pub fn recent(&self, seconds: u32) -> Option<WaveChunk> {
        let wanted = self.count_in(u64::from(seconds)).min(self.samples.len());
        if wanted == 0 {
            return None;
        }
        let samples: Vec<i16> = self
            .samples
            .iter()
            .skip(self.samples.len() - wanted)
            .copied()
            .collect();
        let start = self.next.saturating_sub(wanted as u64);
        let t0 = self.end.plus_millis(-self.duration_ms(wanted));
        Some(self.chunk(start, t0, &samples))
    }

    /// The waveform as a view lists it.
    pub fn view(&self, now: Moment) -> ChannelView {
        ChannelView {
            channel: self.format.channel,
            rate_mhz: self.format.rate_mhz,
            gain: self.format.gain,
            baseline: self.format.baseline,
            unit: self.format.unit.clone(),
            freshness: self.freshness(now),
        }
    }

    /// Whether samples are coming in.
    pub fn freshness(&self, now: Moment) -> Freshness {
        freshness(now.millis_since(self.received))
    }

    fn same_format(&self, wave: &Wave) -> bool {
        self.format
            == Wave {
                samples: Vec::new(),
                ..wave.clone()
            }
    }

    /// Makes room for what never came: by the clock where that is plausible, else by the count of
    /// lost pieces. A piece that follows on leaves no gap, however its time jitters.
    fn leave_out(&mut self, lost: u64, piece: usize, measured_at: Instant) {
        let late_ms = measured_at.millis_since(self.end);
        if lost == 0 {
            if late_ms.abs() > CLOCK_STEP_MS {
                // The clock was set: how much time passed is unknown, so one sample marks the break.
                self.skip(1);
            }
            return;
        }
        let by_count = lost.saturating_mul(piece as u64);
        let by_clock = u64::try_from(late_ms)
            .ok()
            .map(|millis| millis.saturating_mul(u64::from(self.format.rate_mhz)) / 1_000_000)
            .filter(|count| *count > 0 && *count < by_count.saturating_mul(4));
        self.skip(by_clock.unwrap_or(by_count));
    }

    fn skip(&mut self, count: u64) {
        let held = usize::try_from(count)
            .unwrap_or(usize::MAX)
            .min(self.capacity());
        self.next += count - held as u64;
        self.extend(std::iter::repeat_n(MISSING, held));
    }

    fn extend(&mut self, samples: impl ExactSizeIterator<Item = i16>) {
        self.next += samples.len() as u64;
        self.samples.extend(samples);
        let surplus = self.samples.len().saturating_sub(self.capacity());
        self.samples.drain(..surplus);
    }

    fn capacity(&self) -> usize {
        self.count_in(KEPT_S)
    }

    fn count_in(&self, seconds: u64) -> usize {
        let count = seconds.saturating_mul(u64::from(self.format.rate_mhz)) / 1_000;
        usize::try_from(count).unwrap_or(usize::MAX)
    }

    fn duration_ms(&self, count: usize) -> i64 {
        let millis = (count as u64).saturating_mul(1_000_000) / u64::from(self.format.rate_mhz);
        i64::try_from(millis).unwrap_or(i64::MAX)
    }

    fn chunk(&self, start: u64, t0: Instant, samples: &[i16]) -> WaveChunk {
        WaveChunk {
            monitor: self.monitor.clone(),
            channel: self.format.channel,
            start,
            t0,
            rate_mhz: self.format.rate_mhz,
            gain: self.format.gain,
            baseline: self.format.baseline,
            unit: self.format.unit.clone(),
            samples: samples
                .iter()
                .map(|count| if *count == MISSING { 0 } else { *count })
                .collect(),
            valid: valid_runs(samples),
            simulated: self.simulated,
        }
    }
}

fn valid_runs(samples: &[i16]) -> Vec<SampleRun> {
    let mut runs: Vec<SampleRun> = Vec::new();
    let mut open = false;
    for (index, count) in (0_u32..).zip(samples) {
        let real = *count != MISSING;
        match runs.last_mut() {
            Some(run) if real && open => run.count += 1,
            _ if real => runs.push(SampleRun {
                from: index,
                count: 1,
            }),
            _ => {}
        }
        open = real;
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wire::vitals::WaveChannel;

    use super::*;

    fn wave(samples: Vec<i16>) -> Wave {
        Wave {
            channel: WaveChannel::EcgIi,
            rate_mhz: 4_000,
            gain: 200.0,
            baseline: 1_024,
            unit: "mV".to_owned(),
            samples,
        }
    }

    fn at(millis: i64) -> (Instant, Moment) {
        let at = Instant::from_millis(1_790_000_000_000 + millis);
        let mono_ms = u64::try_from(millis).unwrap();
        (at, Moment { at, mono_ms })
    }

    fn ring() -> WaveRing {
        let (measured_at, received) = at(0);
        WaveRing::new("m".parse().unwrap(), &wave(vec![0]), measured_at, received)
    }

    fn append(ring: &mut WaveRing, millis: i64, lost: u64, samples: Vec<i16>) -> WaveChunk {
        let (measured_at, received) = at(millis);
        ring.append(&wave(samples), (lost, false), measured_at, received)
    }

    #[test]
    fn pieces_that_follow_on_are_joined_in_spite_of_jitter() {
        let mut ring = ring();
        append(&mut ring, 0, 0, vec![1, 2]);
        let second = append(&mut ring, 530, 0, vec![3, 4]);
        assert_eq!(second.start, 2);
        let all = ring.recent(10).unwrap();
        assert_eq!(all.samples, [1, 2, 3, 4]);
        assert_eq!(all.valid, [SampleRun { from: 0, count: 4 }]);
    }

    #[test]
    fn lost_pieces_leave_a_gap_as_long_as_the_time_that_passed() {
        let mut ring = ring();
        append(&mut ring, 0, 0, vec![1, 2]);
        let after = append(&mut ring, 1_500, 2, vec![7, 8]);
        assert_eq!(after.start, 6);
        let all = ring.recent(10).unwrap();
        assert_eq!(all.samples, [1, 2, 0, 0, 0, 0, 7, 8]);
        let expected = [
            SampleRun { from: 0, count: 2 },
            SampleRun { from: 6, count: 2 },
        ];
        assert_eq!(all.valid, expected);
    }

    #[test]
    fn a_clock_step_breaks_the_line_without_inventing_time() {
        let mut ring = ring();
        append(&mut ring, 0, 0, vec![1, 2]);
        let after = append(&mut ring, 3_600_000, 0, vec![3]);
        assert_eq!(after.start, 3);
    }

    #[test]
    fn missing_samples_lie_in_no_run() {
        let mut ring = ring();
        let chunk = append(&mut ring, 0, 0, vec![MISSING, 5, 6, MISSING, 9]);
        assert_eq!(chunk.samples, [0, 5, 6, 0, 9]);
        let expected = [
            SampleRun { from: 1, count: 2 },
            SampleRun { from: 4, count: 1 },
        ];
        assert_eq!(chunk.valid, expected);
    }

    #[test]
    fn another_gain_starts_afresh_behind_a_break() {
        let mut ring = ring();
        append(&mut ring, 0, 0, vec![1, 2]);
        let (measured_at, received) = at(500);
        let louder = Wave {
            gain: 400.0,
            ..wave(vec![3])
        };
        let chunk = ring.append(&louder, (0, false), measured_at, received);
        assert_eq!(chunk.start, 3);
        assert_eq!(ring.recent(10).unwrap().samples, [3]);
    }

    proptest! {
        #[test]
        fn keeps_two_minutes_at_most_and_numbers_every_sample_once(
            pieces in prop::collection::vec((0_u64..400, 1_usize..40), 1..60)
        ) {
            let mut ring = ring();
            let mut expected_start = None;
            for (index, (lost, length)) in (0_i64..).zip(pieces) {
                let chunk = append(&mut ring, index * 1_000, lost, vec![1; length]);
                prop_assert!(expected_start.is_none_or(|start| chunk.start >= start));
                expected_start = Some(chunk.start + length as u64);
                prop_assert!(ring.recent(1_000).unwrap().samples.len() <= 480);
            }
        }
    }
}
