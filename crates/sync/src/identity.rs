//! Who this installation is to the server. Kept in the encrypted cache, once given.

use serde::{Deserialize, Serialize};
use store::Tx;
use values::ids::{DeviceId, FacilityId};
use wire::sync::{EnrolAnswer, Fingerprint};
use workflows::RecordsError;

const KEY: &str = "identity";

/// An enrolled workstation's identity.
#[derive(Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Identity {
    pub device: DeviceId,
    pub code: String,
    pub facility: FacilityId,
    pub token: String,
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
    pub fn new(answer: EnrolAnswer, server: String, mqtt: Option<String>) -> Self {
        let EnrolAnswer {
            device,
            code,
            facility,
            token,
            demo,
        } = answer;
        Self {
            device,
            code,
            facility,
            token,
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
        let text = tx.setting(KEY).await?;
        text.map(|text| {
            serde_json::from_str(&text).map_err(|source| RecordsError::Shape {
                kind: KEY,
                source: source.into(),
            })
        })
        .transpose()
    }

    /// Keeps it, and starts the number series under its letter code.
    pub async fn keep(&self, tx: &mut Tx) -> Result<(), RecordsError> {
        let text = serde_json::to_string(self).map_err(|source| RecordsError::Shape {
            kind: KEY,
            source: source.into(),
        })?;
        tx.set_setting(KEY, &text).await?;
        tx.set_setting(store::DEVICE, &self.device.to_string())
            .await?;
        tx.set_setting("device_code", &self.code).await
    }
}
