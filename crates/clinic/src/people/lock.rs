//! When a window that nobody touches is locked.

use values::Minutes;

use crate::records::Role;

/// A full sign-in, with the password, holds so long: one shift. NIST SP 800-63B-4, 2.2.3, allows 24 hours at
/// AAL2 and asks for 12 at AAL3.
pub const SHIFT_MS: i64 = 12 * 60 * 60 * 1_000;

/// After how long without a key or the mouse the window of a person in this role is locked. A front desk
/// faces the public but is seldom left alone; whoever walks between rooms leaves a window open more easily.
pub const fn lock_after(role: Role) -> Minutes {
    match role {
        Role::Reception => 5,
        Role::Doctor
        | Role::Nurse
        | Role::Laboratory
        | Role::Pharmacy
        | Role::Billing
        | Role::Administrator => 3,
    }
}
