//! Whether an ID token may be believed (OpenID Connect Core 1.0, 3.1.3.7), and of whom it speaks.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use values::Instant;

use super::keys::{Algorithm, Key};

/// How far the provider's clock and this one may be apart, seconds.
const LEEWAY: i64 = 60;
/// A code is good for minutes, so what is got for it was made just now, seconds.
const AGE_MAX: i64 = 10 * 60;
/// A workstation waits five minutes for the browser: whoever signed in there before that was somebody else, or was
/// not asked.
const SIGNED_IN_WITHIN: i64 = 5 * 60;
/// None comes near it; longer ones are not looked at.
const LENGTH_MAX: usize = 16 * 1024;
/// OpenID Connect Core 1.0, section 2.
const SUBJECT_LENGTH_MAX: usize = 255;

/// What a token must bear.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) audience: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Instant,
}

/// Why a token is not believed. The words are for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Rejected {
    /// Three parts of base 64, the first two JSON.
    #[error("it is no token")]
    Shape,
    /// Or one that asks for something beyond it.
    #[error("it is signed in a way that is not taken")]
    Algorithm,
    /// The only one that may be mended by asking for the keys again.
    #[error("it is signed by a key that is not the provider's")]
    UnknownKey,
    /// Changed, or forged.
    #[error("its signature is wrong")]
    Signature,
    /// Another provider's.
    #[error("it is another issuer's")]
    Issuer,
    /// For another client, or for several.
    #[error("it is for somebody else")]
    Audience,
    /// Over, or not yet, or from too long ago.
    #[error("it is of another time")]
    Time,
    /// Of another sign-in.
    #[error("it belongs to another sign-in")]
    Nonce,
    /// It speaks of nobody.
    #[error("it names nobody")]
    Subject,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    auth_time: Option<i64>,
    nonce: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Of whom a token speaks, if one of these keys has signed it and it bears what is expected.
pub(super) fn subject(
    token: &str,
    keys: &[Key],
    expected: &Expected<'_>,
) -> Result<String, Rejected> {
    if token.len() > LENGTH_MAX {
        return Err(Rejected::Shape);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Rejected::Shape)?;
    let (header, claims) = signed.split_once('.').ok_or(Rejected::Shape)?;
    let header: Header = decoded(header).ok_or(Rejected::Shape)?;
    let algorithm = Algorithm::named(&header.alg).ok_or(Rejected::Algorithm)?;
    if header.crit.is_some() {
        return Err(Rejected::Algorithm);
    }
    let key = chosen(keys, header.kid.as_deref(), algorithm)?;
    let signature = URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| Rejected::Shape)?;
    if !key.has_signed(algorithm, signed.as_bytes(), &signature) {
        return Err(Rejected::Signature);
    }
    let claims: Claims = decoded(claims).ok_or(Rejected::Shape)?;
    bears(&claims, expected)?;
    if (1..=SUBJECT_LENGTH_MAX).contains(&claims.sub.chars().count()) {
        Ok(claims.sub)
    } else {
        Err(Rejected::Subject)
    }
}

/// The key that the token names; or, if it names none, the only one of its sort.
fn chosen<'k>(
    keys: &'k [Key],
    kid: Option<&str>,
    algorithm: Algorithm,
) -> Result<&'k Key, Rejected> {
    let named = |key: &&Key| kid.is_none() || key.kid.as_deref() == kid;
    let mut known = keys.iter().filter(named).peekable();
    if known.peek().is_none() {
        return Err(Rejected::UnknownKey);
    }
    let mut fitting = known.filter(|key| key.signs(algorithm));
    match (fitting.next(), fitting.next()) {
        (Some(key), None) => Ok(key),
        // A key that is there, but is never used like this; or several, of which none is named.
        _ => Err(Rejected::Algorithm),
    }
}

fn bears(claims: &Claims, expected: &Expected<'_>) -> Result<(), Rejected> {
    if claims.iss != expected.issuer {
        return Err(Rejected::Issuer);
    }
    let is_for_us = match &claims.aud {
        Audience::One(one) => one == expected.audience,
        // Beside us nobody else is trusted with it.
        Audience::Many(many) => matches!(many.as_slice(), [one] if one == expected.audience),
    };
    let was_asked_by_us = claims
        .azp
        .as_deref()
        .is_none_or(|party| party == expected.audience);
    if !is_for_us || !was_asked_by_us {
        return Err(Rejected::Audience);
    }
    let now = expected.now.as_millis().div_euclid(1_000);
    let is_on = now < claims.exp.saturating_add(LEEWAY)
        && claims
            .nbf
            .is_none_or(|from| from <= now.saturating_add(LEEWAY));
    let was_made = |at: i64, within: i64| {
        at <= now.saturating_add(LEEWAY) && now.saturating_sub(at) <= within.saturating_add(LEEWAY)
    };
    let was_asked = claims
        .auth_time
        .is_none_or(|at| was_made(at, SIGNED_IN_WITHIN));
    if !is_on || !was_made(claims.iat, AGE_MAX) || !was_asked {
        return Err(Rejected::Time);
    }
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return Err(Rejected::Nonce);
    }
    Ok(())
}

fn decoded<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests;
