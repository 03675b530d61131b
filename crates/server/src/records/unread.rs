//! What of a body nobody read. An answer that comes before the body did is lost with the connection: whoever still
//! sends hears that it broke, and not why they were refused. So the rest is taken first, and thrown away.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, BodyDataStream, Bytes},
    extract::Request,
    middleware::Next,
    response::Response,
};
use futures_util::Stream;

use super::body::gather;

/// So much more than a request may have is still taken from whoever has to be told that it is too much.
const REST_BYTES_MAX: usize = 2 * wire::sync::PUSH_BYTES_MAX;

type Left = Arc<Mutex<Option<BodyDataStream>>>;

/// Answers once the request has come whole, as far as it may be that long and comes at a pace that any line has.
pub(super) async fn take_the_rest(request: Request, next: Next) -> Response {
    let left = Left::default();
    let request = request.map(|body| {
        Body::from_stream(Watched {
            stream: Some(body.into_data_stream()),
            left: left.clone(),
        })
    });
    let response = next.run(request).await;
    let rest = left.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(rest) = rest {
        // Of whoever is too long or too slow, the line ends with the answer.
        gather(rest, REST_BYTES_MAX).await.ok();
    }
    response
}

/// A body that is handed back when nobody wants more of it.
struct Watched {
    stream: Option<BodyDataStream>,
    left: Left,
}

impl Stream for Watched {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(stream) = &mut self.stream else {
            return Poll::Ready(None);
        };
        let polled = Pin::new(stream).poll_next(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            self.stream = None;
        }
        polled
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = self.stream.take();
    }
}
