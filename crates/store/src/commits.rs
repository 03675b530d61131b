//! The numbers of commits. SQLite's one writer gives them in its own transaction; on PostgreSQL a
//! transaction keeps what it writes under numbers of its own (`local`), and commit numbers are given once
//! it is visible.

use std::collections::{BTreeMap, BTreeSet};

use values::simulation::{self, Bug};
use wire::sync::{KnownChange, PushOutcome};
use workflows::RecordsError;

use crate::{
    Store,
    db::{args, postgres::Pools},
    sql::Sql,
    tx::{Mode, Tx},
};

impl Tx {
    /// The number under which the next change of this transaction is kept: for [`Mode::Shared`].
    pub async fn next_commit(&mut self) -> Result<u64, RecordsError> {
        if self.db.stamped_later().is_none() {
            return Ok(self.head().await? + 1);
        }
        let statement = Sql::same("select nextval('local_commit')");
        let row = self.db.one(statement, args![]).await?;
        Ok(row.integer(0)?.unsigned_abs())
    }

    /// The number that covers everything which the present change did and found. On SQLite one that found
    /// nothing to do is covered by what is there already; on PostgreSQL each has a commit of its own.
    pub async fn covering_commit(&mut self) -> Result<u64, RecordsError> {
        match self.mode {
            Mode::Shared { commit, .. } if self.db.stamped_later().is_some() => Ok(commit),
            _ => self.head().await,
        }
    }

    /// Makes everything in it durable and visible, and puts the commit numbers into these outcomes, which
    /// bear the numbers that it was kept under. The newest commit number.
    pub async fn share(mut self, outcomes: &mut [PushOutcome]) -> Result<u64, RecordsError> {
        self.index_all_words().await?;
        let Some(pools) = self.db.stamped_later().cloned() else {
            let head = self.head().await?;
            return match self.db.commit().await {
                Err(_) if simulation::has(Bug::AnsweredBeforeCommit) => Ok(head),
                committed => committed.map(|()| head),
            };
        };
        let mut locals = self.keep_commits().await?;
        self.db.commit().await?;
        locals.extend(outcomes.iter_mut().filter_map(number).map(|local| *local));
        number_all(&pools, locals, outcomes.iter_mut()).await?;
        pools.head().await.map(i64::unsigned_abs)
    }

    /// Makes everything in it durable.
    pub async fn commit(mut self) -> Result<(), RecordsError> {
        self.index_all_words().await?;
        let pools = self.db.stamped_later().cloned();
        let locals = self.keep_commits().await?;
        self.db.commit().await?;
        if let Some(pools) = pools {
            // It stands. What gets no number now gets one from whoever comes next.
            if let Err(error) = pools.commits_of(&places(locals)).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "not numbered yet");
            }
        }
        Ok(())
    }

    /// Says last which numbers were used.
    pub(crate) async fn keep_commits(&mut self) -> Result<BTreeSet<u64>, RecordsError> {
        let used = std::mem::take(&mut self.used);
        if self.db.stamped_later().is_none() || used.is_empty() {
            return Ok(BTreeSet::new());
        }
        let list: Vec<String> = used.iter().map(ToString::to_string).collect();
        let statement = Sql::same(
            "insert into shared_commit (local) select cast(value as bigint) from json_each($1)",
        );
        let list = serde_json::Value::from(list).to_string();
        self.db.execute(statement, args![list]).await?;
        Ok(used)
    }
}

impl Store {
    /// Puts the commit numbers into outcomes that a transaction found.
    pub async fn number(&self, known: &mut [KnownChange]) -> Result<(), RecordsError> {
        let Some(pools) = self.engine.stamps_later() else {
            return Ok(());
        };
        let locals = known
            .iter_mut()
            .filter_map(|known| number(&mut known.outcome))
            .map(|local| *local)
            .collect();
        let outcomes = known.iter_mut().map(|known| &mut known.outcome);
        number_all(pools, locals, outcomes).await
    }
}

async fn number_all(
    pools: &Pools,
    locals: BTreeSet<u64>,
    outcomes: impl Iterator<Item = &mut PushOutcome>,
) -> Result<(), RecordsError> {
    let commits: BTreeMap<i64, i64> = pools.commits_of(&places(locals)).await?;
    for local in outcomes.filter_map(number) {
        let commit = commits.get(&local.cast_signed());
        *local = commit
            .ok_or_else(|| RecordsError::Other("an outcome without a commit".into()))?
            .unsigned_abs();
    }
    Ok(())
}

fn places(locals: BTreeSet<u64>) -> Vec<i64> {
    locals.into_iter().map(u64::cast_signed).collect()
}

/// Where an outcome says in which commit it stands.
const fn number(outcome: &mut PushOutcome) -> Option<&mut u64> {
    match outcome {
        PushOutcome::Applied { commit }
        | PushOutcome::Merged { commit, .. }
        | PushOutcome::Conflict { commit, .. }
        | PushOutcome::Refused { commit, .. } => Some(commit),
        PushOutcome::Retry { .. } => None,
    }
}
