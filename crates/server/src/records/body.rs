//! Reading bodies and queries. Whatever cannot be read is a refusal like any other, with a code.

use std::{sync::Arc, time::Duration};

use axum::{
    body::BodyDataStream,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{HeaderMap, header::CONTENT_ENCODING, request::Parts},
};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout_at};
use wire::{
    Code, Failure,
    sync::{ENCODING, PUSH_BYTES_MAX, Unpackable, unpack},
};

use crate::{ApiError, Shared};

/// A workstation gives up before (`crates/sync/src/carrier.rs`): whoever is cut off here is none, or is gone.
const BEGINS_WITHIN: Duration = Duration::from_mins(1);
const PER_BYTE: Duration = Duration::from_millis(2);

/// The JSON of a request, which may be compressed.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Shared>> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _shared: &Arc<Shared>) -> Result<Self, ApiError> {
        within(request, PUSH_BYTES_MAX).await.map(Self)
    }
}

/// The same with at most so many bytes, packed and unpacked.
pub(crate) async fn within<T: DeserializeOwned>(
    request: Request,
    bytes_max: usize,
) -> Result<T, ApiError> {
    let (parts, body) = request.into_parts();
    let bytes = gather(body.into_data_stream(), bytes_max).await?;
    read(&parts.headers, &bytes, bytes_max)
}

/// Waits for a body as long as it comes at a pace that any line has, so that nobody holds a place with one that
/// never ends.
pub(super) async fn gather(
    mut body: BodyDataStream,
    bytes_max: usize,
) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    let mut until = Instant::now() + BEGINS_WITHIN;
    loop {
        match timeout_at(until, body.next()).await {
            Ok(None) => return Ok(bytes),
            Ok(Some(Ok(some))) if bytes.len() + some.len() > bytes_max => {
                return Err(too_large(bytes_max));
            }
            Ok(Some(Ok(some))) => {
                until += PER_BYTE * u32::try_from(some.len()).unwrap_or(u32::MAX);
                bytes.extend_from_slice(&some);
            }
            Ok(Some(Err(_))) => return Err(unreadable("broken_off")),
            Err(_) => return Err(unreadable("too_slow")),
        }
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

fn read<T: DeserializeOwned>(
    headers: &HeaderMap,
    bytes: &[u8],
    bytes_max: usize,
) -> Result<T, ApiError> {
    match headers.get(CONTENT_ENCODING) {
        None => object(bytes),
        Some(encoding) if encoding == ENCODING => {
            let unpacked = unpack(bytes, bytes_max).map_err(|error| match error {
                Unpackable::TooLarge(_) => too_large(bytes_max),
                Unpackable::NotZstd(_) => unreadable("encoding"),
            })?;
            object(&unpacked)
        }
        Some(_) => Err(unreadable("encoding")),
    }
}

/// Every request is an object. Serde would take a list for one as well, its fields by their places.
fn object<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(unreadable("body"));
    }
    serde_json::from_slice(bytes).map_err(|_| unreadable("body"))
}

fn too_large(bytes_max: usize) -> ApiError {
    ApiError(Failure::with(
        Code::TooLarge,
        serde_json::json!({ "limit": bytes_max }),
    ))
}

pub(super) fn unreadable(detail: &str) -> ApiError {
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
            if let Err(ApiError(failure)) = read::<PushRequest>(&headers, &bytes, PUSH_BYTES_MAX) {
                prop_assert!(matches!(failure.code, Code::BadRequest | Code::TooLarge));
            }
        }
    }
}
