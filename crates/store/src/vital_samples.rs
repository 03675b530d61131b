//! Numerics of bedside monitors, for trends. Time first, because that is the order they are written in.

use workflows::RecordsError;

use crate::{error::records_error, tx::Tx};

impl Tx {
    /// Keeps samples: milliseconds since 1970, monitor, JSON text. A sample that is there already stays.
    pub async fn keep_vital_samples(
        &mut self,
        samples: &[(i64, String, String)],
    ) -> Result<(), RecordsError> {
        for (at_ms, monitor, body) in samples {
            sqlx::query(
                "insert or ignore into vital_sample (at_ms, monitor, body) values ($1, $2, $3)",
            )
            .bind(at_ms)
            .bind(monitor)
            .bind(body)
            .execute(&mut *self.inner)
            .await
            .map_err(records_error)?;
        }
        Ok(())
    }

    /// The samples of a monitor in `from_ms..to_ms`, oldest first, as JSON text.
    pub async fn vital_samples(
        &mut self,
        monitor: &str,
        from_ms: i64,
        to_ms: i64,
    ) -> Result<Vec<String>, RecordsError> {
        let rows: Vec<(String,)> = sqlx::query_as(
            "select body from vital_sample where at_ms >= $1 and at_ms < $2 and monitor = $3 order by at_ms",
        )
        .bind(from_ms)
        .bind(to_ms)
        .bind(monitor)
        .fetch_all(&mut *self.inner)
        .await
        .map_err(records_error)?;
        Ok(rows.into_iter().map(|(body,)| body).collect())
    }

    /// Drops samples older than `before_ms`, a thousand at most, so that pruning never holds the writer long.
    pub async fn prune_vital_samples(&mut self, before_ms: i64) -> Result<u64, RecordsError> {
        sqlx::query(
            "delete from vital_sample where (at_ms, monitor) in
             (select at_ms, monitor from vital_sample where at_ms < $1 order by at_ms limit 1000)",
        )
        .bind(before_ms)
        .execute(&mut *self.inner)
        .await
        .map(|done| done.rows_affected())
        .map_err(records_error)
    }
}
