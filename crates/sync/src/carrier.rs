//! The one place where a request leaves this computer, so that a simulation can stand in for the network.

use std::{future::Future, pin::Pin};

use http::{Request, Response};

use crate::SyncError;

/// An answer on its way.
pub type Carried<'a> =
    Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, SyncError>> + Send + 'a>>;

/// Brings a request to the server, and its answer back.
pub trait Carrier: Send + Sync {
    /// Fails with [`SyncError::Unreachable`] when no whole answer came.
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_>;
}

impl Carrier for reqwest::Client {
    fn carry(&self, request: Request<Vec<u8>>) -> Carried<'_> {
        Box::pin(async move {
            let unreachable = |error: reqwest::Error| SyncError::Unreachable(Box::new(error));
            let request = reqwest::Request::try_from(request)
                .map_err(|error| SyncError::NotUnderstood(Box::new(error)))?;
            let response = self.execute(request).await.map_err(unreachable)?;
            let (status, headers) = (response.status(), response.headers().clone());
            let body = response.bytes().await.map_err(unreachable)?;
            let mut answer = Response::new(body.to_vec());
            *answer.status_mut() = status;
            *answer.headers_mut() = headers;
            Ok(answer)
        })
    }
}
