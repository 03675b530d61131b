//! Who may change whose account, and what the clinic's own roles give.

use std::collections::BTreeSet;

use values::{
    ids::{CustomRoleId, PersonId},
    names::fold,
};

use crate::{
    access::{Permission, Rights},
    records::{CustomRole, Person, Standing},
};

/// The longest name of a custom role, in characters.
pub const ROLE_NAME_LENGTH_MAX: usize = 60;

/// Why an account stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountRefused {
    /// Nobody gives rights to themself, or takes themself out.
    OwnAccount,
    /// Nobody would be left who can let people in.
    LastAdministrator,
    /// A custom role that there is not, that is not given any more, or that takes the place of another role.
    NoSuchRole,
}

/// Everybody, and the clinic's own roles.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Staff<'a> {
    pub people: &'a [Person],
    pub custom_roles: &'a [CustomRole],
}

impl Staff<'_> {
    /// The custom role of that id.
    pub fn custom(&self, id: CustomRoleId) -> Option<&CustomRole> {
        self.custom_roles.iter().find(|custom| custom.id == id)
    }

    /// What a standing gives.
    pub fn rights(&self, standing: Standing) -> Rights {
        match standing.custom_role {
            None => Rights::of(standing.role),
            Some(id) => self
                .custom(id)
                .map_or_else(|| Rights::least(standing.role), Rights::of_custom),
        }
    }

    /// Whether somebody may sign in, and lets people in somewhere.
    pub fn lets_people_in(&self, person: &Person) -> bool {
        let mut standings = person.standings().into_iter();
        person.active
            && standings.any(|standing| self.rights(standing).may(Permission::ManagePeople))
    }

    /// Whether somebody lets people in, and nobody would once the one set is the other.
    fn loses_the_last(&self, after: &Staff<'_>) -> bool {
        let is_left = |staff: &Staff<'_>| staff.people.iter().any(|one| staff.lets_people_in(one));
        is_left(self) && !is_left(after)
    }
}

/// Whether `actor` may make of somebody's account what it is `after`. Whoever holds the right to change accounts
/// cannot widen their own (security: a grantee's permissions never grow by their own command), and of those who can
/// let people in, one stays.
pub fn may_administer(
    actor: PersonId,
    after: &Person,
    staff: Staff<'_>,
) -> Result<(), AccountRefused> {
    if actor == after.id {
        return Err(AccountRefused::OwnAccount);
    }
    let before = staff.people.iter().find(|other| other.id == after.id);
    // What somebody has already they keep, though it is not given any more.
    let had = before.map(Person::every_standing).unwrap_or_default();
    for standing in after.every_standing() {
        let can_be_given = standing.custom_role.is_none_or(|id| {
            let custom = staff.custom(id);
            custom.is_some_and(|custom| custom.active && custom.role == standing.role)
        });
        if !can_be_given && !had.contains(&standing) {
            return Err(AccountRefused::NoSuchRole);
        }
    }
    let mut people = staff.people.to_vec();
    if let Some(place) = people.iter_mut().find(|other| other.id == after.id) {
        after.clone_into(place);
    }
    let then = Staff {
        people: &people,
        ..staff
    };
    if staff.loses_the_last(&then) {
        return Err(AccountRefused::LastAdministrator);
    }
    Ok(())
}

/// Why a custom role stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleRefused {
    /// It has no name.
    NameRequired,
    /// Its name is longer than [`ROLE_NAME_LENGTH_MAX`].
    NameTooLong,
    /// Another one that can be given has the name.
    NameTaken,
    /// A permission that there is not.
    UnknownPermission,
    /// A permission without what it needs.
    Needs {
        /// The permission.
        permission: Permission,
        /// What is missing.
        needs: Permission,
    },
    /// Nobody changes what they may do themself.
    OwnRole,
    /// Somebody has it, so many people.
    Held(usize),
    /// Nobody would be left who can let people in.
    LastAdministrator,
}

/// Whether `actor` may make of a custom role what it is `after`, a new one among them. What is kept is put in order:
/// the name without what stands around it, the permissions as the table has them, each once.
pub fn may_shape(
    actor: PersonId,
    after: CustomRole,
    staff: Staff<'_>,
) -> Result<CustomRole, RoleRefused> {
    let after = CustomRole {
        name: after.name.split_whitespace().collect::<Vec<_>>().join(" "),
        permissions: in_order(&after.permissions)?,
        ..after
    };
    named(&after, staff)?;
    let holders = staff.people.iter().filter(|one| one.holds(after.id));
    let holders: Vec<&Person> = holders.collect();
    if holders.iter().any(|holder| holder.id == actor) {
        return Err(RoleRefused::OwnRole);
    }
    if !after.active && !holders.is_empty() {
        return Err(RoleRefused::Held(holders.len()));
    }
    let mut custom_roles = staff.custom_roles.to_vec();
    custom_roles.retain(|custom| custom.id != after.id);
    custom_roles.push(after.clone());
    let then = Staff {
        custom_roles: &custom_roles,
        ..staff
    };
    if staff.loses_the_last(&then) {
        return Err(RoleRefused::LastAdministrator);
    }
    Ok(after)
}

fn named(after: &CustomRole, staff: Staff<'_>) -> Result<(), RoleRefused> {
    if after.name.is_empty() {
        return Err(RoleRefused::NameRequired);
    }
    if after.name.chars().count() > ROLE_NAME_LENGTH_MAX {
        return Err(RoleRefused::NameTooLong);
    }
    let name = fold(&after.name);
    let taken = staff
        .custom_roles
        .iter()
        .any(|other| other.id != after.id && other.active && fold(&other.name) == name);
    if after.active && taken {
        return Err(RoleRefused::NameTaken);
    }
    Ok(())
}

fn in_order(names: &[String]) -> Result<Vec<String>, RoleRefused> {
    let mut wanted = BTreeSet::from([Permission::UseWorkstation]);
    for name in names {
        wanted.insert(Permission::named(name).ok_or(RoleRefused::UnknownPermission)?);
    }
    for permission in &wanted {
        let missing = permission
            .needs()
            .iter()
            .find(|need| !wanted.contains(need));
        if let Some(needs) = missing {
            return Err(RoleRefused::Needs {
                permission: *permission,
                needs: *needs,
            });
        }
    }
    Ok(wanted.into_iter().map(Permission::name).collect())
}

#[cfg(test)]
mod tests;
