//! What a request that failed is told. Codes, never SQL, paths or causes.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use wire::{Code, Failure};
use workflows::RecordsError;

/// A failed request.
#[derive(Debug)]
pub struct ApiError(pub Failure);

impl From<Code> for ApiError {
    fn from(code: Code) -> Self {
        Self(Failure::new(code))
    }
}

impl From<RecordsError> for ApiError {
    fn from(error: RecordsError) -> Self {
        let code = match error {
            RecordsError::DiskFull => Code::DiskFull,
            RecordsError::ReadOnly => Code::DiskReadOnly,
            RecordsError::Clash(_)
            | RecordsError::Damaged(_)
            | RecordsError::Shape { .. }
            | RecordsError::Contended
            | RecordsError::Other(_) => Code::Internal,
        };
        // The cause is logged here, once; it names tables and constraints, never values.
        tracing::error!(error = &error as &dyn std::error::Error, "a request failed");
        Self(Failure::new(code))
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.0)).into_response()
    }
}
