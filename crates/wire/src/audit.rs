//! Reading the audit trail. The server holds it, and answers.

use clinic::{audit::Unusual, records::Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use values::{
    Instant, LocalDate,
    ids::{PatientId, PersonId},
};

use crate::{Code, patients::PatientSummary};

/// Lines of a page of the trail.
pub const AUDIT_PAGE: u32 = 100;
/// Lines of a report at most; the latest ones.
pub const REPORT_LINES_MAX: u32 = 5_000;

/// What came of what a line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "named after what they hold")]
pub enum AuditOutcome {
    Done,
    Refused,
}

/// Asks for a page of the trail, latest first. What is absent does not narrow it down.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AuditTrailRequest {
    /// Only by this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub person: Option<PersonId>,
    /// Only about this patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// Only this command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub command: Option<String>,
    /// Only what was done, or only what was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub outcome: Option<AuditOutcome>,
    /// From this day of the facility on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub from: Option<LocalDate>,
    /// Up to and with this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<LocalDate>,
    /// Which page, from 0.
    #[serde(default)]
    pub page: u32,
}

/// A line, with names in place of ids.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditLineView {
    /// Tells it from every other line.
    pub key: String,
    /// When.
    pub at: Instant,
    /// Who.
    pub person: PersonId,
    /// Their name; absent for somebody who is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub person_name: Option<String>,
    /// As what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub role: Option<Role>,
    /// At which workstation, by its letter code; absent for one that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub workstation: Option<String>,
    /// Whether the server wrote the line, having judged what the workstation did.
    pub by_server: bool,
    /// What.
    pub command: String,
    /// Whether it was about a patient.
    pub about_patient: bool,
    /// About whom, where the asker's facility holds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patient: Option<PatientSummary>,
    /// Why it was refused; absent when it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub refused: Option<Code>,
    /// Why somebody did it, where they had to say; with what, where that is more than the command, such as a version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// A page of the trail.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuditTrailView {
    /// The lines, latest first.
    pub lines: Vec<AuditLineView>,
    /// Whether there is another page.
    pub more: bool,
    /// Workstations whose lines were not taken, because their chains do not go on where they ended.
    pub troubled: Vec<TroubledTrail>,
}

/// A workstation's chain that the server could not go on with.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TroubledTrail {
    /// The workstation, by its letter code; absent for one that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub workstation: Option<String>,
    /// When it was first noticed.
    pub at: Instant,
    /// What.
    pub trouble: TrailTrouble,
}

/// What is wrong with a chain that a workstation hands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrailTrouble {
    /// Lines were missing.
    Gap,
    /// It holds other lines than were handed in before.
    Forked,
    /// A line is not what it was when it was written.
    Changed,
}

/// Asks who opened a patient's record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AccessReportRequest {
    /// Whose.
    pub patient: PatientId,
    /// From this day of the facility on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub from: Option<LocalDate>,
    /// Up to and with this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<LocalDate>,
}

/// Who opened a patient's record. What a workstation and the server both wrote down stands there once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AccessReportView {
    /// Whose.
    pub patient: PatientSummary,
    /// When, who, as what, at which workstation, what: latest first.
    pub lines: Vec<AuditLineView>,
    /// Whether there are earlier ones that the report does not hold.
    pub more: bool,
}

/// Saves the report among the documents, so that it can be handed to the patient: on paper, or as a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveAccessReport {
    /// Which report.
    pub report: AccessReportRequest,
    /// The words over its columns, in the language of whoever gets it: when, who, role, workstation, what, why.
    pub headings: [String; 6],
    /// What roles are called.
    pub roles: BTreeMap<Role, String>,
    /// What commands are called.
    pub commands: BTreeMap<String, String>,
    /// The language of the paper (BCP 47), for a PDF; absent for a table (CSV).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub paper: Option<String>,
}

/// Asks for what should be looked at.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnusualAccessRequest {
    /// Of so many days up to today; 14 at most.
    pub days: u16,
}

/// Something to look at, with names in place of ids.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnusualView {
    /// What.
    pub unusual: Unusual,
    /// The name of the person; absent for somebody who is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub person_name: Option<String>,
    /// The patient, where it is about one whom the asker's facility holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patient: Option<PatientSummary>,
}

/// What should be looked at, latest first. It accuses nobody: each has ordinary explanations.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct UnusualAccessView {
    pub found: Vec<UnusualView>,
    /// Whether there are more than these.
    pub more: bool,
}

/// A question about the trail, and who asks it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct AuditQuestion<T> {
    pub person: PersonId,
    pub question: T,
}
