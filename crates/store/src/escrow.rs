//! What workstations hand over that may not share any more, before they destroy it.

use values::Instant;
use wire::sync::Change;
use workflows::RecordsError;

use crate::{chain::shape, db::args, sql::Sql, tx::Tx};

impl Tx {
    /// Keeps a change that is not judged. One that is kept already stays as it is.
    pub async fn put_in_escrow(
        &mut self,
        change: &Change,
        at: Instant,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into escrow (change_id, device, sequence, change, received_at) values ($1, $2, $3, $4, $5)
             on conflict (change_id) do nothing",
        );
        let args = args![
            change.id.to_string(),
            change.device.to_string(),
            change.sequence.cast_signed(),
            serde_json::to_string(change).map_err(shape)?,
            at.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Everything that was handed over, in each workstation's order.
    pub async fn escrow(&mut self) -> Result<Vec<Change>, RecordsError> {
        let statement = Sql::same("select change from escrow order by device, sequence");
        self.db
            .rows(statement, args![], |row| {
                serde_json::from_str(row.text(0)?).map_err(shape)
            })
            .await
    }
}
