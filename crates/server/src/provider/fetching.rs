//! Asking a provider: within a time, within a size, and nowhere but where it said.

use std::{sync::Arc, time::Duration};

use reqwest::{Client, RequestBuilder, StatusCode, redirect};
use rustls::{ClientConfig, RootCertStore, crypto::ring, version::TLS13};
use rustls_platform_verifier::BuilderVerifierExt;
use serde::{Deserialize, de::DeserializeOwned};
use url::Url;

use super::{ProviderError, options::is_this_computer};

const CONNECT_WITHIN: Duration = Duration::from_secs(5);
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
/// No discovery document, set of keys or token comes near it.
const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// What is said of a client that is not known, or under a wrong secret (RFC 6749, 5.2).
const WRONG_CLIENT: [&str; 2] = ["invalid_client", "unauthorized_client"];

/// What asks: over TLS 1.3, of a provider for which an authority vouches that this computer trusts.
pub(super) fn client(issuer: &Url) -> Result<Client, Box<dyn std::error::Error + Send + Sync>> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13])?;
    let local = is_this_computer(issuer);
    let tls = if issuer.scheme() == "https" {
        builder.with_platform_verifier()?
    } else {
        // Nobody is trusted with what never leaves this computer.
        builder.with_root_certificates(RootCertStore::empty())
    };
    let tls = tls.with_no_client_auth();
    let builder = Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(!local)
        .connect_timeout(CONNECT_WITHIN)
        .timeout(ANSWERS_WITHIN)
        .redirect(redirect::Policy::none());
    // No proxy leads to this computer.
    let builder = if local { builder.no_proxy() } else { builder };
    Ok(builder.build()?)
}

/// What was answered.
pub(super) enum Fetched<T> {
    Json(T),
    /// Whether it was because of who asked.
    Refused {
        client: bool,
    },
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// Asks, and reads what is answered.
pub(super) async fn fetch<T: DeserializeOwned>(
    request: RequestBuilder,
) -> Result<Fetched<T>, ProviderError> {
    let mut response = request.send().await.map_err(unreachable)?;
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > ANSWER_BYTES_MAX {
            return Err(unreachable("its answer does not end"));
        }
        body.extend_from_slice(&chunk);
    }
    if status.is_success() {
        return serde_json::from_slice(&body)
            .map(Fetched::Json)
            .map_err(unreachable);
    }
    if status != StatusCode::BAD_REQUEST && status != StatusCode::UNAUTHORIZED {
        return Err(unreachable(format!("it answered {status}")));
    }
    let refusal: Option<Refusal> = serde_json::from_slice(&body).ok();
    let names = |refusal: Refusal| WRONG_CLIENT.contains(&refusal.error.as_str());
    let client = refusal.map_or(status == StatusCode::UNAUTHORIZED, names);
    Ok(Fetched::Refused { client })
}

pub(super) fn unreachable(
    error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> ProviderError {
    ProviderError::Unreachable(error.into())
}
