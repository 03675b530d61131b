//! Durations, and what a share of them stayed within.

use std::time::Duration;

use crate::{
    Broken,
    figure::{Figure, say},
};

/// Every duration measured of one thing. The first ones are left out: they warm caches.
#[derive(Debug, Clone)]
pub(crate) struct Samples {
    warm_up: usize,
    left_out: usize,
    kept: Vec<Duration>,
}

impl Samples {
    /// Leaves the first `warm_up` out.
    pub(crate) fn after(warm_up: usize) -> Self {
        Self {
            warm_up,
            left_out: 0,
            kept: Vec::new(),
        }
    }

    /// Takes one.
    pub(crate) fn add(&mut self, took: Duration) {
        if self.left_out < self.warm_up {
            self.leave_out();
        } else {
            self.kept.push(took);
        }
    }

    /// Counts one that belongs to a warm-up of another length.
    pub(crate) fn leave_out(&mut self) {
        self.left_out += 1;
    }

    /// How many are kept.
    pub(crate) fn count(&self) -> usize {
        self.kept.len()
    }

    /// The smallest sample that `percent` of all samples do not exceed (nearest rank). `None` when there
    /// is none.
    pub(crate) fn percentile(&self, percent: usize) -> Option<Duration> {
        let mut sorted = self.kept.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent.min(100)).div_ceil(100);
        sorted.get(rank.max(1) - 1).copied()
    }

    /// The same in milliseconds.
    pub(crate) fn ms(&self, percent: usize) -> Result<f64, Broken> {
        let found = self.percentile(percent).ok_or("nothing was sampled")?;
        Ok(found.as_secs_f64() * 1_000.0)
    }

    /// Says how many there are.
    pub(crate) fn tell(&self, name: &str) {
        say(&format!(
            "{name}: {} samples, {} more left out as warm-up",
            self.count(),
            self.left_out
        ));
    }
}

/// What samples are measured against.
pub(crate) struct Beside<'a> {
    /// Taken in the same run.
    pub(crate) samples: &'a Samples,
    /// What they are samples of.
    pub(crate) name: &'a str,
}

/// One figure a percentile, each beside the same percentile of the baseline; `aims` are percentiles with
/// what they should be.
pub(crate) fn show(
    name: &str,
    samples: &Samples,
    beside: Option<&Beside<'_>>,
    aims: &[(usize, Option<&'static str>)],
) -> Result<(), Broken> {
    samples.tell(name);
    for (percent, aim) in aims {
        let mut figure = Figure::new(format!("{name} p{percent}"), samples.ms(*percent)?, "ms");
        if let Some(beside) = beside {
            figure = figure.beside(beside.samples.ms(*percent)?, beside.name);
        }
        if let Some(aim) = aim {
            figure = figure.aim(aim);
        }
        figure.show();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(millis: impl IntoIterator<Item = u64>) -> Samples {
        let mut samples = Samples::after(0);
        for millis in millis {
            samples.add(Duration::from_millis(millis));
        }
        samples
    }

    fn percentile(samples: &Samples, percent: usize) -> u128 {
        samples.percentile(percent).unwrap().as_millis()
    }

    #[test]
    fn a_percentile_is_a_sample_by_nearest_rank() {
        let hundred = samples((1..=100).rev());
        for percent in [1, 50, 95, 99, 100] {
            assert_eq!(percentile(&hundred, percent), percent as u128);
        }
        // The classic example: of five, the 30th percentile is the second, the 40th as well.
        let five = samples([15, 20, 35, 40, 50]);
        let found: Vec<u128> = [5, 30, 40, 50, 100]
            .into_iter()
            .map(|percent| percentile(&five, percent))
            .collect();
        assert_eq!(found, [15, 20, 20, 35, 50]);
    }

    #[test]
    fn the_slowest_of_a_few_is_never_hidden() {
        let few = samples([1, 1, 1, 1, 1, 1, 1, 1, 1, 900]);
        assert_eq!(percentile(&few, 50), 1);
        assert_eq!(percentile(&few, 95), 900);
        assert_eq!(percentile(&few, 99), 900);
    }

    #[test]
    fn ends_of_the_range_are_the_ends_of_the_samples() {
        let some = samples([3, 1, 2]);
        assert_eq!(percentile(&some, 0), 1);
        assert_eq!(percentile(&some, 100), 3);
        assert_eq!(percentile(&some, 400), 3);
        assert_eq!(percentile(&samples([7]), 50), 7);
    }

    #[test]
    fn nothing_sampled_has_no_percentile() {
        assert_eq!(samples([]).percentile(50), None);
        assert!(samples([]).ms(99).is_err());
    }

    #[test]
    fn a_warm_up_is_left_out_and_counted() {
        let mut warmed = Samples::after(2);
        for millis in [900, 800, 5, 6] {
            warmed.add(Duration::from_millis(millis));
        }
        assert_eq!((warmed.count(), warmed.left_out), (2, 2));
        assert_eq!(percentile(&warmed, 100), 6);
    }

    #[test]
    fn milliseconds_keep_their_fractions() {
        let mut one = Samples::after(0);
        one.add(Duration::from_micros(1_250));
        let off = (one.ms(50).unwrap() - 1.25).abs();
        assert!(off < 1e-9);
    }
}
