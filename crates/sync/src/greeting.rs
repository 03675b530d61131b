//! The first word with a server, after a start and after it was restored: is it the one that the cursor
//! belongs to, and does it hold what this workstation handed in?

use std::collections::BTreeSet;

use clinic::records::Kind;
use store::{ChainEnd, Mode, Tx};
use uuid::Uuid;
use values::simulation::{self, Bug};
use wire::{
    Code, Failure,
    sync::{
        DeviceState, HelloAnswer, PROTOCOL, PROTOCOL_WITH_SCOPES, PUSH_BYTES_MAX, PUSH_CHANGES_MAX,
    },
};
use workflows::RecordsError;

use crate::{
    Identity, Laying, SyncError,
    engine::{CURSOR, News, Worker, begin_recopy},
    rebase,
};

const EPOCH: &str = "epoch";
/// The protocol that this cache was filled by.
const SPOKEN: &str = "protocol";

/// Bytes of changes that are handed over at once.
const OVER_BYTES: usize = PUSH_BYTES_MAX / 2;

/// What came out of it.
pub(crate) struct Greeted {
    /// The server holds changes under this workstation's identity that it did not make, or no longer has:
    /// one of two is a copy, or this one was set back.
    pub(crate) copied: bool,
}

pub(crate) async fn greet(worker: &mut Worker) -> Result<Greeted, SyncError> {
    let answer = worker.client.hello().await?;
    if answer.wipe {
        hand_over(worker).await?;
        worker.trailed_at = None;
        worker.hand_in_trail(worker.clock.now()).await?;
        worker.tell(News::Wiped);
    }
    if answer.device == DeviceState::Revoked {
        return Err(SyncError::Refused(Failure::new(Code::DeviceRevoked)));
    }
    if answer.protocol < PROTOCOL {
        return Err(SyncError::Refused(Failure::new(Code::ServerTooOld)));
    }
    if answer.protocol_oldest > PROTOCOL {
        return Err(SyncError::Refused(Failure::new(Code::WorkstationTooOld)));
    }
    let mut tx = worker.store.write(Mode::Optimistic).await?;
    let copied = compare(&mut tx, &worker.identity, &answer).await?;
    let restored = settle_epoch(&mut tx, &answer).await?;
    settle_protocol(&mut tx).await?;
    let waiting_again = if copied || simulation::has(Bug::ArchiveNotHandedIn) {
        0
    } else {
        tx.requeue_above(worker.identity.device, answer.have_through)
            .await?
    };
    let touched = if waiting_again > 0 {
        show_pending(&mut tx, worker).await?
    } else {
        BTreeSet::new()
    };
    let refilling = tx.any_again().await?;
    tx.commit().await?;
    if !touched.is_empty() {
        worker.tell(News::Changed(touched));
    }
    worker.client.in_epoch(answer.epoch);
    if restored {
        tracing::warn!(epoch = %answer.epoch, "the server was restored; handing in what it lacks");
    }
    worker.set_status(|status| status.refilling = refilling);
    Ok(Greeted { copied })
}

/// Hands over what waits, for the server to keep, because this workstation is to destroy what it holds.
async fn hand_over(worker: &Worker) -> Result<(), SyncError> {
    let mut after = 0;
    loop {
        let mut tx = worker.store.read().await?;
        let queued = tx.queued(after, PUSH_CHANGES_MAX, OVER_BYTES).await?;
        drop(tx);
        let Some(last) = queued.last().map(|queued| queued.n) else {
            return Ok(());
        };
        let changes = queued.into_iter().map(|queued| queued.change).collect();
        worker.client.escrow(changes).await?;
        after = last;
    }
}

/// A workstation that spoke an older protocol was not told which patients left its scope: it fetches every row
/// again, and what does not come is swept.
async fn settle_protocol(tx: &mut Tx) -> Result<(), RecordsError> {
    let spoken = tx.setting(SPOKEN).await?;
    let spoken = spoken.and_then(|spoken| spoken.parse().ok()).unwrap_or(0);
    if spoken < PROTOCOL_WITH_SCOPES && tx.setting(CURSOR).await?.is_some() {
        begin_recopy(tx).await?;
    }
    tx.set_setting(SPOKEN, &PROTOCOL.to_string()).await
}

/// What waits again shows at once, and not only when the next rows come: it may have been refused before.
async fn show_pending(tx: &mut Tx, worker: &Worker) -> Result<BTreeSet<Kind>, RecordsError> {
    let nothing_new = Laying {
        rows: &[],
        cursor: 0,
        now: worker.clock.now(),
        sweep: false,
    };
    rebase(tx, nothing_new, worker.identity.facility).await
}

/// Compares what the server holds of this workstation with what this workstation made. Returns whether the
/// two cannot come from one.
async fn compare(
    tx: &mut Tx,
    identity: &Identity,
    answer: &HelloAnswer,
) -> Result<bool, RecordsError> {
    let theirs = ChainEnd {
        sequence: answer.have_through,
        hash: answer.have_hash.unwrap_or_default(),
    };
    let Some(ours) = tx.chain_end().await? else {
        // A cache that was made anew goes on where the server says that it ended.
        tx.link_queued(identity.device, theirs).await?;
        return Ok(false);
    };
    if theirs.sequence > ours.sequence {
        return Ok(true);
    }
    let Some(their_hash) = answer.have_hash else {
        // Handed in before there were hashes: the chain begins behind it.
        if ours.sequence > theirs.sequence {
            tx.link_queued(identity.device, theirs).await?;
        }
        return Ok(false);
    };
    let our_hash = if theirs.sequence == ours.sequence {
        Some(ours.hash)
    } else {
        tx.hash_at(identity.device, theirs.sequence).await?
    };
    Ok(theirs.sequence > 0 && our_hash.is_some_and(|hash| hash != their_hash))
}

/// Keeps the server's epoch; when it is another one than before, or the server lies behind the cursor, every
/// row is fetched again. Returns whether that is so.
async fn settle_epoch(tx: &mut Tx, answer: &HelloAnswer) -> Result<bool, RecordsError> {
    let known = tx.setting(EPOCH).await?;
    let known: Option<Uuid> = known.and_then(|epoch| epoch.parse().ok());
    let cursor = tx.setting(CURSOR).await?;
    let cursor: u64 = cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let restored = known.is_some_and(|known| known != answer.epoch) || cursor > answer.head;
    if restored {
        begin_recopy(tx).await?;
    }
    tx.set_setting(EPOCH, &answer.epoch.to_string()).await?;
    Ok(restored)
}
