//! Who works here, and when.

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, Version,
    password_hash::{Salt, SaltString},
};
use clinic::records::{Break, Extra, Person, Practitioner, Role, Room, WorkingHours};
use values::{
    HumanName, LocalTime, Minutes, Weekday,
    ids::{PersonId, PractitionerId},
};

use super::{FoundingError, Practitioners, founded};

/// Everybody's password: this is a demo, and says so on the sign-in screen.
const PASSWORD: &str = "demo";
/// Memory in KiB, passes, lanes: OWASP's first choice for Argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);

const WEEKDAYS: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];
const WEEKEND: [Weekday; 2] = [Weekday::Saturday, Weekday::Sunday];

/// From, to, and the breaks in between, minutes after midnight.
type Shift<'a> = (u16, u16, &'a [(u16, u16)]);

/// Somebody is here on every day of the week, so that no day on which the demo is tried is empty.
pub(super) fn practitioners(rooms: &[Room; 4]) -> Result<Practitioners, FoundingError> {
    let [first, second, third, _] = rooms;
    Ok(Practitioners {
        byrne: practitioner(
            (
                1,
                named("Dr", "Byrne", "Aoife"),
                "General practice",
                first,
                20,
            ),
            (540, 1_020, &[(750, 795)]),
            (570, 810, &[]),
        )?,
        okafor: practitioner(
            (2, named("Dr", "Okafor", "Chidi"), "Paediatrics", second, 30),
            (600, 1_080, &[(780, 840)]),
            (600, 780, &[]),
        )?,
        nguyen: practitioner(
            (
                3,
                named("Nurse", "Nguyen", "Thuy"),
                "Practice nursing",
                third,
                15,
            ),
            (480, 960, &[(630, 645), (720, 750)]),
            (540, 840, &[(690, 705)]),
        )?,
    })
}

fn named(prefix: &str, family: &str, given: &str) -> HumanName {
    HumanName {
        prefix: Some(prefix.to_owned()),
        ..HumanName::new(family, given)
    }
}

fn practitioner(
    (n, name, specialty, room, usual_minutes): (i64, HumanName, &str, &Room, Minutes),
    on_weekdays: Shift<'_>,
    on_weekends: Shift<'_>,
) -> Result<Practitioner, FoundingError> {
    let weekdays = WEEKDAYS.map(|weekday| hours(weekday, on_weekdays));
    let weekend = WEEKEND.map(|weekday| hours(weekday, on_weekends));
    Ok(Practitioner {
        id: PractitionerId::from_uuid(founded(n, "practitioner")),
        name,
        specialty: specialty.to_owned(),
        usual_room: Some(room.id),
        facility: None,
        hours: weekdays
            .into_iter()
            .chain(weekend)
            .collect::<Result<_, _>>()?,
        usual_minutes,
        active: true,
        extra: Extra::new(),
    })
}

fn hours(weekday: Weekday, (from, to, breaks): Shift<'_>) -> Result<WorkingHours, FoundingError> {
    Ok(WorkingHours {
        weekday,
        from: time(from)?,
        to: time(to)?,
        breaks: breaks
            .iter()
            .map(|(from, to)| {
                Ok(Break {
                    from: time(*from)?,
                    to: time(*to)?,
                })
            })
            .collect::<Result<_, FoundingError>>()?,
    })
}

fn time(minutes: u16) -> Result<LocalTime, FoundingError> {
    LocalTime::from_minutes(minutes).map_err(|_| FoundingError::Constant("a time of day"))
}

/// One person a role.
pub(super) fn people(practitioners: &Practitioners) -> Result<Vec<Person>, FoundingError> {
    [
        (Role::Reception, HumanName::new("Doyle", "Niamh"), None),
        (
            Role::Doctor,
            practitioners.byrne.name.clone(),
            Some(practitioners.byrne.id),
        ),
        (
            Role::Nurse,
            practitioners.nguyen.name.clone(),
            Some(practitioners.nguyen.id),
        ),
        (
            Role::Laboratory,
            HumanName::new("Zieliński", "Tomasz"),
            None,
        ),
        (Role::Pharmacy, HumanName::new("Haddad", "Rania"), None),
        (Role::Billing, HumanName::new("O’Sullivan", "Maeve"), None),
        (Role::Administrator, HumanName::new("Mensah", "Kofi"), None),
    ]
    .into_iter()
    .zip(0..)
    .map(|((role, name, practitioner), n)| {
        let id = PersonId::from_uuid(founded(n, "person"));
        Ok(Person {
            verifier: verifier(id).map_err(FoundingError::Verifier)?,
            id,
            name,
            role,
            custom_role: None,
            memberships: Vec::new(),
            practitioner,
            activation_until: None,
            second_factor: None,
            identities: Vec::new(),
            active: true,
            extra: Extra::new(),
        })
    })
    .collect()
}

/// What is kept of the password. The salt follows from the person, so that every seeding is the same.
fn verifier(person: PersonId) -> Result<String, argon2::password_hash::Error> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)?;
    let salt = SaltString::encode_b64(person.uuid().as_bytes())?;
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(PASSWORD.as_bytes(), Salt::from(&salt))?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use argon2::{PasswordHash, PasswordVerifier};

    use super::*;
    use crate::house::{House, places};

    #[test]
    fn everybody_signs_in_with_the_same_password_and_no_two_verifiers_are_alike() {
        let people = House::found().unwrap().people;
        assert_eq!(people.len(), Role::ALL.len());
        for person in &people {
            let hash = PasswordHash::new(&person.verifier).unwrap();
            let right = Argon2::default().verify_password(b"demo", &hash);
            assert_eq!(right, Ok(()));
            let alike = people
                .iter()
                .filter(|other| other.verifier == person.verifier);
            assert_eq!(alike.count(), 1);
        }
    }

    #[test]
    fn somebody_works_on_every_day() {
        let practitioners = practitioners(&places::rooms()).unwrap();
        for practitioner in practitioners.all() {
            assert_eq!(practitioner.hours.len(), 7);
        }
    }
}
