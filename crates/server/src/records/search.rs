//! Patients beyond what a workstation holds. Each search is written down, with whoever made it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use clinic::records::{Facility, Kind, Patient, Scope};
use store::{Device, Tx};
use values::ids::{ChangeId, FacilityId};
use wire::{
    Failure,
    facilities::{ElsewhereView, PatientElsewhere},
    patients::{PatientSearchView, SearchPatients},
    sync::SearchRequest,
};
use workflows::{DONE, Query, Records, RecordsError, Run, context::Stop, dispatch::audit_line};

use super::{body::Body, judge::actor, turn::Turns};
use crate::{ApiError, Shared, auth::Present};

/// What the audit trail calls it.
const COMMAND: &str = "search_elsewhere";
/// Fewer letters would list the whole organisation.
const CHARACTERS_MIN: usize = 3;
const SHOWN_MAX: u16 = 20;

/// Whom the text describes among the patients that the workstation's facility does not hold.
pub(crate) async fn search(
    State(shared): State<Arc<Shared>>,
    asker: Present,
    Body(request): Body<SearchRequest>,
) -> Result<Json<ElsewhereView>, ApiError> {
    let device = asker.named(request.person)?;
    if request.text.trim().chars().count() < CHARACTERS_MIN {
        return Err(ApiError(Failure::field("text", "required")));
    }
    let mut turns = Turns::of(&shared.store);
    loop {
        let tx = turns.next().await?;
        match searched(&shared, tx, &device, &request).await {
            Err(Stop::Records(RecordsError::Contended)) if turns.are_left() => {}
            answered => return answered.map(Json).map_err(refusal),
        }
    }
}

async fn searched(
    shared: &Shared,
    mut tx: Tx,
    device: &Device,
    request: &SearchRequest,
) -> Result<ElsewhereView, Stop> {
    let now = shared.clock.now();
    let asker = actor(&mut tx, request.person, device.id).await?;
    tx.audit(audit_line(&asker, now, COMMAND, None, DONE))
        .await?;
    let wanted = SearchPatients {
        text: request.text.clone(),
        limit: SHOWN_MAX,
    };
    let run = Run {
        actor: asker,
        now,
        change: ChangeId::at(now),
        command: "search_patients",
        request: serde_json::to_value(&wanted).map_err(shape)?,
        allotted: BTreeMap::new(),
        audited: false,
    };
    let ran = workflows::run(&mut tx, run).await?;
    let found: PatientSearchView = serde_json::from_value(ran.response).map_err(shape)?;
    let patients = elsewhere(&mut tx, &found, asker.facility).await?;
    tx.commit().await?;
    Ok(ElsewhereView {
        patients,
        more: found.more,
    })
}

/// Those of the found whom the facility does not hold, with the names of those who do.
async fn elsewhere(
    tx: &mut Tx,
    found: &PatientSearchView,
    facility: FacilityId,
) -> Result<Vec<PatientElsewhere>, RecordsError> {
    let mut names = BTreeMap::new();
    for stored in tx.find(&Query::All(Kind::Facility)).await? {
        let facility: Facility = workflows::context::decode_body(stored.body)?;
        names.insert(facility.id, facility.name);
    }
    let mut patients = Vec::new();
    for summary in &found.patients {
        let Some(stored) = tx.get(Kind::Patient, summary.id.uuid()).await? else {
            continue;
        };
        if Scope::of(Kind::Patient, &stored.body).holds(facility) {
            continue;
        }
        let patient: Patient = workflows::context::decode_body(stored.body)?;
        let called = |facility: &FacilityId| names.get(facility).cloned();
        patients.push(PatientElsewhere {
            summary: summary.clone(),
            facilities: patient.facilities.iter().filter_map(called).collect(),
        });
    }
    Ok(patients)
}

fn refusal(stop: Stop) -> ApiError {
    match stop {
        Stop::Refused(failure) => ApiError(failure),
        Stop::Records(error) => error.into(),
    }
}

fn shape(source: serde_json::Error) -> Stop {
    Stop::Records(RecordsError::Shape {
        kind: "search",
        source: source.into(),
    })
}
