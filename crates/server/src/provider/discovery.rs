//! What a provider says of itself (OpenID Connect Discovery 1.0), and its keys.

use reqwest::Client;
use serde::{Deserialize, de::DeserializeOwned};
use tokio::time::Instant;
use url::Url;

use super::{
    ProviderError,
    fetching::{Fetched, fetch, unreachable},
    keys::{Key, KeySet},
    options::{is_this_computer, keeps_secrets},
};

const DOCUMENT: &str = "/.well-known/openid-configuration";
const IN_BODY: &str = "client_secret_post";
const IN_HEADER: &str = "client_secret_basic";

/// What is known of a provider.
pub(super) struct Known {
    document: Document,
    pub(super) keys: Vec<Key>,
    pub(super) since: Instant,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

impl Known {
    /// Asks the provider.
    pub(super) async fn found(http: &Client, issuer: &str) -> Result<Self, ProviderError> {
        let address = format!("{}{DOCUMENT}", issuer.trim_end_matches('/'));
        let document: Document = get(http, &address).await?;
        // Whoever speaks for another is none (Discovery, 4.3).
        if document.issuer != issuer {
            return Err(unreachable("its document is that of another issuer"));
        }
        let local = Url::parse(issuer).is_ok_and(|url| is_this_computer(&url));
        for endpoint in [
            &document.authorization_endpoint,
            &document.token_endpoint,
            &document.jwks_uri,
        ] {
            let fits = Url::parse(endpoint)
                .is_ok_and(|url| url.scheme() == "https" || (local && keeps_secrets(&url)));
            if !fits {
                return Err(unreachable("its document names an address in the clear"));
            }
        }
        let set: KeySet = get(http, &document.jwks_uri).await?;
        Ok(Self {
            document,
            keys: set.into_keys(),
            since: Instant::now(),
        })
    }

    pub(super) fn authorization_endpoint(&self) -> String {
        self.document.authorization_endpoint.clone()
    }

    pub(super) fn token_endpoint(&self) -> String {
        self.document.token_endpoint.clone()
    }

    /// Whether the secret is taken in the body alone. What a provider does not say, is in the header.
    pub(super) fn wants_secret_in_body(&self) -> bool {
        let methods = self.document.token_endpoint_auth_methods_supported.as_ref();
        methods.is_some_and(|methods| {
            let takes = |method: &str| methods.iter().any(|one| one == method);
            takes(IN_BODY) && !takes(IN_HEADER)
        })
    }
}

async fn get<T: DeserializeOwned>(http: &Client, address: &str) -> Result<T, ProviderError> {
    match fetch(http.get(address)).await? {
        Fetched::Json(document) => Ok(document),
        Fetched::Refused { .. } => Err(unreachable("it refuses to say who it is")),
    }
}
