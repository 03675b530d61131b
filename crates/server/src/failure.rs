//! What a request that failed is told. Codes, never SQL, paths or causes.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use wire::{Code, Failure};
use workflows::RecordsError;

use crate::records::TooOften;

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

impl From<TooOften> for ApiError {
    fn from(TooOften(wait): TooOften) -> Self {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        let data = serde_json::json!({ WAIT: seconds.max(1) });
        Self(Failure::with(Code::TooManyAttempts, data))
    }
}

/// Where a failure holds for how long its caller is put off.
pub(crate) const WAIT: &str = "wait_seconds";

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let wait = self.0.data.get(WAIT).and_then(serde_json::Value::as_u64);
        let mut response = (status, Json(self.0)).into_response();
        if let Some(seconds) = wait {
            let headers = response.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
