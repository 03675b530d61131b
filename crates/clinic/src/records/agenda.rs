//! Planned visits.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    Instant, LocalDate, LocalTime, Minutes,
    ids::{AppointmentId, DeviceId, PatientId, PersonId, PractitionerId, RoomId, ServiceId},
};

use super::{Extra, field_class::fields};

/// Where a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentStatus {
    /// Planned.
    Booked,
    /// The patient is in the building.
    Arrived,
    /// The patient is with the practitioner.
    InRoom,
    /// The visit is over.
    Done,
    /// The patient did not come.
    DidNotAttend,
    /// Called off, with a reason.
    Cancelled,
}

impl AppointmentStatus {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::Booked,
        Self::Arrived,
        Self::InRoom,
        Self::Done,
        Self::DidNotAttend,
        Self::Cancelled,
    ];

    /// Whether the visit holds its practitioner, room and patient: two that do may not overlap.
    pub const fn occupies(self) -> bool {
        match self {
            Self::Booked | Self::Arrived | Self::InRoom | Self::Done => true,
            Self::DidNotAttend | Self::Cancelled => false,
        }
    }
}

/// One planned visit (FHIR Appointment).
///
/// What a person planned is `date` and `start` on the facility's wall clock. `starts_at` and `ends_at`
/// follow from them and the zone, half-open, and are kept because overlap is judged between instants.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Appointment {
    /// Its id.
    pub id: AppointmentId,
    /// Who comes.
    pub patient: PatientId,
    /// Whom they see.
    pub practitioner: PractitionerId,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub room: Option<RoomId>,
    /// Day, in the facility's zone.
    pub date: LocalDate,
    /// Start on the wall clock of that day.
    pub start: LocalTime,
    /// Length, minutes.
    pub minutes: Minutes,
    /// First instant of the visit.
    pub starts_at: Instant,
    /// First instant after it.
    pub ends_at: Instant,
    /// Where the visit stands.
    pub status: AppointmentStatus,
    /// Why the patient comes, as told.
    #[serde(default)]
    pub reason: String,
    /// Services planned or done.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Why it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cancel_reason: Option<String>,
    /// When the patient came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub arrived_at: Option<Instant>,
    /// When the visit began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub in_room_at: Option<Instant>,
    /// When the visit ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub done_at: Option<Instant>,
    /// When it was booked.
    pub booked_at: Instant,
    /// By whom.
    pub booked_by: PersonId,
    /// The workstation that gave it its place; absent in records from before there were leases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub placed_on: Option<DeviceId>,
    /// When it was given its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub placed_at: Option<Instant>,
    /// Fields of later versions.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

fields!(Appointment {
    Guarded: id patient practitioner room date start minutes starts_at ends_at status cancel_reason
        arrived_at in_room_at done_at booked_at booked_by placed_on placed_at;
    Latest: reason services;
});
