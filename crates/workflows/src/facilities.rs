//! Where a patient receives care: which facilities' workstations hold the record.

mod end_care_here;
mod register_here;

pub use end_care_here::end_care_here;
pub use register_here::register_here;
