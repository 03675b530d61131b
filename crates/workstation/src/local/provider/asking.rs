//! One way through the provider: what the browser is sent with, and what it brings back (RFC 8252, RFC 7636).

use std::{net::Ipv4Addr, sync::Arc, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use passwords::NoSecret;
use sha2::{Digest, Sha256};
use sync::Client;
use tokio::{net::TcpListener, sync::oneshot};
use url::{Host, Url};
use values::Sensitive;
use wire::{
    Code, Failure,
    sign_in::{BroughtBack, REDIRECT_PATH},
};
use zeroize::Zeroizing;

use super::{
    super::joining::refusal,
    returning::{Door, Returned},
};
use crate::Core;

/// Long enough for a telephone that is in another room.
const WAITS: Duration = Duration::from_mins(5);
/// The same in seconds, as it is asked of the provider: so it says when somebody signed in there, and the server looks.
const SIGNED_IN_WITHIN: &str = "300";

/// Why a sign-in at the provider did not come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The person called it off here.
    Cancelled,
    /// Another was begun, or somebody signed in otherwise.
    Replaced,
    /// The person, or the provider, called it off there.
    Declined,
    /// Nobody came back in time.
    TooLate,
}

impl From<Ended> for Failure {
    fn from(ended: Ended) -> Self {
        let why = match ended {
            Ended::Cancelled => "cancelled",
            Ended::Replaced => "replaced",
            Ended::Declined => "declined",
            Ended::TooLate => "too_late",
        };
        Self::with(Code::SignInNotFinished, serde_json::json!({ "why": why }))
    }
}

/// The one that waits for the browser, if one does.
#[derive(Default)]
pub(crate) struct Waiting(Option<oneshot::Sender<Ended>>);

impl Waiting {
    /// Another waits from here on.
    fn begin(&mut self) -> oneshot::Receiver<Ended> {
        self.end(Ended::Replaced);
        let (end, ended) = oneshot::channel();
        self.0 = Some(end);
        ended
    }

    pub(crate) fn end(&mut self, why: Ended) {
        if let Some(waits) = self.0.take() {
            // It may have come to its end.
            waits.send(why).ok();
        }
    }
}

/// Goes through the provider, unless that is ended before it comes to its end.
pub(super) async fn unless_ended<T>(
    core: &Arc<Core>,
    going: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let ended = core.at_provider().begin();
    tokio::select! {
        why = ended => Err(why.unwrap_or(Ended::Replaced).into()),
        gone = going => gone,
        () = tokio::time::sleep(WAITS) => Err(Ended::TooLate.into()),
    }
}

/// Sends the browser to the provider and waits for it to come back.
pub(super) async fn brought(
    core: &Arc<Core>,
    (client, command): (&Client, &str),
    language: &str,
) -> Result<BroughtBack, Failure> {
    let provider = client.provider().await;
    let provider = provider.map_err(|error| refusal(core, command, error))?;
    let provider = provider.ok_or(Failure::new(Code::NotFound))?;
    let unreachable = Failure::new(Code::ProviderUnreachable);
    let endpoint = provider.authorization_endpoint.as_deref().and_then(page);
    let endpoint = endpoint.ok_or(unreachable)?;
    let (listener, port) = listening().await.map_err(|error| {
        tracing::error!(%error, "nothing can be listened to on this computer");
        Failure::new(Code::Internal)
    })?;
    let host = format!("{}:{port}", provider.redirect_host.name());
    let redirect_uri = format!("http://{host}{REDIRECT_PATH}");
    let going = Going::made().map_err(|error| {
        tracing::error!(%error, "no secret can be made");
        Failure::new(Code::Internal)
    })?;
    let address = going.address(endpoint, (&provider.client_id, &redirect_uri));
    core.browse(&address)?;
    let door = Door {
        host: &host,
        state: &going.state,
        issuer: &provider.issuer,
        language,
    };
    match door.returned(listener).await {
        Returned::Declined => Err(Ended::Declined.into()),
        Returned::Code(given) => Ok(BroughtBack {
            code: given,
            verifier: Sensitive(going.verifier.to_string()),
            nonce: going.nonce.to_string(),
            redirect_uri,
        }),
    }
}

/// A page of the web that nobody else can change on the way: what is handed to the system opens nothing else.
fn page(address: &str) -> Option<Url> {
    let url = Url::parse(address).ok()?;
    let local = match url.host()? {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    (url.scheme() == "https" || (url.scheme() == "http" && local)).then_some(url)
}

async fn listening() -> std::io::Result<(TcpListener, u16)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

/// What ties the two ends of a sign-in together.
struct Going {
    verifier: Zeroizing<String>,
    state: Zeroizing<String>,
    nonce: Zeroizing<String>,
}

impl Going {
    fn made() -> Result<Self, NoSecret> {
        let random = || -> Result<_, NoSecret> {
            let bytes = Zeroizing::new(passwords::random::<32>()?);
            Ok(Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes.as_slice())))
        };
        Ok(Self {
            verifier: random()?,
            state: random()?,
            nonce: random()?,
        })
    }

    /// Where the browser is sent. The provider is to ask again who it is: somebody else may have signed in there
    /// before, in the same browser.
    fn address(&self, mut endpoint: Url, (client, redirect_uri): (&str, &str)) -> String {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(self.verifier.as_bytes()));
        endpoint
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", client)
            .append_pair("redirect_uri", redirect_uri)
            .append_pair("scope", "openid")
            .append_pair("state", &self.state)
            .append_pair("nonce", &self.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("prompt", "login")
            .append_pair("max_age", SIGNED_IN_WITHIN);
        endpoint.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_sent_to_pages_of_the_web_alone() {
        for fitting in [
            "https://id.example/authorize?realm=clinic",
            "http://127.0.0.1:8080/auth",
            "http://localhost:8080/auth",
        ] {
            assert!(page(fitting).is_some(), "{fitting}");
        }
        for other in [
            "http://id.example/authorize",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "ms-settings:privacy",
            "--version",
            "",
        ] {
            assert!(page(other).is_none(), "{other}");
        }
    }

    #[test]
    fn the_challenge_is_that_of_the_standard_and_nothing_is_used_twice() {
        // RFC 7636, appendix B.
        let going = Going {
            verifier: Zeroizing::new(
                concat!("dBjftJeZ4CVP-mB92K27", "uhbUJU1p1r_wW1gFWFOEjXk").to_owned(),
            ),
            ..Going::made().unwrap()
        };
        let endpoint = Url::parse("https://id.example/authorize?realm=clinic").unwrap();
        let address = going.address(endpoint, ("mainstay", "http://127.0.0.1:50000/cb"));
        let address = Url::parse(&address).unwrap();
        let asked: std::collections::BTreeMap<_, _> = address.query_pairs().collect();
        assert_eq!(asked["realm"], "clinic");
        assert_eq!(
            asked["code_challenge"],
            concat!("E9Melhoa2OwvFrEMTJgu", "CHaoeK1t8URWbuGJSstw-cM")
        );
        assert_eq!(asked["redirect_uri"], "http://127.0.0.1:50000/cb");
        assert_eq!((&*asked["prompt"], &*asked["max_age"]), ("login", "300"));
        assert!(!asked.contains_key("code_verifier"));
        let other = Going::made().unwrap();
        for made in [&other.verifier, &other.state, &other.nonce] {
            assert_eq!(made.len(), 43);
            assert!(![&going.state, &going.nonce].contains(&made));
        }
    }

    #[tokio::test]
    async fn another_one_ends_the_one_before() {
        let mut waiting = Waiting::default();
        let first = waiting.begin();
        let second = waiting.begin();
        assert_eq!(first.await, Ok(Ended::Replaced));
        waiting.end(Ended::Cancelled);
        assert_eq!(second.await, Ok(Ended::Cancelled));
        waiting.end(Ended::Cancelled);
    }
}
