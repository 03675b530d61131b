//! Time. What happened is an [`Instant`]; what is planned is a [`LocalDate`] and [`LocalTime`] in the
//! facility's [`Zone`]; a [`BirthDate`] is a date that may be known only to the month or the year.
//!
//! Nothing reads the system clock but [`SystemClock`].

mod birth_date;
mod instant;
mod local;
mod zone;

pub use birth_date::{Age, BirthDate, NotABirthDate};
pub use instant::{Clock, Instant, SystemClock};
pub use local::{LocalDate, LocalTime, Minutes, Weekday};
pub use zone::{LocalMoment, Zone};

/// A text that is no time of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {kind}")]
pub struct NotATime {
    /// What was expected: `instant`, `date`, `time`, `zone`.
    pub kind: &'static str,
}
