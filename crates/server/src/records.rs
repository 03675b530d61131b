//! The shared records: enrolment, changes in, rows out, and the doorbell.

mod caller;
mod doorbell;
mod enrol;
mod judge;
mod pull;
mod push;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

use crate::Shared;

/// A push of 500 changes is far below this.
const BODY_BYTES_MAX: usize = 8 * 1024 * 1024;

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/health", get(|| async { "ok" }))
        .route("/sync/v1/enrol", post(enrol::enrol))
        .route("/sync/v1/push", post(push::push))
        .route("/sync/v1/pull", get(pull::pull))
        .route("/sync/v1/doorbell", get(doorbell::doorbell))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(shared)
}
