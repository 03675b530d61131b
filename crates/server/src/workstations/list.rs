//! `workstation_list`.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use clinic::{
    people::lease_days_left,
    records::{Kind, Person},
};
use store::{KnownWorkstation, OpenCode, Tx};
use values::{Instant, ids::PersonId};
use wire::{
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
    let line = |known| workstation(&shared, known, (&actor, now), &names);
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

fn workstation(
    shared: &Shared,
    known: KnownWorkstation,
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
