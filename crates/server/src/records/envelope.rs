//! What every answer bears: the protocol, the epoch, and compression where it was asked for.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use wire::{
    Code,
    sync::{ENCODING, EPOCH_HEADER, PROTOCOL, PROTOCOL_HEADER, PROTOCOL_OLDEST, pack},
};

use super::snapshot::PACKED;
use crate::{ApiError, Shared};

/// Below it compression costs more than it saves.
const PACKED_FROM_BYTES: usize = 1024;

pub(super) async fn seal(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let packed = accepts(request.headers());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(PROTOCOL_HEADER, HeaderValue::from(PROTOCOL));
    if let Ok(epoch) = HeaderValue::from_str(&shared.epoch.to_string()) {
        headers.insert(EPOCH_HEADER, epoch);
    }
    let is_packed = response.headers().get(CONTENT_TYPE) == Some(&PACKED);
    if packed && !is_packed && response.status() != StatusCode::SWITCHING_PROTOCOLS {
        response = compress(response).await;
    }
    response
}

fn accepts(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|name| name.trim() == ENCODING))
}

async fn compress(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    // Answers are made whole before they are sent, so nothing more is held than already is.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return ApiError::from(Code::Internal).into_response();
    };
    if bytes.len() < PACKED_FROM_BYTES {
        return Response::from_parts(parts, Body::from(bytes));
    }
    match pack(&bytes) {
        Ok(packed) => {
            parts
                .headers
                .insert(CONTENT_ENCODING, HeaderValue::from_static(ENCODING));
            parts.headers.remove(CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(packed))
        }
        Err(_) => Response::from_parts(parts, Body::from(bytes)),
    }
}

/// The protocol that a caller speaks; refuses one that this server does not.
pub(crate) fn spoken(headers: &HeaderMap) -> Result<u16, ApiError> {
    let spoken = headers
        .get(PROTOCOL_HEADER)
        .map_or(Some(1), |value| value.to_str().ok()?.parse().ok());
    match spoken {
        None => Err(Code::BadRequest.into()),
        Some(version) if version > PROTOCOL => Err(Code::ServerTooOld.into()),
        Some(version) if version < PROTOCOL_OLDEST => Err(Code::WorkstationTooOld.into()),
        Some(version) => Ok(version),
    }
}

/// Refuses a caller whose cursor belongs to another epoch.
pub(super) fn same_epoch(headers: &HeaderMap, shared: &Shared) -> Result<(), ApiError> {
    match headers.get(EPOCH_HEADER) {
        Some(epoch) if epoch.as_bytes() != shared.epoch.to_string().as_bytes() => {
            Err(Code::ServerRestored.into())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn saying(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(PROTOCOL_HEADER, value);
        }
        headers
    }

    fn refusal(value: &str) -> Option<Code> {
        spoken(&saying(value)).err().map(|error| error.0.code)
    }

    #[test]
    fn a_version_too_old_and_one_too_new_are_told_apart() {
        assert_eq!(refusal(&PROTOCOL.to_string()), None);
        assert_eq!(refusal(&PROTOCOL_OLDEST.to_string()), None);
        assert_eq!(
            refusal(&(PROTOCOL + 1).to_string()),
            Some(Code::ServerTooOld)
        );
        assert_eq!(
            refusal(&(PROTOCOL_OLDEST - 1).to_string()),
            Some(Code::WorkstationTooOld)
        );
        assert_eq!(
            spoken(&HeaderMap::new()).err().map(|error| error.0.code),
            Some(Code::WorkstationTooOld),
            "whoever does not say speaks the first version"
        );
    }

    proptest! {
        #[test]
        fn any_header_is_a_version_or_refused(value in "[ -~]{0,24}") {
            let read = value.parse::<u16>().ok().filter(|version| (PROTOCOL_OLDEST..=PROTOCOL).contains(version));
            prop_assert_eq!(refusal(&value).is_none(), read.is_some());
        }
    }
}
