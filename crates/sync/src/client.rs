//! Talking to the server. Every call ends when the line is silent for too long, and says plainly what went wrong.

use std::{sync::Arc, time::Duration};

use clinic::records::Kind;
use http::{HeaderValue, Request};
use reqwest::{RequestBuilder, header};
use rustls::ClientConfig;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use values::ids::{ChangeId, FacilityId, PersonId};
use wire::{
    Failure,
    audit::{
        AccessReportRequest, AccessReportView, AuditQuestion, AuditTrailRequest, AuditTrailView,
        UnusualAccessRequest, UnusualAccessView,
    },
    facilities::ElsewhereView,
    sign_in::PERSON_HEADER,
    sync::{
        BucketAnswer, BucketRequest, BucketsAnswer, BucketsRequest, Change, Divergence, ENCODING,
        EPOCH_HEADER, EnrolRequest, EscrowAnswer, EscrowRequest, Fingerprint, HelloAnswer,
        HelloRequest, KnownAnswer, KnownRequest, Noted, PROTOCOL, PROTOCOL_HEADER, PullAnswer,
        PushAnswer, PushRequest, REQUEST_ID_HEADER, RecordsAnswer, RecordsRequest, SearchRequest,
        SnapshotHeader, SnapshotRequest, TrailAnswer, TrailRequest, WipedAnswer, WipedRequest,
        pack,
    },
};
use workflows::RecordsError;
use zeroize::Zeroizing;

use crate::{
    Carrier, DeviceKey, Identity, Joined,
    answer::{bytes, parse},
    carrier::plain,
    proof::{Proof, bearing, is_not_signed_in},
    trust,
};

const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// Shorter than the server keeps a connection on which nothing is asked, so that none ends under a request.
const IDLE_MAX: Duration = Duration::from_secs(20);
/// Below it compression costs more than it saves.
const PACKED_FROM_BYTES: usize = 4 * 1024;

/// Why sharing did not happen this time. The outbox is never touched by any of these.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// No answer: network down, server down, or too slow.
    #[error("the server cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What answers is not the server that was joined, or could prove nothing. Nothing was sent to it.
    #[error("the server does not prove who it is")]
    NotProven(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server has too much to do, and says when to ask again if it can.
    #[error("the server is busy")]
    Busy(Option<Duration>),
    /// The server lacks changes of this workstation that are not kept any more.
    #[error("changes that the server lacks are not kept any more")]
    OutOfStep,
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
    tls: Arc<ClientConfig>,
    pub(crate) proof: Option<Proof>,
    /// The token of a person in whose name is asked.
    pub(crate) person: Option<Zeroizing<String>>,
    epoch: Option<Uuid>,
}

impl Client {
    /// To a server that does not know this installation yet, and for which an authority vouches; or to one on
    /// this computer.
    pub fn anonymous(server: &str) -> Result<Self, SyncError> {
        Self::known_by(server, None)
    }

    /// To the server that holds this key, if there is a fingerprint.
    pub fn known_by(server: &str, fingerprint: Option<Fingerprint>) -> Result<Self, SyncError> {
        let tls = trust::config(server, fingerprint)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls.clone())
            .connect_timeout(CONNECT_WITHIN)
            .pool_idle_timeout(IDLE_MAX)
            .tcp_nodelay(true)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|error| SyncError::NotUnderstood(Box::new(error)))?;
        Ok(Self {
            carrier: Arc::new(http.clone()),
            http,
            server: server.trim_end_matches('/').to_owned(),
            tls: Arc::new(tls),
            proof: None,
            person: None,
            epoch: None,
        })
    }

    /// As an enrolled workstation that has a key.
    pub fn enrolled(identity: &Identity) -> Result<Self, SyncError> {
        let client = Self::known_by(&identity.server, identity.fingerprint)?;
        Ok(Self {
            proof: Proof::of(identity),
            ..client
        })
    }

    /// By another way than the network.
    #[must_use]
    pub fn over(self, carrier: Arc<dyn Carrier>) -> Self {
        Self { carrier, ..self }
    }

    /// Names the epoch that the cursor belongs to, in every request from here on.
    pub fn in_epoch(&mut self, epoch: Uuid) {
        self.epoch = Some(epoch);
    }

    /// Joins the facility, under a new key.
    pub async fn enrol(&self, code: &str, name: &str) -> Result<Joined, SyncError> {
        self.enrol_at(code, name, None).await
    }

    /// Joins a facility, which must be named where there are several, under a new key.
    pub async fn enrol_at(
        &self,
        code: &str,
        name: &str,
        facility: Option<FacilityId>,
    ) -> Result<Joined, SyncError> {
        self.enrol_under(DeviceKey::made(), code, name, facility)
            .await
    }

    /// Joins a facility under this key. Asked for again, because no answer came, it is the same workstation.
    pub async fn enrol_under(
        &self,
        key: DeviceKey,
        code: &str,
        name: &str,
        facility: Option<FacilityId>,
    ) -> Result<Joined, SyncError> {
        let request = EnrolRequest {
            code: code.to_owned(),
            name: name.to_owned(),
            public_key: Some(key.public()),
            facility,
        };
        let answer = self.ask_openly(self.post("enrol", &request)?).await?;
        Ok(Joined { answer, key })
    }

    /// Looks for patients of other facilities.
    pub async fn search(&self, person: PersonId, text: &str) -> Result<ElsewhereView, SyncError> {
        let request = SearchRequest {
            person,
            text: text.to_owned(),
        };
        self.ask(self.post("search", &request)?).await
    }

    /// Asks how the server stands.
    pub async fn hello(&self) -> Result<HelloAnswer, SyncError> {
        self.ask(self.post("hello", &HelloRequest {})?).await
    }

    /// Asks which of these changes the server has judged.
    pub async fn known(&self, ids: Vec<ChangeId>) -> Result<KnownAnswer, SyncError> {
        self.ask(self.post("known", &KnownRequest { ids })?).await
    }

    /// Hands changes over that will not be judged.
    pub async fn escrow(&self, changes: Vec<Change>) -> Result<EscrowAnswer, SyncError> {
        self.ask(self.post("escrow", &EscrowRequest { changes })?)
            .await
    }

    /// Says that what was here is destroyed.
    pub async fn wiped(&self) -> Result<WipedAnswer, SyncError> {
        self.ask(self.post("wiped", &WipedRequest {})?).await
    }

    /// Hands changes in, in order.
    pub async fn push(&self, request: &PushRequest) -> Result<PushAnswer, SyncError> {
        self.ask(self.post("push", request)?).await
    }

    /// Fetches rows changed after `since`, with the digests of all if they are the last ones and that is wanted.
    pub async fn pull(&self, since: u64, digest: bool) -> Result<PullAnswer, SyncError> {
        self.ask(self.get(&format!("pull?since={since}&digest={digest}")))
            .await
    }

    /// Asks for a snapshot.
    pub async fn begin_snapshot(&self) -> Result<SnapshotHeader, SyncError> {
        self.ask(self.post("snapshot", &SnapshotRequest {})?).await
    }

    /// Asks for a snapshot's header again, as soon as it has more than `after` chunks.
    pub async fn snapshot(&self, id: Uuid, after: u32) -> Result<SnapshotHeader, SyncError> {
        self.ask(self.get(&format!("snapshot/{id}?after={after}")))
            .await
    }

    /// Fetches a chunk as it is.
    pub async fn chunk(&self, id: Uuid, n: u32) -> Result<Vec<u8>, SyncError> {
        self.ask_bytes(self.get(&format!("snapshot/{id}/{n}")))
            .await
    }

    /// Asks for the digests of a kind's buckets.
    pub async fn buckets(&self, kind: Kind) -> Result<BucketsAnswer, SyncError> {
        let request = BucketsRequest {
            kind: kind.name().to_owned(),
        };
        self.ask(self.post("buckets", &request)?).await
    }

    /// Asks what is in a bucket, with a copy that is as far as `cursor`.
    pub async fn bucket(
        &self,
        kind: Kind,
        bucket: u8,
        cursor: u64,
    ) -> Result<BucketAnswer, SyncError> {
        let request = BucketRequest {
            kind: kind.name().to_owned(),
            bucket,
            cursor: Some(cursor),
        };
        self.ask(self.post("bucket", &request)?).await
    }

    /// Fetches records by their ids.
    pub async fn records(&self, kind: Kind, ids: Vec<Uuid>) -> Result<RecordsAnswer, SyncError> {
        let request = RecordsRequest {
            kind: kind.name().to_owned(),
            ids,
        };
        self.ask(self.post("records", &request)?).await
    }

    /// Reports that copies differed.
    pub async fn report(&self, found: &Divergence) -> Result<Noted, SyncError> {
        self.ask(self.post("divergence", found)?).await
    }

    /// Hands audit lines in.
    pub async fn hand_in_trail(&self, request: &TrailRequest) -> Result<TrailAnswer, SyncError> {
        self.ask(self.post("audit", request)?).await
    }

    /// Asks for a page of the audit trail.
    pub async fn audit_trail(
        &self,
        question: &AuditQuestion<AuditTrailRequest>,
    ) -> Result<AuditTrailView, SyncError> {
        self.ask(self.post("audit/trail", question)?).await
    }

    /// Asks who opened a patient's record.
    pub async fn access_report(
        &self,
        question: &AuditQuestion<AccessReportRequest>,
    ) -> Result<AccessReportView, SyncError> {
        self.ask(self.post("audit/report", question)?).await
    }

    /// Asks for what should be looked at.
    pub async fn unusual_access(
        &self,
        question: &AuditQuestion<UnusualAccessRequest>,
    ) -> Result<UnusualAccessView, SyncError> {
        self.ask(self.post("audit/unusual", question)?).await
    }

    /// Where the doorbell hangs, and what the server must prove.
    pub(crate) fn doorbell(&self) -> (String, Arc<ClientConfig>) {
        (
            self.url("doorbell").replacen("http", "ws", 1),
            self.tls.clone(),
        )
    }

    /// What there is for workstations.
    pub(crate) fn get(&self, what: &str) -> RequestBuilder {
        self.said(self.http.get(self.url(what)))
    }

    fn url(&self, what: &str) -> String {
        format!("{}/sync/v1/{what}", self.server)
    }

    pub(crate) fn post<T: Serialize>(
        &self,
        what: &str,
        request: &T,
    ) -> Result<RequestBuilder, SyncError> {
        self.posted(self.url(what), request)
    }

    /// To where people sign in.
    pub(crate) fn post_to<T: Serialize>(
        &self,
        what: &str,
        request: &T,
    ) -> Result<RequestBuilder, SyncError> {
        self.posted(self.where_people_sign_in(what), request)
    }

    /// What there is where people sign in.
    pub(crate) fn get_from(&self, what: &str) -> RequestBuilder {
        self.said(self.http.get(self.where_people_sign_in(what)))
    }

    /// Takes away what there is where people sign in.
    pub(crate) fn delete_from(&self, what: &str) -> RequestBuilder {
        self.said(self.http.delete(self.where_people_sign_in(what)))
    }

    fn where_people_sign_in(&self, what: &str) -> String {
        format!("{}/auth/{what}", self.server)
    }

    fn posted<T: Serialize>(&self, url: String, request: &T) -> Result<RequestBuilder, SyncError> {
        let unreadable =
            |error: Box<dyn std::error::Error + Send + Sync>| SyncError::NotUnderstood(error);
        let body = serde_json::to_vec(request).map_err(|error| unreadable(error.into()))?;
        let post = self
            .said(self.http.post(url))
            .header(header::CONTENT_TYPE, "application/json");
        if body.len() < PACKED_FROM_BYTES {
            return Ok(post.body(body));
        }
        let packed = pack(&body).map_err(|error| unreadable(error.into()))?;
        Ok(post.header(header::CONTENT_ENCODING, ENCODING).body(packed))
    }

    fn said(&self, request: RequestBuilder) -> RequestBuilder {
        let request = request
            .header(PROTOCOL_HEADER, PROTOCOL)
            .header(REQUEST_ID_HEADER, Uuid::new_v4().to_string())
            .header(header::ACCEPT_ENCODING, ENCODING);
        let request = match self.epoch {
            Some(epoch) => request.header(EPOCH_HEADER, epoch.to_string()),
            None => request,
        };
        let person = self.person.as_ref();
        match person.and_then(|token| HeaderValue::from_str(token).ok()) {
            Some(mut token) => {
                token.set_sensitive(true);
                request.header(PERSON_HEADER, token)
            }
            None => request,
        }
    }

    /// Asks as who this is.
    pub(crate) async fn ask<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
    ) -> Result<T, SyncError> {
        parse(&self.ask_bytes(request).await?)
    }

    /// Asks as somebody whom nobody knows yet.
    pub(crate) async fn ask_openly<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
    ) -> Result<T, SyncError> {
        self.answer(plain(request)?).await
    }

    /// What the server answers to a request as it is.
    pub(crate) async fn answer<T: DeserializeOwned>(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<T, SyncError> {
        parse(&bytes(&*self.carrier, request).await?)
    }

    /// Asks as who this is. A token that is not taken, because the server lost it or its time is over, is replaced
    /// once.
    pub(crate) async fn ask_bytes(&self, request: RequestBuilder) -> Result<Vec<u8>, SyncError> {
        let request = plain(request)?;
        let (Some(proof), Some(token)) = (&self.proof, self.bearer().await?) else {
            return bytes(&*self.carrier, request).await;
        };
        let first = bytes(&*self.carrier, bearing(request.clone(), &token)?).await;
        match first {
            Err(error) if is_not_signed_in(&error) => proof.forget(&token).await,
            answered => return answered,
        }
        match self.bearer().await? {
            Some(token) => bytes(&*self.carrier, bearing(request, &token)?).await,
            None => bytes(&*self.carrier, request).await,
        }
    }
}
