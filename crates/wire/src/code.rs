//! Why a command was not done. A code exists only where a screen says or does something different for it.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use ts_rs::TS;

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident $name:literal $status:literal;)*) => {
        /// The closed list of reasons. Every one has a sentence in every language of the screen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        pub enum Code { $($(#[$doc])* #[serde(rename = $name)] $code,)* }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// Its name in messages.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            /// The HTTP status that carries it.
            pub const fn status(self) -> u16 {
                match self { $(Self::$code => $status,)* }
            }
        }
    };
}

codes! {
    // The request itself.
    /// The request could not be read. Data: `{ detail }`, never patient data.
    BadRequest "bad_request" 400;
    /// No such command in this version.
    UnknownCommand "unknown_command" 400;
    /// Nobody is signed in.
    NotSignedIn "not_signed_in" 401;
    /// The role does not hold the permission. Data: `{ permission }`.
    NotPermitted "not_permitted" 403;
    /// No such record, or none that this person may know of. Data: `{ kind }`.
    NotFound "not_found" 404;
    /// A field is missing or wrong. Data: `{ fields: { name: problem } }`; a problem is `required`, `too_long`, `in_future`, `invalid`.
    InvalidFields "invalid_fields" 422;
    /// The record changed in the meantime and the two edits do not fit together.
    ChangedMeanwhile "changed_meanwhile" 409;
    /// Something unforeseen; the log holds it under the incident number.
    Internal "internal" 500;

    // Patients.
    /// An active allergy is recorded, so "no known allergies" cannot be.
    AllergiesRecorded "allergies_recorded" 409;
    /// The statement was already marked as entered in error.
    AlreadyInError "already_in_error" 409;

    // Restricted records.
    /// The record is restricted, and the person may open it in an emergency. Data: `Restricted`.
    RecordRestricted "record_restricted" 403;
    /// Nothing of a record that was opened in an emergency is printed or saved.
    OnlyOnScreen "only_on_screen" 403;
    /// Nobody makes themself one of those who may open a restricted record.
    WidensOwn "widens_own" 403;
    /// Nobody judges what they did themself.
    OwnAccess "own_access" 403;

    // Agenda.
    /// Practitioner, room or patient is taken. Data: `SlotTaken`.
    SlotTaken "slot_taken" 409;
    /// The practitioner's time is leased to another workstation. Data: `SlotTaken` with `what: lease`.
    SlotLeased "slot_leased" 409;
    /// Outside the practitioner's working hours or in a break. Data: `SlotTaken` with `what: hours`.
    OutsideHours "outside_hours" 409;
    /// The clocks skip this time on that day.
    TimeDoesNotExist "time_does_not_exist" 422;
    /// The day is over.
    InThePast "in_the_past" 422;
    /// The visit's status does not allow that. Data: `{ from, to }`.
    StatusNotAllowed "status_not_allowed" 409;

    // Billing.
    /// Only a draft can be changed.
    NotADraft "not_a_draft" 409;
    /// Only an issued invoice can be paid or credited.
    NotIssued "not_issued" 409;
    /// The invoice was taken back, so it can be neither paid nor taken back again.
    AlreadyCredited "already_credited" 409;
    /// An invoice needs a line to be issued.
    NoLines "no_lines" 422;
    /// More than what is owed. Data: `{ due: Money }`.
    MoreThanDue "more_than_due" 409;
    /// An amount must be above zero and within range.
    AmountOutOfRange "amount_out_of_range" 422;
    /// The visit already has an invoice. Data: `{ invoice }`.
    AlreadyInvoiced "already_invoiced" 409;

    // Monitors.
    /// The monitor already watches a patient. Data: `{ patient }`.
    MonitorInUse "monitor_in_use" 409;
    /// The value is not live, so it cannot be charted.
    ValueNotLive "value_not_live" 409;

    // Attention.
    /// Somebody settled it already. Data: `{ settled_by }`.
    AlreadySettled "already_settled" 409;

    // Sharing.
    /// The server speaks an older protocol than this workstation.
    ServerTooOld "server_too_old" 501;
    /// The server does not speak this workstation's protocol any more.
    WorkstationTooOld "workstation_too_old" 426;
    /// The body is larger than what is taken. Data: `{ limit }`, bytes.
    TooLarge "too_large" 413;
    /// Changes are missing before the first of a push. Data: `{ have_through }`.
    SequenceGap "sequence_gap" 409;
    /// Another workstation goes on under the same identity: one is a copy of the other.
    WorkstationCopied "workstation_copied" 409;
    /// An administrator took this workstation's leave to share.
    DeviceRevoked "device_revoked" 403;
    /// The server was restored; the cursor belongs to what it was before.
    ServerRestored "server_restored" 409;
    /// The cursor lies before what the server still tells. Data: `{ floor }`.
    CursorExpired "cursor_expired" 410;

    /// The server has more to do than it can; it says when to ask again.
    ServerBusy "server_busy" 503;
    /// What answers is not the server that was joined, or that the enrolment code belongs to.
    ServerNotProven "server_not_proven" 502;
    /// There are several facilities, and none was named. Data: `{ facilities: FacilityChoice[] }`.
    FacilityNeeded "facility_needed" 409;
    /// It is the only facility that gives this patient care.
    OnlyFacility "only_facility" 409;
    /// The patient is still expected at this facility. Data: `{ date }`.
    StillExpected "still_expected" 409;

    // Accounts.
    /// Nobody changes their own account.
    OwnAccount "own_account" 403;
    /// Nobody would be left who can let people in.
    LastAdministrator "last_administrator" 409;
    /// The custom role is not given any more, or takes the place of another role.
    NoSuchRole "no_such_role" 409;
    /// Nobody changes the custom role that they have themself.
    OwnRole "own_role" 403;
    /// People have the custom role, so it stays. Data: `{ holders }`, how many.
    RoleHeld "role_held" 409;
    /// The person does not work at this facility.
    WorksElsewhere "works_elsewhere" 403;
    /// The password that was chosen is not taken. Data: `{ problem: "too_short" | "too_long" | "easily_guessed", length_min }`.
    PasswordNotTaken "password_not_taken" 422;
    /// The code was right; now a password must be chosen.
    PasswordToBeChosen "password_to_be_chosen" 403;
    /// The code admits no more; an administrator gives a new one.
    ActivationExpired "activation_expired" 403;
    /// The password was right; now the code of the second factor is needed.
    SecondFactorNeeded "second_factor_needed" 401;
    /// The code of the second factor is wrong, or was used already.
    WrongCode "wrong_code" 401;
    /// The PIN is wrong. Data: `{ tries_left }`.
    WrongPin "wrong_pin" 401;
    /// The PIN does for a shift that began with the password here; now the password is needed.
    PinNotEnough "pin_not_enough" 401;
    /// No keyring answers, or it does not keep what it is given.
    KeyringSilent "keyring_silent" 409;
    /// A recovery key must be made first: there would be no way back.
    RecoveryKeyNeeded "recovery_key_needed" 409;
    /// This computer's clock stands before what it has seen already, and the server cannot be asked. Data: `{ seen }`.
    ClockSetBack "clock_set_back" 409;
    /// This workstation has not heard from the server for too long. Data: `{ days }`.
    LeaseExpired "lease_expired" 403;

    // Signing in through another provider.
    /// The provider cannot be reached, or refuses the server.
    ProviderUnreachable "provider_unreachable" 503;
    /// What the provider answered proves nobody here.
    IdentityNotProven "identity_not_proven" 401;
    /// Nobody has linked that account of the provider.
    IdentityNotLinked "identity_not_linked" 403;
    /// That account of the provider signs in somebody else.
    IdentityTaken "identity_taken" 409;
    /// The person's own account was disabled.
    AccountDisabled "account_disabled" 403;
    /// The person has not chosen a password yet, with the code that an administrator gave.
    AccountPending "account_pending" 403;
    /// The sign-in at the provider did not come to its end. Data: `{ why: "cancelled" | "replaced" | "declined" | "too_late" }`.
    SignInNotFinished "sign_in_not_finished" 409;
    /// No browser could be opened here.
    BrowserSilent "browser_silent" 502;

    // This workstation.
    /// Wrong password.
    WrongPassword "wrong_password" 401;
    /// The server has not seen that person's password from this workstation, or not lately enough.
    PersonNotProven "person_not_proven" 401;
    /// Too many wrong passwords. Data: `{ wait_seconds }`.
    TooManyAttempts "too_many_attempts" 429;
    /// The local database is not open. Data: `Trouble`.
    CacheUnavailable "cache_unavailable" 503;
    /// No room is left on the disk; what was on the screen is still there.
    DiskFull "disk_full" 507;
    /// The disk cannot be written.
    DiskReadOnly "disk_read_only" 503;
    /// No printer, or the printing system refused. Data: `{ detail }`.
    PrintingFailed "printing_failed" 502;
    /// The file could not be written. Data: `{ detail }`.
    SavingFailed "saving_failed" 502;
    /// The server cannot be reached, and this needs it.
    ServerUnreachable "server_unreachable" 503;

    // Newer versions of the program.
    /// What the server hands out is not what the vendor signed for this computer. Data: `{ why }`.
    UpdateNotTrusted "update_not_trusted" 502;
    /// What the server hands out is no newer than what runs.
    UpdateNotNewer "update_not_newer" 409;
    /// The package that came is not the one that the vendor's words are about. Data: `{ why }`.
    UpdateDamaged "update_damaged" 502;
    /// The newer version could not be written; the one that runs stays as it is. Data: `{ detail }`.
    UpdateNotWritten "update_not_written" 503;
}

/// A command that was not done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// Why.
    #[serde(deserialize_with = "known_or_internal")]
    pub code: Code,
    /// What the sentence needs.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    #[ts(type = "unknown", optional)]
    pub data: Value,
    /// The number under which the log holds the cause, for [`Code::Internal`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub incident: Option<String>,
}

impl Failure {
    /// A refusal without data.
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            data: Value::Null,
            incident: None,
        }
    }

    /// A refusal with data; data that cannot be written as JSON is left out.
    pub fn with(code: Code, data: impl Serialize) -> Self {
        Self {
            code,
            data: serde_json::to_value(data).unwrap_or(Value::Null),
            incident: None,
        }
    }

    /// One wrong field.
    pub fn field(name: &str, problem: &str) -> Self {
        Self::fields([(name, problem)])
    }

    /// Several wrong fields.
    pub fn fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let fields: serde_json::Map<String, Value> = fields
            .into_iter()
            .map(|(name, problem)| (name.to_owned(), problem.into()))
            .collect();
        Self::with(Code::InvalidFields, serde_json::json!({ "fields": fields }))
    }
}

/// A code of a later version is read as the unforeseen, which it is here: an answer that holds one among
/// many stays readable.
fn known_or_internal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
    let name = String::deserialize(deserializer)?;
    let known = Code::ALL.iter().find(|code| code.name() == name);
    Ok(known.copied().unwrap_or(Code::Internal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_later_version_is_unforeseen() {
        let failure: Failure =
            serde_json::from_str(r#"{ "code": "of_a_later_version", "data": 1 }"#).unwrap();
        assert_eq!((failure.code, failure.data), (Code::Internal, 1.into()));
    }

    #[test]
    fn a_code_travels_under_its_name() {
        for code in Code::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.name());
        }
    }
}
