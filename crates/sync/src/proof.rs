//! How this workstation proves which one it is: by a key that never leaves it, for tokens of some minutes. No clock
//! of its own takes part: how long a token is good for is counted from when it came.

use std::{sync::Arc, time::Duration};

use ed25519_dalek::{Signer, SigningKey};
use http::{HeaderValue, Request, header::AUTHORIZATION};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use store::{Mode, Store};
use tokio::{sync::Mutex, time::Instant};
use values::ids::DeviceId;
use wire::{
    Code, Failure,
    sync::{
        ChallengeAnswer, ChallengeRequest, KeyAnswer, KeyRequest, TokenAnswer, TokenRequest,
        signed_text,
    },
};
use workflows::RecordsError;
use zeroize::Zeroizing;

use crate::{Client, Identity, SyncError, carrier::plain};

/// The setting that holds the key with which this installation is joining.
const JOINING: &str = "joining_key";
/// A new token is asked for so long before the old one ends.
const BEFORE_THE_END: Duration = Duration::from_mins(1);

/// What proves which workstation this is. It is kept in the encrypted cache and nowhere else.
#[derive(Clone)]
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// A key that nobody has.
    pub fn made() -> Self {
        let seed = Zeroizing::new(values::ids::random_seed());
        Self(SigningKey::from_bytes(&seed))
    }

    /// The key to join with: kept before anybody hears of it, so that whoever asks again, because no answer came,
    /// asks under the same.
    pub async fn to_join(store: &Store) -> Result<Self, RecordsError> {
        let mut tx = store.write(Mode::Optimistic).await?;
        let kept = tx.setting(JOINING).await?.map(Zeroizing::new);
        if let Some(key) = kept.and_then(|text| Self::read(&text)) {
            return Ok(key);
        }
        let key = Self::made();
        tx.set_setting(JOINING, &key.written()).await?;
        tx.commit().await?;
        Ok(key)
    }

    /// What the server checks signatures with.
    pub fn public(&self) -> String {
        hex::encode(self.0.verifying_key().as_bytes())
    }

    fn written(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.0.as_bytes()))
    }

    fn read(text: &str) -> Option<Self> {
        let mut seed = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text, &mut *seed).ok()?;
        Some(Self(SigningKey::from_bytes(&seed)))
    }

    /// Signs a challenge of the server.
    pub fn sign(&self, device: DeviceId, challenge: &str) -> String {
        let text = signed_text(device, challenge);
        hex::encode(self.0.sign(text.as_bytes()).to_bytes())
    }
}

impl std::fmt::Debug for DeviceKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DeviceKey")
    }
}

impl Serialize for DeviceKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written())
    }
}

impl<'de> Deserialize<'de> for DeviceKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        Self::read(&text).ok_or_else(|| D::Error::custom("not a key"))
    }
}

/// Forgets the key that this installation joined with: it lies with its identity from now on.
pub(crate) async fn joined(tx: &mut store::Tx) -> Result<(), RecordsError> {
    tx.set_setting(JOINING, "").await
}

/// What a client proves itself with, and what it got for it.
#[derive(Clone)]
pub(crate) struct Proof {
    device: DeviceId,
    key: DeviceKey,
    /// What it was given before there were keys, until the server has its key.
    token: Option<Zeroizing<String>>,
    held: Arc<Mutex<Option<Held>>>,
}

struct Held {
    token: Zeroizing<String>,
    until: Instant,
}

impl Proof {
    /// Of an identity that has a key.
    pub(crate) fn of(identity: &Identity) -> Option<Self> {
        Some(Self {
            device: identity.device,
            key: identity.key.clone()?,
            token: identity.token.clone().map(Zeroizing::new),
            held: Arc::default(),
        })
    }

    /// Lets go of a token that the server does not take.
    pub(crate) async fn forget(&self, token: &str) {
        let mut held = self.held.lock().await;
        if held.as_ref().is_some_and(|held| *held.token == token) {
            *held = None;
        }
    }
}

impl Client {
    /// The token that requests bear now: the one at hand, or a new one. `None` for a stranger.
    pub async fn bearer(&self) -> Result<Option<Zeroizing<String>>, SyncError> {
        let Some(proof) = &self.proof else {
            return Ok(None);
        };
        // One at a time: whoever comes meanwhile takes what the first one gets.
        let mut held = proof.held.lock().await;
        if let Some(held) = held.as_ref().filter(|held| Instant::now() < held.until) {
            return Ok(Some(held.token.clone()));
        }
        let TokenAnswer { token, seconds } = self.prove(proof).await?;
        let token = Zeroizing::new(token);
        let good_for = Duration::from_secs(seconds).saturating_sub(BEFORE_THE_END);
        *held = Some(Held {
            token: token.clone(),
            until: Instant::now() + good_for,
        });
        Ok(Some(token))
    }

    /// By the key; a server that does not know it yet is given it, if there is a token from before.
    async fn prove(&self, proof: &Proof) -> Result<TokenAnswer, SyncError> {
        match (self.sign_challenge(proof).await, &proof.token) {
            (Err(error), Some(token)) if is_not_signed_in(&error) => {
                self.hand_in_key(proof, token).await?;
                self.sign_challenge(proof).await
            }
            (answer, _) => answer,
        }
    }

    async fn sign_challenge(&self, proof: &Proof) -> Result<TokenAnswer, SyncError> {
        let asked = self.post("challenge", &ChallengeRequest {})?;
        let given: Result<ChallengeAnswer, _> = self.ask_openly(asked).await;
        let challenge = given.map_err(server_before_keys)?.challenge;
        let request = TokenRequest {
            device: proof.device,
            signature: proof.key.sign(proof.device, &challenge),
            challenge,
        };
        self.ask_openly(self.post("token", &request)?).await
    }

    async fn hand_in_key(&self, proof: &Proof, token: &str) -> Result<(), SyncError> {
        let request = KeyRequest {
            public_key: proof.key.public(),
        };
        let request = bearing(plain(self.post("key", &request)?)?, token)?;
        let KeyAnswer {} = self.answer(request).await?;
        Ok(())
    }
}

/// A request with the token that it bears, which nobody prints.
pub(crate) fn bearing(
    mut request: Request<Vec<u8>>,
    token: &str,
) -> Result<Request<Vec<u8>>, SyncError> {
    let value = Zeroizing::new(format!("Bearer {token}"));
    let mut value =
        HeaderValue::from_str(&value).map_err(|error| SyncError::NotUnderstood(Box::new(error)))?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    Ok(request)
}

/// Whether the server does not know who asks, or not any more.
pub(crate) fn is_not_signed_in(error: &SyncError) -> bool {
    matches!(error, SyncError::Refused(failure) if failure.code == Code::NotSignedIn)
}

/// A server that knows no such request is from before there were keys.
fn server_before_keys(error: SyncError) -> SyncError {
    match error {
        SyncError::Refused(failure) if failure.code == Code::NotFound => {
            SyncError::Refused(Failure::new(Code::ServerTooOld))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_never_printed() {
        let key = DeviceKey::made();
        let text = serde_json::to_string(&key).unwrap();
        let read: DeviceKey = serde_json::from_str(&text).unwrap();
        assert_eq!(read.public(), key.public());
        assert_ne!(DeviceKey::made().public(), key.public());
        assert_eq!(format!("{key:?}"), "DeviceKey");
        for odd in ["\"\"", "\"00\"", "7", "null"] {
            assert!(serde_json::from_str::<DeviceKey>(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_token_in_a_request_is_not_printed() {
        let request = bearing(Request::new(Vec::new()), "secret").unwrap();
        assert!(!format!("{request:?}").contains("secret"));
        assert!(bearing(Request::new(Vec::new()), "two\nlines").is_err());
    }
}
