//! Running a workstation's command again, on the shared records. This answer is final.

use clinic::records::{Attention, Kind, Record, RefusedChange, Subject};
use store::{Mode, RecordedChange, Tx};
use values::{
    Instant,
    ids::{AttentionId, DeviceId, PersonId},
    simulation::{self, Bug},
};
use wire::{
    Code, CommandKind, Failure,
    sync::{Change, PushOutcome},
};
use workflows::{Actor, AuditLine, Records, RecordsError, Run, Verdict, context::Stop};

use super::voiding::void_numbers;

/// The outcome of a change that cannot be judged now.
pub(crate) const RETRY: PushOutcome = PushOutcome::Retry { after_ms: 5_000 };

const COMMAND_LENGTH_MAX: usize = 64;

/// Judges one change that was not judged before, and keeps it with its outcome. One that `may_wait` is not
/// refused: what it stands on may still come.
pub(crate) async fn judge(
    tx: &mut Tx,
    change: &Change,
    now: Instant,
    may_wait: bool,
) -> Result<PushOutcome, RecordsError> {
    let commit = tx.next_commit().await?;
    tx.set_mode(Mode::Shared {
        commit,
        change: Some(change.id),
    });
    tx.savepoint().await?;
    let outcome = match apply(tx, change).await {
        Ok(verdict) => {
            tx.release_savepoint().await?;
            outcome_of(verdict, tx.covering_commit().await?)
        }
        Err(Stop::Refused(_) | Stop::Records(RecordsError::Clash(_))) if may_wait => {
            tx.rollback_to_savepoint().await?;
            return Ok(RETRY);
        }
        Err(Stop::Refused(failure)) => {
            tx.rollback_to_savepoint().await?;
            refuse(tx, change, &failure, now).await?;
            PushOutcome::Refused { commit, failure }
        }
        // The disk is to blame, or another push, not the change: nothing of this push can be kept.
        Err(Stop::Records(
            error @ (RecordsError::DiskFull
            | RecordsError::ReadOnly
            | RecordsError::Damaged(_)
            | RecordsError::Contended),
        )) => return Err(error),
        Err(Stop::Records(error)) => {
            tx.rollback_to_savepoint().await?;
            let Some(failure) = refusal_of(&error) else {
                tracing::error!(change = %change.id, error = &error as &dyn std::error::Error, "could not judge");
                return Ok(RETRY);
            };
            refuse(tx, change, &failure, now).await?;
            PushOutcome::Refused { commit, failure }
        }
    };
    tx.record_change(RecordedChange {
        change,
        commit,
        outcome: &outcome,
        received_at: now,
    })
    .await?;
    Ok(outcome)
}

/// Writes down, in one commit, what a refusal leaves behind.
async fn refuse(
    tx: &mut Tx,
    change: &Change,
    failure: &Failure,
    now: Instant,
) -> Result<(), RecordsError> {
    let role = match actor(tx, change.person, change.device).await {
        Ok(actor) => Some(actor.role()),
        Err(Stop::Refused(_)) => None,
        Err(Stop::Records(error)) => return Err(error),
    };
    tx.audit(AuditLine {
        at: change.recorded_at,
        person: change.person,
        role,
        device: change.device,
        // One that is not ours may be of any length.
        command: change.command.chars().take(COMMAND_LENGTH_MAX).collect(),
        patient: None,
        outcome: failure.code.name().to_owned(),
        reason: None,
    })
    .await?;
    raise(tx, change, failure, now).await?;
    void_numbers(tx, change, failure, now).await
}

/// What a change that took effect is answered with: what a person must decide outweighs what gave way.
fn outcome_of(verdict: Verdict, commit: u64) -> PushOutcome {
    let Verdict { merged, items } = verdict;
    if !items.is_empty() {
        PushOutcome::Conflict { commit, items }
    } else if !merged.is_empty() {
        PushOutcome::Merged {
            commit,
            fields: merged,
        }
    } else {
        PushOutcome::Applied { commit }
    }
}

async fn apply(tx: &mut Tx, change: &Change) -> Result<Verdict, Stop> {
    let changes =
        wire::Command::named(&change.command).is_some_and(|row| row.kind == CommandKind::Changes);
    if !changes {
        return Err(Code::UnknownCommand.into());
    }
    let actor = actor(tx, change.person, change.device).await?;
    let run = Run {
        actor,
        now: change.recorded_at,
        change: change.id,
        command: &change.command,
        request: change.request.clone(),
        allotted: change.allotted.clone(),
        audited: true,
    };
    if simulation::has(Bug::OverlapLetThrough) {
        tx.begin_laying().await?;
        let ran = workflows::run(tx, run).await.map(|ran| ran.verdict);
        tx.end_laying().await?;
        return ran;
    }
    workflows::run(tx, run).await.map(|ran| ran.verdict)
}

/// The person as the shared records know them now: a role taken away no longer counts.
pub(crate) async fn actor(tx: &mut Tx, who: PersonId, device: DeviceId) -> Result<Actor, Stop> {
    let facility = tx.facility_of(device).await?.ok_or(Code::NotFound)?;
    Actor::present(tx, who, device, facility).await
}

/// The refusal that a broken constraint means, when no workflow said it first; `None` for a sick store.
fn refusal_of(error: &RecordsError) -> Option<Failure> {
    match error {
        RecordsError::Clash(clash) => {
            tracing::warn!(?clash, "a constraint refused what a rule let through");
            Some(Failure::new(Code::ChangedMeanwhile))
        }
        RecordsError::Shape { .. } => Some(Failure::new(Code::BadRequest)),
        RecordsError::DiskFull
        | RecordsError::ReadOnly
        | RecordsError::Damaged(_)
        | RecordsError::Contended
        | RecordsError::Other(_) => None,
    }
}

/// Commands that settle an item and hold nothing else: when one of them is refused, the item itself is still
/// open, or was settled by somebody else. A value entered to settle a conflict is kept like any other change.
const SETTLING: [&str; 2] = ["rebook_attention", "discard_attention"];

/// Puts what was refused on the worklist, whole, for a person to settle.
async fn raise(
    tx: &mut Tx,
    change: &Change,
    failure: &Failure,
    now: Instant,
) -> Result<(), RecordsError> {
    if SETTLING.contains(&change.command.as_str()) || simulation::has(Bug::RefusedWithoutItem) {
        return Ok(());
    }
    let refused = RefusedChange {
        change: change.id,
        command: change.command.clone(),
        request: change.request.clone(),
        person: change.person,
        device: change.device,
        recorded_at: change.recorded_at,
        code: failure.code.name().to_owned(),
        data: failure.data.clone(),
    };
    let Some(facility) = tx.facility_of(change.device).await? else {
        return Ok(());
    };
    let attention = Attention::open(
        AttentionId::from_uuid(change.id.uuid()),
        Subject::Refused(refused),
        facility,
        now,
    );
    let body = workflows::context::body_of(Kind::Attention, &attention)?.into();
    tx.put(Kind::Attention, attention.uuid(), body).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_must_decide_outweighs_what_gave_way() {
        let item = AttentionId::at(Instant::from_millis(1_000));
        let merged = vec!["phone".to_owned()];
        for (merged, items, expected) in [
            (vec![], vec![], PushOutcome::Applied { commit: 7 }),
            (
                merged.clone(),
                vec![],
                PushOutcome::Merged {
                    commit: 7,
                    fields: merged.clone(),
                },
            ),
            (
                merged,
                vec![item],
                PushOutcome::Conflict {
                    commit: 7,
                    items: vec![item],
                },
            ),
        ] {
            assert_eq!(outcome_of(Verdict { merged, items }, 7), expected);
        }
    }
}
