//! `workstation_list`.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use clinic::{
    access::Permission,
    people::lease_days_left,
    records::{Kind, Person},
};
use store::{KnownWorkstation, OpenCode, Tx};
use values::{
    Instant,
    ids::{DeviceId, PersonId},
};
use wire::{
    local::SharingIncident,
    sync::{DeviceState, PROTOCOL},
    workstations::{
        InvitationLine, JoinedWith, WorkstationLine, WorkstationListView, WorkstationState,
    },
};
use workflows::{Actor, Query, Records, RecordsError, context::decode_body};

use crate::{
    ApiError, Shared,
    auth::{Present, looking},
};

/// So many are shown of a facility.
const INCIDENTS_MAX: u32 = 100;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// The workstations of the asker's facility, and the invitations that are open.
pub(super) async fn list(
    State(shared): State<Arc<Shared>>,
    asker: Present,
) -> Result<Json<WorkstationListView>, ApiError> {
    let now = shared.clock.now();
    let (mut tx, actor) = looking(&shared, &asker, "workstation_list").await?;
    let names = names(&mut tx).await?;
    let workstations = tx.workstations_of(actor.facility).await?;
    let invitations = tx.open_codes(actor.facility, now).await?;
    let mut incidents = incidents(&mut tx, &actor).await?;
    let line = |known: KnownWorkstation| {
        let incidents = incidents.remove(&known.id).unwrap_or_default();
        workstation(&shared, (known, incidents), (&actor, now), &names)
    };
    Ok(Json(WorkstationListView {
        workstations: workstations.into_iter().map(line).collect(),
        invitations: invitations
            .iter()
            .map(|code| invitation(code, &names))
            .collect(),
    }))
}

type Names = BTreeMap<PersonId, String>;

async fn names(tx: &mut Tx) -> Result<Names, RecordsError> {
    let mut names = Names::new();
    for stored in tx.find(&Query::All(Kind::Person)).await? {
        let person: Person = decode_body(stored.body)?;
        names.insert(person.id, person.name.letter());
    }
    Ok(names)
}

/// Where the copies of the facility's workstations were found to differ, for who may see it.
async fn incidents(
    tx: &mut Tx,
    asker: &Actor,
) -> Result<BTreeMap<DeviceId, Vec<SharingIncident>>, RecordsError> {
    let mut incidents = BTreeMap::<_, Vec<_>>::new();
    if !asker.may(Permission::SeeIncidents) {
        return Ok(incidents);
    }
    for (device, found) in tx.divergences_at(asker.facility, INCIDENTS_MAX).await? {
        if let Some(incident) = SharingIncident::of(&found) {
            incidents.entry(device).or_default().push(incident);
        }
    }
    Ok(incidents)
}

fn workstation(
    shared: &Shared,
    (known, incidents): (KnownWorkstation, Vec<SharingIncident>),
    (asker, now): (&Actor, Instant),
    names: &Names,
) -> WorkstationLine {
    let heard_at = known.heard_at.max(shared.heard.last(known.id));
    let state = state(&known);
    let whole_days = |at| u16::try_from(now.millis_since(at).max(0) / DAY_MS).unwrap_or(u16::MAX);
    let leased = heard_at.filter(|_| state == WorkstationState::Active);
    WorkstationLine {
        id: known.id,
        letters: known.code,
        name: known.name,
        state,
        joined_at: known.joined_at,
        joined_with: if known.invited {
            JoinedWith::Invitation
        } else {
            JoinedWith::StandingCode
        },
        heard_at,
        silent_days: heard_at.map(whole_days),
        locks_in_days: leased.map(|at| lease_days_left(at, now)),
        protocol: known.protocol,
        outdated: known.protocol.is_some_and(|spoken| spoken < PROTOCOL),
        held: known.held,
        handed_over: known.handed_over,
        incidents,
        revoked_at: known.revoked_at,
        revoked_by: known.revoked_by.and_then(|by| names.get(&by).cloned()),
        wiped_at: known.wiped_at,
        own: known.id == asker.device,
    }
}

const fn state(known: &KnownWorkstation) -> WorkstationState {
    match known.state {
        DeviceState::Active => WorkstationState::Active,
        DeviceState::Revoked if known.wiped_at.is_some() => WorkstationState::Wiped,
        DeviceState::Revoked if known.wipe => WorkstationState::ToBeWiped,
        DeviceState::Revoked => WorkstationState::Revoked,
    }
}

fn invitation(code: &OpenCode, names: &Names) -> InvitationLine {
    InvitationLine {
        id: code.id,
        made_at: code.made_at,
        made_by: code.made_by.and_then(|by| names.get(&by).cloned()),
        until: code.until,
        anywhere: code.facility.is_none(),
    }
}
