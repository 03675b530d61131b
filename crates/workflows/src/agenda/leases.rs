//! Leases as the agenda shows them, and what they make of a visit.

use clinic::{
    agenda::{day_bounds, is_firm},
    records::{Appointment, AppointmentStatus, SlotLease},
};
use values::{LocalDate, Zone};
use wire::agenda::LeaseView;

use crate::{
    context::{Context, Kept, Outcome},
    records::Query,
};

/// Every lease on a day that was not ended.
pub(super) async fn leases_on(
    context: &mut Context<'_>,
    zone: &Zone,
    date: LocalDate,
) -> Outcome<Vec<Kept<SlotLease>>> {
    let (from, to) = day_bounds(zone, date);
    let practitioner = None;
    context
        .find(Query::SlotLeases {
            from,
            to,
            practitioner,
        })
        .await
}

/// A lease for the screen.
pub(super) fn lease_view(context: &Context<'_>, zone: &Zone, kept: Kept<SlotLease>) -> LeaseView {
    LeaseView {
        from: zone.local(kept.starts_at).1,
        to: zone.local(kept.ends_at).1,
        mine: kept.device == context.actor().device,
        asked_for: kept.pending,
        lease: kept.record,
    }
}

/// Whether the place of a booked visit may still be refused: the server knows it nowhere or elsewhere, and
/// it lies in no confirmed lease of this workstation.
pub(crate) async fn is_tentative(
    context: &mut Context<'_>,
    visit: &Kept<Appointment>,
) -> Outcome<bool> {
    if !visit.pending || visit.status != AppointmentStatus::Booked {
        return Ok(false);
    }
    let known: Option<Appointment> = context.confirmed(visit.id.uuid()).await?;
    if known.is_some_and(|known| known.status.occupies() && holds_the_same(&known, visit)) {
        return Ok(false);
    }
    let query = Query::SlotLeases {
        from: visit.starts_at,
        to: visit.ends_at,
        practitioner: Some(visit.practitioner),
    };
    let leases: Vec<SlotLease> = context
        .find::<SlotLease>(query)
        .await?
        .into_iter()
        .filter(|lease| !lease.pending)
        .map(|lease| lease.record)
        .collect();
    let span = (visit.starts_at, visit.ends_at);
    let device = context.actor().device;
    Ok(!is_firm(&leases, visit.practitioner, span, device))
}

fn holds_the_same(known: &Appointment, visit: &Appointment) -> bool {
    known.practitioner == visit.practitioner
        && known.room == visit.room
        && known.starts_at == visit.starts_at
        && known.ends_at == visit.ends_at
}
