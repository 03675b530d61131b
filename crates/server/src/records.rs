//! The shared records: enrolment, changes in, rows out, and the doorbell.

mod audit;
pub(crate) mod body;
mod caller;
mod capacity;
mod chain;
mod digest;
mod doorbell;
mod enrol;
mod envelope;
mod escrow;
mod held;
mod hello;
mod judge;
mod manners;
mod pace;
mod proof;
mod pull;
mod push;
mod scope;
mod search;
mod snapshot;
mod trail;
pub(crate) mod turn;
mod unread;
mod voiding;
mod wiped;

use std::sync::Arc;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use tokio::sync::Semaphore;
use wire::Code;

use crate::{ApiError, Shared, auth, updates, workstations};

pub(crate) use caller::{Caller, Enrolled, digest};
pub(crate) use envelope::spoken;
pub(crate) use judge::actor;
pub(crate) use pace::{Attempt, Pace, TooOften};
pub(crate) use snapshot::Shelf;

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/health", get(|| async { "ok" }))
        .route("/sync/v1/enrol", post(enrol::enrol))
        .route("/sync/v1/challenge", post(proof::challenge))
        .route("/sync/v1/token", post(proof::token))
        .route("/sync/v1/key", post(proof::key))
        .route("/sync/v1/hello", post(hello::hello))
        .route("/sync/v1/known", post(hello::known))
        .route("/sync/v1/escrow", post(escrow::escrow))
        .route("/sync/v1/wiped", post(wiped::wiped))
        .route("/sync/v1/push", post(push::push))
        .route("/sync/v1/pull", get(pull::pull))
        .route("/sync/v1/snapshot", post(snapshot::begin))
        .route("/sync/v1/snapshot/{id}", get(snapshot::header))
        .route("/sync/v1/snapshot/{id}/{n}", get(snapshot::chunk))
        .route("/sync/v1/buckets", post(digest::buckets))
        .route("/sync/v1/bucket", post(digest::bucket))
        .route("/sync/v1/records", post(digest::records))
        .route("/sync/v1/divergence", post(digest::divergence))
        .route("/sync/v1/search", post(search::search))
        .route("/sync/v1/audit", post(trail::hand_in))
        .route("/sync/v1/audit/trail", post(audit::trail))
        .route("/sync/v1/audit/report", post(audit::report))
        .route("/sync/v1/audit/unusual", post(audit::unusual))
        .route("/sync/v1/doorbell", get(doorbell::doorbell))
        .merge(auth::routes())
        .merge(workstations::routes())
        .merge(updates::routes())
        .fallback(|| async { ApiError::from(Code::NotFound) })
        .method_not_allowed_fallback(|| async { ApiError::from(Code::BadRequest) })
        .layer(from_fn_with_state(
            Arc::new(Semaphore::new(capacity::REQUESTS_AT_ONCE)),
            capacity::admit,
        ))
        .layer(from_fn_with_state(shared.clone(), envelope::seal))
        .layer(from_fn_with_state(shared.clone(), manners::mind))
        .layer(from_fn(unread::take_the_rest))
        .with_state(shared)
}
