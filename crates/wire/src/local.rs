//! What only this workstation answers: session, drafts, sync state, live monitors, paper.

mod account;
mod opening;
mod provider;
mod sharing;
mod update;

use clinic::access::Permission;
use clinic::records::Facility;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use values::{
    Instant,
    ids::{DeviceId, FacilityId, InvoiceId, PatientId, PaymentId, PersonId},
};

use crate::{directory::PersonView, tags::Tag};

pub use account::{
    AccountRequest, AccountView, Activate, Activation, BeginSecondFactor, ChangePassword,
    ChoosePin, ConfirmSecondFactor, EndSecondFactor, MakeActivation, OpenInEmergency,
    RecoveryCodes, ReturnByPin, SecondFactorOffer, SignIn,
};
pub use opening::{
    AskAtStart, ChangePassphrase, GivePassphrase, KeyCareRequest, KeyCareView, KeyOpening,
    MakeRecoveryKey, OpenByPassword, OpenByRecovery, OpeningPerson, OpeningWays, RecoveryKey,
    RotateKey,
};
pub use provider::{
    CancelProviderSignIn, IdentityProvider, IdentityProviderRequest, IdentityProviderView,
    LinkProvider, ProviderStanding, SignInThroughProvider, UnlinkProvider,
};
pub use sharing::{
    CopyProgress, RecordVersion, SharingIncident, SharingIncidentsRequest, SharingIncidentsView,
    SharingStop, SyncStatusRequest, SyncStatusView,
};
pub use update::{
    InstallUpdate, OfferedUpdate, UpdateStanding, UpdateStateRequest, UpdateView, UpdatesOff,
};

/// Asks how the session stands. Answered before anybody is signed in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SessionStateRequest {}

/// How the session stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SessionView {
    /// The local database cannot be opened; a person must act. Nothing was changed or deleted.
    Trouble {
        /// What is wrong.
        trouble: Trouble,
        /// The folder that holds the data, so that it can be copied.
        folder: String,
        /// Whether a recovery key would open it all the same.
        recovery: bool,
    },
    /// No keyring answers and there is no database yet: a passphrase must be chosen (15 characters or more).
    ChoosePassphrase {
        /// Why, such as `no_keyring`.
        keyring: KeyringState,
    },
    /// Somebody must give what opens the local database.
    NeedsPassphrase(OpeningWays),
    /// The workstation belongs to no server yet: its address and an enrolment code are needed.
    NeedsServer {
        /// Why the last attempt failed, if there was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        failed: Option<crate::Code>,
    },
    /// The first copy of the records is on its way.
    Preparing {
        /// Records received so far.
        received: u32,
        /// Records in all, once the server has said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        total: Option<u32>,
        /// Whether the server answers.
        reachable: bool,
    },
    /// Nobody is signed in.
    Locked {
        /// Who may sign in here.
        people: Vec<PersonView>,
        /// The facility's name.
        facility: String,
        /// Whoever signed in last here, to be offered first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        last: Option<PersonId>,
        /// Who may come back by PIN.
        by_pin: Vec<PersonId>,
        /// Days until nobody can sign in here any more unless the server is heard, when that is soon.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        lease_days: Option<u16>,
        /// Whether this is the demo clinic; then every password is `demo`.
        demo: bool,
    },
    /// Somebody is signed in.
    SignedIn {
        /// Who.
        person: PersonView,
        /// What they may do.
        permissions: Vec<Permission>,
        /// Where.
        facility: Box<Facility>,
        /// This workstation.
        device: DeviceId,
        /// This workstation's letter code in number series, such as `A`.
        device_code: String,
        /// After so many minutes without a key or the mouse the window is locked.
        lock_after_minutes: u16,
        /// Whether this is the demo clinic.
        demo: bool,
    },
}

/// What stands in the way of the local database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// There is a database, but its key is not in the keyring any more. No key is ever made over it.
    KeyMissing,
    /// The key does not open the database: it was made with another.
    WrongKey,
    /// The database is damaged.
    Damaged,
    /// The disk cannot be written.
    ReadOnly,
    /// No room on the disk.
    DiskFull,
    /// Another running workstation uses this folder.
    InUse,
    /// The database was made by a later version.
    TooNew,
    /// An administrator had everything destroyed that this workstation held. What waited was handed over before.
    Wiped,
    /// Anything else; the log has it.
    Other,
}

/// What the operating system's keyring answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    /// A value could be written, read and deleted.
    Works,
    /// There is none on this machine.
    Absent,
    /// There is one, but it is locked or refuses to store.
    Locked,
}

/// Says where the server is, and joins it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JoinServer {
    /// The server's address, such as `https://192.0.2.7:7400`.
    pub server: String,
    /// The enrolment code that an administrator gave, with what the server is known by behind an `@`.
    pub code: String,
    /// The broker of the bedside monitors, `address:port`.
    #[serde(default)]
    #[ts(optional)]
    pub mqtt: Option<String>,
    /// Which facility; needed where the server holds several.
    #[serde(default)]
    #[ts(optional)]
    pub facility: Option<FacilityId>,
}

/// Joins the server again under a new identity; everything that waits goes on under it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RejoinServer {
    /// The enrolment code that an administrator gave.
    pub code: String,
}

/// Puts a damaged database aside and makes a new one, with what could be read of the outbox.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RescueCache {}

/// Looks at the keyring and the database again, after a person has acted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RetryUnlock {}

/// Hides everything and asks who is there. Sync, alarms and drafts go on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Lock {}

/// Keeps what is being typed, so that a crash, a lock or a switch of user loses nothing.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveDraft {
    /// Which form, and on what: `register_patient`, `edit_patient/<id>`.
    pub form: String,
    /// The form's fields, as the screen keeps them.
    #[ts(type = "unknown")]
    pub body: Value,
}

/// Asks for the signed-in person's drafts.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftsRequest {}

/// A kept draft.
#[derive(Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "as in SaveDraft")]
pub struct DraftView {
    pub form: String,
    #[ts(type = "unknown")]
    pub body: Value,
    pub saved_at: Instant,
}

/// The drafts, latest first.
#[derive(Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct DraftsView {
    pub drafts: Vec<DraftView>,
}

/// Throws a draft away: it was used, or is not wanted.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in SaveDraft")]
pub struct DiscardDraft {
    pub form: String,
}

/// Asks how this person likes the screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreferencesRequest {}

/// How a person likes the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Preferences {
    /// `system`, `light`, `dark` or `contrast`.
    pub theme: String,
    /// `compact`, `normal` or `roomy`.
    pub density: String,
    /// Language of the screen, BCP 47: `en`, `ar`.
    pub language: String,
    /// Whether keys of a single character (`/`, `?`, `N`) do something (WCAG 2.2, 2.1.4).
    pub single_keys: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: "system".into(),
            density: "normal".into(),
            language: "en".into(),
            single_keys: true,
        }
    }
}

/// Asks for the alarm chart of the last hours of a monitor, drawn.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VitalsTrendRequest {
    /// The monitor.
    pub monitor: String,
    /// How many hours back, 1 to 72.
    pub hours: u16,
    /// Whether the screen is dark.
    pub dark: bool,
    /// Width in CSS pixels, 200 to 4,000.
    pub width: u32,
    /// Height in CSS pixels, 120 to 2,000.
    pub height: u32,
    /// Language of the words in it: `en`, `ar`; English when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub language: Option<String>,
}

/// A trend: the drawing, and the same values as a table for who cannot see it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct VitalsTrendView {
    pub svg: String,
    pub rows: Vec<TrendRow>,
}

/// One line of a trend table: medians over an interval; absent where nothing was measured.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TrendRow {
    /// Start of the interval.
    pub at: Instant,
    /// Heart rate, /min.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hr: Option<u16>,
    /// Oxygen saturation, %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub spo2: Option<u16>,
    /// Respiration, /min.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rr: Option<u16>,
    /// Blood pressure, systolic, mmHg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sys: Option<u16>,
    /// Blood pressure, diastolic, mmHg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub dia: Option<u16>,
}

/// Asks for the live board: every monitor, who is on it, how it stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WardBoardRequest {}

/// Says which monitors' waveforms a window draws; waves of others are not sent to it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct WatchWaves {
    pub monitors: Vec<String>,
}

/// Asks for the alarms that are on now, for the banner of every screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActiveAlarmsRequest {}

/// A document that can be put on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "fields are named after what they hold")]
pub enum PaperDocument {
    /// An invoice or a credit note; a draft prints with that word across it.
    Invoice { invoice: InvoiceId },
    /// The receipt of a payment.
    Receipt { payment: PaymentId },
    /// Every series of document numbers, with the void ones.
    NumberSeries,
}

/// Asks for a document as PDF.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DocumentRequest {
    /// Which.
    pub document: PaperDocument,
    /// Language of the paper: `en`, `ar`.
    pub language: String,
}

/// A document as PDF: the same bytes for preview, paper and file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// The PDF, base64.
    pub pdf_base64: String,
    /// A file name without folder, such as `Invoice A-000017.pdf`; no patient name in it.
    pub file_name: String,
}

/// Prints a document.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintDocument {
    /// Which.
    pub document: PaperDocument,
    /// Language of the paper.
    pub language: String,
    /// The printer's name; the system's usual one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// The printing system took the document.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct PrintedView {
    pub printer: String,
    pub job: String,
}

/// Writes a document into a folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveDocument {
    /// Which.
    pub document: PaperDocument,
    /// Language of the paper.
    pub language: String,
}

/// The document was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavedView {
    /// Where.
    pub path: String,
}

/// Asks for the printers of this computer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintersRequest {}

/// The printers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PrintersView {
    /// Names, the usual one first.
    pub printers: Vec<String>,
}

/// What the core tells the screen unasked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HostEvent {
    /// Reads of these tags show old data now.
    Changed {
        /// Which.
        tags: Vec<Tag>,
    },
    /// The state of sharing changed.
    Sync {
        /// The new state.
        status: SyncStatusView,
    },
    /// A monitor's numbers or state changed.
    Monitor {
        /// The monitor, whole.
        monitor: Box<crate::vitals::MonitorView>,
    },
    /// The alarms that are on changed.
    Alarms {
        /// All that are on now.
        alarms: crate::ward::ActiveAlarmsView,
    },
    /// Waveform samples.
    Waves {
        /// The batch.
        batch: crate::ward::WaveBatch,
    },
    /// The computer is about to sleep or was locked: the window keeps what is being typed, and locks.
    LockNow,
    /// Somebody asked to open a patient in this window.
    OpenPatient {
        /// Which.
        patient: PatientId,
    },
}
