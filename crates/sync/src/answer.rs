//! Reading what the server answered: bounded, unpacked, and told apart by what is to be done about it.

use std::time::Duration;

use http::Request;
use reqwest::{
    StatusCode,
    header::{CONTENT_ENCODING, HeaderMap, RETRY_AFTER},
};
use serde::de::DeserializeOwned;
use wire::{
    Code, Failure,
    sync::{ENCODING, PROTOCOL_HEADER, PROTOCOL_OLDEST, unpack},
};

use crate::{Carrier, SyncError, carrier::ANSWER_BYTES_MAX};

/// What the server answered, unpacked, if it did what was asked.
pub(crate) async fn bytes(
    carrier: &dyn Carrier,
    request: Request<Vec<u8>>,
) -> Result<Vec<u8>, SyncError> {
    let answer = carrier.carry(request).await?;
    let (parts, body) = answer.into_parts();
    succeeded(parts.status, &parts.headers, body)
}

/// A message in an answer.
pub(crate) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, SyncError> {
    serde_json::from_slice(body).map_err(|error| SyncError::NotUnderstood(Box::new(error)))
}

/// The body of an answer of success; what went wrong otherwise.
fn succeeded(status: StatusCode, headers: &HeaderMap, body: Vec<u8>) -> Result<Vec<u8>, SyncError> {
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        return Err(SyncError::Busy(retry_after(headers)));
    }
    let Some(spoken) = protocol(headers) else {
        return Err(SyncError::NotUnderstood("not a server of ours".into()));
    };
    if spoken < PROTOCOL_OLDEST {
        return Err(SyncError::Refused(Failure::new(Code::ServerTooOld)));
    }
    let body = if headers
        .get(CONTENT_ENCODING)
        .is_some_and(|encoding| encoding == ENCODING)
    {
        unpack(&body, ANSWER_BYTES_MAX)
            .map_err(|error| SyncError::NotUnderstood(Box::new(error)))?
    } else {
        body
    };
    if status == StatusCode::OK {
        return Ok(body);
    }
    let failure: Failure =
        serde_json::from_slice(&body).map_err(|error| SyncError::NotUnderstood(Box::new(error)))?;
    Err(SyncError::Refused(failure))
}

fn protocol(headers: &HeaderMap) -> Option<u16> {
    headers.get(PROTOCOL_HEADER)?.to_str().ok()?.parse().ok()
}

/// Seconds; the other form, a date, would need the server's clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use reqwest::header::HeaderValue;
    use wire::sync::{PROTOCOL, PullAnswer, pack};

    use super::*;

    fn understand<T: DeserializeOwned>(
        status: StatusCode,
        headers: &HeaderMap,
        body: Vec<u8>,
    ) -> Result<T, SyncError> {
        parse(&succeeded(status, headers, body)?)
    }

    fn ours() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(PROTOCOL_HEADER, HeaderValue::from(PROTOCOL));
        headers
    }

    #[test]
    fn a_server_of_an_older_protocol_is_too_old_whatever_it_answers() {
        let mut headers = HeaderMap::new();
        headers.insert(PROTOCOL_HEADER, HeaderValue::from(PROTOCOL_OLDEST - 1));
        let answer = understand::<PullAnswer>(StatusCode::OK, &headers, b"{}".to_vec());
        assert!(matches!(
            answer,
            Err(SyncError::Refused(Failure {
                code: Code::ServerTooOld,
                ..
            }))
        ));
    }

    #[test]
    fn whoever_stands_between_and_answers_for_the_server_is_not_believed() {
        let page = b"<html>Sign in to the guest network</html>".to_vec();
        let answer = understand::<PullAnswer>(StatusCode::OK, &HeaderMap::new(), page);
        assert!(matches!(answer, Err(SyncError::NotUnderstood(_))));
    }

    #[test]
    fn a_busy_server_is_asked_again_when_it_says() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from(17));
        for status in [
            StatusCode::TOO_MANY_REQUESTS,
            StatusCode::SERVICE_UNAVAILABLE,
        ] {
            let answer = understand::<PullAnswer>(status, &headers, Vec::new());
            assert!(matches!(answer, Err(SyncError::Busy(Some(after))) if after.as_secs() == 17));
        }
    }

    proptest! {
        #[test]
        fn any_answer_is_read_or_named(
            status in 200_u16..600, body in prop::collection::vec(any::<u8>(), 0..256),
            packed in any::<bool>(), really in any::<bool>(), after in "[ -~]{0,12}",
        ) {
            let mut headers = ours();
            if packed {
                headers.insert(CONTENT_ENCODING, HeaderValue::from_static(ENCODING));
            }
            headers.insert(RETRY_AFTER, HeaderValue::from_str(&after).unwrap());
            let body = if really { pack(&body).unwrap() } else { body };
            let answer = understand::<PullAnswer>(StatusCode::from_u16(status).unwrap(), &headers, body);
            prop_assert!(answer.is_err(), "none of these bodies is a page of rows");
        }
    }
}
