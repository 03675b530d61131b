//! What a serving process does beside its requests: it hears of the others' commits, and one of all
//! processes numbers what a process that died left behind.

use std::time::{Duration, Instant};

use sqlx::{PgPool, postgres::PgListener};
use tokio::sync::watch;
use workflows::RecordsError;

use super::Pools;
use crate::{
    db::Db,
    error::postgres_error,
    tx::{Mode, Tx},
};

/// Held by every process that serves; whoever lays a backup back must have it for himself.
pub(crate) const SERVING: i64 = 0x4d41_494e_0002;
/// Held by the one that looks for what others left behind. That there is one spares the others' looking;
/// with none or with two the numbers would be the same.
const SWEEPING: i64 = 0x4d41_494e_0003;

const CHANNEL: &str = "mainstay_head";
/// How long to wait before looking again: short while there is something, longer while there is not.
const LOOK_AGAIN_MIN: Duration = Duration::from_millis(5);
const LOOK_AGAIN_MAX: Duration = Duration::from_secs(1);

/// A serving process's own connection to the database. What it has locked is free when it is gone.
pub struct Following {
    pools: Pools,
    line: Line,
}

struct Line {
    listener: PgListener,
    /// Of this one connection, which closes with it.
    only: PgPool,
}

impl Drop for Line {
    fn drop(&mut self) {
        // Begun is enough: a connection that comes back to a closed pool is closed.
        drop(self.only.close());
    }
}

impl Following {
    /// Begins to serve: waits while a backup is laid back.
    pub(crate) async fn begin(pools: Pools) -> Result<Self, RecordsError> {
        let line = Line::open(&pools).await.map_err(postgres_error)?;
        Ok(Self { pools, line })
    }

    /// Says the newest commit number whenever there is one, for as long as the database is open.
    pub async fn run(mut self, heads: watch::Sender<u64>) {
        let closing = self.pools.writers.close_event();
        let served = async {
            loop {
                let Err(error) = self.attend(&heads).await;
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the database does not answer"
                );
                self.line = self.another_line().await;
            }
        };
        tokio::select! {
            () = served => {}
            () = closing => {}
        }
    }

    async fn another_line(&self) -> Line {
        loop {
            tokio::time::sleep(LOOK_AGAIN_MAX).await;
            match Line::open(&self.pools).await {
                Ok(line) => return line,
                Err(error) => tracing::debug!(%error, "the database does not answer yet"),
            }
        }
    }

    async fn attend(
        &mut self,
        heads: &watch::Sender<u64>,
    ) -> Result<std::convert::Infallible, RecordsError> {
        let mut pause = LOOK_AGAIN_MIN;
        let mut chained: Option<Instant> = None;
        loop {
            let (head, left_behind, unchained) = self.look().await?;
            newer(heads, head);
            if left_behind && self.pools.stamp().await? > 0 {
                pause = LOOK_AGAIN_MIN;
                continue;
            }
            // It is done alone, so it is not done at every ring.
            if unchained && chained.is_none_or(|at| at.elapsed() >= LOOK_AGAIN_MAX) {
                chain_lines(&self.pools).await?;
                chained = Some(Instant::now());
            }
            match tokio::time::timeout(pause, self.line.listener.try_recv()).await {
                Ok(Ok(Some(rung))) => {
                    if let Ok(head) = rung.payload().parse() {
                        newer(heads, head);
                    }
                }
                Ok(Ok(None)) => return Err(RecordsError::Other("the connection broke".into())),
                Ok(Err(error)) => return Err(postgres_error(error)),
                Err(_) => pause = (pause * 2).min(LOOK_AGAIN_MAX),
            }
        }
    }

    /// The newest commit number, whether there is something to number that this process should see to, and
    /// whether there are audit lines to chain.
    async fn look(&mut self) -> Result<(u64, bool, bool), RecordsError> {
        let (head, mine, unnumbered, unchained): (i64, bool, bool, bool) = sqlx::query_as(
            "select commit_no, pg_try_advisory_lock($1),
                 exists (select 1 from shared_commit where commit_no is null),
                 exists (select 1 from audit_waiting) from head",
        )
        .bind(SWEEPING)
        .fetch_one(&mut self.line.listener)
        .await
        .map_err(postgres_error)?;
        Ok((head.unsigned_abs(), mine && unnumbered, mine && unchained))
    }
}

/// Gives audit lines their places, one process for all.
async fn chain_lines(pools: &Pools) -> Result<(), RecordsError> {
    let mode = Mode::Shared {
        commit: 0,
        change: None,
    };
    let mut tx = Tx::new(
        Db::Postgres(Box::pin(pools.begin_write_alone()).await?),
        mode,
    );
    Box::pin(tx.chain_waiting()).await?;
    Box::pin(tx.commit()).await
}

impl Line {
    async fn open(pools: &Pools) -> Result<Self, sqlx::Error> {
        let only = super::pool(
            1,
            pools
                .connect
                .as_ref()
                .clone()
                .options([("lock_timeout", "0")]),
        );
        let mut listener = PgListener::connect_with(&only).await?;
        // Another connection holds none of the locks: whoever loses this one begins anew.
        listener.eager_reconnect(false);
        sqlx::query("select pg_advisory_lock_shared($1)")
            .bind(SERVING)
            .execute(&mut listener)
            .await?;
        listener.listen(CHANNEL).await?;
        Ok(Self { listener, only })
    }
}

fn newer(heads: &watch::Sender<u64>, head: u64) {
    heads.send_if_modified(|known| {
        let newer = head > *known;
        *known = head.max(*known);
        newer
    });
}
