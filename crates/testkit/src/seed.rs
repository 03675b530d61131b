//! What a test clinic starts with.

use clinic::records::{
    Break, Extra, Facility, Person, Practitioner, Role, Room, Service, WorkingHours,
};
use store::Tx;
use uuid::Uuid;
use values::{
    Currency, HumanName, LocalTime, Money, TaxRate, Weekday,
    ids::{FacilityId, PersonId, PractitionerId, RoomId, ServiceId},
};

use crate::{Broken, put};

/// The reference data of a test clinic.
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Seed {
    pub facility: Facility,
    /// Dr Byrne (general practice, usually Room 1) and Dr Okafor (paediatrics, Room 2): Monday to Friday,
    /// 09:00 to 17:00, break 12:30 to 13:00.
    pub practitioners: Vec<Practitioner>,
    pub rooms: Vec<Room>,
    /// A consultation (20 min, 60.00, no tax), a vaccination (5 min, 25.50, 13.5 %), a letter (0 min, 12.99, 23 %).
    pub services: Vec<Service>,
    pub people: Vec<Person>,
}

const VERIFIER: &str = "$argon2id$v=19$m=64,t=1,p=1$bWFpbnN0YXktdGVzdHMtLQ$uVIh+MSWospve5UG2/laXxJJ9MSnCufHJUYxzItWOdA";

/// A fixed id: the `n`th of its kind.
pub fn id(kind: &str, n: u32) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{kind}/{n}").as_bytes())
}

impl Seed {
    /// The same clinic every time.
    #[expect(
        clippy::new_without_default,
        reason = "nothing is default about a clinic"
    )]
    pub fn new() -> Self {
        let rooms: Vec<Room> = (1..=2)
            .map(|n| Room {
                id: RoomId::from_uuid(id("room", n)),
                name: format!("Room {n}"),
                extra: Extra::default(),
            })
            .collect();
        let practitioners = vec![
            practitioner(1, "Byrne", "Aoife", "General practice", &rooms),
            practitioner(2, "Okafor", "Chidi", "Paediatrics", &rooms),
        ];
        let services = vec![
            service(1, "CONS20", "Consultation, 20 minutes", 6_000, 0, 20),
            service(2, "VACC", "Vaccination", 2_550, 1_350, 5),
            service(3, "LETTER", "Medical letter", 1_299, 2_300, 0),
        ];
        let people = Role::ALL
            .into_iter()
            .zip(1..)
            .map(|(role, n)| Person {
                id: PersonId::from_uuid(id("person", n)),
                name: HumanName::new(format!("Person{n}"), format!("{role:?}")),
                role,
                custom_role: None,
                memberships: Vec::new(),
                practitioner: (role == Role::Doctor)
                    .then(|| PractitionerId::from_uuid(id("practitioner", 1))),
                // The password is `demo`, at a cost that tests can afford.
                verifier: VERIFIER.into(),
                activation_until: None,
                second_factor: None,
                identities: Vec::new(),
                active: true,
                extra: Extra::default(),
            })
            .collect();
        Self {
            facility: facility(),
            practitioners,
            rooms,
            services,
            people,
        }
    }

    /// The person of a role.
    pub fn person(&self, role: Role) -> PersonId {
        self.people
            .iter()
            .find(|person| person.role == role)
            .map_or(PersonId::from_uuid(Uuid::nil()), |person| person.id)
    }

    /// Puts everything in.
    pub async fn put(&self, tx: &mut Tx) -> Result<(), Broken> {
        put(tx, &self.facility).await?;
        for room in &self.rooms {
            put(tx, room).await?;
        }
        for practitioner in &self.practitioners {
            put(tx, practitioner).await?;
        }
        for service in &self.services {
            put(tx, service).await?;
        }
        for person in &self.people {
            put(tx, person).await?;
        }
        Ok(())
    }
}

fn facility() -> Facility {
    Facility {
        id: FacilityId::from_uuid(id("facility", 1)),
        name: "Harbour Street Clinic".into(),
        address_lines: vec!["12 Harbour Street".into(), "Dublin".into()],
        phone: "+353 1 555 0100".into(),
        tax_number: "IE1234567T".into(),
        zone: "Europe/Dublin"
            .parse()
            .unwrap_or_else(|_| unreachable!("the zone database holds Europe/Dublin")),
        currency: Currency::EUR,
        payment_days: 14,
        payment_note: "IBAN IE29 AIBK 9311 5212 3456 78".into(),
        extra: Extra::default(),
    }
}

fn practitioner(
    n: u32,
    family: &str,
    given: &str,
    specialty: &str,
    rooms: &[Room],
) -> Practitioner {
    let time = |hour, minute| {
        LocalTime::new(hour, minute).unwrap_or_else(|_| unreachable!("a literal time of day"))
    };
    let weekdays = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
    ];
    Practitioner {
        id: PractitionerId::from_uuid(id("practitioner", n)),
        name: HumanName {
            prefix: Some("Dr".into()),
            ..HumanName::new(family, given)
        },
        specialty: specialty.into(),
        usual_room: rooms.get(n as usize - 1).map(|room| room.id),
        facility: None,
        hours: weekdays
            .into_iter()
            .map(|weekday| WorkingHours {
                weekday,
                from: time(9, 0),
                to: time(17, 0),
                breaks: vec![Break {
                    from: time(12, 30),
                    to: time(13, 0),
                }],
            })
            .collect(),
        usual_minutes: 20,
        active: true,
        extra: Extra::default(),
    }
}

fn service(n: u32, code: &str, name: &str, price: i64, tax: u32, minutes: u16) -> Service {
    Service {
        id: ServiceId::from_uuid(id("service", n)),
        code: code.into(),
        name: name.into(),
        price: Money::new(price, Currency::EUR).unwrap_or(Money::zero(Currency::EUR)),
        tax_rate: TaxRate::try_from(tax).unwrap_or(TaxRate::ZERO),
        minutes,
        active: true,
        extra: Extra::default(),
    }
}
