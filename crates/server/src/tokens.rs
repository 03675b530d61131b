//! Tokens that say for some minutes who asks: JWT (RFC 9068) that this server has signed with Ed25519.
//!
//! The keys lie with the records, so that every server of a database takes what another has given. Two of them
//! hold at a time: a new one begins every 90 days, and what the one before has signed is taken until it ends.

use std::sync::{PoisonError, RwLock};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, Signer as _, SigningKey};
use serde::{Deserialize, Serialize};
use store::Store;
use uuid::Uuid;
use values::{
    Instant,
    ids::{DeviceId, FacilityId},
};
use workflows::RecordsError;
use zeroize::{Zeroize, Zeroizing};

use crate::{records::turn::Turns, signing::bytes};

/// The row in a database: a list of [`Kept`].
const SETTING: &str = "token_keys";
const KEY_FOR_MS: i64 = 90 * 24 * 60 * 60 * 1_000;
/// Longer than any token is taken.
const OVERLAP_MS: i64 = 60 * 60 * 1_000;
/// How far the clocks of two servers may be apart, seconds.
const LEEWAY: i64 = 5;
/// No token of ours comes near it; longer ones are not looked at.
const LENGTH_MAX: usize = 2_048;
const ALGORITHM: &str = "EdDSA";

/// What a token serves for. None is taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Says which workstation asks.
    Workstation,
    /// Says which person asks, in which sign-in at which workstation.
    Person,
    /// Is signed by a workstation that wants a token.
    Challenge,
}

impl Purpose {
    const fn kind(self) -> &'static str {
        match self {
            Self::Workstation | Self::Person => "at+jwt",
            Self::Challenge => "mainstay-challenge+jwt",
        }
    }

    const fn audience(self) -> &'static str {
        match self {
            Self::Workstation => "mainstay/workstation",
            Self::Person => "mainstay/person",
            Self::Challenge => "mainstay/challenge",
        }
    }

    /// For how many seconds it is taken.
    pub(crate) const fn seconds(self) -> u32 {
        match self {
            Self::Workstation | Self::Person => 15 * 60,
            Self::Challenge => 60,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    iat: i64,
    nbf: i64,
    exp: i64,
    #[serde(flatten)]
    signed_in: Option<SignedIn>,
}

/// Whom a token speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) who: Uuid,
    /// Of a person alone.
    pub(crate) signed_in: Option<SignedIn>,
}

/// Where and how a person signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SignedIn {
    pub(crate) sid: Uuid,
    pub(crate) dev: DeviceId,
    pub(crate) facility: FacilityId,
}

impl From<Uuid> for Subject {
    fn from(who: Uuid) -> Self {
        let signed_in = None;
        Self { who, signed_in }
    }
}

/// A key as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    kid: Uuid,
    seed: String,
    made_at: Instant,
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

struct Key {
    kid: String,
    signing: SigningKey,
    made_at: Instant,
}

/// Signs tokens and reads them.
pub(crate) struct Tokens {
    /// This server's records, and no state of them from before a restore.
    issuer: String,
    /// The newest last.
    keys: RwLock<Vec<Key>>,
}

impl Tokens {
    /// With the keys of a database; makes the first.
    pub(crate) async fn open(
        store: &Store,
        epoch: Uuid,
        now: Instant,
    ) -> Result<Self, RecordsError> {
        let tokens = Self {
            issuer: epoch.urn().to_string(),
            keys: RwLock::default(),
        };
        tokens.look_again(store).await?;
        tokens.renew(store, now).await?;
        Ok(tokens)
    }

    /// A token of this purpose for somebody, from now on.
    pub(crate) async fn sign(
        &self,
        store: &Store,
        purpose: Purpose,
        (subject, now): (Subject, Instant),
    ) -> Result<String, RecordsError> {
        self.renew(store, now).await?;
        let seconds = now.as_millis().div_euclid(1_000);
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: purpose.audience().to_owned(),
            sub: subject.who,
            iat: seconds,
            nbf: seconds,
            exp: seconds + i64::from(purpose.seconds()),
            signed_in: subject.signed_in,
        };
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let key = keys.last().ok_or_else(damaged)?;
        let header = Header {
            alg: ALGORITHM.to_owned(),
            typ: purpose.kind().to_owned(),
            kid: key.kid.clone(),
        };
        let shape = |source: serde_json::Error| RecordsError::Shape {
            kind: "token",
            source: source.into(),
        };
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header).map_err(shape)?),
            URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims).map_err(shape)?),
        );
        let signature = key.signing.sign(signed.as_bytes()).to_bytes();
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Whom a token speaks of; `None` for one that is forged, of another purpose, of another time, or none at all.
    pub(crate) async fn read(
        &self,
        store: &Store,
        purpose: Purpose,
        (token, now): (&str, Instant),
    ) -> Result<Option<Subject>, RecordsError> {
        let Some(parts) = Parts::of(token, purpose) else {
            return Ok(None);
        };
        if !self.knows(&parts.kid) {
            // Another server of this database may have made a key meanwhile.
            self.look_again(store).await?;
        }
        Ok(self.admitted(&parts, purpose, now))
    }

    fn knows(&self, kid: &str) -> bool {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.iter().any(|key| key.kid == kid)
    }

    fn admitted(&self, parts: &Parts<'_>, purpose: Purpose, now: Instant) -> Option<Subject> {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let (place, key) = keys
            .iter()
            .enumerate()
            .find(|(_, key)| key.kid == parts.kid)?;
        if let Some(next) = keys.get(place + 1)
            && now.millis_since(next.made_at) > OVERLAP_MS
        {
            return None;
        }
        key.signing
            .verifying_key()
            .verify_strict(parts.signed.as_bytes(), &parts.signature)
            .ok()?;
        let claims: Claims = decoded(parts.claims)?;
        let seconds = now.as_millis().div_euclid(1_000);
        let fits = claims.iss == self.issuer
            && claims.aud == purpose.audience()
            && claims.nbf <= seconds + LEEWAY
            && seconds < claims.exp + LEEWAY
            && claims.exp - claims.nbf == i64::from(purpose.seconds())
            && claims.signed_in.is_some() == (purpose == Purpose::Person);
        fits.then_some(Subject {
            who: claims.sub,
            signed_in: claims.signed_in,
        })
    }

    /// Takes the keys as the database has them now.
    async fn look_again(&self, store: &Store) -> Result<(), RecordsError> {
        let text = store.read().await?.setting(SETTING).await?;
        if let Some(text) = text.map(Zeroizing::new) {
            self.take(&read(&text)?)?;
        }
        Ok(())
    }

    /// Begins a new key when there is none, or none that is young enough.
    async fn renew(&self, store: &Store, now: Instant) -> Result<(), RecordsError> {
        if self.is_fresh(now) {
            return Ok(());
        }
        let mut turns = Turns::alone(store);
        let mut tx = turns.next().await?;
        let text = tx.setting(SETTING).await?.map(Zeroizing::new);
        // Another process may have been here first.
        let mut kept = text.map_or_else(|| Ok(Vec::new()), |text| read(&text))?;
        let newest = kept.last().map(|kept: &Kept| kept.made_at);
        if newest.is_none_or(|made_at| is_old(made_at, now)) {
            if kept.len() > 1 {
                kept.drain(..kept.len() - 1);
            }
            kept.push(Kept {
                kid: values::ids::random(),
                seed: hex::encode(values::ids::random_seed()),
                made_at: now,
            });
            let text = serde_json::to_string(&kept).map_err(|_| damaged())?;
            tx.set_setting(SETTING, &Zeroizing::new(text)).await?;
            tx.commit().await?;
        }
        self.take(&kept)
    }

    fn is_fresh(&self, now: Instant) -> bool {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        keys.last().is_some_and(|key| !is_old(key.made_at, now))
    }

    fn take(&self, kept: &[Kept]) -> Result<(), RecordsError> {
        let key = |kept: &Kept| {
            Some(Key {
                kid: kept.kid.to_string(),
                signing: SigningKey::from_bytes(&bytes(&kept.seed)?),
                made_at: kept.made_at,
            })
        };
        let keys: Option<Vec<_>> = kept.iter().map(key).collect();
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys.ok_or_else(damaged)?;
        Ok(())
    }
}

fn is_old(made_at: Instant, now: Instant) -> bool {
    now.millis_since(made_at) > KEY_FOR_MS
}

fn read(text: &str) -> Result<Vec<Kept>, RecordsError> {
    serde_json::from_str(text).map_err(|_| damaged())
}

fn damaged() -> RecordsError {
    RecordsError::Other("the keys of tokens are damaged".into())
}

/// A token taken apart. Nothing in it is believed yet.
struct Parts<'a> {
    kid: String,
    claims: &'a str,
    signed: &'a str,
    signature: Signature,
}

impl<'a> Parts<'a> {
    fn of(token: &'a str, purpose: Purpose) -> Option<Self> {
        if token.len() > LENGTH_MAX {
            return None;
        }
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let Header { alg, typ, kid } = decoded(header)?;
        // What it says of itself chooses nothing: it is what we make, or it is none.
        if alg != ALGORITHM || typ != purpose.kind() {
            return None;
        }
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        Some(Self {
            kid,
            claims,
            signed,
            signature: Signature::from_slice(&signature).ok()?,
        })
    }
}

fn decoded<T: serde::de::DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests;
