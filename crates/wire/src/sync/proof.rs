//! How a workstation proves which one it is: it signs what the server asks, and gets a token of minutes for it.

use serde::{Deserialize, Serialize};
use values::ids::DeviceId;

/// What stands before everything that a workstation's key signs, so that a signature serves for nothing else.
const DOMAIN: &str = "mainstay/workstation/1";

/// Asks for a challenge.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct ChallengeRequest {}

/// What is to be signed within a minute.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct ChallengeAnswer {
    pub challenge: String,
}

/// Asks for a token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TokenRequest {
    /// The workstation.
    pub device: DeviceId,
    /// The challenge, as it came.
    pub challenge: String,
    /// The Ed25519 signature of [`signed_text`], as 128 hexadecimal digits.
    pub signature: String,
}

/// A token that the requests to come bear.
#[derive(Clone, Serialize, Deserialize)]
pub struct TokenAnswer {
    /// The token.
    pub token: String,
    /// For how many seconds from now on it is taken.
    pub seconds: u64,
}

impl std::fmt::Debug for TokenAnswer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "TokenAnswer({} s)", self.seconds)
    }
}

/// Hands in the key of a workstation that joined before there were keys. Asked for once, with the token that it
/// was given then and that is worth nothing afterwards.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeyRequest {
    /// The Ed25519 public key, as 64 hexadecimal digits.
    pub public_key: String,
}

/// The key is kept.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct KeyAnswer {}

/// What a workstation signs to get a token.
pub fn signed_text(device: DeviceId, challenge: &str) -> String {
    format!("{DOMAIN}\n{device}\n{challenge}")
}
