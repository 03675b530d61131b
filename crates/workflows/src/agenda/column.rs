//! One practitioner's day.

use clinic::{
    agenda::{breaks, working_stretches},
    records::Practitioner,
};
use values::LocalDate;
use wire::agenda::{AgendaColumn, AppointmentView, LeaseView};

use super::occupied::Taken;

/// The column of a practitioner on `date`: takes out of `visits`, `leases` and `occupied` those that are theirs on that day.
pub(super) fn column(
    practitioner: &Practitioner,
    date: LocalDate,
    visits: &mut Vec<AppointmentView>,
    (leases, occupied): (&mut Vec<(LocalDate, LeaseView)>, &mut Vec<Taken>),
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
        leases: leases
            .extract_if(.., |(day, view)| {
                *day == date && view.lease.practitioner == practitioner.id
            })
            .map(|(_, view)| view)
            .collect(),
        occupied: occupied
            .extract_if(.., |taken| {
                taken.date == date && taken.practitioner == practitioner.id
            })
            .map(|taken| taken.view)
            .collect(),
    }
}
