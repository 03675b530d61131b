//! The agenda's rules: when somebody works, what may be booked where, how a visit goes through its day,
//! and where there is room.
//!
//! What a person plans is a date and a time on the facility's wall clock. Whether two visits overlap is
//! judged between the instants that follow from them, half-open, so that a change of clocks can neither
//! hide an overlap nor invent one.

mod booking;
#[cfg(test)]
mod fixtures;
mod gaps;
mod hours;
mod leases;
#[cfg(test)]
mod properties;
mod slots;
mod status;
mod wall_clock;

pub use booking::{
    BookingRefused, Day, Draft, LONGEST_REASON, LONGEST_VISIT, Leg, MOST_SERVICES, SHORTEST_VISIT,
    book, describe, may_move, reschedule,
};
pub use hours::{Stretch, breaks, working_stretches};
pub use leases::{LeaseDraft, LeaseRefused, end_lease, is_firm, lease};
pub use slots::{Finder, Order, SEARCH_DAYS, Search, Slot};
pub use status::{advance, cancel, next_statuses, waiting_minutes};
pub use wall_clock::{clock_change_minutes, day_bounds};
