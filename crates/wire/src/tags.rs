//! Cache tags: what a read shows and what a change touches.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A part of the data that screens show. A change that touches a tag makes every read of it fetch again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each names a part of the data")]
pub enum Tag {
    Directory,
    Patients,
    Clinical,
    Agenda,
    Invoices,
    Monitors,
    Attention,
    Emergency,
    Session,
    Sync,
    Drafts,
    Preferences,
    Workstations,
    Updates,
}

impl Tag {
    /// Every tag.
    pub const ALL: [Self; 14] = [
        Self::Directory,
        Self::Patients,
        Self::Clinical,
        Self::Agenda,
        Self::Invoices,
        Self::Monitors,
        Self::Attention,
        Self::Emergency,
        Self::Session,
        Self::Sync,
        Self::Drafts,
        Self::Preferences,
        Self::Workstations,
        Self::Updates,
    ];

    /// The tag whose screens a changed record of this kind concerns.
    pub const fn of_kind(kind: clinic::records::Kind) -> Self {
        use clinic::records::Kind;
        match kind {
            Kind::Facility
            | Kind::CustomRole
            | Kind::Person
            | Kind::Practitioner
            | Kind::Room
            | Kind::Service => Self::Directory,
            Kind::Patient | Kind::Coverage => Self::Patients,
            Kind::EmergencyAccess => Self::Emergency,
            Kind::Allergy | Kind::Condition | Kind::Observation => Self::Clinical,
            Kind::Appointment | Kind::SlotLease => Self::Agenda,
            Kind::Invoice | Kind::Payment | Kind::VoidedNumber => Self::Invoices,
            Kind::MonitorAssignment | Kind::AlarmAcknowledgement => Self::Monitors,
            Kind::Attention => Self::Attention,
        }
    }
}
