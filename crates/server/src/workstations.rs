//! An administrator cares for the facility's workstations: sees them, lets one in, takes one out.

mod invite;
mod list;
mod revoke;
mod withdraw;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};
use wire::{Code, Failure};

use crate::Shared;

pub(crate) use revoke::take_out;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/auth/workstations", get(list::list))
        .route("/auth/workstations/invite", post(invite::invite))
        .route("/auth/workstations/withdraw", post(withdraw::withdraw))
        .route("/auth/workstations/revoke", post(revoke::revoke))
}

/// What is of another facility is not there.
fn unknown(kind: &str) -> Failure {
    Failure::with(Code::NotFound, serde_json::json!({ "kind": kind }))
}
