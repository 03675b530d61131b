//! A workstation joins.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
};
use clinic::records::{Facility, Kind};
use passwords::code_digest;
use store::{Device, LETTERS_BASE, Tx};
use tokio::time::Instant;
use values::ids::{DeviceId, FacilityId};
use wire::{
    Code, Failure,
    sync::{DeviceState, EnrolAnswer, EnrolRequest, FacilityChoice, PROTOCOL_WITH_KEYS},
};
use workflows::{Query, Records, RecordsError};

use super::{body, caller::digest, envelope::spoken, pace::Looked, proof::public_key, turn::Turns};
use crate::{ApiError, Shared, serving::Peer};

const NAME_LENGTH_MAX: usize = 80;
/// A code and a name; whoever asks has shown nothing yet.
const REQUEST_BYTES_MAX: usize = 4 * 1024;

/// Gives a workstation its identity, id and letter code, under its key. The letter code is never given to another.
pub(crate) async fn enrol(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Json<EnrolAnswer>, ApiError> {
    let spoken = spoken(request.headers())?;
    let from = request.extensions().get().map(|Peer(address)| *address);
    let request: EnrolRequest = body::within(request, REQUEST_BYTES_MAX).await?;
    if spoken < PROTOCOL_WITH_KEYS {
        return Err(Code::WorkstationTooOld.into());
    }
    let key = request.public_key.as_deref().and_then(public_key);
    let key = key.ok_or(Code::BadRequest)?;
    let admission = Admission::look(&shared, &request.code, &key).await?;
    if shared
        .pace
        .code(from, Instant::now(), || admission.is_none())?
        == Looked::Wrong
    {
        tracing::warn!("a wrong enrolment code");
    }
    let admission = admission.ok_or(Code::NotPermitted)?;
    let mut turns = Turns::alone(&shared.store);
    loop {
        let tx = turns.next().await?;
        match joined(&shared, tx, &request, (&key, &admission)).await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            answered => return answered?.map(Json),
        }
    }
}

/// What a right code admits to.
enum Admission {
    /// Any number of workstations.
    Standing,
    /// This one, by the digest of its code.
    Once(String),
    /// One that was admitted already, and did not hear of it.
    Again,
}

impl Admission {
    /// Digests are compared, so that the time it takes tells nothing of a code.
    async fn look(shared: &Shared, code: &str, key: &str) -> Result<Option<Self>, RecordsError> {
        let once = code_digest(code);
        let mut tx = shared.store.read().await?;
        let kept = tx.enrolment_code(&once, shared.clock.now()).await?;
        let spent_by = match kept {
            None => None,
            Some(kept) => match kept.used_by {
                None => return Ok(Some(Self::Once(once))),
                spent_by => spent_by,
            },
        };
        let holder = tx.device_by_key(key).await?;
        if spent_by.is_some() && holder.map(|device| device.id) == spent_by {
            return Ok(Some(Self::Again));
        }
        let standing = shared.enrolment_code.as_ref();
        let stands = standing.is_some_and(|standing| digest(standing) == digest(code));
        Ok(stands.then_some(Self::Standing))
    }
}

/// Adds the workstation, and spends its code in the same transaction if that admits once. One that is there already
/// under this key did not hear the answer, and hears it again.
async fn joined(
    shared: &Shared,
    mut tx: Tx,
    request: &EnrolRequest,
    (key, admission): (&str, &Admission),
) -> Result<Result<EnrolAnswer, ApiError>, RecordsError> {
    let now = shared.clock.now();
    if let Some(device) = tx.device_by_key(key).await? {
        return Ok(answer(shared, device));
    }
    let id = DeviceId::at(now);
    let mut asked = request.facility;
    match admission {
        Admission::Standing => {}
        Admission::Again => return Ok(Err(Code::NotPermitted.into())),
        Admission::Once(once) => {
            let code = tx.enrolment_code(once, now).await?;
            let spent = tx.spend_enrolment_code(once, id, now).await?;
            let bound = code.and_then(|code| code.facility);
            let elsewhere = bound.is_some() && asked.is_some() && asked != bound;
            if !spent || elsewhere {
                return Ok(Err(Code::NotPermitted.into()));
            }
            asked = bound.or(asked);
        }
    }
    let facility = match chosen(&mut tx, asked).await {
        Ok(facility) => facility,
        Err(refused) => return Ok(Err(refused)),
    };
    let device = Device {
        id,
        code: letters(letters_given(&mut tx).await?),
        name: request.name.chars().take(NAME_LENGTH_MAX).collect(),
        state: DeviceState::Active,
        wipe: false,
        facility: Some(facility),
        public_key: Some(key.to_owned()),
    };
    tx.add_device(&device, now).await?;
    tx.commit().await?;
    tracing::info!(device = %device.id, code = device.code, "workstation enrolled");
    Ok(answer(shared, device))
}

fn answer(shared: &Shared, device: Device) -> Result<EnrolAnswer, ApiError> {
    if device.state == DeviceState::Revoked {
        return Err(Code::DeviceRevoked.into());
    }
    Ok(EnrolAnswer {
        device: device.id,
        code: device.code,
        facility: device.facility.ok_or(Code::NotFound)?,
        demo: shared.demo,
    })
}

/// The facility that was asked for, or the only one there is.
async fn chosen(tx: &mut Tx, asked: Option<FacilityId>) -> Result<FacilityId, ApiError> {
    let mut facilities = Vec::new();
    for stored in tx.find(&Query::All(Kind::Facility)).await? {
        facilities.push(workflows::context::decode_body::<Facility>(stored.body)?);
    }
    let wanted = |facility: &&Facility| asked.is_none_or(|asked| asked == facility.id);
    let fitting: Vec<&Facility> = facilities.iter().filter(wanted).collect();
    match fitting[..] {
        [] => Err(Code::NotFound.into()),
        [facility] => Ok(facility.id),
        _ => {
            let choices: Vec<FacilityChoice> = facilities
                .into_iter()
                .map(|Facility { id, name, .. }| FacilityChoice { id, name })
                .collect();
            let data = serde_json::json!({ "facilities": choices });
            Err(ApiError(Failure::with(Code::FacilityNeeded, data)))
        }
    }
}

/// How many letter codes were given, or may have been before the server was restored.
async fn letters_given(tx: &mut Tx) -> Result<u64, RecordsError> {
    let base = tx.setting(LETTERS_BASE).await?;
    let base: u64 = base.and_then(|base| base.parse().ok()).unwrap_or(0);
    Ok(base + tx.device_count().await?)
}

/// A, B, … Z, AA, AB, … The server's own series is `S`, so no workstation gets that letter alone.
fn letters(count: u64) -> String {
    let mut number = if count >= 18 { count + 1 } else { count };
    let mut letters = Vec::new();
    loop {
        let letter = u8::try_from(number % 26).unwrap_or(0) + b'A';
        letters.push(char::from(letter));
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_codes_are_all_different_and_never_the_servers() {
        let codes: Vec<String> = (0..1000).map(letters).collect();
        assert_eq!(
            (codes[0].as_str(), codes[17].as_str(), codes[18].as_str()),
            ("A", "R", "T")
        );
        assert_eq!((codes[24].as_str(), codes[25].as_str()), ("Z", "AA"));
        assert!(!codes.contains(&"S".to_owned()));
        let mut unique = codes.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), codes.len());
    }
}
