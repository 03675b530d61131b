//! What the clinic is before its first patient: place, rooms, practitioners, services and people.

mod places;
mod services;
mod staff;

use clinic::records::{Facility, Person, Practitioner, Role, Room, Service};
use values::{
    Instant,
    ids::{DeviceId, PersonId, ServiceId},
};
use workflows::Actor;

use crate::ids::id;

/// Everything that stands before the first patient comes.
#[derive(Debug, Clone)]
pub(crate) struct House {
    pub(crate) facility: Facility,
    pub(crate) rooms: [Room; 4],
    pub(crate) practitioners: Practitioners,
    pub(crate) services: Vec<Service>,
    pub(crate) people: Vec<Person>,
    /// The workstation on which the past took place; none was ever enrolled under this id.
    device: DeviceId,
}

/// The three whose time can be booked.
#[derive(Debug, Clone)]
pub(crate) struct Practitioners {
    /// General practice.
    pub(crate) byrne: Practitioner,
    /// Paediatrics.
    pub(crate) okafor: Practitioner,
    /// Practice nursing.
    pub(crate) nguyen: Practitioner,
}

impl Practitioners {
    pub(crate) fn all(&self) -> [&Practitioner; 3] {
        [&self.byrne, &self.okafor, &self.nguyen]
    }
}

/// Why the clinic could not be founded.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// A constant of this program is wrong.
    #[error("{0} is not right")]
    Constant(&'static str),
    /// A password could not be made into a verifier.
    #[error("no verifier: {0}")]
    Verifier(argon2::password_hash::Error),
}

impl House {
    /// The same clinic every time.
    pub(crate) fn found() -> Result<Self, FoundingError> {
        let rooms = places::rooms();
        let practitioners = staff::practitioners(&rooms)?;
        Ok(Self {
            facility: places::facility()?,
            services: services::services()?,
            people: staff::people(&practitioners)?,
            rooms,
            practitioners,
            device: DeviceId::from_uuid(founded(0, "device")),
        })
    }

    /// The person of a role.
    pub(crate) fn person(&self, role: Role) -> PersonId {
        self.people
            .iter()
            .find(|person| person.role == role)
            .map_or_else(|| unreachable!("one person a role"), |person| person.id)
    }

    /// The person of a role, as the one who asks.
    pub(crate) fn actor(&self, role: Role) -> Actor {
        Actor {
            person: self.person(role),
            rights: clinic::access::Rights::of(role),
            device: self.device,
            facility: self.facility.id,
        }
    }

    /// The services of these codes, in their order.
    pub(crate) fn services(&self, codes: &[&str]) -> Vec<Service> {
        codes
            .iter()
            .filter_map(|code| self.services.iter().find(|service| service.code == *code))
            .cloned()
            .collect()
    }

    /// Their ids.
    pub(crate) fn service_ids(&self, codes: &[&str]) -> Vec<ServiceId> {
        self.services(codes)
            .iter()
            .map(|service| service.id)
            .collect()
    }
}

/// The `n`th id of the day on which the clinic was founded: lists that go by age show them in order.
fn founded(n: i64, name: &str) -> uuid::Uuid {
    // 1 February 2016, 09:00 UTC.
    id(Instant::from_millis(1_454_317_200_000 + n), name)
}
