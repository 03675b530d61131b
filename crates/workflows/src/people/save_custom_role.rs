//! `save_custom_role`.

use clinic::{
    access::{Permission, Rights},
    people::{RoleRefused, may_shape},
    records::{CustomRole, Extra},
};
use wire::{
    Code, Failure,
    people::{Done, SaveCustomRole},
};

use super::staff::Everybody;
use crate::context::{Context, Kept, Outcome};

/// Makes a role of the clinic's own, or changes one. It holds at once for whoever has it, and elsewhere with the
/// next rows; what they do meanwhile the server judges by what it gives there.
pub async fn save_custom_role(context: &mut Context<'_>, request: SaveCustomRole) -> Outcome<Done> {
    let before: Option<Kept<CustomRole>> = context.look_up(request.id.uuid()).await?;
    let before = before.map(|kept| kept.record);
    let wanted = CustomRole {
        id: request.id,
        name: request.name,
        role: before.as_ref().map_or(request.role, |before| before.role),
        permissions: request.permissions.iter().map(|one| one.name()).collect(),
        active: request.active,
        extra: before
            .as_ref()
            .map_or_else(Extra::default, |before| before.extra.clone()),
    };
    if request.role != wanted.role {
        return Err(Code::NoSuchRole.into());
    }
    let everybody = Everybody::of(context).await?;
    let after = may_shape(context.actor().person, wanted, everybody.staff()).map_err(refused)?;
    if before.as_ref() == Some(&after) {
        return Ok(Done {});
    }
    let gave: Option<Vec<Permission>> =
        before.map(|before| Rights::of_custom(&before).permissions().collect());
    if gave.is_some() && gave != request.was.map(in_order) {
        return Err(Code::ChangedMeanwhile.into());
    }
    context.save(&after).await?;
    Ok(Done {})
}

fn in_order(mut permissions: Vec<Permission>) -> Vec<Permission> {
    permissions.sort_unstable();
    permissions.dedup();
    permissions
}

fn refused(refused: RoleRefused) -> Failure {
    match refused {
        RoleRefused::NameRequired => Failure::field("name", "required"),
        RoleRefused::NameTooLong => Failure::field("name", "too_long"),
        RoleRefused::NameTaken => Failure::field("name", "taken"),
        RoleRefused::UnknownPermission | RoleRefused::Needs { .. } => {
            Failure::field("permissions", "invalid")
        }
        RoleRefused::OwnRole => Failure::new(Code::OwnRole),
        RoleRefused::Held(holders) => {
            Failure::with(Code::RoleHeld, serde_json::json!({ "holders": holders }))
        }
        RoleRefused::LastAdministrator => Failure::new(Code::LastAdministrator),
    }
}
