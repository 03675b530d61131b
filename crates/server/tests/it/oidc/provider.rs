//! A provider in this process, which can be made to say anything.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header::AUTHORIZATION},
    routing::{get, post},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _},
};
use serde_json::{Value, json};
use server::{ProviderOptions, RedirectHost};
use sha2::{Digest, Sha256};
use tokio::{net::TcpListener, task::JoinHandle};

pub(crate) const CLIENT: &str = "mainstay";
const SECRET: &str = "the secret of the clinic";
const KID: &str = "of the curve";

/// How a token is signed, or not.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Signed {
    /// ES256, as it should be.
    Fitting,
    /// EdDSA, by a second key.
    Edwards,
    /// By nobody: `none`.
    Nobody,
    /// HS256, under the public key as if it were a secret.
    PublicKey,
    /// By a key that the provider does not have.
    Stranger,
    /// The same, under a name that the provider does not know.
    UnknownKey,
    /// By the second key, under the name of the first.
    Exchanged,
    /// And then changed.
    Changed,
    /// With an extension that has to be understood.
    Critical,
}

struct Keys {
    curve: EcdsaKeyPair,
    edwards: Ed25519KeyPair,
    stranger: EcdsaKeyPair,
    kid: String,
}

impl Keys {
    fn made(kid: &str) -> Self {
        Self {
            curve: curve(),
            edwards: edwards(),
            stranger: curve(),
            kid: kid.to_owned(),
        }
    }
}

fn curve() -> EcdsaKeyPair {
    let (random, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
    let made = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(algorithm, made.as_ref(), &random).unwrap()
}

fn edwards() -> Ed25519KeyPair {
    let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    Ed25519KeyPair::from_pkcs8(made.as_ref()).unwrap()
}

/// What is given for a code, once.
struct Given {
    challenge: String,
    redirect_uri: String,
    token: String,
}

struct Inside {
    issuer: String,
    keys: Keys,
    given: BTreeMap<String, Given>,
    codes: u32,
    asked_for_tokens: u32,
}

type Shared = Arc<Mutex<Inside>>;

fn locked(shared: &Shared) -> MutexGuard<'_, Inside> {
    shared.lock().unwrap()
}

/// A provider that answers until it is dropped.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    folder: tempfile::TempDir,
    shared: Shared,
    task: JoinHandle<()>,
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Mutex::new(Inside {
            issuer: issuer.clone(),
            keys: Keys::made(KID),
            given: BTreeMap::new(),
            codes: 0,
            asked_for_tokens: 0,
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(shared.clone());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, SECRET).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&secret, PermissionsExt::from_mode(0o600)).unwrap();
        }
        Self {
            issuer,
            folder,
            shared,
            task,
        }
    }

    /// How a server is set up that is its client.
    pub(crate) fn options(&self) -> ProviderOptions {
        ProviderOptions {
            secret: Some(self.folder.path().join("secret")),
            ..options(&self.issuer)
        }
    }

    /// Has a token given for a code; the code.
    pub(crate) fn give(
        &self,
        claims: &Value,
        signed: Signed,
        (verifier, redirect_uri): (&str, &str),
    ) -> String {
        let mut inside = locked(&self.shared);
        inside.codes += 1;
        let code = format!("code-{}", inside.codes);
        let token = minted(&inside.keys, claims, signed);
        let given = Given {
            challenge: URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)),
            redirect_uri: redirect_uri.to_owned(),
            token,
        };
        inside.given.insert(code.clone(), given);
        code
    }

    /// Begins to sign with other keys, under another name.
    pub(crate) fn change_keys(&self) {
        locked(&self.shared).keys = Keys::made("of the next curve");
    }

    pub(crate) fn asked_for_tokens(&self) -> u32 {
        locked(&self.shared).asked_for_tokens
    }
}

/// How a server is set up that has no secret there.
pub(crate) fn options(issuer: &str) -> ProviderOptions {
    ProviderOptions {
        issuer: issuer.to_owned(),
        client: CLIENT.to_owned(),
        secret: None,
        name: "Clinic ID".to_owned(),
        redirect_host: RedirectHost::Address,
    }
}

async fn discovery(State(shared): State<Shared>) -> Json<Value> {
    let issuer = locked(&shared).issuer.clone();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
    }))
}

async fn keys(State(shared): State<Shared>) -> Json<Value> {
    let inside = locked(&shared);
    let point = inside.keys.curve.public_key().as_ref();
    let edwards = inside.keys.edwards.public_key().as_ref();
    let coordinate = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 32]);
    Json(json!({ "keys": [
        { "kty": "oct", "kid": "shared", "k": "c2hhcmVk" },
        { "kty": "EC", "crv": "P-256", "use": "sig", "kid": inside.keys.kid, "x": coordinate(1), "y": coordinate(33) },
        { "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": "of Edwards", "x": URL_SAFE_NO_PAD.encode(edwards) },
    ] }))
}

/// RFC 6749, 4.1.3, and RFC 7636, 4.6.
async fn token(
    State(shared): State<Shared>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, Json<Value>) {
    let refused = |status, error: &str| (status, Json(json!({ "error": error })));
    let mut inside = locked(&shared);
    inside.asked_for_tokens += 1;
    let basic = STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+")));
    let expected = format!("Basic {basic}");
    if headers
        .get(AUTHORIZATION)
        .is_none_or(|value| value != &expected)
    {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    // Used up by the first who brings it, right or wrong.
    let Some(given) = inside.given.remove(&form["code"]) else {
        return refused(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
    let fits = form["grant_type"] == "authorization_code"
        && challenge == given.challenge
        && form["redirect_uri"] == given.redirect_uri;
    if !fits {
        return refused(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    let answer =
        json!({ "access_token": "of no use", "token_type": "Bearer", "id_token": given.token });
    (StatusCode::OK, Json(answer))
}

fn minted(keys: &Keys, claims: &Value, signed: Signed) -> String {
    let (alg, kid) = match signed {
        Signed::Nobody => ("none", keys.kid.as_str()),
        Signed::PublicKey => ("HS256", keys.kid.as_str()),
        Signed::Edwards => ("EdDSA", "of Edwards"),
        Signed::Exchanged => ("EdDSA", keys.kid.as_str()),
        Signed::UnknownKey => ("ES256", "of a stranger"),
        _ => ("ES256", keys.kid.as_str()),
    };
    let mut header = json!({ "alg": alg, "kid": kid, "typ": "JWT" });
    if matches!(signed, Signed::Critical) {
        header["crit"] = json!(["b64"]);
    }
    let encoded = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let mut message = format!("{}.{}", encoded(&header), encoded(claims));
    let random = SystemRandom::new();
    let bytes = message.as_bytes();
    let signature = match signed {
        Signed::Nobody => Vec::new(),
        Signed::PublicKey => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, keys.curve.public_key().as_ref());
            hmac::sign(&key, bytes).as_ref().to_vec()
        }
        Signed::Edwards | Signed::Exchanged => keys.edwards.sign(bytes).as_ref().to_vec(),
        Signed::Stranger | Signed::UnknownKey => keys
            .stranger
            .sign(&random, bytes)
            .unwrap()
            .as_ref()
            .to_vec(),
        Signed::Fitting | Signed::Changed | Signed::Critical => {
            keys.curve.sign(&random, bytes).unwrap().as_ref().to_vec()
        }
    };
    if matches!(signed, Signed::Changed) {
        let mut claims = claims.clone();
        claims["sub"] = json!("somebody else");
        message = format!("{}.{}", encoded(&header), encoded(&claims));
    }
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}
