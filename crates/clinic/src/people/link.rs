//! Which account of another provider belongs to whom.

use values::ids::PersonId;

use crate::records::{LinkedAccount, Person};

/// OpenID Connect Core 1.0, section 2: a subject has at most 255 characters. Addresses of providers are shorter still.
const LENGTH_MAX: usize = 255;

/// Why an account is not linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRefused {
    /// It says nothing, or more than any provider does.
    Unfit,
    /// It signs in somebody else.
    Taken,
}

/// The accounts of a person once this one is among them. Each belongs to one person at most, whether or not that one
/// may sign in now; and nobody has two at one provider, where the later stands.
pub fn link(
    person: &Person,
    account: &LinkedAccount,
    everybody: &[Person],
) -> Result<Vec<LinkedAccount>, LinkRefused> {
    let fits = |text: &str| (1..=LENGTH_MAX).contains(&text.chars().count());
    if !fits(&account.issuer) || !fits(&account.subject) {
        return Err(LinkRefused::Unfit);
    }
    if is_another_s(person.id, account, everybody) {
        return Err(LinkRefused::Taken);
    }
    if person.identities.contains(account) {
        return Ok(person.identities.clone());
    }
    let elsewhere = person
        .identities
        .iter()
        .filter(|kept| kept.issuer != account.issuer);
    Ok(elsewhere.chain([account]).cloned().collect())
}

fn is_another_s(person: PersonId, account: &LinkedAccount, everybody: &[Person]) -> bool {
    everybody
        .iter()
        .any(|other| other.id != person && other.identities.contains(account))
}

#[cfg(test)]
mod tests {
    use values::{HumanName, Instant};

    use super::*;
    use crate::records::{Extra, Role};

    fn account(issuer: &str, subject: &str) -> LinkedAccount {
        LinkedAccount {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
        }
    }

    fn person(n: i64, active: bool, identities: Vec<LinkedAccount>) -> Person {
        Person {
            id: PersonId::at(Instant::from_millis(n)),
            name: HumanName::new("Byrne", "Ann"),
            role: Role::Nurse,
            custom_role: None,
            memberships: Vec::new(),
            practitioner: None,
            verifier: String::new(),
            active,
            activation_until: None,
            second_factor: None,
            identities,
            extra: Extra::default(),
        }
    }

    #[test]
    fn an_account_belongs_to_one_person_whether_or_not_they_may_sign_in() {
        let ann = person(1, true, Vec::new());
        for active in [true, false] {
            let ben = person(2, active, vec![account("one", "b")]);
            let everybody = [ann.clone(), ben];
            assert_eq!(
                link(&ann, &account("one", "b"), &everybody),
                Err(LinkRefused::Taken)
            );
            // The same subject at another provider is somebody else.
            assert!(link(&ann, &account("two", "b"), &everybody).is_ok());
        }
    }

    #[test]
    fn a_person_has_one_account_at_each_provider_and_the_later_stands() {
        let ann = person(1, true, vec![account("one", "a"), account("two", "a")]);
        let everybody = [ann.clone()];
        let again = link(&ann, &account("one", "a"), &everybody);
        assert_eq!(again.as_ref(), Ok(&ann.identities), "nothing changes");
        let other = link(&ann, &account("one", "c"), &everybody);
        assert_eq!(other, Ok(vec![account("two", "a"), account("one", "c")]));
    }

    #[test]
    fn what_no_provider_says_is_not_linked() {
        let ann = person(1, true, Vec::new());
        let long = "x".repeat(256);
        for (issuer, subject) in [("", "a"), ("one", ""), ("one", &long), (&long, "a")] {
            let refused = link(&ann, &account(issuer, subject), &[]);
            assert_eq!(refused, Err(LinkRefused::Unfit));
        }
    }
}
