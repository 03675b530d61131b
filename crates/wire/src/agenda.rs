//! The agenda: days, weeks, free slots, and what is done to appointments.

pub use clinic::agenda::{Slot, Stretch};
use clinic::records::{Appointment, AppointmentStatus, SlotLease};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use values::{
    LocalDate, LocalTime, Minutes,
    ids::{AppointmentId, InvoiceId, PatientId, PractitionerId, RoomId, ServiceId, SlotLeaseId},
};

pub use crate::patients::Done;
use crate::patients::PatientSummary;

/// Asks for a day of every practitioner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct AgendaDayRequest {
    pub date: LocalDate,
}

/// Asks for the week (Monday to Sunday) around a day, of one practitioner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct AgendaWeekRequest {
    pub date: LocalDate,
    pub practitioner: PractitionerId,
}

/// An appointment as the agenda shows it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AppointmentView {
    /// The record.
    pub appointment: Appointment,
    /// Who comes.
    pub patient: PatientSummary,
    /// End on the wall clock; differs from start plus length only where the clocks change in between.
    pub end: LocalTime,
    /// The statuses that it may take next, the usual one first. `cancelled` among them means that
    /// `cancel_appointment` is possible, which wants a reason; `advance_appointment` gives the others.
    pub next: Vec<AppointmentStatus>,
    /// Minutes since arrival, while the patient waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub waiting_minutes: Option<u32>,
    /// The invoice of the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub invoice: Option<InvoiceId>,
    /// Booked or changed here and not yet confirmed by the server.
    pub not_yet_shared: bool,
    /// Its place is not confirmed by the server, nor inside a confirmed lease of this workstation: it may
    /// still be refused.
    pub tentative: bool,
}

/// A reservation as the agenda shows it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LeaseView {
    /// The record.
    pub lease: SlotLease,
    /// Start on the wall clock.
    pub from: LocalTime,
    /// End on the wall clock.
    pub to: LocalTime,
    /// Whether this workstation holds it.
    pub mine: bool,
    /// Asked for and not yet confirmed by the server: it holds nothing firmly.
    pub asked_for: bool,
}

/// One practitioner's day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgendaColumn {
    /// The practitioner.
    pub practitioner: PractitionerId,
    /// The day.
    pub date: LocalDate,
    /// Working hours, breaks taken out.
    pub working: Vec<Stretch>,
    /// Breaks inside working hours.
    pub breaks: Vec<Stretch>,
    /// Appointments by start; cancelled ones are among them.
    pub appointments: Vec<AppointmentView>,
    /// Times leased to workstations and not ended, by start.
    pub leases: Vec<LeaseView>,
    /// Times that patients hold whose records are closed to whoever asks, by start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<OccupiedView>>")]
    pub occupied: Vec<OccupiedView>,
}

/// A time that is taken, and nothing of by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OccupiedView {
    /// Start on the wall clock.
    pub from: LocalTime,
    /// End on the wall clock.
    pub to: LocalTime,
    /// Where, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub room: Option<RoomId>,
}

/// A day: one column a practitioner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgendaDayView {
    /// The day.
    pub date: LocalDate,
    /// The columns, in the directory's order: everybody who takes appointments or still has some that day.
    pub columns: Vec<AgendaColumn>,
    /// Minutes that the clocks move on this day: 60 forward, −60 back, 0 on other days.
    pub clock_change_minutes: i32,
}

/// A week of one practitioner: seven columns, Monday first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct AgendaWeekView {
    pub practitioner: PractitionerId,
    pub columns: Vec<AgendaColumn>,
}

/// Asks for the next free slots.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FreeSlotsRequest {
    /// From this day on (never before now), fourteen days at most.
    pub from: LocalDate,
    /// With this practitioner; with any when absent.
    #[serde(default)]
    #[ts(optional)]
    pub practitioner: Option<PractitionerId>,
    /// For this patient, whose other visits are kept free of.
    #[serde(default)]
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// Length, minutes.
    pub minutes: Minutes,
    /// How many at most, 1 to 50.
    pub limit: u16,
}

/// Free slots, soonest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct FreeSlotsView {
    pub slots: Vec<Slot>,
}

/// What stands in the way of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "named after what they are")]
pub enum TakenBy {
    Practitioner,
    Room,
    Patient,
    Hours,
    Lease,
}

/// The data of [`crate::Code::SlotTaken`], [`crate::Code::SlotLeased`] and [`crate::Code::OutsideHours`].
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SlotTaken {
    /// What is taken.
    pub what: TakenBy,
    /// By which appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub by: Option<AppointmentId>,
    /// To which workstation it is leased, by its letter code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub workstation: Option<String>,
    /// Free slots with the same practitioner, nearest to the time asked for first, five at most.
    pub offers: Vec<Slot>,
}

/// Books a visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BookAppointment {
    /// Id of the new appointment.
    pub id: AppointmentId,
    /// Who comes.
    pub patient: PatientId,
    /// Whom they see.
    pub practitioner: PractitionerId,
    /// Where; the practitioner's usual room when absent.
    #[serde(default)]
    #[ts(optional)]
    pub room: Option<RoomId>,
    /// Day.
    pub date: LocalDate,
    /// Start.
    pub start: LocalTime,
    /// Length, 5 to 480 minutes.
    pub minutes: Minutes,
    /// Why, as told.
    #[serde(default)]
    pub reason: String,
    /// Services planned.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Booked on purpose outside working hours.
    #[serde(default)]
    pub outside_hours: bool,
}

/// Moves, lengthens, shortens or hands over a visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in BookAppointment")]
pub struct MoveAppointment {
    pub appointment: AppointmentId,
    pub practitioner: PractitionerId,
    /// When absent: the same room, or the usual room of another practitioner who takes over.
    #[serde(default)]
    #[ts(optional)]
    pub room: Option<RoomId>,
    pub date: LocalDate,
    pub start: LocalTime,
    pub minutes: Minutes,
    #[serde(default)]
    pub outside_hours: bool,
}

/// Cancels a visit, with a reason.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct CancelAppointment {
    pub appointment: AppointmentId,
    pub reason: String,
}

/// Puts a visit into another status: forward as the day goes, or back to undo a slip.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct AdvanceAppointment {
    pub appointment: AppointmentId,
    pub to: AppointmentStatus,
}

/// Changes what is planned to be done, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "as in the record")]
pub struct DescribeAppointment {
    pub appointment: AppointmentId,
    pub reason: String,
    pub services: Vec<ServiceId>,
}

/// Reserves a practitioner's times for the workstation at which it is asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LeaseSlots {
    /// Id of the new lease.
    pub id: SlotLeaseId,
    /// Whose time.
    pub practitioner: PractitionerId,
    /// Day.
    pub date: LocalDate,
    /// Start.
    pub from: LocalTime,
    /// End, on the same day.
    pub to: LocalTime,
}

/// Gives leased times back before they are over.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "documented at the type")]
pub struct EndSlotLease {
    pub lease: SlotLeaseId,
}
