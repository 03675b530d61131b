//! The key, wrapped by something that somebody knows.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use passwords::{MEMORY_KIB, PASSES, random};
use serde::{Deserialize, Serialize};
use store::Key;
use values::names::composed;
use zeroize::Zeroizing;

use super::VaultError;

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

/// What wraps a key.
pub(super) struct Wrap<'a> {
    /// Whose envelope it is: one does not open in the place of another.
    pub(super) purpose: String,
    /// What somebody knows.
    pub(super) words: &'a str,
    /// What this computer adds (RFC 9106's secret value K).
    pub(super) device: Option<&'a Key>,
}

impl Envelope {
    pub(super) fn seal(key: &Key, wrap: &Wrap<'_>) -> Result<Self, VaultError> {
        let salt = random::<16>().map_err(|_| VaultError::Crypto)?;
        let nonce = random::<24>().map_err(|_| VaultError::Crypto)?;
        let mut envelope = Self {
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            salt: hex::encode(salt),
            nonce: hex::encode(nonce),
            sealed: String::new(),
        };
        let header = envelope.header(wrap);
        let payload = Payload {
            msg: key.bytes(),
            aad: header.as_bytes(),
        };
        let sealed = envelope
            .cipher(wrap)?
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| VaultError::Crypto)?;
        envelope.sealed = hex::encode(sealed);
        Ok(envelope)
    }

    /// A wrong secret, another's envelope and a changed one fail alike.
    pub(super) fn open(&self, wrap: &Wrap<'_>) -> Result<Key, VaultError> {
        let nonce: [u8; 24] = hex::decode(&self.nonce)
            .ok()
            .and_then(|nonce| nonce.try_into().ok())
            .ok_or(VaultError::Damaged)?;
        let sealed = hex::decode(&self.sealed).map_err(|_| VaultError::Damaged)?;
        let header = self.header(wrap);
        let payload = Payload {
            msg: &sealed,
            aad: header.as_bytes(),
        };
        let opened = self
            .cipher(wrap)?
            .decrypt(XNonce::from_slice(&nonce), payload);
        let bytes = Zeroizing::new(opened.map_err(|_| VaultError::WrongPassphrase)?);
        let bytes: [u8; 32] = bytes
            .as_slice()
            .try_into()
            .map_err(|_| VaultError::Damaged)?;
        Ok(Key::new(bytes))
    }

    /// Everything but the key itself, bound to it.
    fn header(&self, wrap: &Wrap<'_>) -> String {
        let Wrap {
            purpose, device, ..
        } = wrap;
        let device = if device.is_some() { "device" } else { "alone" };
        format!(
            "mainstay/envelope/2 {} {} {} {} {purpose} {device}",
            self.memory_kib, self.passes, self.salt, self.nonce
        )
    }

    fn cipher(&self, wrap: &Wrap<'_>) -> Result<XChaCha20Poly1305, VaultError> {
        let wrapping = self.wrapping(wrap)?;
        Ok(XChaCha20Poly1305::new(wrapping.as_slice().into()))
    }

    /// The key that wraps the key.
    pub(super) fn wrapping(&self, wrap: &Wrap<'_>) -> Result<Box<Zeroizing<[u8; 32]>>, VaultError> {
        if !(MEMORY_KIB_MIN..=MEMORY_KIB_MAX).contains(&self.memory_kib)
            || !(1..=16).contains(&self.passes)
        {
            return Err(VaultError::Damaged);
        }
        let salt = hex::decode(&self.salt).map_err(|_| VaultError::Damaged)?;
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32))
            .map_err(|_| VaultError::Damaged)?;
        let device: &[u8] = wrap.device.map_or(&[], |device| device.bytes());
        let argon = Argon2::new_with_secret(device, Algorithm::Argon2id, Version::V0x13, params)
            .map_err(|_| VaultError::Crypto)?;
        let words = Zeroizing::new(composed(wrap.words));
        // In one place on the heap: what is moved leaves a copy of itself behind.
        let mut wrapping = Box::new(Zeroizing::new([0_u8; 32]));
        argon
            .hash_password_into(words.as_bytes(), &salt, wrapping.as_mut_slice())
            .map_err(|_| VaultError::Crypto)?;
        Ok(wrapping)
    }
}
