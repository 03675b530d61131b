//! Typed ids. One alphabetical list; an id of one kind never passes for another.
//!
//! Ids are UUIDv7, made where the record is made, so a workstation needs nobody's leave to create one.

use std::{fmt, str::FromStr};
use uuid::Uuid;

use crate::time::Instant;

/// A text that is no UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! define_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that is known to name this kind of thing.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// A new id whose time part is `now` (milliseconds since 1970) and whose rest is random.
            pub fn at(now: Instant) -> Self {
                Self(uuid_at(now))
            }
            /// The UUID inside.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, formatter)
            }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }
        crate::text::travels_as_text!(
            $name,
            concat!("string & { readonly __id: \"", stringify!($name), "\" }")
        );
    )* };
}

fn uuid_at(now: Instant) -> Uuid {
    let millis = u64::try_from(now.as_millis()).unwrap_or(0);
    let random = crate::simulation::chance();
    let mut tail = [0_u8; 10];
    tail.iter_mut()
        .zip(random.iter())
        .for_each(|(to, from)| *to = *from);
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

/// A random UUID, for what has no time of its own.
pub fn random() -> Uuid {
    uuid::Builder::from_random_bytes(crate::simulation::chance()).into_uuid()
}

/// Random bytes for a key that is hashed before use, as Ed25519 hashes its seed: 244 of the bits are chance. From
/// where ids have theirs, so that a simulation makes the same keys every time.
pub fn random_seed() -> [u8; 32] {
    let (one, other) = (crate::simulation::chance(), crate::simulation::chance());
    let mut seed = [0; 32];
    seed.iter_mut()
        .zip(one.into_iter().chain(other))
        .for_each(|(to, from)| *to = from);
    seed
}

define_ids! {
    /// An acknowledgement of one alarm.
    AlarmAcknowledgementId,
    /// One recorded allergy or intolerance.
    AllergyId,
    /// One planned visit.
    AppointmentId,
    /// One item of the *Needs attention* worklist.
    AttentionId,
    /// One command as asked for on one workstation; the idempotency key of its effect.
    ChangeId,
    /// One problem or diagnosis.
    ConditionId,
    /// One insurance of a patient.
    CoverageId,
    /// One role that the clinic made itself.
    CustomRoleId,
    /// One workstation (an enrolled installation).
    DeviceId,
    /// One opening of a restricted record in an emergency.
    EmergencyAccessId,
    /// One clinic or site.
    FacilityId,
    /// One invoice or credit note.
    InvoiceId,
    /// One line of an invoice.
    InvoiceLineId,
    /// The fact that a bedside monitor watches a patient.
    MonitorAssignmentId,
    /// One measured or stated finding, such as a charted vital sign.
    ObservationId,
    /// One patient.
    PatientId,
    /// One payment.
    PaymentId,
    /// One member of staff who signs in.
    PersonId,
    /// One practitioner who has appointments.
    PractitionerId,
    /// One room.
    RoomId,
    /// One billable service.
    ServiceId,
    /// One reservation of a practitioner's time for one workstation.
    SlotLeaseId,
    /// One document number that stands on no valid paper.
    VoidedNumberId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text_form() {
        let id = PatientId::at(Instant::from_millis(1_700_000_000_000));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.uuid().get_version_num(), 7);
    }

    #[test]
    fn ids_made_later_sort_later() {
        let earlier = PatientId::at(Instant::from_millis(1_000));
        let later = PatientId::at(Instant::from_millis(2_000));
        assert!(earlier < later);
    }

    #[test]
    fn refuses_a_text_that_is_no_id() {
        assert_eq!("patient-7".parse::<PatientId>(), Err(NotAnId));
    }
}
