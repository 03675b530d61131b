//! What an administrator has done to workstations and sign-ins: permitted, done and written down in one transaction.

use store::Tx;
use values::Instant;
use wire::{Code, Failure};
use workflows::{
    Actor, DONE, Records, RecordsError,
    context::Stop,
    dispatch::{audit_line, permit, refusal_line},
};

use super::{Present, refusal};
use crate::{
    ApiError, Shared,
    records::{actor, turn::Turns},
};

/// Something that an administrator has done.
pub(crate) trait Act: Sync {
    /// The command of the table whose permission it needs.
    const PERMITTED_AS: &'static str;
    /// Whether the password must have been given just now.
    const FRESH: bool;
    /// What is answered.
    type Answer: Send;

    /// What the audit trail calls it.
    fn called(&self) -> &'static str {
        Self::PERMITTED_AS
    }

    /// Does it.
    fn run(
        &self,
        shared: &Shared,
        tx: &mut Tx,
        asker: &Actor,
        now: Instant,
    ) -> impl Future<Output = Result<Self::Answer, Stop>> + Send;
}

/// Does it, or writes down that it was refused.
pub(crate) async fn perform<A: Act>(
    shared: &Shared,
    asker: &Present,
    act: &A,
) -> Result<A::Answer, ApiError> {
    let mut turns = Turns::alone(&shared.store);
    loop {
        let tx = turns.next().await?;
        match done(shared, tx, asker, act).await {
            Err(Stop::Records(RecordsError::Contended)) if turns.are_left() => {}
            Err(Stop::Refused(failure)) => {
                return Err(refused(shared, asker, act.called(), failure).await);
            }
            answered => return answered.map_err(refusal),
        }
    }
}

async fn done<A: Act>(
    shared: &Shared,
    mut tx: Tx,
    asker: &Present,
    act: &A,
) -> Result<A::Answer, Stop> {
    let now = shared.clock.now();
    let actor = permitted(&mut tx, asker, A::PERMITTED_AS).await?;
    if A::FRESH && !asker.is_fresh(now) {
        return Err(Code::PersonNotProven.into());
    }
    tx.audit(audit_line(&actor, now, act.called(), None, DONE))
        .await?;
    let answer = act.run(shared, &mut tx, &actor, now).await?;
    let head = tx.share(&mut []).await?;
    shared.heard_of(head);
    Ok(answer)
}

/// A moment to look at, for somebody who may run a command of the table; that somebody may not is written down.
pub(crate) async fn looking(
    shared: &Shared,
    asker: &Present,
    command: &'static str,
) -> Result<(Tx, Actor), ApiError> {
    let mut tx = shared.store.read().await?;
    match permitted(&mut tx, asker, command).await {
        Ok(actor) => Ok((tx, actor)),
        Err(Stop::Refused(failure)) => {
            drop(tx);
            Err(refused(shared, asker, command, failure).await)
        }
        Err(Stop::Records(error)) => Err(error.into()),
    }
}

/// Whoever asks, as they are now, if they may.
async fn permitted(tx: &mut Tx, asker: &Present, command: &str) -> Result<Actor, Stop> {
    let actor = actor(tx, asker.person.id, asker.device.id).await?;
    permit(command, &actor)?;
    Ok(actor)
}

/// Writes down that it was refused.
async fn refused(shared: &Shared, asker: &Present, command: &str, failure: Failure) -> ApiError {
    let mut turns = Turns::of(&shared.store);
    loop {
        let written = async {
            let mut tx = turns.next().await?;
            let actor = actor(&mut tx, asker.person.id, asker.device.id).await?;
            tx.audit(refusal_line(&actor, shared.clock.now(), command, &failure))
                .await?;
            tx.commit().await?;
            Ok::<_, Stop>(())
        };
        match written.await {
            Err(Stop::Records(RecordsError::Contended)) if turns.are_left() => {}
            Err(Stop::Records(error)) => return error.into(),
            Ok(()) | Err(Stop::Refused(_)) => return ApiError(failure),
        }
    }
}
