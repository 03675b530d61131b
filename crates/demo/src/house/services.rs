//! What the clinic does for a price. The tax rates show several on one bill; they are no advice on tax.

use clinic::records::{Extra, Service};
use values::{Currency, Minutes, Money, TaxRate, ids::ServiceId};

use super::{FoundingError, founded};

/// Code, name, net price in cents, tax in basis points, minutes.
const LIST: [(&str, &str, i64, u32, Minutes); 14] = [
    ("CONS20", "Consultation, 20 minutes", 6_000, 0, 20),
    ("CONS40", "Consultation, 40 minutes", 11_000, 0, 40),
    ("PAED30", "Paediatric consultation", 6_500, 0, 30),
    ("NURSE15", "Practice nurse visit", 3_000, 0, 15),
    ("ANTE20", "Antenatal visit", 5_000, 0, 20),
    ("BLOOD", "Blood test", 2_500, 0, 10),
    ("ECG", "Electrocardiogram with report", 5_500, 0, 15),
    ("VACC", "Vaccination", 2_550, 1_350, 10),
    ("TRAVEL", "Travel vaccination", 4_500, 1_350, 15),
    ("DRESS", "Wound dressing, materials", 1_895, 1_350, 15),
    ("EARCARE", "Ear care", 3_000, 1_350, 15),
    ("DRIVE", "Driving licence examination", 5_500, 2_300, 20),
    ("CERT", "Medical certificate", 2_000, 2_300, 0),
    ("REPORT", "Medical report for an insurer", 8_499, 2_300, 0),
];

pub(super) fn services() -> Result<Vec<Service>, FoundingError> {
    LIST.into_iter()
        .zip(0..)
        .map(|((code, name, price, tax, minutes), n)| {
            Ok(Service {
                id: ServiceId::from_uuid(founded(n, "service")),
                code: code.to_owned(),
                name: name.to_owned(),
                price: Money::new(price, Currency::EUR)
                    .map_err(|_| FoundingError::Constant("a price"))?,
                tax_rate: TaxRate::try_from(tax)
                    .map_err(|_| FoundingError::Constant("a tax rate"))?,
                minutes,
                active: true,
                extra: Extra::new(),
            })
        })
        .collect()
}
