//! One practitioner's day.

use clinic::{
    agenda::{breaks, working_stretches},
    records::Practitioner,
};
use values::LocalDate;
use wire::agenda::{AgendaColumn, AppointmentView};

/// The column of a practitioner on `date`: takes out of `visits` those that are theirs on that day.
pub(super) fn column(
    practitioner: &Practitioner,
    date: LocalDate,
    visits: &mut Vec<AppointmentView>,
) -> AgendaColumn {
    let theirs = |view: &mut AppointmentView| {
        view.appointment.practitioner == practitioner.id && view.appointment.date == date
    };
    AgendaColumn {
        practitioner: practitioner.id,
        date,
        working: working_stretches(&practitioner.hours, date),
        breaks: breaks(&practitioner.hours, date),
        appointments: visits.extract_if(.., theirs).collect(),
    }
}
