//! A workstation joins.

use std::sync::Arc;

use axum::{Json, extract::State, http::HeaderMap};
use base64::Engine;
use clinic::records::{Facility, Kind};
use store::{Device, LETTERS_BASE, Tx};
use values::ids::{DeviceId, FacilityId};
use wire::{
    Code, Failure,
    sync::{DeviceState, EnrolAnswer, EnrolRequest, FacilityChoice},
};
use workflows::{Query, Records, RecordsError};

use super::{body::Body, caller::digest, envelope::spoken, turn::Turns};
use crate::{ApiError, Shared};

const NAME_LENGTH_MAX: usize = 80;

/// Gives a workstation its identity: id, letter code and token. The code is never given to another.
pub(crate) async fn enrol(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Body(request): Body<EnrolRequest>,
) -> Result<Json<EnrolAnswer>, ApiError> {
    spoken(&headers)?;
    if request.code != shared.enrolment_code {
        return Err(Code::NotPermitted.into());
    }
    let mut turns = Turns::alone(&shared.store);
    loop {
        let tx = turns.next().await?;
        match joined(&shared, tx, &request).await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            answered => return answered?.map(Json),
        }
    }
}

async fn joined(
    shared: &Shared,
    mut tx: Tx,
    request: &EnrolRequest,
) -> Result<Result<EnrolAnswer, ApiError>, RecordsError> {
    let now = shared.clock.now();
    let facility = match chosen(&mut tx, request.facility).await {
        Ok(facility) => facility,
        Err(refused) => return Ok(Err(refused)),
    };
    let device = Device {
        id: DeviceId::at(now),
        code: letters(letters_given(&mut tx).await?),
        name: request.name.chars().take(NAME_LENGTH_MAX).collect(),
        state: DeviceState::Active,
        wipe: false,
        facility: Some(facility),
    };
    let token = new_token()?;
    tx.add_device(&device, &digest(&token), now).await?;
    tx.commit().await?;
    tracing::info!(device = %device.id, code = device.code, "workstation enrolled");
    Ok(Ok(EnrolAnswer {
        device: device.id,
        code: device.code,
        facility,
        token,
        demo: shared.demo,
    }))
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

fn new_token() -> Result<String, RecordsError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| RecordsError::Other(Box::new(error)))?;
    Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
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
