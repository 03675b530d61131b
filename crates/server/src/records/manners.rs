//! What is minded of every request before anybody looks into it, and said with every answer: its number in the
//! logs, that no page of a browser may speak here, that nobody keeps or guesses at what was answered.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, ORIGIN, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time::Instant;
use tracing::Instrument;
use uuid::Uuid;
use wire::{Code, sync::REQUEST_ID_HEADER};

use crate::{ApiError, Shared, serving::Peer};

/// What only browsers send, of themselves, and no script can take away.
const OF_BROWSERS: [HeaderName; 2] = [ORIGIN, HeaderName::from_static("sec-fetch-site")];
/// A year, as is usual; no name below it is ours to speak for.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000");
const SAID_ALWAYS: [(HeaderName, HeaderValue); 3] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    ),
];

pub(super) async fn mind(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let id = number(request.headers());
    let span = tracing::info_span!("request", %id);
    let answered = async {
        if let Err(refused) = welcome(&shared, &request) {
            return refused.into_response();
        }
        next.run(request).await
    };
    let mut response = answered.instrument(span).await;
    let headers = response.headers_mut();
    headers.extend(SAID_ALWAYS);
    if shared.fingerprint.is_some() {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    }
    if let Ok(id) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(REQUEST_ID_HEADER, id);
    }
    response
}

/// The number that the caller gave, or a new one. Anything but a UUID could be a line for the log.
fn number(headers: &HeaderMap) -> Uuid {
    headers
        .get(REQUEST_ID_HEADER)
        .and_then(|id| id.to_str().ok()?.parse().ok())
        .unwrap_or_else(Uuid::new_v4)
}

/// Workstations are no browsers. A page that somebody in the clinic looks at must not reach the server through
/// them, whatever it could know; so nothing is ever allowed to other origins, either.
fn welcome(shared: &Shared, request: &Request) -> Result<(), ApiError> {
    let headers = request.headers();
    if OF_BROWSERS.iter().any(|name| headers.contains_key(name)) {
        tracing::warn!("a browser's request was refused");
        return Err(Code::NotPermitted.into());
    }
    let from = request.extensions().get().map(|Peer(address)| *address);
    Ok(shared.pace.address(from, Instant::now())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_only_when_it_is_one() {
        let given = Uuid::from_u128(7);
        let said = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID_HEADER, HeaderValue::from_str(text).unwrap());
            number(&headers)
        };
        assert_eq!(said(&given.to_string()), given);
        for odd in [
            "",
            "7",
            "server ready address=evil",
            "00000000-0000-0000-0000-00000000000z",
        ] {
            assert_eq!(said(odd).get_version_num(), 4, "{odd}");
        }
    }
}
