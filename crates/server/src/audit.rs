//! Caring for the audit trail from the command line: proving its chains, keeping checkpoints elsewhere, and
//! handing it out.

mod check;
mod export;
mod fhir;

use std::{
    collections::BTreeMap,
    fmt, fs,
    io::{self, Write},
    path::Path,
};

use store::{BackupError, Store};
use values::Instant;
use wire::sync::{ChainHash, Checkpoint};
use workflows::RecordsError;

use crate::{
    backup::{CareError, Place, open},
    signing::{Signer, is_signed},
};

pub use check::Fault;
use check::Walk;
pub use export::{Format, export};

/// Lines that are read at once.
pub(crate) const LINES_AT_ONCE: usize = 5_000;

/// A chain that was walked to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedChain {
    /// Whose: a workstation's letter code where it is known, its id, or the server's name.
    pub name: String,
    /// How many lines.
    pub lines: u64,
    /// The hash of the last.
    pub head: ChainHash,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultAt {
    /// In whose chain.
    pub chain: String,
    /// At which line.
    pub sequence: u64,
    /// What.
    pub fault: Fault,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// The chains that are whole.
    pub chains: Vec<VerifiedChain>,
    /// What is wrong first, if something is.
    pub fault: Option<FaultAt>,
    /// Checkpoints that were compared.
    pub checkpoints: usize,
    /// Those among them that another server's key, or one from before a restore, has signed.
    pub of_other_keys: usize,
}

impl Verified {
    /// How many lines are in order.
    pub fn lines(&self) -> u64 {
        self.chains.iter().map(|chain| chain.lines).sum()
    }
}

impl fmt::Display for Verified {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chain in &self.chains {
            let VerifiedChain { name, lines, head } = chain;
            writeln!(formatter, "{name}: {lines} lines, last {head}")?;
        }
        if self.checkpoints > 0 {
            let Self {
                checkpoints,
                of_other_keys,
                ..
            } = self;
            writeln!(
                formatter,
                "{checkpoints} checkpoints compared, {of_other_keys} of them signed by another key"
            )?;
        }
        match &self.fault {
            None => writeln!(
                formatter,
                "in order: {} lines in {} chains",
                self.lines(),
                self.chains.len()
            ),
            Some(FaultAt {
                chain,
                sequence,
                fault,
            }) => writeln!(formatter, "NOT in order: {chain}, line {sequence}: {fault}"),
        }
    }
}

/// Walks every chain from its first line, and compares what checkpoints of a file say.
pub async fn verify(place: &Place, against: Option<&Path>) -> Result<Verified, CareError> {
    let checkpoints = against.map(read_checkpoints).transpose()?;
    let store = open(place).await?;
    let verified = verified(&store, place, checkpoints.unwrap_or_default()).await;
    store.close().await;
    Ok(verified.map_err(BackupError::from)?)
}

async fn verified(
    store: &Store,
    place: &Place,
    checkpoints: Vec<Checkpoint>,
) -> Result<Verified, RecordsError> {
    store.chain_lines().await?;
    let key = signer(place, store).await?.public();
    let mut verified = Verified {
        checkpoints: checkpoints.len(),
        of_other_keys: checkpoints.iter().filter(|kept| kept.key != key).count(),
        ..Verified::default()
    };
    let mut by_writer: BTreeMap<String, Vec<Checkpoint>> = BTreeMap::new();
    for checkpoint in checkpoints {
        let of = by_writer.entry(checkpoint.writer.clone()).or_default();
        of.push(checkpoint);
    }
    let mut tx = store.read().await?;
    let names = tx.workstation_names().await?;
    // A chain of which nothing is left is known from checkpoints alone.
    for chain in tx.trail_chains().await? {
        by_writer.entry(chain.writer).or_default();
    }
    for (writer, checkpoints) in by_writer {
        let name = name_of(&writer, &names);
        if let Some(unsigned) = checkpoints.iter().find(|kept| !is_signed(kept)) {
            verified.fault = Some(FaultAt {
                chain: name,
                sequence: unsigned.size,
                fault: Fault::Unsigned,
            });
            return Ok(verified);
        }
        let mut walk = Walk::new(checkpoints);
        loop {
            let after = walk.end().sequence;
            let lines = tx.trail_after(&writer, after, LINES_AT_ONCE).await?;
            let last = lines.len() < LINES_AT_ONCE;
            let walked = lines.iter().try_for_each(|line| walk.step(line));
            let walked = walked.and_then(|()| if last { walk.finish() } else { Ok(()) });
            if let Err((sequence, fault)) = walked {
                verified.fault = Some(FaultAt {
                    chain: name,
                    sequence,
                    fault,
                });
                return Ok(verified);
            }
            if last {
                break;
            }
        }
        verified.chains.push(VerifiedChain {
            name,
            lines: walk.end().sequence,
            head: walk.end().hash,
        });
    }
    Ok(verified)
}

/// Writes how far every chain goes into a new file, signed: to be kept where whoever could change the records
/// cannot reach it. One JSON object a line.
pub async fn checkpoint(place: &Place, to: &Path, now: Instant) -> Result<usize, CareError> {
    let store = open(place).await?;
    let signed = async {
        store.chain_lines().await?;
        let signer = signer(place, &store).await?;
        let chains = store.read().await?.trail_chains().await?;
        Ok::<_, RecordsError>(
            chains
                .iter()
                .map(|chain| signer.sign(&chain.writer, chain.end, now))
                .collect::<Vec<_>>(),
        )
    };
    let signed = signed.await;
    store.close().await;
    let signed = signed.map_err(BackupError::from)?;
    let mut file = create(to)?;
    for checkpoint in &signed {
        let text = serde_json::to_string(checkpoint).map_err(io::Error::other);
        text.and_then(|text| writeln!(file, "{text}"))
            .map_err(BackupError::File)?;
    }
    file.sync_all().map_err(BackupError::File)?;
    Ok(signed.len())
}

fn read_checkpoints(path: &Path) -> Result<Vec<Checkpoint>, CareError> {
    let text = fs::read_to_string(path).map_err(BackupError::File)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    Ok(lines
        .map(|line| serde_json::from_str(line).map_err(io::Error::other))
        .collect::<io::Result<_>>()
        .map_err(BackupError::File)?)
}

async fn signer(place: &Place, store: &Store) -> Result<Signer, RecordsError> {
    match place {
        Place::Folder(data) => {
            Signer::in_folder(data).map_err(|error| RecordsError::Other(Box::new(error)))
        }
        Place::Database(_) => Signer::in_settings(store).await,
    }
}

/// A workstation by its letter code, with what tells its chains apart.
fn name_of(writer: &str, names: &BTreeMap<String, String>) -> String {
    let device = writer.split('.').next().unwrap_or(writer);
    match names.get(device) {
        Some(code) => format!("workstation {code} ({writer})"),
        None => writer.to_owned(),
    }
}

/// A new file for its owner alone.
pub(crate) fn create(path: &Path) -> Result<fs::File, CareError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(BackupError::Exists(path.to_owned()).into())
        }
        made => Ok(made.map_err(BackupError::File)?),
    }
}
