//! Workstations as an administrator sees them, and the end of their leave to share.

use values::{
    Instant,
    ids::{DeviceId, FacilityId, PersonId},
};
use wire::sync::DeviceState;
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    sql::Sql,
    tx::{Tx, parse_id, parse_instant},
};

/// What is known of a workstation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownWorkstation {
    /// Its id.
    pub id: DeviceId,
    /// Its letter code.
    pub code: String,
    /// The name that its computer has.
    pub name: String,
    /// Whether it may share.
    pub state: DeviceState,
    /// Whether it is to destroy what it holds.
    pub wipe: bool,
    /// When it joined.
    pub joined_at: Instant,
    /// Whether it joined with a code of its own; else with a standing one.
    pub invited: bool,
    /// When it was last heard, to some minutes; unknown of one that was not since that is written down.
    pub heard_at: Option<Instant>,
    /// The protocol that it spoke then.
    pub protocol: Option<u16>,
    /// When its leave to share was taken; unknown when that was before it was written down.
    pub revoked_at: Option<Instant>,
    /// Who took it; nobody is known at the command line.
    pub revoked_by: Option<PersonId>,
    /// When it said that it has destroyed what it held.
    pub wiped_at: Option<Instant>,
    /// Its changes that could not be judged yet.
    pub held: u32,
    /// Its changes that it handed over unjudged.
    pub handed_over: u32,
}

impl Tx {
    /// The workstations of a facility, in the order of their letter codes.
    pub async fn workstations_of(
        &mut self,
        facility: FacilityId,
    ) -> Result<Vec<KnownWorkstation>, RecordsError> {
        let statement = Sql::same(
            "select d.id, d.code, d.name, d.state, d.wipe, d.enrolled_at,
                exists (select 1 from enrolment_code as c where c.used_by = d.id),
                d.seen_at, d.protocol, d.revoked_at, d.revoked_by, d.wiped_at,
                (select count(*) from held_change as h where h.device = d.id),
                (select count(*) from escrow as e where e.device = d.id)
             from device as d
             where coalesce(d.facility, (select min(id) from facility)) = $1
             order by length(d.code), d.code",
        );
        self.db
            .rows(statement, args![facility.to_string()], |row| known(&row))
            .await
    }

    /// Notes that a workstation was heard, and which protocol it spoke.
    pub async fn note_heard(
        &mut self,
        device: DeviceId,
        protocol: Option<u16>,
        at: Instant,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "update device set seen_at = $2, protocol = coalesce($3, protocol) where id = $1",
        );
        let args = args![device.to_string(), at.to_string(), protocol.map(i64::from),];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Takes a workstation's leave to share, by its letter code, and ends the sign-ins there; with `wipe` it is told
    /// to destroy what it holds. Says which it is, if there is one. Asked for again, only the wipe can be added.
    pub async fn revoke_device(
        &mut self,
        code: &str,
        wipe: bool,
        (by, at): (Option<PersonId>, Instant),
    ) -> Result<Option<DeviceId>, RecordsError> {
        let statement = Sql::each(
            "update device set state = 'revoked', wipe = max(wipe, $2),
                revoked_by = case when state = 'revoked' then revoked_by else $3 end,
                revoked_at = case when state = 'revoked' then revoked_at else $4 end
             where code = $1 returning id",
            "update device set state = 'revoked', wipe = wipe or $2 = 1,
                revoked_by = case when state = 'revoked' then revoked_by else $3 end,
                revoked_at = case when state = 'revoked' then revoked_at else $4 end
             where code = $1 returning id",
        );
        let args = args![
            code,
            i64::from(wipe),
            by.map(|person| person.to_string()),
            at.to_string(),
        ];
        let Some(row) = self.db.row(statement, args).await? else {
            return Ok(None);
        };
        let device = DeviceId::from_uuid(parse_id(row.text(0)?)?);
        self.end_sessions_of(device, at).await?;
        Ok(Some(device))
    }

    /// Notes that a workstation has destroyed what it held. Whether it was told to, and had not said so before.
    pub async fn note_wiped(
        &mut self,
        device: DeviceId,
        at: Instant,
    ) -> Result<bool, RecordsError> {
        let statement = Sql::each(
            "update device set wiped_at = $2 where id = $1 and wipe = 1 and wiped_at is null",
            "update device set wiped_at = $2 where id = $1 and wipe and wiped_at is null",
        );
        let args = args![device.to_string(), at.to_string()];
        Ok(self.db.execute(statement, args).await? == 1)
    }
}

fn known(row: &Row) -> Result<KnownWorkstation, RecordsError> {
    let at = |column| row.optional_text(column)?.map(parse_instant).transpose();
    let count = |column| Ok(u32::try_from(row.integer(column)?).unwrap_or(u32::MAX));
    Ok(KnownWorkstation {
        id: DeviceId::from_uuid(parse_id(row.text(0)?)?),
        code: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        state: match row.text(3)? {
            "active" => DeviceState::Active,
            _ => DeviceState::Revoked,
        },
        wipe: row.flag(4)?,
        joined_at: parse_instant(row.text(5)?)?,
        invited: row.flag(6)?,
        heard_at: at(7)?,
        protocol: row
            .optional_integer(8)?
            .and_then(|protocol| u16::try_from(protocol).ok()),
        revoked_at: at(9)?,
        revoked_by: row
            .optional_text(10)?
            .map(parse_id)
            .transpose()?
            .map(PersonId::from_uuid),
        wiped_at: at(11)?,
        held: count(12)?,
        handed_over: count(13)?,
    })
}
