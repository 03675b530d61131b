//! The one place where a request leaves this computer, so that a simulation can stand in for the network.

use std::{future::Future, pin::Pin, time::Duration};

use http::{Request, Response};

use crate::{SyncError, trust};

/// No page of rows comes near it; more is not read.
pub(crate) const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// How long the server, or the line, may be silent before it is taken for dead. What still comes is waited for,
/// however long it takes: a slow line would never bring a copy to its end otherwise.
const SILENCE_MAX: Duration = Duration::from_secs(30);
/// So much of a request goes up in a second on the slowest line that there is. How far it is cannot be seen: the
/// system takes all of it at once.
const SLOWEST_BYTES_PER_SECOND: u64 = 1024;

/// An answer on its way.
pub type Carried<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, SyncError>> + Send + 'a>>;

/// Brings a request to the server, and its answer back.
pub trait Carrier: Send + Sync {
    /// Fails with [`SyncError::Unreachable`] when no whole answer came, and with [`SyncError::NotProven`] when
    /// it would have gone to another server.
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_>;
}

impl Carrier for reqwest::Client {
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request)
                .map_err(|error| SyncError::NotUnderstood(Box::new(error)))?;
            let bytes = request.body().and_then(reqwest::Body::as_bytes);
            let answers = SILENCE_MAX + going_up(bytes.map_or(0, <[u8]>::len));
            let mut response = within(answers, self.execute(request)).await?;
            let mut body = Vec::new();
            while let Some(chunk) = within(SILENCE_MAX, response.chunk()).await? {
                if body.len() + chunk.len() > ANSWER_BYTES_MAX {
                    return Err(SyncError::NotUnderstood("the answer does not end".into()));
                }
                body.extend_from_slice(&chunk);
            }
            let mut answer = Response::new(body);
            *answer.status_mut() = response.status();
            *answer.headers_mut() = std::mem::take(response.headers_mut());
            Ok(answer)
        })
    }
}

/// How long a request may be under way.
fn going_up(bytes: usize) -> Duration {
    Duration::from_secs(u64::try_from(bytes).unwrap_or(u64::MAX) / SLOWEST_BYTES_PER_SECOND)
}

async fn within<T>(
    longest: Duration,
    coming: impl Future<Output = Result<T, reqwest::Error>>,
) -> Result<T, SyncError> {
    match tokio::time::timeout(longest, coming).await {
        Ok(Ok(came)) => Ok(came),
        Ok(Err(error)) if trust::is_unproven(&error) => Err(SyncError::NotProven(error.into())),
        Ok(Err(error)) => Err(SyncError::Unreachable(error.into())),
        Err(silent) => Err(SyncError::Unreachable(silent.into())),
    }
}

/// A request as any carrier takes it.
pub(crate) fn plain(request: reqwest::RequestBuilder) -> Result<Request<Vec<u8>>, SyncError> {
    let not_understood =
        |error: Box<dyn std::error::Error + Send + Sync>| SyncError::NotUnderstood(error);
    let built = request
        .build()
        .map_err(|error| not_understood(error.into()))?;
    let body = built.body().and_then(reqwest::Body::as_bytes);
    let mut plain = Request::new(body.unwrap_or_default().to_vec());
    *plain.method_mut() = built.method().clone();
    *plain.uri_mut() = built
        .url()
        .as_str()
        .parse()
        .map_err(|error: http::uri::InvalidUri| not_understood(error.into()))?;
    *plain.headers_mut() = built.headers().clone();
    Ok(plain)
}
