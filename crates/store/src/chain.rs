//! The chain of this workstation's changes: its end, and chaining anew under another identity.

use std::collections::BTreeSet;

use clinic::records::Kind;
use serde::{Deserialize, Serialize};
use values::ids::{ChangeId, DeviceId};
use wire::sync::{ChainHash, Change};
use workflows::{Records, RecordsError};

use crate::{
    db::{Row, args},
    footprint,
    outbox::{parse, text},
    sql::Sql,
    tx::{Tx, parse_id},
};

const END: &str = "chain";
/// The setting that holds the identity under which changes are made. A change that was begun under the one
/// before it joins the new chain all the same.
pub const DEVICE: &str = "device";

/// The newest change of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChainEnd {
    /// Its place; 0 before the first.
    pub sequence: u64,
    /// Its hash.
    pub hash: ChainHash,
}

/// A row of the outbox to be linked: its place, the change, and whether it gets a new record number.
type LinkedRow = (i64, String, bool);

fn linked(row: &Row) -> Result<LinkedRow, RecordsError> {
    Ok((row.integer(0)?, row.text(1)?.to_owned(), row.flag(2)?))
}

impl Tx {
    /// The newest change of this workstation; `None` when nothing says so, as in a cache that was made anew.
    pub async fn chain_end(&mut self) -> Result<Option<ChainEnd>, RecordsError> {
        let text = self.setting(END).await?;
        text.map(|text| serde_json::from_str(&text).map_err(shape))
            .transpose()
    }

    /// Says where the next change goes on.
    pub async fn set_chain_end(&mut self, end: ChainEnd) -> Result<(), RecordsError> {
        let text = serde_json::to_string(&end).map_err(shape)?;
        self.set_setting(END, &text).await
    }

    /// Puts a change into the outbox as the next of the chain, and returns it with its place. What was looked
    /// at and written in this transaction is its footprint.
    pub async fn append(&mut self, change: Change) -> Result<Change, RecordsError> {
        let mut footprint = self.take_footprint();
        // A later run looks at what may be done by whoever asked.
        footprint.read.insert((Kind::Person, change.person.uuid()));
        let end = self.chain_end().await?.unwrap_or_default();
        let device = self.setting(DEVICE).await?;
        let device = device.map(|id| parse_id(&id).map(DeviceId::from_uuid));
        let change = Change {
            device: device.transpose()?.unwrap_or(change.device),
            ..next(change, end)
        };
        let statement = Sql::same(
            "insert into outbox (device, sequence, change_id, change, state, recorded_at, footprint)
             values ($1, $2, $3, $4, 'queued', $5, $6)",
        );
        let args = args![
            change.device.to_string(),
            change.sequence.cast_signed(),
            change.id.to_string(),
            text(&change)?,
            change.recorded_at.to_string(),
            footprint::text(&footprint)?,
        ];
        self.db.execute(statement, args).await?;
        self.set_chain_end(end_at(&change)?).await?;
        Ok(change)
    }

    /// The hash of the change of `device` under `sequence`, when the outbox still has it.
    pub async fn hash_at(
        &mut self,
        device: DeviceId,
        sequence: u64,
    ) -> Result<Option<ChainHash>, RecordsError> {
        let statement = Sql::same("select change from outbox where device = $1 and sequence = $2");
        let args = args![device.to_string(), sequence.cast_signed()];
        let row = self.db.row(statement, args).await?;
        row.map(|row| parse(row.text(0)?)?.hash().map_err(shape))
            .transpose()
    }

    /// Links the waiting changes of `device` behind `end` anew, in their order and at their places.
    pub async fn link_queued(
        &mut self,
        device: DeviceId,
        end: ChainEnd,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "select n, change, 0 from outbox where state = 'queued' and device = $1 and sequence > $2 order by n",
        );
        let args = args![device.to_string(), end.sequence.cast_signed()];
        let rows = self.db.rows(statement, args, |row| linked(&row)).await?;
        self.link(rows, device, end).await
    }

    /// The ids of all changes in the outbox, archived and refused ones too.
    pub async fn change_ids(&mut self) -> Result<Vec<ChangeId>, RecordsError> {
        let statement = Sql::same("select change_id from outbox order by n");
        self.db
            .rows(statement, args![], |row| {
                parse_id(row.text(0)?).map(ChangeId::from_uuid)
            })
            .await
    }

    /// Chains every change but the `known` ones under a new identity, from sequence 1, in their order. They
    /// wait again.
    pub async fn rechain(
        &mut self,
        device: DeviceId,
        known: &BTreeSet<ChangeId>,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "select n, change, again = 0 and state = 'queued', change_id from outbox order by n",
        );
        let rows = self
            .db
            .rows(statement, args![], |row| {
                let id = ChangeId::from_uuid(parse_id(row.text(3)?)?);
                (!known.contains(&id)).then(|| linked(&row)).transpose()
            })
            .await?;
        let unknown = rows.into_iter().flatten().collect();
        self.link(unknown, device, ChainEnd::default()).await
    }

    async fn link(
        &mut self,
        rows: Vec<LinkedRow>,
        device: DeviceId,
        mut end: ChainEnd,
    ) -> Result<(), RecordsError> {
        for (n, change, renumber) in rows {
            let mut change = parse(&change)?;
            change.device = device;
            if renumber {
                self.number_anew(&mut change).await?;
            }
            let change = next(change, end);
            end = end_at(&change)?;
            let statement = Sql::same(
                "update outbox set device = $2, sequence = $3, change = $4, commit_no = null, failure = null, archived_at = null,
                 footprint = '', again = max(again, state in ('acknowledged', 'archived')), state = 'queued' where n = $1",
            );
            let args = args![
                n,
                device.to_string(),
                change.sequence.cast_signed(),
                text(&change)?,
            ];
            self.db.execute(statement, args).await?;
        }
        self.set_chain_end(end).await
    }

    /// Record numbers that were never confirmed come from the new letter's series: the copy that keeps the old
    /// letter goes on with the old one's. Numbers on paper stay: a clash of those is for a person to settle.
    async fn number_anew(&mut self, change: &mut Change) -> Result<(), RecordsError> {
        const PURPOSE: &str = "record_number";
        if change.allotted.contains_key(PURPOSE) {
            let number = self.allot(PURPOSE).await?;
            change.allotted.insert(PURPOSE.to_owned(), number);
        }
        Ok(())
    }

    /// Begins the number series anew, under a new letter code.
    pub async fn restart_series(&mut self) -> Result<(), RecordsError> {
        let statement = Sql::same("delete from series");
        self.db.execute(statement, args![]).await.map(drop)
    }
}

fn next(change: Change, end: ChainEnd) -> Change {
    Change {
        sequence: end.sequence + 1,
        previous: end.hash,
        ..change
    }
}

fn end_at(change: &Change) -> Result<ChainEnd, RecordsError> {
    Ok(ChainEnd {
        sequence: change.sequence,
        hash: change.hash().map_err(shape)?,
    })
}

pub(crate) fn shape(source: serde_json::Error) -> RecordsError {
    RecordsError::Shape {
        kind: "chain",
        source: source.into(),
    }
}
