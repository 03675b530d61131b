//! Giving commits their numbers after they are visible.
//!
//! A transaction marks what it writes with numbers of a sequence. Those have gaps, and a later one may be
//! visible before an earlier one, so a reader that went along them would lose rows. Therefore nobody reads
//! along them: whoever committed has the visible ones numbered anew (`stamp` in the migrations), under the
//! lock of the head's row. A transaction that saw or overwrote what another wrote began after that one was
//! visible, so its number is the larger one, and the order of commits is an order of causes.

use std::collections::BTreeMap;

use workflows::RecordsError;

use super::Pools;
use crate::error::postgres_error;

impl Pools {
    /// The commit numbers of what transactions kept under these, all of which are committed.
    pub(crate) async fn commits_of(
        &self,
        locals: &[i64],
    ) -> Result<BTreeMap<i64, i64>, RecordsError> {
        if locals.is_empty() {
            return Ok(BTreeMap::new());
        }
        let _turn = self.stamping.lock().await;
        loop {
            let known = self.known(locals).await?;
            if known.len() == locals.len() {
                return Ok(known);
            }
            if self.stamp().await? == 0 && self.known(locals).await?.len() < locals.len() {
                return Err(RecordsError::Other(
                    "a commit that was made is not there".into(),
                ));
            }
        }
    }

    /// Numbers some of what waits; how many there were.
    pub(super) async fn stamp(&self) -> Result<i64, RecordsError> {
        sqlx::query_scalar("select stamp()")
            .fetch_one(&self.writers)
            .await
            .map_err(postgres_error)
    }

    async fn known(&self, locals: &[i64]) -> Result<BTreeMap<i64, i64>, RecordsError> {
        let known: Vec<(i64, i64)> = sqlx::query_as(
            "select local, commit_no from shared_commit where local = any ($1) and commit_no is not null",
        )
        .bind(locals)
        .fetch_all(&self.writers)
        .await
        .map_err(postgres_error)?;
        Ok(known.into_iter().collect())
    }

    /// The newest commit number.
    pub(crate) async fn head(&self) -> Result<i64, RecordsError> {
        sqlx::query_scalar("select commit_no from head")
            .fetch_one(&self.writers)
            .await
            .map_err(postgres_error)
    }
}
