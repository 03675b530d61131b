//! Opening the local database, and who or what does.

use clinic::records::Role;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::ids::PersonId;

use super::KeyringState;

/// What opens the local database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpeningWays {
    /// What the operating system's keyring says.
    pub keyring: KeyringState,
    /// Whether the workstation's passphrase does.
    pub passphrase: bool,
    /// Whose passwords do.
    pub people: Vec<OpeningPerson>,
    /// Whether there is a recovery key on paper.
    pub recovery: bool,
}

/// Somebody whose password opens the local database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpeningPerson {
    /// Who.
    pub person: PersonId,
    /// Their name, as in a letter.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Whether a code is asked for beside the password.
    pub second_factor: bool,
}

/// Gives (or, on the first start, chooses) the passphrase that wraps the database key.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct GivePassphrase {
    pub passphrase: String,
}

/// Opens the local database with one's own password, and signs in.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenByPassword {
    /// Who.
    pub person: PersonId,
    /// Their password.
    pub password: String,
    /// The code of the second factor, for who has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub code: Option<String>,
}

/// Opens the local database with the recovery key, when nothing else does any more.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenByRecovery {
    /// The recovery key, as it stands on paper; spaces, hyphens and case do not matter.
    pub code: String,
}

/// How the local database is opened at a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyOpening {
    /// The keyring opens it, and nobody is asked.
    ByItself,
    /// A passphrase, or the password of somebody who signed in here.
    ByPassphrase,
    /// The password of somebody who signed in here, on this computer alone.
    BySomebody,
}

/// Asks how this workstation's key is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeyCareRequest {}

/// How this workstation's key is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeyCareView {
    /// What opens the database at a start.
    pub opening: KeyOpening,
    /// Whether there is a recovery key.
    pub recovery: bool,
    /// How many people's passwords open it.
    pub people: u32,
}

/// Makes a recovery key; one that was made before opens nothing any more.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakeRecoveryKey {
    /// The password of whoever asks.
    pub password: String,
}

/// A recovery key. It is shown this one time.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryKey {
    /// 160 random bits, in groups of four.
    pub code: String,
}

/// Chooses another passphrase for this workstation.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassphrase {
    /// The password of whoever asks.
    pub password: String,
    /// The passphrase to be, 15 characters or more.
    pub passphrase: String,
}

/// Says whether a start waits for somebody's password.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskAtStart {
    /// The password of whoever asks.
    pub password: String,
    /// Whether it does; otherwise the keyring opens the database.
    pub ask: bool,
}

/// Has the records of this workstation encrypted under another key.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RotateKey {
    /// The password of whoever asks.
    pub password: String,
    /// The workstation's passphrase, where no keyring keeps the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub passphrase: Option<String>,
}
