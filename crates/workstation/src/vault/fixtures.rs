//! People and secrets for tests.

use clinic::records::{Extra, Person, Role};
use values::{HumanName, Instant, ids::PersonId};
use zeroize::Zeroizing;

use super::{Holder, Secret};

pub(super) const PASSPHRASE: &str = "harbour street at dawn";

pub(super) fn words(text: &str) -> Secret {
    Secret::Passphrase(Zeroizing::new(text.to_owned()))
}

/// Somebody whose password's verifier is this.
pub(super) fn person(n: i64, verifier: &str) -> Person {
    Person {
        id: PersonId::at(Instant::from_millis(n)),
        name: HumanName::new("Byrne", "Ann"),
        role: Role::Nurse,
        custom_role: None,
        memberships: Vec::new(),
        practitioner: None,
        verifier: verifier.to_owned(),
        activation_until: None,
        second_factor: None,
        identities: Vec::new(),
        active: true,
        extra: Extra::default(),
    }
}

/// Whoever that is, with this password.
pub(super) fn holder_of(person: &Person, password: &str) -> Holder {
    Holder::new(person, Zeroizing::new(password.to_owned()))
}

pub(super) fn holder(password: &str) -> Holder {
    holder_of(&person(1, "kept"), password)
}
