//! What one person may do at one facility.

use values::ids::FacilityId;

use super::Permission;
use crate::records::{CustomRole, Person, Role, Standing};

/// One bit for each permission.
const _: () = assert!(
    Permission::ALL.len() <= 64,
    "permissions are held in 64 bits"
);

/// What somebody may do, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    role: Role,
    held: u64,
}

impl Rights {
    /// What the table gives a role.
    pub fn of(role: Role) -> Self {
        let held = Permission::ALL
            .iter()
            .filter(|permission| permission.roles().contains(&role));
        Self::holding(role, held.copied())
    }

    /// What a custom role gives.
    pub fn of_custom(custom: &CustomRole) -> Self {
        let named = custom.permissions.iter();
        Self::holding(
            custom.role,
            named.filter_map(|name| Permission::named(name)),
        )
    }

    /// The least that anybody has who may sign in: for somebody whose custom role is not known here.
    pub fn least(role: Role) -> Self {
        Self::holding(role, [Permission::UseWorkstation])
    }

    fn holding(role: Role, permissions: impl IntoIterator<Item = Permission>) -> Self {
        let bits = permissions.into_iter().map(Permission::bit);
        Self {
            role,
            held: bits.fold(0, |held, bit| held | bit),
        }
    }

    /// The role, or the one whose place a custom role takes.
    pub const fn role(self) -> Role {
        self.role
    }

    /// Whether a permission is among them.
    pub const fn may(self, permission: Permission) -> bool {
        self.held & permission.bit() != 0
    }

    /// All of them, in the order of the table.
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |permission| self.may(*permission))
    }
}

impl Permission {
    const fn bit(self) -> u64 {
        1 << self as u32
    }
}

/// As what `person` works at `facility`; `None` where they do not. Whoever has no memberships works everywhere.
pub fn standing_at(person: &Person, facility: FacilityId) -> Option<Standing> {
    if person.memberships.is_empty() {
        return Some(person.standing());
    }
    person
        .memberships
        .iter()
        .find(|membership| membership.facility == facility)
        .map(|membership| membership.standing)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ROLE: &str = "01930000-0000-7000-8000-000000000009";
    const HERE: &str = "01930000-0000-7000-8000-000000000001";
    const THERE: &str = "01930000-0000-7000-8000-000000000002";

    fn custom(permissions: &[&str]) -> CustomRole {
        serde_json::from_value(json!({
            "id": ROLE, "name": "Practice manager", "role": "billing", "permissions": permissions, "active": true,
        }))
        .unwrap()
    }

    fn person(memberships: &serde_json::Value) -> Person {
        serde_json::from_value(json!({
            "id": ROLE, "name": { "family": "Byrne", "given": "Ann" }, "role": "nurse", "verifier": "",
            "active": true, "memberships": memberships,
        }))
        .unwrap()
    }

    #[test]
    fn a_role_holds_what_the_table_says_and_nothing_else() {
        for role in Role::ALL {
            for permission in Permission::ALL {
                let listed = permission.roles().contains(&role);
                assert_eq!(
                    Rights::of(role).may(*permission),
                    listed,
                    "{role:?} {permission:?}"
                );
            }
        }
    }

    #[test]
    fn a_custom_role_holds_what_it_names_and_nothing_of_the_role_in_whose_place_it_is() {
        let rights = Rights::of_custom(&custom(&[
            "use_workstation",
            "see_audit",
            "fly_to_the_moon",
        ]));
        let held: Vec<Permission> = rights.permissions().collect();
        assert_eq!(held, [Permission::UseWorkstation, Permission::SeeAudit]);
        assert_eq!(rights.role(), Role::Billing);
    }

    #[test]
    fn whoever_has_memberships_works_at_those_facilities_alone() {
        let (here, there) = (HERE.parse().unwrap(), THERE.parse().unwrap());
        let everywhere = person(&json!([]));
        assert_eq!(standing_at(&everywhere, there).unwrap().role, Role::Nurse);
        let member = person(&json!([{ "facility": HERE, "role": "billing", "custom_role": ROLE }]));
        let standing = standing_at(&member, here).unwrap();
        assert_eq!(standing.role, Role::Billing);
        assert_eq!(standing.custom_role, Some(ROLE.parse().unwrap()));
        assert_eq!(standing_at(&member, there), None);
    }
}
