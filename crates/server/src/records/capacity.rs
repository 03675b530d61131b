//! How many requests are worked on at once. Whoever comes beyond that is asked to come back, at once and
//! cheaply, instead of waiting until everybody is slow.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header::RETRY_AFTER},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::sync::Semaphore;
use wire::Code;

use crate::ApiError;

/// More than any facility's workstations ask at one time, and few enough that their bodies fit into memory.
pub(super) const REQUESTS_AT_ONCE: usize = 64;
const COME_BACK_AFTER_SECONDS: u16 = 2;

pub(super) async fn admit(
    State(places): State<Arc<Semaphore>>,
    request: Request,
    next: Next,
) -> Response {
    let Ok(_place) = places.try_acquire() else {
        let mut answer = ApiError::from(Code::ServerBusy).into_response();
        answer
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(COME_BACK_AFTER_SECONDS));
        return answer;
    };
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn whoever_comes_beyond_the_last_place_is_told_when_to_come_back() {
        let places = Arc::new(Semaphore::new(1));
        let router = Router::new()
            .route("/", get(|| async { "ok" }))
            .layer(from_fn_with_state(places.clone(), admit));
        let ask = || {
            let router = router.clone();
            async move {
                let request = Request::builder().body(Body::empty()).unwrap_or_default();
                let Ok(answer) = router.oneshot(request).await;
                let wait = answer.headers().get(RETRY_AFTER).cloned();
                (answer.status().as_u16(), wait)
            }
        };
        assert_eq!(ask().await, (200, None));
        let held = places.acquire().await;
        assert_eq!(ask().await, (503, Some(HeaderValue::from(2_u16))));
        drop(held);
        assert_eq!(ask().await.0, 200);
    }
}
