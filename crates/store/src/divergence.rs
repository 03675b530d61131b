//! Where copies were found to differ: as ids and versions, on both sides.

use serde::{Serialize, de::DeserializeOwned};
use values::ids::{DeviceId, FacilityId};
use wire::sync::Divergence;
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    sql::Sql,
    tx::{Tx, parse_id, parse_instant},
};

impl Tx {
    /// Keeps what a workstation found, once.
    pub async fn note_divergence(
        &mut self,
        device: DeviceId,
        found: &Divergence,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into divergence (at, device, kind, bucket, here, there) values ($1, $2, $3, $4, $5, $6)
             on conflict (device, at, kind, bucket) do nothing",
        );
        let args = args![
            found.at.to_string(),
            device.to_string(),
            &found.kind,
            i64::from(found.bucket),
            text(&found.here)?,
            text(&found.there)?,
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// The latest that were found, newest first.
    pub async fn divergences(&mut self, limit: u32) -> Result<Vec<Divergence>, RecordsError> {
        let statement = Sql::same(
            "select at, kind, bucket, here, there from divergence order by n desc limit $1",
        );
        self.db
            .rows(statement, args![i64::from(limit)], |row| {
                divergence(&row, 0)
            })
            .await
    }

    /// The latest of a facility's workstations, each with the workstation, newest first.
    pub async fn divergences_at(
        &mut self,
        facility: FacilityId,
        limit: u32,
    ) -> Result<Vec<(DeviceId, Divergence)>, RecordsError> {
        let statement = Sql::same(
            "select d.id, v.at, v.kind, v.bucket, v.here, v.there
             from divergence as v join device as d on d.id = v.device
             where coalesce(d.facility, (select min(id) from facility)) = $1
             order by v.n desc limit $2",
        );
        let args = args![facility.to_string(), i64::from(limit)];
        self.db
            .rows(statement, args, |row| {
                let device = DeviceId::from_uuid(parse_id(row.text(0)?)?);
                Ok((device, divergence(&row, 1)?))
            })
            .await
    }

    /// Those that the server does not know of yet, oldest first.
    pub async fn unreported_divergences(&mut self) -> Result<Vec<Divergence>, RecordsError> {
        let statement = Sql::same(
            "select at, kind, bucket, here, there from divergence where reported = 0 order by n",
        );
        self.db
            .rows(statement, args![], |row| divergence(&row, 0))
            .await
    }

    /// The server knows of it.
    pub async fn divergence_reported(&mut self, found: &Divergence) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "update divergence set reported = 1 where at = $1 and kind = $2 and bucket = $3",
        );
        let args = args![found.at.to_string(), &found.kind, i64::from(found.bucket),];
        self.db.execute(statement, args).await.map(drop)
    }
}

/// Of the columns of a row from one on.
fn divergence(row: &Row, first: usize) -> Result<Divergence, RecordsError> {
    Ok(Divergence {
        at: parse_instant(row.text(first)?)?,
        kind: row.text(first + 1)?.to_owned(),
        bucket: u8::try_from(row.integer(first + 2)?).unwrap_or_default(),
        here: parsed(row.text(first + 3)?)?,
        there: parsed(row.text(first + 4)?)?,
    })
}

fn text<T: Serialize>(value: &T) -> Result<String, RecordsError> {
    serde_json::to_string(value).map_err(crate::chain::shape)
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, RecordsError> {
    serde_json::from_str(text).map_err(crate::chain::shape)
}
