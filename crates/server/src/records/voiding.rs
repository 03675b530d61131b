//! What becomes of the document numbers of a refused change.

use clinic::{
    billing::SeriesName,
    records::{Extra, Kind, Record, SeriesPurpose, VoidedNumber},
};
use store::Tx;
use values::Instant;
use wire::{Failure, sync::Change};
use workflows::{Records, RecordsError, context::body_of};

/// Voids every document number that a refused change carried, in the same commit. A number that stands on a
/// paper after all (two copies of one workstation gave it) is used, not void; one that is void stays so.
pub(crate) async fn void_numbers(
    tx: &mut Tx,
    change: &Change,
    failure: &Failure,
    now: Instant,
) -> Result<(), RecordsError> {
    for purpose in SeriesPurpose::ALL {
        let Some(number) = change.allotted.get(purpose.name()) else {
            continue;
        };
        let id = VoidedNumber::id_of(number);
        if !is_of(purpose, number)
            || tx.number_in_use(number).await?
            || tx.get(Kind::VoidedNumber, id.uuid()).await?.is_some()
        {
            continue;
        }
        let voided = VoidedNumber {
            id,
            number: number.clone(),
            purpose,
            change: change.id,
            person: change.person,
            device: change.device,
            recorded_at: change.recorded_at,
            voided_at: now,
            code: failure.code.name().to_owned(),
            extra: Extra::new(),
        };
        let body = body_of(Kind::VoidedNumber, &voided)?.into();
        tx.put(Kind::VoidedNumber, voided.uuid(), body).await?;
    }
    Ok(())
}

/// Whether a text from a workstation is a number for this purpose.
fn is_of(purpose: SeriesPurpose, number: &str) -> bool {
    let head = number.trim_end_matches(|last: char| last.is_ascii_digit());
    head.len() < number.len() && SeriesName::read(head).is_some_and(|name| name.purpose == purpose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_of_the_purpose_can_be_void() {
        for (purpose, number, expected) in [
            (SeriesPurpose::Invoice, "A-000017", true),
            (SeriesPurpose::CreditNote, "AB-C000003", true),
            (SeriesPurpose::Receipt, "A-000017", false),
            (SeriesPurpose::Invoice, "A-", false),
            (SeriesPurpose::Invoice, "whatever 7", false),
        ] {
            assert_eq!(is_of(purpose, number), expected, "{number}");
        }
    }
}
