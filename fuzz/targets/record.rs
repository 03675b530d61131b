//! Records as another side wrote them, and what is made of them: the search document, and what would be wrong with them.

#![no_main]

use clinic::{
    patients::search_document,
    records::{Appointment, Coverage, Invoice, Patient, Person},
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(patient) = serde_json::from_slice::<Patient>(bytes) {
        let _ = search_document(&patient);
    }
    let _ = serde_json::from_slice::<Coverage>(bytes);
    let _ = serde_json::from_slice::<Appointment>(bytes);
    let _ = serde_json::from_slice::<Invoice>(bytes);
    let _ = serde_json::from_slice::<Person>(bytes);
});
