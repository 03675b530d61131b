//! The domain: records and the rules about them.
//!
//! Pure. It reads no clock, opens no database, speaks to no network and is never async: the caller
//! brings the day, the hours and the time. A refusal is an ordinary result that carries data; the
//! sentence belongs to the screen.

pub mod access;
pub mod agenda;
pub mod audit;
pub mod billing;
pub mod merge;
pub mod patients;
pub mod people;
pub mod records;
pub mod restriction;
