//! Walking one chain, line by line. Pure: what is wrong first, and where.

use std::fmt;

use wire::sync::{ChainedLine, Checkpoint, TrailEnd};

/// How far from its place a line is looked for that hashes as if it stood elsewhere.
const MOVED_WITHIN: u64 = 1_000;

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not say what it said when it was written.
    Changed,
    /// Lines from here to before that one are not there.
    Missing {
        /// The first line that is there again.
        until: u64,
    },
    /// It was written at another place.
    Reordered {
        /// Which.
        was: u64,
    },
    /// It does not go on from the line before it: one of the two was written anew.
    Forked,
    /// A checkpoint signed for another line at this place: this one, or one before it, was written anew.
    Rewritten,
    /// A checkpoint signed for this line, and the chain ends before it.
    CutOff {
        /// The last line that is there.
        end: u64,
    },
    /// The checkpoint itself is not what the server signed.
    Unsigned,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => write!(formatter, "changed since it was written"),
            Self::Missing { until } => write!(formatter, "missing, up to line {until}"),
            Self::Reordered { was } => write!(formatter, "reordered: it was written as line {was}"),
            Self::Forked => write!(
                formatter,
                "forked: it does not follow the line before it; one of the two was written anew"
            ),
            Self::Rewritten => write!(
                formatter,
                "forked: a signed checkpoint knows another line here; it or one before it was written anew"
            ),
            Self::CutOff { end } => write!(
                formatter,
                "cut off: a signed checkpoint knows this line, and the chain ends at line {end}"
            ),
            Self::Unsigned => write!(formatter, "the checkpoint of this line is not signed"),
        }
    }
}

/// One walk, from the first line on.
pub(super) struct Walk {
    end: TrailEnd,
    checkpoints: Vec<Checkpoint>,
}

impl Walk {
    pub(super) fn new(mut checkpoints: Vec<Checkpoint>) -> Self {
        checkpoints.sort_by_key(|kept| kept.size);
        Self {
            end: TrailEnd::default(),
            checkpoints,
        }
    }

    /// The last line that was in order.
    pub(super) const fn end(&self) -> TrailEnd {
        self.end
    }

    /// The next line that is there.
    pub(super) fn step(&mut self, line: &ChainedLine) -> Result<(), (u64, Fault)> {
        let expected = self.end.sequence + 1;
        if line.hash != line.computed() {
            // What was moved into a gap is told as moved, not as missing.
            let fault = written_at(line).map_or(Fault::Changed, |was| Fault::Reordered { was });
            if line.sequence == expected || matches!(fault, Fault::Reordered { .. }) {
                return Err((line.sequence, fault));
            }
        }
        if line.sequence != expected {
            let until = line.sequence;
            return Err((expected, Fault::Missing { until }));
        }
        if line.previous != self.end.hash {
            return Err((expected, Fault::Forked));
        }
        self.end = line.end();
        let signed_for_another =
            |kept: &Checkpoint| kept.size == expected && kept.head != line.hash;
        if self.checkpoints.iter().any(signed_for_another) {
            return Err((expected, Fault::Rewritten));
        }
        Ok(())
    }

    /// No line is left.
    pub(super) fn finish(&self) -> Result<(), (u64, Fault)> {
        let end = self.end.sequence;
        match self.checkpoints.iter().find(|kept| kept.size > end) {
            Some(_) => Err((end + 1, Fault::CutOff { end })),
            None => Ok(()),
        }
    }
}

/// The place at which the line would have the hash that it bears.
fn written_at(line: &ChainedLine) -> Option<u64> {
    let mut other = line.clone();
    let first = line.sequence.saturating_sub(MOVED_WITHIN).max(1);
    (first..=line.sequence.saturating_add(MOVED_WITHIN)).find(|place| {
        other.sequence = *place;
        *place != line.sequence && other.computed() == line.hash
    })
}

#[cfg(test)]
mod tests {
    use wire::sync::{ChainHash, TrailLine};

    use super::*;

    fn chain(lines: u64) -> Vec<ChainedLine> {
        let mut end = TrailEnd::default();
        (0..lines)
            .map(|n| {
                let line = TrailLine {
                    command: format!("c{n}"),
                    outcome: "done".into(),
                    ..TrailLine::default()
                };
                let line = ChainedLine::after("w".into(), end, line);
                end = line.end();
                line
            })
            .collect()
    }

    fn kept(line: &ChainedLine) -> Checkpoint {
        Checkpoint {
            writer: "w".into(),
            size: line.sequence,
            head: line.hash,
            at: values::Instant::from_millis(0),
            key: String::new(),
            signature: String::new(),
        }
    }

    fn first_fault(lines: &[ChainedLine], checkpoints: Vec<Checkpoint>) -> Option<(u64, Fault)> {
        let mut walk = Walk::new(checkpoints);
        let walked = lines.iter().try_for_each(|line| walk.step(line));
        walked.and_then(|()| walk.finish()).err()
    }

    #[test]
    fn a_whole_chain_is_in_order_and_may_have_grown_since_a_checkpoint() {
        let lines = chain(9);
        assert_eq!(
            first_fault(&lines, vec![kept(&lines[3]), kept(&lines[8])]),
            None
        );
        assert_eq!(first_fault(&[], Vec::new()), None);
    }

    #[test]
    fn each_way_of_tampering_is_named_at_its_first_line() {
        let whole = chain(9);
        let signed = vec![kept(&whole[8])];
        let mut changed = whole.clone();
        changed[4].line.outcome = "not_permitted".into();
        let mut missing = whole.clone();
        missing.remove(4);
        let mut swapped = whole.clone();
        swapped.swap(3, 4);
        (swapped[3].sequence, swapped[4].sequence) = (4, 5);
        let mut closed = whole.clone();
        closed.remove(4);
        for (line, place) in closed.iter_mut().zip(1..) {
            line.sequence = place;
        }
        // Changed, and hashed anew.
        let mut hashed = whole.clone();
        hashed[4].line.outcome = "not_permitted".into();
        hashed[4].hash = hashed[4].computed();
        // Everything from there on hashed anew.
        let mut rewritten = whole.clone();
        rewritten[4].line.outcome = "not_permitted".into();
        for n in 4..9 {
            rewritten[n].previous = rewritten[n - 1].hash;
            rewritten[n].hash = rewritten[n].computed();
        }
        for (lines, checkpoints, fault) in [
            (&changed, Vec::new(), Some((5, Fault::Changed))),
            (&missing, Vec::new(), Some((5, Fault::Missing { until: 6 }))),
            (&swapped, Vec::new(), Some((4, Fault::Reordered { was: 5 }))),
            (&closed, Vec::new(), Some((5, Fault::Reordered { was: 6 }))),
            (&hashed, Vec::new(), Some((6, Fault::Forked))),
            (&rewritten, Vec::new(), None),
            (&rewritten, signed.clone(), Some((9, Fault::Rewritten))),
        ] {
            assert_eq!(first_fault(lines, checkpoints), fault);
        }
        assert_eq!(first_fault(&whole[..7], Vec::new()), None);
        assert_eq!(
            first_fault(&whole[..7], signed),
            Some((8, Fault::CutOff { end: 7 }))
        );
        assert_eq!(ChainHash::ZERO, whole[0].previous);
    }
}
