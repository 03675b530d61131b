//! Who may change whose account.

use values::ids::PersonId;

use crate::records::{Person, Role};

/// Why an account stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountRefused {
    /// Nobody gives rights to themself, or takes themself out.
    OwnAccount,
    /// Nobody would be left who can let people in.
    LastAdministrator,
}

/// Whether `actor` may make of `person` what it is `after`, given everybody there is. Whoever holds the right to
/// change accounts cannot widen their own (security: a grantee's permissions never grow by their own command),
/// and the last active administrator stays one.
pub fn may_administer(
    actor: PersonId,
    person: PersonId,
    after: (Role, bool),
    everybody: &[Person],
) -> Result<(), AccountRefused> {
    if actor == person {
        return Err(AccountRefused::OwnAccount);
    }
    let remains = |other: &&Person| {
        let (role, active) = if other.id == person {
            after
        } else {
            (other.role, other.active)
        };
        active && role == Role::Administrator
    };
    let was = everybody
        .iter()
        .any(|other| other.id == person && other.active && other.role == Role::Administrator);
    if was && !everybody.iter().any(|other| remains(&other)) {
        return Err(AccountRefused::LastAdministrator);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use values::{HumanName, Instant};

    use super::*;
    use crate::records::Extra;

    fn person(n: i64, role: Role, active: bool) -> Person {
        Person {
            id: PersonId::at(Instant::from_millis(n)),
            name: HumanName::new("Byrne", "Ann"),
            role,
            practitioner: None,
            verifier: String::new(),
            active,
            activation_until: None,
            second_factor: None,
            identities: Vec::new(),
            extra: Extra::default(),
        }
    }

    #[test]
    fn nobody_changes_their_own_account() {
        let everybody = [
            person(1, Role::Administrator, true),
            person(2, Role::Administrator, true),
        ];
        let [me, other] = [everybody[0].id, everybody[1].id];
        let after = (Role::Doctor, true);
        assert_eq!(
            may_administer(me, me, after, &everybody),
            Err(AccountRefused::OwnAccount)
        );
        assert_eq!(may_administer(me, other, after, &everybody), Ok(()));
    }

    #[test]
    fn the_last_active_administrator_stays_one() {
        let everybody = [
            person(1, Role::Administrator, false),
            person(2, Role::Administrator, true),
            person(3, Role::Doctor, true),
        ];
        let [former, last, doctor] = [everybody[0].id, everybody[1].id, everybody[2].id];
        for after in [(Role::Administrator, false), (Role::Nurse, true)] {
            assert_eq!(
                may_administer(doctor, last, after, &everybody),
                Err(AccountRefused::LastAdministrator)
            );
        }
        assert_eq!(
            may_administer(doctor, last, (Role::Administrator, true), &everybody),
            Ok(())
        );
        assert_eq!(
            may_administer(last, former, (Role::Nurse, false), &everybody),
            Ok(())
        );
    }
}
