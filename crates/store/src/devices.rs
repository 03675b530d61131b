//! Enrolled workstations.

use std::collections::BTreeMap;

use values::{
    Instant,
    ids::{DeviceId, FacilityId},
};
use wire::sync::DeviceState;
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    sql::Sql,
    tx::{Tx, parse_id},
};

/// An enrolled workstation.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Device {
    pub id: DeviceId,
    pub code: String,
    pub name: String,
    pub state: DeviceState,
    pub facility: Option<FacilityId>,
    /// Whether it is to destroy what it holds.
    pub wipe: bool,
    /// What its signatures are checked with; absent while it still goes by a token.
    pub public_key: Option<String>,
}

macro_rules! select_devices {
    ($which:literal) => {
        Sql::same(concat!(
            "select id, code, name, state, coalesce(facility, (select min(id) from facility)), wipe, public_key
             from device where ",
            $which
        ))
    };
}

impl Tx {
    /// The letter codes of workstations, by id.
    pub async fn workstation_names(&mut self) -> Result<BTreeMap<String, String>, RecordsError> {
        let statement = Sql::same("select id, code from device");
        let names = self
            .db
            .rows(statement, args![], |row| {
                Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned()))
            })
            .await?;
        Ok(names.into_iter().collect())
    }

    /// How many workstations were ever enrolled; the next one's letter code follows from it.
    pub async fn device_count(&mut self) -> Result<u64, RecordsError> {
        let statement = Sql::same("select count(*) from device");
        let row = self.db.one(statement, args![]).await?;
        Ok(row.integer(0)?.unsigned_abs())
    }

    /// Enrols a workstation under the key that it has.
    pub async fn add_device(&mut self, device: &Device, at: Instant) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into device (id, code, name, public_key, enrolled_at, seen_at, facility)
             values ($1, $2, $3, $4, $5, $5, $6)",
        );
        let args = args![
            device.id.to_string(),
            &device.code,
            &device.name,
            device.public_key.as_deref(),
            at.to_string(),
            device.facility.map(|facility| facility.to_string()),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// A workstation.
    pub async fn device(&mut self, id: DeviceId) -> Result<Option<Device>, RecordsError> {
        let row = self
            .db
            .row(select_devices!("id = $1"), args![id.to_string()])
            .await?;
        row.as_ref().map(device).transpose()
    }

    /// The workstation that holds the key to this one.
    pub async fn device_by_key(
        &mut self,
        public_key: &str,
    ) -> Result<Option<Device>, RecordsError> {
        let row = self
            .db
            .row(select_devices!("public_key = $1"), args![public_key])
            .await?;
        row.as_ref().map(device).transpose()
    }

    /// The workstation that holds a token from before there were keys.
    pub async fn device_by_token(
        &mut self,
        token_digest: &str,
    ) -> Result<Option<Device>, RecordsError> {
        let row = self
            .db
            .row(select_devices!("token_digest = $1"), args![token_digest])
            .await?;
        row.as_ref().map(device).transpose()
    }

    /// Lets a workstation go by a key from now on, and its token be worth nothing. Whether it went by a token.
    pub async fn hand_in_key(
        &mut self,
        device: DeviceId,
        public_key: &str,
    ) -> Result<bool, RecordsError> {
        let statement = Sql::same(
            "update device set public_key = $2, token_digest = null where id = $1 and public_key is null",
        );
        let args = args![device.to_string(), public_key];
        Ok(self.db.execute(statement, args).await? == 1)
    }

    /// Lets a workstation go by a token, as before there were keys. For self-checks.
    #[cfg(feature = "inline")]
    pub async fn go_by_token(
        &mut self,
        device: DeviceId,
        token_digest: &str,
    ) -> Result<(), RecordsError> {
        let statement =
            Sql::same("update device set public_key = null, token_digest = $2 where id = $1");
        let args = args![device.to_string(), token_digest];
        self.db.execute(statement, args).await.map(drop)
    }
}

fn device(row: &Row) -> Result<Device, RecordsError> {
    let facility = row.optional_text(4)?.map(parse_id).transpose()?;
    Ok(Device {
        id: DeviceId::from_uuid(parse_id(row.text(0)?)?),
        code: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        state: match row.text(3)? {
            "active" => DeviceState::Active,
            _ => DeviceState::Revoked,
        },
        facility: facility.map(FacilityId::from_uuid),
        wipe: row.flag(5)?,
        public_key: row.optional_text(6)?.map(str::to_owned),
    })
}
