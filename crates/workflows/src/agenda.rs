//! The agenda: reading days, booking, moving, cancelling, advancing.

mod advance_appointment;
mod agenda_day;
mod agenda_week;
mod book_appointment;
mod cancel_appointment;
mod column;
mod describe_appointment;
mod end_slot_lease;
mod free_slots;
mod keeping;
mod lease_slots;
mod leases;
mod move_appointment;
mod named;
mod occupied;
mod offers;
mod view;

pub use advance_appointment::advance_appointment;
pub use agenda_day::agenda_day;
pub use agenda_week::agenda_week;
pub use book_appointment::book_appointment;
pub use cancel_appointment::cancel_appointment;
pub use describe_appointment::describe_appointment;
pub use end_slot_lease::end_slot_lease;
pub use free_slots::free_slots;
pub use lease_slots::lease_slots;
pub use move_appointment::move_appointment;

pub(crate) use book_appointment::book;
pub(crate) use leases::is_tentative;
pub(crate) use move_appointment::reschedule;
pub(crate) use offers::{Days, Wanted};
pub(crate) use view::summaries;
