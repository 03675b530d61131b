//! Words that stand for one thing: ids, hashes, the line to join with, times, amounts. What is read is written so that
//! it is read again as the same.

#![no_main]

use std::{fmt::Display, str::FromStr};

use libfuzzer_sys::fuzz_target;
use values::{
    BirthDate, Decimal, Instant, LocalDate, LocalTime,
    ids::PatientId,
    time::Zone,
};
use wire::{
    sync::{ChainHash, Fingerprint, Invitation},
    vitals::MonitorId,
};

fn is_stable<T: FromStr + Display>(text: &str) {
    if let Ok(read) = text.parse::<T>() {
        let written = read.to_string();
        let again = written.parse::<T>().ok().map(|again| again.to_string());
        assert_eq!(again.as_deref(), Some(written.as_str()));
    }
}

fuzz_target!(|text: &str| {
    is_stable::<Invitation>(text);
    is_stable::<Fingerprint>(text);
    is_stable::<ChainHash>(text);
    is_stable::<MonitorId>(text);
    is_stable::<PatientId>(text);
    is_stable::<Decimal>(text);
    is_stable::<Instant>(text);
    is_stable::<LocalDate>(text);
    is_stable::<LocalTime>(text);
    is_stable::<BirthDate>(text);
    let _ = text.parse::<Zone>();
});
