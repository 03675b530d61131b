use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::OpenOptions;

use super::*;

const NOW: i64 = 1_764_320_000_000;

struct Office {
    tokens: Tokens,
    store: Store,
    _folder: tempfile::TempDir,
}

fn at(seconds: i64) -> Instant {
    Instant::from_millis(NOW + seconds * 1_000)
}

async fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("server.db");
    let store = Store::open(&OpenOptions { path, key: None }).await.unwrap();
    let tokens = Tokens::open(&store, Uuid::from_u128(1), at(0))
        .await
        .unwrap();
    Office {
        tokens,
        store,
        _folder: folder,
    }
}

impl Office {
    async fn sign(&self, purpose: Purpose) -> String {
        let asked = (Uuid::from_u128(7).into(), at(0));
        self.tokens.sign(&self.store, purpose, asked).await.unwrap()
    }

    async fn reads(&self, token: &str, seconds: i64) -> Option<Uuid> {
        let given = (token, at(seconds));
        let read = self.tokens.read(&self.store, Purpose::Workstation, given);
        read.await.unwrap().map(|subject| subject.who)
    }

    /// A token that says what it is told to, signed by the server's own key.
    fn forged(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let keys = self.tokens.keys.read().unwrap();
        let signature = keys[0].signing.sign(signed.as_bytes()).to_bytes();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

/// What a token says, taken apart.
fn opened(token: &str) -> (Value, Value) {
    let mut parts = token.split('.').map(|part| {
        let bytes = URL_SAFE_NO_PAD.decode(part).unwrap();
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    });
    (parts.next().unwrap(), parts.next().unwrap())
}

fn with(value: &Value, name: &str, other: Value) -> Value {
    let mut changed = value.clone();
    changed[name] = other;
    changed
}

#[tokio::test]
async fn a_token_says_who_asks_until_it_ends() {
    let office = office().await;
    let token = office.sign(Purpose::Workstation).await;
    let who = Some(Uuid::from_u128(7));
    for (seconds, read) in [
        (0, who),
        (899, who),
        (904, who),
        (905, None),
        (-5, who),
        (-6, None),
    ] {
        assert_eq!(office.reads(&token, seconds).await, read, "{seconds}");
    }
    let (header, claims) = opened(&token);
    assert_eq!(header["alg"], "EdDSA");
    assert_eq!(header["typ"], "at+jwt");
    assert_eq!(claims["iss"], Uuid::from_u128(1).urn().to_string());
    assert_eq!(office.forged(&header, &claims), token);
}

#[tokio::test]
async fn whatever_else_a_token_says_it_is_refused() {
    let office = office().await;
    let (header, claims) = opened(&office.sign(Purpose::Workstation).await);
    let seconds = NOW / 1_000;
    for (name, other) in [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!("eddsa")),
        ("alg", json!(["EdDSA"])),
        ("typ", json!("JWT")),
        ("typ", json!("mainstay-challenge+jwt")),
        ("kid", json!(Uuid::from_u128(9).to_string())),
        ("kid", json!("../../etc/passwd")),
        ("jwk", json!({ "kty": "OKP" })),
        ("jku", json!("https://example.org/keys")),
        ("crit", json!(["exp"])),
    ] {
        let token = office.forged(&with(&header, name, other.clone()), &claims);
        assert_eq!(office.reads(&token, 0).await, None, "{name} {other}");
    }
    for (name, other) in [
        (
            "iss",
            json!("urn:uuid:00000000-0000-0000-0000-000000000002"),
        ),
        ("aud", json!("mainstay/challenge")),
        ("aud", json!("mainstay/person")),
        ("aud", json!(["mainstay/workstation"])),
        ("sub", json!("somebody")),
        ("exp", json!(seconds - 10)),
        ("exp", json!(seconds + 100_000_000)),
        ("exp", Value::Null),
        ("exp", json!("never")),
        ("nbf", json!(seconds + 10)),
        ("nbf", Value::Null),
    ] {
        let token = office.forged(&header, &with(&claims, name, other.clone()));
        assert_eq!(office.reads(&token, 0).await, None, "{name} {other}");
    }
}

#[tokio::test]
async fn a_token_that_another_has_signed_or_nobody_is_refused() {
    let office = office().await;
    let token = office.sign(Purpose::Workstation).await;
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    let other = SigningKey::from_bytes(&[9; 32]);
    let other = URL_SAFE_NO_PAD.encode(other.sign(signed.as_bytes()).to_bytes());
    // HMAC-SHA-256 under the public key, which somebody may know, for a reader that lets the token choose.
    let public = office.tokens.keys.read().unwrap()[0]
        .signing
        .verifying_key();
    let by_mac = hmac(public.as_bytes(), signed.as_bytes());
    let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"at+jwt","kid":""}"#);
    for forged in [
        format!("{signed}.{other}"),
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(by_mac)),
        format!("{signed}."),
        signed.to_owned(),
        format!("{none}.{claims}."),
        format!("{none}.{claims}.{signature}"),
        format!("{header}.{signature}"),
        format!("{header}..{signature}"),
        format!("{token}.{signature}"),
        format!("{token}="),
        format!("{token}A"),
        format!(" {token}"),
        token.get(..token.len() - 1).unwrap().to_owned(),
        token.to_uppercase(),
        "..".to_owned(),
        String::new(),
        "a".repeat(LENGTH_MAX + 1),
    ] {
        assert_eq!(office.reads(&forged, 0).await, None, "{forged}");
    }
}

fn hmac(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    let padded = |with: u8| {
        let mut block = [with; 64];
        block.iter_mut().zip(key).for_each(|(to, from)| *to ^= from);
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text);
    let outer = Sha256::new().chain_update(padded(0x5c));
    outer.chain_update(inner.finalize()).finalize().into()
}

#[tokio::test]
async fn a_challenge_is_no_token_and_a_token_no_challenge() {
    let office = office().await;
    let challenge = office.sign(Purpose::Challenge).await;
    assert_eq!(office.reads(&challenge, 0).await, None);
    let token = office.sign(Purpose::Workstation).await;
    let given = (token.as_str(), at(0));
    let read = office.tokens.read(&office.store, Purpose::Challenge, given);
    assert_eq!(read.await.unwrap(), None);
    for (seconds, taken) in [(0, true), (64, true), (65, false)] {
        let given = (challenge.as_str(), at(seconds));
        let read = office.tokens.read(&office.store, Purpose::Challenge, given);
        assert_eq!(read.await.unwrap().is_some(), taken, "{seconds}");
    }
}

#[tokio::test]
async fn a_key_gives_way_to_another_and_what_it_signed_is_taken_to_its_end() {
    const DAYS: i64 = 24 * 60 * 60;
    let office = office().await;
    let other = Tokens::open(&office.store, Uuid::from_u128(1), at(0))
        .await
        .unwrap();
    let last = at(90 * DAYS);
    let old = office.tokens.sign(
        &office.store,
        Purpose::Workstation,
        (Uuid::from_u128(7).into(), last),
    );
    let old = old.await.unwrap();
    let later = at(90 * DAYS + 1);
    let new = office.tokens.sign(
        &office.store,
        Purpose::Workstation,
        (Uuid::from_u128(8).into(), later),
    );
    let new = new.await.unwrap();
    assert_ne!(opened(&old).0["kid"], opened(&new).0["kid"]);
    // Another server of the database finds the new key by itself.
    for tokens in [&office.tokens, &other] {
        for (token, who) in [(&old, 7), (&new, 8)] {
            let read = tokens.read(&office.store, Purpose::Workstation, (token, later));
            assert_eq!(read.await.unwrap(), Some(Uuid::from_u128(who).into()));
        }
    }
    // Long after it, not even with a new date.
    let (header, claims) = opened(&old);
    let seconds = later.as_millis() / 1_000 + 2 * 60 * 60;
    let claims = with(
        &with(&claims, "nbf", json!(seconds)),
        "exp",
        json!(seconds + 900),
    );
    let forged = office.forged(&header, &claims);
    let read = (forged.as_str(), later.plus_millis(2 * OVERLAP_MS));
    let read = office
        .tokens
        .read(&office.store, Purpose::Workstation, read);
    assert_eq!(read.await.unwrap(), None);
}
