//! A small clinic in Dublin for the tests of the agenda: two practitioners, two rooms, any number of patients.

use uuid::Uuid;
use values::{
    HumanName, Instant, LocalDate, LocalTime, Minutes, Weekday, Zone,
    ids::{AppointmentId, DeviceId, PatientId, PersonId, PractitionerId, RoomId},
};

use super::{BookingRefused, Day, Draft, Slot, book};
use crate::records::{Appointment, Break, Extra, Practitioner, SlotLease, WorkingHours};

/// A Monday in winter: wall clock and UTC agree.
pub(super) const MONDAY: &str = "2026-11-23";

pub(super) fn dublin() -> Zone {
    "Europe/Dublin".parse().unwrap()
}

pub(super) fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(super) fn date(text: &str) -> LocalDate {
    text.parse().unwrap()
}

pub(super) fn time(text: &str) -> LocalTime {
    text.parse().unwrap()
}

fn uuid(kind: u64, number: u64) -> Uuid {
    Uuid::from_u64_pair(kind << 32 | 0x7000, 0x8000_0000_0000_0000 | number)
}

pub(super) fn visit_id(number: u64) -> AppointmentId {
    AppointmentId::from_uuid(uuid(1, number))
}

pub(super) fn patient(number: u64) -> PatientId {
    PatientId::from_uuid(uuid(2, number))
}

pub(super) fn practitioner_id(number: u64) -> PractitionerId {
    PractitionerId::from_uuid(uuid(3, number))
}

pub(super) fn room(number: u64) -> RoomId {
    RoomId::from_uuid(uuid(4, number))
}

/// Workstation `number`; tests work at the first.
pub(super) fn device(number: u64) -> DeviceId {
    DeviceId::from_uuid(uuid(6, number))
}

/// Nine to five with an hour at one, every day of the week.
pub(super) fn nine_to_five() -> Vec<WorkingHours> {
    hours("09:00", "17:00", &[("13:00", "14:00")])
}

/// The same hours on every day of the week.
pub(super) fn hours(from: &str, to: &str, breaks: &[(&str, &str)]) -> Vec<WorkingHours> {
    [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ]
    .into_iter()
    .map(|weekday| WorkingHours {
        weekday,
        from: time(from),
        to: time(to),
        breaks: breaks
            .iter()
            .map(|(from, to)| Break {
                from: time(from),
                to: time(to),
            })
            .collect(),
    })
    .collect()
}

/// Practitioner `number` works nine to five in room `number`, usually twenty minutes a visit.
pub(super) fn practitioner(number: u64) -> Practitioner {
    Practitioner {
        id: practitioner_id(number),
        name: HumanName::new("Byrne", "Aoife"),
        specialty: "General practice".to_owned(),
        usual_room: Some(room(number)),
        facility: None,
        hours: nine_to_five(),
        usual_minutes: 20,
        active: true,
        extra: Extra::new(),
    }
}

/// A slot with practitioner 1 in room 1.
pub(super) fn slot(day: &str, start: &str, minutes: Minutes) -> Slot {
    Slot {
        practitioner: practitioner_id(1),
        room: Some(room(1)),
        date: date(day),
        start: time(start),
        minutes,
    }
}

pub(super) fn draft(number: u64, patient_number: u64, slot: Slot) -> Draft {
    Draft {
        id: visit_id(number),
        patient: patient(patient_number),
        slot,
        reason: String::new(),
        services: Vec::new(),
        booked_by: PersonId::from_uuid(uuid(5, 1)),
    }
}

/// The clinic in which tests book: its clock stands at eight on the Friday before [`MONDAY`].
pub(super) struct Clinic {
    pub(super) zone: Zone,
    pub(super) now: Instant,
    pub(super) hours: Vec<WorkingHours>,
    pub(super) staff: Vec<Practitioner>,
    pub(super) visits: Vec<Appointment>,
    pub(super) leases: Vec<SlotLease>,
}

impl Clinic {
    pub(super) fn new() -> Self {
        Self {
            zone: dublin(),
            now: instant("2026-11-20T08:00:00Z"),
            hours: nine_to_five(),
            staff: vec![practitioner(1)],
            visits: Vec::new(),
            leases: Vec::new(),
        }
    }

    pub(super) fn day(&self) -> Day<'_> {
        Day {
            zone: &self.zone,
            now: self.now,
            hours: &self.hours,
            appointments: &self.visits,
            leases: &self.leases,
            device: device(1),
        }
    }

    /// Books visit `number` for patient `number` and keeps it.
    pub(super) fn holding(mut self, number: u64, slot: Slot) -> Self {
        let booked = book(&self.day(), draft(number, number, slot), true).unwrap();
        self.visits.push(booked);
        self
    }

    /// Tries to book for a patient whom no kept visit concerns.
    pub(super) fn try_to_book(&self, slot: Slot) -> Result<Appointment, BookingRefused> {
        book(&self.day(), draft(99, 99, slot), false)
    }
}
