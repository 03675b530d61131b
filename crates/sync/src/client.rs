//! Talking to the server. Every call is bounded in time and says plainly what went wrong.

use std::time::Duration;

use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use wire::{
    Failure,
    sync::{Change, EnrolAnswer, EnrolRequest, PROTOCOL, PullAnswer, PushAnswer, PushRequest},
};
use workflows::RecordsError;

use crate::Identity;

const CONNECT_WITHIN: Duration = Duration::from_secs(5);
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// Why sharing did not happen this time. The outbox is never touched by any of these.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// No answer: network down, server down, or too slow.
    #[error("the server cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server answered with a refusal of the whole request.
    #[error("the server refused: {}", .0.code.name())]
    Refused(Failure),
    /// The server answered something that this version does not understand.
    #[error("the answer cannot be read")]
    NotUnderstood(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The local cache failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// A connection to one server.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    server: String,
    token: Option<String>,
}

impl Client {
    /// To a server that does not know this installation yet.
    pub fn anonymous(server: &str) -> Result<Self, SyncError> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_WITHIN)
            .timeout(ANSWER_WITHIN)
            .tcp_nodelay(true)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| SyncError::NotUnderstood(Box::new(error)))?;
        Ok(Self {
            http,
            server: server.trim_end_matches('/').to_owned(),
            token: None,
        })
    }

    /// As an enrolled workstation.
    pub fn enrolled(identity: &Identity) -> Result<Self, SyncError> {
        let client = Self::anonymous(&identity.server)?;
        Ok(Self {
            token: Some(identity.token.clone()),
            ..client
        })
    }

    /// Joins the facility.
    pub async fn enrol(&self, code: &str, name: &str) -> Result<EnrolAnswer, SyncError> {
        let request = EnrolRequest {
            protocol: PROTOCOL,
            code: code.to_owned(),
            name: name.to_owned(),
        };
        read(self.http.post(self.url("enrol")).json(&request)).await
    }

    /// Hands changes in, in order.
    pub async fn push(&self, changes: Vec<Change>) -> Result<PushAnswer, SyncError> {
        let request = PushRequest {
            protocol: PROTOCOL,
            changes,
        };
        read(self.signed(self.http.post(self.url("push")).json(&request))).await
    }

    /// Fetches rows changed after `since`.
    pub async fn pull(&self, since: u64) -> Result<PullAnswer, SyncError> {
        let url = format!("{}?since={since}", self.url("pull"));
        read(self.signed(self.http.get(url))).await
    }

    /// Where the doorbell hangs, and what opens it.
    pub(crate) fn doorbell(&self) -> (String, Option<&str>) {
        (
            self.url("doorbell").replacen("http", "ws", 1),
            self.token.as_deref(),
        )
    }

    fn url(&self, what: &str) -> String {
        format!("{}/sync/v1/{what}", self.server)
    }

    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }
}

async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, SyncError> {
    let response: Response = request
        .send()
        .await
        .map_err(|error| SyncError::Unreachable(Box::new(error)))?;
    let status = response.status();
    let body = response
        .bytes()
        .await
        .map_err(|error| SyncError::Unreachable(Box::new(error)))?;
    if status == StatusCode::OK {
        return serde_json::from_slice(&body)
            .map_err(|error| SyncError::NotUnderstood(Box::new(error)));
    }
    match serde_json::from_slice::<Failure>(&body) {
        Ok(failure) => Err(SyncError::Refused(failure)),
        Err(error) => Err(SyncError::NotUnderstood(Box::new(error))),
    }
}
