//! Restricted records: who may open them, and opening one in an emergency.

mod break_glass;
mod emergency_access_list;
mod end_emergency_access;
mod lift_restriction;
mod refused;
mod restrict_record;
mod restricted_records;
mod review_emergency_access;

pub use break_glass::break_glass;
pub use emergency_access_list::emergency_access_list;
pub use end_emergency_access::end_emergency_access;
pub use lift_restriction::lift_restriction;
pub use restrict_record::restrict_record;
pub use restricted_records::restricted_records;
pub use review_emergency_access::review_emergency_access;
