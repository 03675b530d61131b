//! The demo clinic: seeded records, embedded server and broker, simulated bedside monitors.
//!
//! [`seed`] writes a clinic with 120 patients, their history and the weeks around the present;
//! [`Demo::start`] runs it, with everything that the whole product needs besides its windows.

pub mod dice;
pub mod history;
mod house;
mod ids;
mod many;
mod plan;
mod ports;
mod seed;
mod start;

pub use history::HistoryError;
pub use house::FoundingError;
pub use many::{add_patients, seed_large, seed_many};
pub use plan::PlanError;
pub use ports::PortsError;
pub use seed::{SeedError, Seeded, catch_up, seed, seeded_at};
pub use start::{Demo, DemoError, ENROLMENT_CODE, Options};
