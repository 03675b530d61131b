//! Times reserved for one workstation.

use values::{
    Instant, LocalDate, LocalTime, Zone,
    ids::{DeviceId, PersonId, PractitionerId, SlotLeaseId},
};

use super::booking::Span;
use crate::records::{Extra, SlotLease};

/// A reservation to be made.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in the record")]
pub struct LeaseDraft {
    pub id: SlotLeaseId,
    pub practitioner: PractitionerId,
    pub date: LocalDate,
    /// First minute, on the wall clock of that day.
    pub from: LocalTime,
    /// First minute after it.
    pub to: LocalTime,
    pub device: DeviceId,
    pub workstation: String,
    pub granted_by: PersonId,
}

/// Why times are not reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeaseRefused {
    /// It would end before it begins.
    #[error("an empty stretch")]
    Empty,
    /// The clocks skip its beginning or its end on that day.
    #[error("the time does not exist on that day")]
    TimeDoesNotExist,
    /// It would be over already.
    #[error("in the past")]
    InThePast,
    /// Another workstation holds part of it.
    #[error("held by another workstation")]
    Held {
        /// The other lease; the earliest, if there are several.
        by: SlotLeaseId,
    },
}

/// Reserves times. `kept` are the leases that were granted and not ended.
pub fn lease(
    zone: &Zone,
    now: Instant,
    draft: LeaseDraft,
    kept: &[SlotLease],
) -> Result<SlotLease, LeaseRefused> {
    let at = |time| {
        zone.instant(draft.date, time)
            .ok_or(LeaseRefused::TimeDoesNotExist)
    };
    let span = (at(draft.from)?, at(draft.to)?);
    if span.0 >= span.1 {
        return Err(LeaseRefused::Empty);
    }
    if span.1 <= now {
        return Err(LeaseRefused::InThePast);
    }
    if let Some(other) = held_by_another(kept, draft.practitioner, span, (draft.device, now)) {
        return Err(LeaseRefused::Held { by: other.id });
    }
    Ok(SlotLease {
        id: draft.id,
        practitioner: draft.practitioner,
        starts_at: span.0,
        ends_at: span.1,
        device: draft.device,
        workstation: draft.workstation,
        granted_at: now,
        granted_by: draft.granted_by,
        ended_at: None,
        ended_by: None,
        extra: Extra::new(),
    })
}

/// Ends a lease before its time; one that was ended stays as it is.
pub fn end_lease(lease: &SlotLease, now: Instant, by: Option<PersonId>) -> SlotLease {
    if lease.ended_at.is_some() {
        return lease.clone();
    }
    SlotLease {
        ended_at: Some(now),
        ended_by: by,
        ..lease.clone()
    }
}

/// Whether what `device` books into a span is firm: it lies inside one of its own leases.
pub fn is_firm(
    leases: &[SlotLease],
    practitioner: PractitionerId,
    (starts_at, ends_at): Span,
    device: DeviceId,
) -> bool {
    leases.iter().any(|lease| {
        lease.ended_at.is_none()
            && lease.device == device
            && lease.practitioner == practitioner
            && lease.starts_at <= starts_at
            && ends_at <= lease.ends_at
    })
}

/// The earliest lease by which another workstation than `device` holds part of a span. A lease whose time is
/// over holds nothing: somebody who walked in is entered afterwards.
pub(super) fn held_by_another(
    leases: &[SlotLease],
    practitioner: PractitionerId,
    (starts_at, ends_at): Span,
    (device, now): (DeviceId, Instant),
) -> Option<&SlotLease> {
    leases
        .iter()
        .filter(|lease| {
            lease.ended_at.is_none()
                && lease.practitioner == practitioner
                && lease.device != device
                && now < lease.ends_at
                && lease.starts_at < ends_at
                && starts_at < lease.ends_at
        })
        .min_by_key(|lease| (lease.starts_at, lease.id))
}

#[cfg(test)]
mod tests;
