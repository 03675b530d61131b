//! Reading bodies and queries. Whatever cannot be read is a refusal like any other, with a code.

use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{HeaderMap, header::CONTENT_ENCODING, request::Parts},
};
use serde::de::DeserializeOwned;
use wire::{
    Code, Failure,
    sync::{ENCODING, PUSH_BYTES_MAX, Unpackable, unpack},
};

use crate::{ApiError, Shared};

/// The JSON of a request, which may be compressed.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Shared>> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _shared: &Arc<Shared>) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        // Broken off, or too long: from the outside only the length tells which.
        let bytes = to_bytes(body, PUSH_BYTES_MAX)
            .await
            .map_err(|_| too_large())?;
        read(&parts.headers, &bytes).map(Self)
    }
}

/// The parts of a query.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Shared>> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, ApiError> {
        Query::<T>::from_request_parts(parts, shared)
            .await
            .map(|Query(asked)| Self(asked))
            .map_err(|_| unreadable("query"))
    }
}

fn read<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Result<T, ApiError> {
    let parsed = match headers.get(CONTENT_ENCODING) {
        None => serde_json::from_slice(bytes),
        Some(encoding) if encoding == ENCODING => {
            let unpacked = unpack(bytes, PUSH_BYTES_MAX).map_err(|error| match error {
                Unpackable::TooLarge(_) => too_large(),
                Unpackable::NotZstd(_) => unreadable("encoding"),
            })?;
            serde_json::from_slice(&unpacked)
        }
        Some(_) => return Err(unreadable("encoding")),
    };
    parsed.map_err(|_| unreadable("body"))
}

fn too_large() -> ApiError {
    ApiError(Failure::with(
        Code::TooLarge,
        serde_json::json!({ "limit": PUSH_BYTES_MAX }),
    ))
}

fn unreadable(detail: &str) -> ApiError {
    ApiError(Failure::with(
        Code::BadRequest,
        serde_json::json!({ "detail": detail }),
    ))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;
    use wire::sync::PushRequest;

    use super::*;

    proptest! {
        #[test]
        fn any_bytes_under_any_encoding_are_read_or_refused_with_a_code(
            bytes in prop::collection::vec(any::<u8>(), 0..256), encoding in prop::option::of("zstd|gzip|[ -~]{0,12}"),
        ) {
            let mut headers = HeaderMap::new();
            if let Some(encoding) = encoding.and_then(|text| HeaderValue::from_str(&text).ok()) {
                headers.insert(CONTENT_ENCODING, encoding);
            }
            if let Err(ApiError(failure)) = read::<PushRequest>(&headers, &bytes) {
                prop_assert!(matches!(failure.code, Code::BadRequest | Code::TooLarge));
            }
        }
    }
}
