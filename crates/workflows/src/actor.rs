//! Who asks, and what they may do where they ask.

use clinic::{
    access::{Permission, Rights, standing_at},
    records::{CustomRole, Kind, Person, Role},
};
use values::ids::{DeviceId, FacilityId, PersonId};
use wire::Code;

use crate::{
    context::{Outcome, decode_body},
    records::{Records, RecordsError},
};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Actor {
    pub person: PersonId,
    pub rights: Rights,
    pub device: DeviceId,
    pub facility: FacilityId,
}

impl Actor {
    /// The role in which they ask.
    pub const fn role(&self) -> Role {
        self.rights.role()
    }

    /// Whether they may.
    pub const fn may(&self, permission: Permission) -> bool {
        self.rights.may(permission)
    }

    /// Somebody as the records know them now: an account that has ended, a role that was taken away and a facility
    /// where they do not work any more count at once.
    pub async fn present(
        records: &mut dyn Records,
        person: PersonId,
        device: DeviceId,
        facility: FacilityId,
    ) -> Outcome<Self> {
        let stored = records.get(Kind::Person, person.uuid()).await?;
        let known: Option<Person> = stored.map(|stored| decode_body(stored.body)).transpose()?;
        let known = known
            .filter(|person| person.active)
            .ok_or(Code::NotPermitted)?;
        let rights = rights_at(records, &known, facility).await?;
        Ok(Self {
            person,
            rights: rights.ok_or(Code::NotPermitted)?,
            device,
            facility,
        })
    }
}

/// What somebody may do at a facility; `None` where they do not work.
pub async fn rights_at(
    records: &mut dyn Records,
    person: &Person,
    facility: FacilityId,
) -> Result<Option<Rights>, RecordsError> {
    let Some(standing) = standing_at(person, facility) else {
        return Ok(None);
    };
    let Some(id) = standing.custom_role else {
        return Ok(Some(Rights::of(standing.role)));
    };
    let stored = records.get(Kind::CustomRole, id.uuid()).await?;
    let custom: Option<CustomRole> = stored.map(|stored| decode_body(stored.body)).transpose()?;
    let rights = custom.map_or_else(
        || Rights::least(standing.role),
        |custom| Rights::of_custom(&custom),
    );
    Ok(Some(rights))
}
