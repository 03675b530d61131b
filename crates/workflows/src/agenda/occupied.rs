//! Times of patients whose records are closed to whoever looks: taken, and nothing of by whom.

use clinic::records::Appointment;
use values::{LocalDate, Zone, ids::PractitionerId};
use wire::agenda::OccupiedView;

use crate::context::{Context, Kept, Outcome};

/// A time that is taken.
pub(super) struct Taken {
    pub(super) practitioner: PractitionerId,
    pub(super) date: LocalDate,
    pub(super) view: OccupiedView,
}

/// The visits that may be shown, and the times of the others as far as they occupy any.
pub(super) async fn shown(
    context: &mut Context<'_>,
    zone: &Zone,
    visits: Vec<Kept<Appointment>>,
) -> Outcome<(Vec<Kept<Appointment>>, Vec<Taken>)> {
    let gate = context.gate().await?;
    let (hidden, shown): (Vec<_>, Vec<_>) = visits
        .into_iter()
        .partition(|visit| gate.closes(visit.patient));
    let taken = hidden
        .into_iter()
        .filter(|visit| visit.status.occupies())
        .map(|visit| Taken {
            practitioner: visit.practitioner,
            date: visit.date,
            view: OccupiedView {
                from: visit.start,
                to: zone.local(visit.ends_at).1,
                room: visit.room,
            },
        })
        .collect();
    Ok((shown, taken))
}
