//! Another provider through which people may sign in (OpenID Connect): this server is its confidential client, turns
//! what a browser brought back into a token, and believes the token only as far as it can be verified.

mod discovery;
mod fetching;
mod id_token;
mod keys;
mod options;

use std::time::Duration;

use clinic::records::LinkedAccount;
use serde::Deserialize;
use tokio::{
    sync::{Mutex, MutexGuard},
    time::Instant,
};
use url::{Url, form_urlencoded};
use wire::{
    Code, Failure,
    sign_in::{BroughtBack, REDIRECT_PATH},
};
use zeroize::Zeroizing;

use discovery::Known;
use fetching::Fetched;
use id_token::{Expected, Rejected};

pub use options::{ProviderFault, ProviderOptions};

/// What is known of a provider is asked for again after this time.
const KNOWN_FOR: Duration = Duration::from_mins(5);
/// One that did not answer is left alone for this time, so that nobody waits for it again and again.
const LEFT_ALONE_FOR: Duration = Duration::from_secs(10);
/// RFC 7636, 4.1.
const VERIFIER_LENGTHS: std::ops::RangeInclusive<usize> = 43..=128;
const CODE_LENGTH_MAX: usize = 4_096;
const NONCE_LENGTH_MAX: usize = 128;

/// Why nobody was proven.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProviderError {
    /// It does not answer, or not as a provider does.
    #[error("the provider cannot be used")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It does not take this server for its client.
    #[error("the provider does not take this server for its client")]
    NotItsClient,
    /// It gives no token for the code: another's, used up, or of another verifier or address.
    #[error("the provider gives nothing for the code")]
    NotRedeemed,
    /// Its token is none that this server may believe.
    #[error("the provider's token is not taken")]
    Rejected(#[from] Rejected),
}

impl ProviderError {
    /// What a workstation is told. The cause is for the log.
    pub(crate) const fn code(&self) -> Code {
        match self {
            Self::Unreachable(_) | Self::NotItsClient => Code::ProviderUnreachable,
            Self::NotRedeemed | Self::Rejected(_) => Code::IdentityNotProven,
        }
    }
}

/// The provider of a server that has one.
pub(crate) struct Provider {
    options: ProviderOptions,
    secret: Option<Zeroizing<String>>,
    http: reqwest::Client,
    held: Mutex<Held>,
}

/// What was found out last, and when it did not answer.
#[derive(Default)]
struct Held {
    known: Option<Known>,
    silent_at: Option<Instant>,
}

impl Provider {
    /// With its secret. Nothing is asked of it yet: one that is down keeps no server from starting.
    pub(crate) fn open(options: &ProviderOptions) -> Result<Self, ProviderFault> {
        let issuer = options.check()?;
        Ok(Self {
            secret: options.read_secret()?,
            http: fetching::client(&issuer).map_err(|_| ProviderFault::NoClient)?,
            options: options.clone(),
            held: Mutex::default(),
        })
    }

    /// How workstations begin with it. Where browsers go is missing while it does not answer.
    pub(crate) async fn described(&self) -> wire::sign_in::Provider {
        let endpoint = match self.known().await {
            Ok(held) => held.known.as_ref().map(Known::authorization_endpoint),
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "nobody can sign in through the provider"
                );
                None
            }
        };
        wire::sign_in::Provider {
            name: self.options.name.clone(),
            issuer: self.options.issuer.clone(),
            client_id: self.options.client.clone(),
            authorization_endpoint: endpoint,
            redirect_host: self.options.redirect_host,
        }
    }

    /// Refuses what no workstation brings: above all a code that was to go anywhere but to a workstation.
    pub(crate) fn fits(&self, brought: &BroughtBack) -> Result<(), Failure> {
        let wrong = |detail: &str| {
            let data = serde_json::json!({ "detail": detail });
            Err(Failure::with(Code::BadRequest, data))
        };
        if !self.is_of_a_workstation(&brought.redirect_uri) {
            return wrong("redirect");
        }
        let verifier = &brought.verifier.0;
        if !VERIFIER_LENGTHS.contains(&verifier.len()) {
            return wrong("verifier");
        }
        if !(1..=CODE_LENGTH_MAX).contains(&brought.code.0.len()) {
            return wrong("code");
        }
        if !(1..=NONCE_LENGTH_MAX).contains(&brought.nonce.len()) {
            return wrong("nonce");
        }
        Ok(())
    }

    fn is_of_a_workstation(&self, address: &str) -> bool {
        let Ok(url) = Url::parse(address) else {
            return false;
        };
        let expected = url.port().map(|port| {
            format!(
                "http://{}:{port}{REDIRECT_PATH}",
                self.options.redirect_host.name()
            )
        });
        expected.as_deref() == Some(address)
    }

    /// Whose account it is, if the provider gives a token for what was brought back and that can be believed.
    pub(crate) async fn prove(
        &self,
        brought: &BroughtBack,
        now: values::Instant,
    ) -> Result<LinkedAccount, ProviderError> {
        let token = self.redeem(brought).await?;
        let expected = Expected {
            issuer: &self.options.issuer,
            audience: &self.options.client,
            nonce: &brought.nonce,
            now,
        };
        let first = self.known().await?.subject(&token, &expected);
        let subject = match first {
            // It may have begun to sign with another key since.
            Err(Rejected::UnknownKey) => self.known_anew().await?.subject(&token, &expected)?,
            first => first?,
        };
        Ok(LinkedAccount {
            issuer: self.options.issuer.clone(),
            subject,
        })
    }

    /// Exchanges a code for an ID token, as the client that this server is.
    async fn redeem(&self, brought: &BroughtBack) -> Result<Zeroizing<String>, ProviderError> {
        let (endpoint, in_body) = {
            let held = self.known().await?;
            let known = held.known.as_ref().ok_or_else(nothing_known)?;
            (known.token_endpoint(), known.wants_secret_in_body())
        };
        let client = self.options.client.as_str();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", &brought.code.0),
            ("redirect_uri", &brought.redirect_uri),
            ("code_verifier", &brought.verifier.0),
        ];
        let mut request = self.http.post(endpoint);
        match &self.secret {
            // RFC 6749, 2.3.1: both are encoded as in a form first.
            Some(secret) if !in_body => {
                request = request.basic_auth(encoded(client), Some(encoded(secret)));
            }
            Some(secret) => fields.extend([("client_id", client), ("client_secret", secret)]),
            None => fields.push(("client_id", client)),
        }
        let request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(form(&fields));
        match fetching::fetch(request).await? {
            Fetched::Json(Tokens { id_token }) => Ok(Zeroizing::new(id_token)),
            Fetched::Refused { client: true } => Err(ProviderError::NotItsClient),
            Fetched::Refused { client: false } => Err(ProviderError::NotRedeemed),
        }
    }

    /// What is known of it, asked for when that is too old. Whoever comes meanwhile waits for the same answer.
    async fn known(&self) -> Result<MutexGuard<'_, Held>, ProviderError> {
        let held = self.held.lock().await;
        let is_fresh = held
            .known
            .as_ref()
            .is_some_and(|known| known.since.elapsed() < KNOWN_FOR);
        if is_fresh {
            return Ok(held);
        }
        self.asked(held).await
    }

    async fn known_anew(&self) -> Result<MutexGuard<'_, Held>, ProviderError> {
        self.asked(self.held.lock().await).await
    }

    async fn asked<'a>(
        &self,
        mut held: MutexGuard<'a, Held>,
    ) -> Result<MutexGuard<'a, Held>, ProviderError> {
        if held
            .silent_at
            .is_some_and(|at| at.elapsed() < LEFT_ALONE_FOR)
        {
            return Err(ProviderError::Unreachable(
                "it did not answer just now".into(),
            ));
        }
        match Known::found(&self.http, &self.options.issuer).await {
            Ok(known) => {
                *held = Held {
                    known: Some(known),
                    silent_at: None,
                };
                Ok(held)
            }
            Err(error) => {
                *held = Held {
                    known: None,
                    silent_at: Some(Instant::now()),
                };
                Err(error)
            }
        }
    }
}

impl Held {
    fn subject(&self, token: &str, expected: &Expected<'_>) -> Result<String, Rejected> {
        let keys = self.known.as_ref().map_or(&[][..], |known| &known.keys);
        id_token::subject(token, keys, expected)
    }
}

/// The fields of a form, as they are sent.
fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn nothing_known() -> ProviderError {
    ProviderError::Unreachable("nothing is known of it".into())
}

/// What is read of an answer; the access token is of no use here.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}
