//! `custom_roles`.

use clinic::{
    access::{Permission, Rights},
    records::{CustomRole, Kind, Person, Role},
};
use values::names::fold;
use wire::people::{CustomRoleLine, CustomRolesRequest, CustomRolesView, PermissionLine, RoleLine};

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// The roles of the table, the clinic's own, those that can be given first, and what they are put together from.
pub async fn custom_roles(
    context: &mut Context<'_>,
    _request: CustomRolesRequest,
) -> Outcome<CustomRolesView> {
    let me = context.actor().person;
    let people: Vec<Kept<Person>> = context.find(Query::All(Kind::Person)).await?;
    let custom: Vec<Kept<CustomRole>> = context.find(Query::All(Kind::CustomRole)).await?;
    let mut custom: Vec<CustomRoleLine> = custom
        .iter()
        .map(|kept| {
            let holders: Vec<&Kept<Person>> = people
                .iter()
                .filter(|person| person.holds(kept.id))
                .collect();
            CustomRoleLine {
                id: kept.id,
                name: kept.name.clone(),
                role: kept.role,
                permissions: Rights::of_custom(kept).permissions().collect(),
                active: kept.active,
                own: holders.iter().any(|person| person.id == me),
                holders: holders.iter().map(|person| person.name.letter()).collect(),
                pending: kept.pending,
            }
        })
        .collect();
    custom.sort_by_cached_key(|role| (!role.active, fold(&role.name), role.id));
    Ok(CustomRolesView {
        table: Role::ALL
            .map(|role| RoleLine {
                role,
                permissions: Rights::of(role).permissions().collect(),
            })
            .to_vec(),
        custom,
        permissions: Permission::ALL
            .iter()
            .map(|permission| PermissionLine {
                permission: *permission,
                needs: permission.needs().to_vec(),
            })
            .collect(),
    })
}
