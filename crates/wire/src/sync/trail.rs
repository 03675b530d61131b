//! The audit trail as a chain: each line carries the hash of the one before it, so that a line that was
//! changed, taken out or put elsewhere is found. `docs/audit.md` is the same for whoever writes another reader.

use serde::{Deserialize, Serialize};
use values::Instant;

use super::ChainHash;

/// Lines that are handed in at once at most.
pub const TRAIL_LINES_MAX: usize = 500;

/// Bytes of one text of a line at most.
pub const TRAIL_TEXT_BYTES_MAX: usize = 500;

/// What the server calls its own chain, unless it was restored since.
pub const SERVER_WRITER: &str = "server";

/// What stands before the hashed form of a line. Another form gets another byte.
const LINE: u8 = 0x00;

/// What a line says. Texts, and not what they stand for: what is hashed is what is kept, whatever it says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TrailLine {
    /// When, as an instant is written.
    pub at: String,
    /// Who, by id.
    pub person: String,
    /// As what; empty when nobody knows.
    pub role: String,
    /// At which workstation, by id.
    pub device: String,
    /// What: a command's name.
    pub command: String,
    /// Whom it was about, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient: Option<String>,
    /// `done`, or the code of the refusal.
    pub outcome: String,
    /// Why, where somebody had to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The newest line of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TrailEnd {
    /// Its place; 0 before the first.
    pub sequence: u64,
    /// Its hash; zeros before the first.
    pub hash: ChainHash,
}

/// A line at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainedLine {
    /// Whose chain it is: a workstation's id, or the server's name.
    pub writer: String,
    /// Its place in that chain, from 1, without gaps.
    pub sequence: u64,
    /// The hash of the line before it; zeros before the first.
    pub previous: ChainHash,
    /// Its own.
    pub hash: ChainHash,
    /// What it says.
    #[serde(flatten)]
    pub line: TrailLine,
}

impl ChainedLine {
    /// The line behind `end`.
    pub fn after(writer: String, end: TrailEnd, line: TrailLine) -> Self {
        let mut chained = Self {
            writer,
            sequence: end.sequence + 1,
            previous: end.hash,
            hash: ChainHash::ZERO,
            line,
        };
        chained.hash = chained.computed();
        chained
    }

    /// The line as it is hashed.
    pub fn canonical_bytes(&self) -> Vec<u8> {
        let line = &self.line;
        let mut bytes = vec![LINE];
        bytes.extend(self.previous.bytes());
        bytes.extend(self.sequence.to_be_bytes());
        for text in [
            Some(&self.writer),
            Some(&line.at),
            Some(&line.person),
            Some(&line.role),
            Some(&line.device),
            Some(&line.command),
            line.patient.as_ref(),
            Some(&line.outcome),
            line.reason.as_ref(),
        ] {
            let Some(text) = text else {
                bytes.push(0);
                continue;
            };
            bytes.push(1);
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            bytes.extend(length.to_be_bytes());
            bytes.extend(text.as_bytes());
        }
        bytes
    }

    /// The hash that it must have.
    pub fn computed(&self) -> ChainHash {
        ChainHash::of(&self.canonical_bytes())
    }

    /// Itself as the end of its chain.
    pub const fn end(&self) -> TrailEnd {
        TrailEnd {
            sequence: self.sequence,
            hash: self.hash,
        }
    }

    /// Whether none of its texts is longer than any line needs.
    pub fn is_short(&self) -> bool {
        let line = &self.line;
        let texts = [
            &self.writer,
            &line.at,
            &line.person,
            &line.role,
            &line.device,
            &line.command,
            &line.outcome,
        ];
        texts
            .into_iter()
            .chain(&line.patient)
            .chain(&line.reason)
            .all(|text| text.len() <= TRAIL_TEXT_BYTES_MAX)
    }
}

/// Hands lines of one chain in, in order. Without lines it asks for the checkpoint alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TrailRequest {
    /// Whose chain it is: the workstation's own, or one that it began after a rescue.
    pub writer: String,
    /// At most [`TRAIL_LINES_MAX`].
    pub lines: Vec<ChainedLine>,
}

/// What became of the lines of a request: all of them or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum TrailOutcome {
    /// They are kept.
    Taken,
    /// Lines before the first are missing. The server was restored, or somebody took some out.
    Gap {
        /// The last place that the server holds.
        have_through: u64,
    },
    /// The server holds another line at this place.
    Forked {
        /// Which place.
        sequence: u64,
    },
    /// A line is not what it was when it was chained.
    Changed {
        /// Which place.
        sequence: u64,
    },
}

/// What the server answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TrailAnswer {
    /// What became of the lines.
    #[serde(flatten)]
    pub outcome: TrailOutcome,
    /// How far the server holds this chain; absent before its first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<Checkpoint>,
}

/// How far a chain went at some time, signed by the server. Whoever keeps one can tell later whether the
/// chain still holds what it held then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Whose chain.
    pub writer: String,
    /// How many lines.
    pub size: u64,
    /// The hash of the last.
    pub head: ChainHash,
    /// When.
    pub at: Instant,
    /// The server's public key (Ed25519), 64 hexadecimal digits.
    #[serde(default)]
    pub key: String,
    /// Over [`Checkpoint::signed_text`], 128 hexadecimal digits.
    #[serde(default)]
    pub signature: String,
}

impl Checkpoint {
    /// What is signed.
    pub fn signed_text(&self) -> String {
        let Self {
            writer,
            size,
            head,
            at,
            ..
        } = self;
        format!("mainstay audit checkpoint 1\n{writer}\n{size}\n{head}\n{at}\n")
    }

    /// The end that it speaks of.
    pub const fn end(&self) -> TrailEnd {
        TrailEnd {
            sequence: self.size,
            hash: self.head,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> TrailLine {
        TrailLine {
            at: "2026-11-20T09:30:00.000Z".into(),
            person: "01939f2e-0000-7000-8000-000000000003".into(),
            role: "doctor".into(),
            device: "01939f2e-0000-7000-8000-000000000002".into(),
            command: "patient_page".into(),
            patient: Some("01939f2e-0000-7000-8000-000000000004".into()),
            outcome: "done".into(),
            reason: None,
        }
    }

    fn first() -> ChainedLine {
        let writer = "01939f2e-0000-7000-8000-000000000002".to_owned();
        ChainedLine::after(writer, TrailEnd::default(), line())
    }

    /// What docs/audit.md gives as the example for whoever writes another reader.
    #[test]
    fn the_hash_is_that_of_the_documentation() {
        let first = first();
        assert_eq!(first.canonical_bytes().len(), 272);
        assert_eq!(
            first.hash.to_string(),
            "c15ba7506d80931e6a4da54f367d9bff9497de8d3e8c3bdfb69314dde2db8daa"
        );
        assert_eq!(first.hash, first.computed());
    }

    #[test]
    fn every_field_counts_and_none_can_lean_on_its_neighbour() {
        let first = first();
        let mut others: Vec<ChainedLine> = vec![first.clone(); 8];
        let changes: [fn(&mut ChainedLine); 8] = [
            |other| other.writer.push('x'),
            |other| other.sequence = 2,
            |other| other.previous = ChainHash::of(b"x"),
            |other| other.line.at.push('x'),
            |other| other.line.patient = None,
            |other| other.line.reason = Some(String::new()),
            |other| {
                // The same letters in a row, cut at another place.
                other.line.command = "patient_pagedone".into();
                other.line.outcome = String::new();
            },
            |other| {
                other.line.person = other.line.role.clone();
                other.line.role = line().person;
            },
        ];
        for (other, change) in others.iter_mut().zip(changes) {
            change(other);
            assert_ne!(other.computed(), first.hash, "{other:?}");
        }
    }

    #[test]
    fn a_line_travels_as_flat_text() {
        let first = first();
        let text = serde_json::to_string(&first).unwrap();
        assert!(text.contains(r#""command":"patient_page""#));
        assert_eq!(serde_json::from_str::<ChainedLine>(&text).unwrap(), first);
        let answer = r#"{"outcome":"gap","have_through":7}"#;
        let answer: TrailAnswer = serde_json::from_str(answer).unwrap();
        assert_eq!(answer.outcome, TrailOutcome::Gap { have_through: 7 });
    }
}
