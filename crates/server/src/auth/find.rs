//! Whom a sign-in names, and what the password is compared with: somebody else's verifier where there is nobody of
//! that name, so that the time it takes tells nothing.

use clinic::records::{Kind, Person};
use sha2::{Digest, Sha256};
use store::Tx;
use values::{ids::PersonId, names::fold};
use workflows::{Query, Records, RecordsError, context::decode_body};

use super::may_sign_in;

/// Whom a sign-in names.
pub(super) struct Found {
    /// Nobody, if the name is not known or is two people's.
    pub(super) person: Option<Person>,
    /// What the password is compared with, whoever it is.
    pub(super) verifier: String,
}

/// Looks for a person by id, or by name as the records have it.
pub(super) async fn find(tx: &mut Tx, named: &str) -> Result<Found, RecordsError> {
    Ok(among(people(tx).await?, named))
}

/// Everybody who may sign in.
pub(super) async fn people(tx: &mut Tx) -> Result<Vec<Person>, RecordsError> {
    let mut people = Vec::new();
    for stored in tx.find(&Query::All(Kind::Person)).await? {
        let person: Person = decode_body(stored.body)?;
        if may_sign_in(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

fn among(mut people: Vec<Person>, named: &str) -> Found {
    let stand_in = stand_in(&people, named);
    let id: Option<PersonId> = named.trim().parse().ok();
    let name = fold(named);
    people.retain(|person| match id {
        Some(id) => person.id == id,
        None => fold(&person.name.letter()) == name,
    });
    let person = if people.len() == 1 {
        people.pop()
    } else {
        None
    };
    let own = person.as_ref().map(|person| person.verifier.clone());
    Found {
        verifier: own.unwrap_or(stand_in),
        person,
    }
}

/// The verifier of somebody, always the same for a name. It costs what a real one costs, being one.
fn stand_in(people: &[Person], named: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(named.as_bytes()).into();
    let number = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    let count = u64::try_from(people.len()).unwrap_or(u64::MAX);
    let place = number.checked_rem(count).unwrap_or(0);
    usize::try_from(place)
        .ok()
        .and_then(|place| people.get(place))
        .map_or_else(String::new, |person| person.verifier.clone())
}

#[cfg(test)]
mod tests {
    use clinic::records::Role;
    use serde_json::json;

    use super::*;

    fn person(n: u32, family: &str) -> Person {
        let id = testkit::id("person", n);
        serde_json::from_value(json!({
            "id": id, "name": { "family": family, "given": "Nora" }, "role": Role::Nurse, "active": true,
            "verifier": format!("verifier {n}"),
        }))
        .unwrap()
    }

    fn found(named: &str) -> Found {
        let people = vec![person(1, "Walsh"), person(2, "Byrne"), person(3, "Byrne")];
        among(people, named)
    }

    #[test]
    fn a_person_is_found_by_id_or_name_and_two_of_a_name_by_neither() {
        let id = testkit::id("person", 2).to_string();
        for (named, who) in [
            ("Nora Walsh", Some(1)),
            (" nora  WALSH", Some(1)),
            (id.as_str(), Some(2)),
            ("Nora Byrne", None),
            ("Walsh", None),
            ("", None),
        ] {
            let person = found(named).person.map(|person| person.id.uuid());
            assert_eq!(person, who.map(|n| testkit::id("person", n)), "{named}");
        }
    }

    #[test]
    fn whoever_is_not_known_costs_what_somebody_else_costs() {
        let unknown = found("Nobody");
        assert!(unknown.person.is_none());
        assert!(unknown.verifier.starts_with("verifier "));
        assert_eq!(found("Nobody").verifier, unknown.verifier, "every time");
        let verifiers: std::collections::BTreeSet<_> = (0..50)
            .map(|n| found(&format!("Nobody {n}")).verifier)
            .collect();
        assert_eq!(verifiers.len(), 3, "and not one alone");
    }
}
