//! The key, wrapped by a passphrase.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use store::Key;
use zeroize::Zeroizing;

use super::VaultError;

/// RFC 9106's second recommended choice, with one lane: 64 MiB, three passes.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// A file that asks for less was tampered with, or would be worth tampering with.
const MEMORY_KIB_MIN: u32 = 19 * 1024;
const MEMORY_KIB_MAX: u32 = 1024 * 1024;

#[derive(Serialize, Deserialize)]
pub(super) struct Envelope {
    memory_kib: u32,
    passes: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

impl Envelope {
    pub(super) fn seal(key: &Key, passphrase: &str) -> Result<Self, VaultError> {
        let mut salt = [0_u8; 16];
        let mut nonce = [0_u8; 24];
        getrandom::fill(&mut salt).map_err(|_| VaultError::Crypto)?;
        getrandom::fill(&mut nonce).map_err(|_| VaultError::Crypto)?;
        let mut envelope = Self {
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            sealed: String::new(),
        };
        let header = envelope.header();
        let payload = Payload {
            msg: key.bytes(),
            aad: header.as_bytes(),
        };
        let sealed = envelope
            .cipher(passphrase, &salt)?
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| VaultError::Crypto)?;
        envelope.sealed = hex::encode(sealed);
        Ok(envelope)
    }

    /// A wrong passphrase and a changed envelope fail alike.
    pub(super) fn open(&self, passphrase: &str) -> Result<Key, VaultError> {
        let salt = hex::decode(&self.salt).map_err(|_| VaultError::Damaged)?;
        let nonce: [u8; 24] = hex::decode(&self.nonce)
            .ok()
            .and_then(|nonce| nonce.try_into().ok())
            .ok_or(VaultError::Damaged)?;
        let sealed = hex::decode(&self.sealed).map_err(|_| VaultError::Damaged)?;
        let header = self.header();
        let payload = Payload {
            msg: &sealed,
            aad: header.as_bytes(),
        };
        let opened = self
            .cipher(passphrase, &salt)?
            .decrypt(XNonce::from_slice(&nonce), payload);
        let bytes = Zeroizing::new(opened.map_err(|_| VaultError::WrongPassphrase)?);
        let bytes: [u8; 32] = bytes
            .as_slice()
            .try_into()
            .map_err(|_| VaultError::Damaged)?;
        Ok(Key::new(bytes))
    }

    /// Everything but the key itself, bound to it.
    fn header(&self) -> String {
        format!(
            "mainstay/envelope/1 {} {} {} {}",
            self.memory_kib, self.passes, self.salt, self.nonce
        )
    }

    fn cipher(&self, passphrase: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, VaultError> {
        if !(MEMORY_KIB_MIN..=MEMORY_KIB_MAX).contains(&self.memory_kib)
            || !(1..=16).contains(&self.passes)
        {
            return Err(VaultError::Damaged);
        }
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32))
            .map_err(|_| VaultError::Damaged)?;
        let mut wrapping = Zeroizing::new([0_u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, wrapping.as_mut_slice())
            .map_err(|_| VaultError::Crypto)?;
        Ok(XChaCha20Poly1305::new(wrapping.as_slice().into()))
    }
}
