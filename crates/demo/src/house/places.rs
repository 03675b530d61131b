//! The building.

use clinic::records::{Extra, Facility, Room};
use values::{
    Currency,
    ids::{FacilityId, RoomId},
};

use super::{FoundingError, founded};

/// Where it is, how it is paid. No such clinic, number or account exists.
pub(super) fn facility() -> Result<Facility, FoundingError> {
    Ok(Facility {
        id: FacilityId::from_uuid(founded(0, "facility")),
        name: "Harbour Street Clinic".to_owned(),
        address_lines: vec![
            "12 Harbour Street".to_owned(),
            "Dublin 7, D07 BZ12".to_owned(),
        ],
        phone: "020 915 0100".to_owned(),
        tax_number: "IE0000000XX".to_owned(),
        zone: "Europe/Dublin"
            .parse()
            .map_err(|_| FoundingError::Constant("the zone"))?,
        currency: Currency::EUR,
        payment_days: 14,
        payment_note:
            "Please pay within 14 days to Harbour Street Clinic, IBAN IE00 DEMO 0000 0000 0000 00, \
                       stating the invoice number."
                .to_owned(),
        extra: Extra::new(),
    })
}

/// Three consulting rooms and one for treatments.
pub(super) fn rooms() -> [Room; 4] {
    [
        (1, "Room 1"),
        (2, "Room 2"),
        (3, "Room 3"),
        (4, "Treatment room"),
    ]
    .map(|(n, name)| Room {
        id: RoomId::from_uuid(founded(n, "room")),
        name: name.to_owned(),
        extra: Extra::new(),
    })
}
