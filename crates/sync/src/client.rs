//! Talking to the server. Every call is bounded in time and says plainly what went wrong.

use std::{sync::Arc, time::Duration};

use http::{Request, StatusCode};
use reqwest::RequestBuilder;
use serde::de::DeserializeOwned;
use wire::{
    Failure,
    sync::{Change, EnrolAnswer, EnrolRequest, PROTOCOL, PullAnswer, PushAnswer, PushRequest},
};
use workflows::RecordsError;

use crate::{Carrier, Identity};

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
    carrier: Arc<dyn Carrier>,
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
            carrier: Arc::new(http.clone()),
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

    /// By another way than the network.
    #[must_use]
    pub fn over(self, carrier: Arc<dyn Carrier>) -> Self {
        Self { carrier, ..self }
    }

    /// Joins the facility.
    pub async fn enrol(&self, code: &str, name: &str) -> Result<EnrolAnswer, SyncError> {
        let request = EnrolRequest {
            protocol: PROTOCOL,
            code: code.to_owned(),
            name: name.to_owned(),
        };
        self.ask(self.http.post(self.url("enrol")).json(&request)).await
    }

    /// Hands changes in, in order.
    pub async fn push(&self, changes: Vec<Change>) -> Result<PushAnswer, SyncError> {
        let request = PushRequest {
            protocol: PROTOCOL,
            changes,
        };
        self.ask(self.signed(self.http.post(self.url("push")).json(&request)))
            .await
    }

    /// Fetches rows changed after `since`.
    pub async fn pull(&self, since: u64) -> Result<PullAnswer, SyncError> {
        let url = format!("{}?since={since}", self.url("pull"));
        self.ask(self.signed(self.http.get(url))).await
    }

    /// Where the doorbell hangs, and what opens it.
    pub(crate) fn doorbell(&self) -> (String, Option<&str>) {
        (
            self.url("doorbell").replacen("http", "ws", 1),
            self.token.as_deref(),
        )
    }

    async fn ask<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, SyncError> {
        let answer = self.carrier.carry(plain(request)?).await?;
        read(answer.status(), answer.body())
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

fn plain(request: RequestBuilder) -> Result<Request<Vec<u8>>, SyncError> {
    let not_understood = |error: reqwest::Error| SyncError::NotUnderstood(Box::new(error));
    let built = request.build().map_err(not_understood)?;
    let body = built.body().and_then(reqwest::Body::as_bytes);
    let mut plain = Request::new(body.unwrap_or_default().to_vec());
    *plain.method_mut() = built.method().clone();
    *plain.uri_mut() = built
        .url()
        .as_str()
        .parse()
        .map_err(|error: http::uri::InvalidUri| SyncError::NotUnderstood(Box::new(error)))?;
    *plain.headers_mut() = built.headers().clone();
    Ok(plain)
}

fn read<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Result<T, SyncError> {
    if status == StatusCode::OK {
        return serde_json::from_slice(body)
            .map_err(|error| SyncError::NotUnderstood(Box::new(error)));
    }
    match serde_json::from_slice::<Failure>(body) {
        Ok(failure) => Err(SyncError::Refused(failure)),
        Err(error) => Err(SyncError::NotUnderstood(Box::new(error))),
    }
}
