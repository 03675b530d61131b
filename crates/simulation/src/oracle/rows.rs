//! Every record of a store, of every kind.

use store::Tx;
use workflows::RecordsError;

/// Kind, id, version, body, in order. Written out, because no statement is ever put together at run time.
const ROWS: &str = "
    select * from (
        select 'facility' as kind, id, cast(version as text), body from facility
        union all select 'person' as kind, id, cast(version as text), body from person
        union all select 'practitioner' as kind, id, cast(version as text), body from practitioner
        union all select 'room' as kind, id, cast(version as text), body from room
        union all select 'service' as kind, id, cast(version as text), body from service
        union all select 'patient' as kind, id, cast(version as text), body from patient
        union all select 'allergy' as kind, id, cast(version as text), body from allergy
        union all select 'condition' as kind, id, cast(version as text), body from condition
        union all select 'observation' as kind, id, cast(version as text), body from observation
        union all select 'coverage' as kind, id, cast(version as text), body from coverage
        union all select 'appointment' as kind, id, cast(version as text), body from appointment
        union all select 'invoice' as kind, id, cast(version as text), body from invoice
        union all select 'payment' as kind, id, cast(version as text), body from payment
        union all select 'monitor_assignment' as kind, id, cast(version as text), body from monitor_assignment
        union all select 'alarm_acknowledgement' as kind, id, cast(version as text), body from alarm_acknowledgement
        union all select 'attention' as kind, id, cast(version as text), body from attention
        union all select 'voided_number' as kind, id, cast(version as text), body from voided_number
        union all select 'custom_role' as kind, id, cast(version as text), body from custom_role
        union all select 'slot_lease' as kind, id, cast(version as text), body from slot_lease
        union all select 'emergency_access' as kind, id, cast(version as text), body from emergency_access
    ) order by kind, id";

pub(super) async fn all(tx: &mut Tx) -> Result<Vec<Vec<String>>, RecordsError> {
    tx.inspect(ROWS, 4).await
}

#[cfg(test)]
mod tests {
    use clinic::records::Kind;

    use super::ROWS;

    #[test]
    fn no_kind_is_left_out() {
        for kind in Kind::ALL {
            assert!(
                ROWS.contains(&format!("from {}\n", kind.name())),
                "{kind:?}"
            );
        }
    }
}
