//! The server's half of the chain: what it holds of each workstation's changes, in their order.

use std::collections::BTreeMap;

use uuid::Uuid;
use values::{
    Instant,
    ids::{ChangeId, DeviceId},
};
use wire::sync::{ChainHash, Change, KnownChange};
use workflows::RecordsError;

use crate::{
    chain::shape,
    db::{Row, args},
    outbox::{parse, text},
    sql::Sql,
    tx::{Tx, parse_id},
};

pub(crate) const EPOCH: &str = "epoch";

/// A place in a workstation's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Which place; 0 before the first.
    pub sequence: u64,
    /// The hash of the change there; `None` when it was handed in before there were hashes.
    pub hash: Option<ChainHash>,
    /// The change there; `None` before the first.
    pub change: Option<ChangeId>,
}

impl Link {
    /// What stands before the first change.
    const START: Self = Self {
        sequence: 0,
        hash: Some(ChainHash::ZERO),
        change: None,
    };
}

/// Sequence, hash, change.
fn link(row: &Row) -> Result<Link, RecordsError> {
    let hash = row
        .optional_text(1)?
        .map(str::parse)
        .transpose()
        .map_err(|error: wire::sync::NotAHash| RecordsError::Other(Box::new(error)))?;
    Ok(Link {
        sequence: row.integer(0)?.unsigned_abs(),
        hash,
        change: Some(ChangeId::from_uuid(parse_id(row.text(2)?)?)),
    })
}

impl Tx {
    /// The newest change that the server holds of a workstation.
    pub async fn device_end(&mut self, device: DeviceId) -> Result<Link, RecordsError> {
        let statement = Sql::same(
            "select sequence, hash, change_id from device_chain where device = $1 order by sequence desc limit 1",
        );
        let row = self.db.row(statement, args![device.to_string()]).await?;
        row.map_or(Ok(Link::START), |row| link(&row))
    }

    /// What the server holds at one place of a workstation's chain.
    pub async fn link_at(
        &mut self,
        device: DeviceId,
        sequence: u64,
    ) -> Result<Option<Link>, RecordsError> {
        let statement = Sql::same(
            "select sequence, hash, change_id from device_chain where device = $1 and sequence = $2",
        );
        let args = args![device.to_string(), sequence.cast_signed()];
        let row = self.db.row(statement, args).await?;
        row.map(|row| link(&row)).transpose()
    }

    /// Takes a change into its workstation's chain; nothing when it is in there.
    pub async fn add_link(&mut self, change: &Change, hash: ChainHash) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into device_chain (device, sequence, hash, change_id) values ($1, $2, $3, $4) on conflict do nothing",
        );
        let args = args![
            change.device.to_string(),
            change.sequence.cast_signed(),
            hash.to_string(),
            change.id.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Keeps a change that could not be judged yet.
    pub async fn hold(&mut self, change: &Change, now: Instant) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into held_change (id, device, sequence, change, held_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
        );
        let args = args![
            change.id.to_string(),
            change.device.to_string(),
            change.sequence.cast_signed(),
            text(change)?,
            now.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// A workstation's changes that could not be judged yet, by their place.
    pub async fn held(&mut self, device: DeviceId) -> Result<BTreeMap<u64, Change>, RecordsError> {
        let statement = Sql::same("select change from held_change where device = $1");
        let changes = self
            .db
            .rows(statement, args![device.to_string()], |row| {
                let change = parse(row.text(0)?)?;
                Ok((change.sequence, change))
            })
            .await?;
        Ok(changes.into_iter().collect())
    }

    /// The change was judged.
    pub async fn release_held(&mut self, change: ChangeId) -> Result<(), RecordsError> {
        let statement = Sql::same("delete from held_change where id = $1");
        self.db
            .execute(statement, args![change.to_string()])
            .await
            .map(drop)
    }

    /// Those of these changes that were judged, with their outcomes.
    pub async fn known_of(&mut self, ids: &[ChangeId]) -> Result<Vec<KnownChange>, RecordsError> {
        let mut known = Vec::new();
        for id in ids {
            if let Some(outcome) = self.outcome_of(*id).await? {
                known.push(KnownChange { id: *id, outcome });
            }
        }
        Ok(known)
    }

    /// Writes down what an administrator should know of, once.
    pub async fn report_incident(
        &mut self,
        kind: &str,
        change: &Change,
        at: Instant,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into incident (at, kind, device, change_id) values ($1, $2, $3, $4) on conflict do nothing",
        );
        let args = args![
            at.to_string(),
            kind,
            change.device.to_string(),
            change.id.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// The incidents of a kind so far.
    pub async fn incident_count(&mut self, kind: &str) -> Result<u64, RecordsError> {
        let statement = Sql::same("select count(*) from incident where kind = $1");
        let count = self.db.one(statement, args![kind]).await?.integer(0)?;
        Ok(count.unsigned_abs())
    }

    /// This server's epoch, once it has one.
    pub async fn epoch(&mut self) -> Result<Option<Uuid>, RecordsError> {
        let text = self.setting(EPOCH).await?;
        text.map(|text| parse_id(&text)).transpose()
    }

    /// Begins a new epoch.
    pub async fn begin_epoch(&mut self) -> Result<Uuid, RecordsError> {
        let epoch = values::ids::random();
        self.set_setting(EPOCH, &epoch.to_string()).await?;
        Ok(epoch)
    }
}

/// The hash of a change, as its successor carries it.
pub fn hash_of(change: &Change) -> Result<ChainHash, RecordsError> {
    change.hash().map_err(shape)
}
