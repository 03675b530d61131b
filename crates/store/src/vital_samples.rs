//! Numerics of bedside monitors, for trends. Time first, because that is the order they are written in.

use workflows::RecordsError;

use crate::{db::args, sql::Sql, tx::Tx};

impl Tx {
    /// Keeps samples: milliseconds since 1970, monitor, JSON text. A sample that is there already stays.
    pub async fn keep_vital_samples(
        &mut self,
        samples: &[(i64, String, String)],
    ) -> Result<(), RecordsError> {
        for (at_ms, monitor, body) in samples {
            let statement = Sql::same(
                "insert or ignore into vital_sample (at_ms, monitor, body) values ($1, $2, $3)",
            );
            self.db
                .execute(statement, args![*at_ms, monitor, body])
                .await?;
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
        let statement = Sql::same(
            "select body from vital_sample where at_ms >= $1 and at_ms < $2 and monitor = $3 order by at_ms",
        );
        self.db
            .rows(statement, args![from_ms, to_ms, monitor], |row| {
                row.text(0).map(str::to_owned)
            })
            .await
    }

    /// Drops samples older than `before_ms`, a thousand at most, so that pruning never holds the writer long.
    pub async fn prune_vital_samples(&mut self, before_ms: i64) -> Result<u64, RecordsError> {
        let statement = Sql::same(
            "delete from vital_sample where (at_ms, monitor) in
             (select at_ms, monitor from vital_sample where at_ms < $1 order by at_ms limit 1000)",
        );
        self.db.execute(statement, args![before_ms]).await
    }
}
