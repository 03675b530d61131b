//! Which monitor watches whom; acknowledging alarms.

mod acknowledge_alarm;
mod assign_monitor;
mod monitor_assignments;
mod release_monitor;

pub use acknowledge_alarm::acknowledge_alarm;
pub use assign_monitor::assign_monitor;
pub use monitor_assignments::monitor_assignments;
pub use release_monitor::release_monitor;
