//! Who this installation is to the server. Kept in the encrypted cache, once given.

use serde::{Deserialize, Serialize};
use store::{Mode, Store, Tx};
use values::ids::{DeviceId, FacilityId};
use wire::sync::{EnrolAnswer, Fingerprint};
use workflows::RecordsError;
use zeroize::Zeroizing;

use crate::{DeviceKey, proof};

const KEY: &str = "identity";

/// What became of joining: the server's answer, and the key that it holds for.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Joined {
    pub answer: EnrolAnswer,
    pub key: DeviceKey,
}

/// An enrolled workstation's identity.
#[derive(Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Identity {
    pub device: DeviceId,
    pub code: String,
    pub facility: FacilityId,
    /// What it proves itself with; absent until an installation from before there were keys has made one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<DeviceKey>,
    /// What it was given before there were keys, until the server has its key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    pub demo: bool,
    /// Where the server was reached, such as `https://192.0.2.7:7400`.
    pub server: String,
    /// What the server is known by. Without it, an authority vouches for it, or it is on this computer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<Fingerprint>,
    /// The broker of the bedside monitors, `address:port`, as named when joining.
    #[serde(default)]
    pub mqtt: Option<String>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Identity({} {})", self.device, self.code)
    }
}

impl Identity {
    /// From the server's answer.
    pub fn new(joined: Joined, server: String, mqtt: Option<String>) -> Self {
        let Joined { answer, key } = joined;
        let EnrolAnswer {
            device,
            code,
            facility,
            demo,
        } = answer;
        Self {
            device,
            code,
            facility,
            key: Some(key),
            token: None,
            demo,
            server,
            fingerprint: None,
            mqtt,
        }
    }

    /// With what the server is known by.
    #[must_use]
    pub fn known_by(self, fingerprint: Option<Fingerprint>) -> Self {
        Self {
            fingerprint,
            ..self
        }
    }

    /// The identity in the cache, if this installation was ever enrolled.
    pub async fn load(tx: &mut Tx) -> Result<Option<Self>, RecordsError> {
        let text = tx.setting(KEY).await?.map(Zeroizing::new);
        text.map(|text| {
            serde_json::from_str(&text).map_err(|source| RecordsError::Shape {
                kind: KEY,
                source: source.into(),
            })
        })
        .transpose()
    }

    /// With a key, which one from before there were keys makes now, and keeps before anybody hears of it.
    pub(crate) async fn with_key(self, store: &Store) -> Result<Self, RecordsError> {
        if self.key.is_some() {
            return Ok(self);
        }
        let key = Some(DeviceKey::made());
        Self::amend(store, |kept| kept.key.clone_from(&key)).await?;
        Ok(Self { key, ..self })
    }

    /// Without the token from before there were keys, once the server has the key.
    pub(crate) async fn go_by_key(&mut self, store: &Store) -> Result<(), RecordsError> {
        if self.token.take().is_some() {
            Self::amend(store, |kept| kept.token = None).await?;
        }
        Ok(())
    }

    /// Changes what is kept, and nothing that was said otherwise for this start alone.
    async fn amend(store: &Store, change: impl FnOnce(&mut Self)) -> Result<(), RecordsError> {
        let mut tx = store.write(Mode::Optimistic).await?;
        if let Some(mut kept) = Self::load(&mut tx).await? {
            change(&mut kept);
            kept.keep(&mut tx).await?;
        }
        tx.commit().await
    }

    /// Keeps it, and starts the number series under its letter code.
    pub async fn keep(&self, tx: &mut Tx) -> Result<(), RecordsError> {
        let text = serde_json::to_string(self).map_err(|source| RecordsError::Shape {
            kind: KEY,
            source: source.into(),
        })?;
        tx.set_setting(KEY, &Zeroizing::new(text)).await?;
        proof::joined(tx).await?;
        tx.set_setting(store::DEVICE, &self.device.to_string())
            .await?;
        tx.set_setting("device_code", &self.code).await
    }
}
