//! The people who sign in: what a password must be, how they are proved to be there, who may change whom.

mod administer;
mod lease;
mod link;
mod lock;
mod password;
mod second_factor;

pub use administer::{
    AccountRefused, ROLE_NAME_LENGTH_MAX, RoleRefused, Staff, may_administer, may_shape,
};
pub use lease::{LEASE_DAYS, Lease, lease, lease_days_left};
pub use link::{LinkRefused, link};
pub use lock::{SHIFT_MS, lock_after};
pub use password::{PASSWORD_LENGTH_MAX, PasswordProblem, password_length_min, password_problem};
pub use second_factor::{
    CODE_DIGITS, RECOVERY_CODES, SECRET_BYTES, enrolment_address, matching_step, tidy_code,
    written_code, written_secret,
};
