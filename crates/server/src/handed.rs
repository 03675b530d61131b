//! The records without a listener: whoever holds them hands requests in, as a simulated network does.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode},
};
use store::Store;
use tower::ServiceExt;
use values::Clock;
use workflows::RecordsError;

use crate::{Options, Shared, records};

/// The shared records, answering what is handed to them.
#[derive(Clone)]
pub struct Handed(Router);

impl Handed {
    /// On an open database. Of `options`, only what enrolment needs counts, and the folder.
    pub async fn open(
        store: Store,
        options: &Options,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, RecordsError> {
        let shared = Shared::open(store, options, clock, None, (None, None)).await?;
        Ok(Self(records::router(Arc::new(shared))))
    }

    /// Answers one request, as it would be answered over the network.
    pub async fn answer(&self, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
        let Ok(response) = self.0.clone().oneshot(request.map(Body::from)).await;
        let (mut parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap_or_else(|_| {
            parts.status = StatusCode::INTERNAL_SERVER_ERROR;
            Vec::<u8>::new().into()
        });
        Response::from_parts(parts, body.to_vec())
    }
}
