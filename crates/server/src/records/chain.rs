//! Whether a push goes on where the workstation's last one ended.

use store::{Link, Tx, hash_of};
use values::ids::DeviceId;
use wire::{
    Code, Failure,
    sync::{ChainHash, Change},
};
use workflows::RecordsError;

/// How a push stands to what the server holds.
pub(crate) enum Linked<'a> {
    /// It goes on from there, or repeats it; with the hash of each change.
    Goes(Vec<ChainHash>),
    /// Changes between the two are missing.
    Gap {
        /// Up to which the server holds them.
        have_through: u64,
    },
    /// Another change stands at a place: whoever pushes is a copy.
    Forked(&'a Change),
}

/// Looks at a whole push before any of it is judged.
pub(crate) async fn follow<'a>(
    tx: &mut Tx,
    device: DeviceId,
    changes: &'a [Change],
) -> Result<Linked<'a>, RecordsError> {
    let mut end = tx.device_end(device).await?;
    let mut hashes = Vec::with_capacity(changes.len());
    for change in changes {
        let hash = hash_of(change)?;
        hashes.push(hash);
        if change.sequence > end.sequence + 1 {
            return Ok(Linked::Gap {
                have_through: end.sequence,
            });
        }
        if change.sequence == end.sequence + 1 {
            if end.hash.is_some_and(|known| known != change.previous) {
                return Ok(Linked::Forked(change));
            }
            end = Link {
                sequence: change.sequence,
                hash: Some(hash),
                change: Some(change.id),
            };
            continue;
        }
        let repeats = tx
            .link_at(device, change.sequence)
            .await?
            .is_some_and(|link| {
                link.change == Some(change.id) && link.hash.is_none_or(|known| known == hash)
            });
        if !repeats {
            return Ok(Linked::Forked(change));
        }
    }
    Ok(Linked::Goes(hashes))
}

/// What is answered when changes are missing.
pub(crate) fn gap(have_through: u64) -> Failure {
    Failure::with(
        Code::SequenceGap,
        serde_json::json!({ "have_through": have_through }),
    )
}
