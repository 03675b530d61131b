//! People who sign in.

mod change_person;
mod custom_roles;
mod invite_person;
mod link_identity;
mod own;
mod people_list;
mod refused;
mod reset_sign_in;
mod save_custom_role;
mod set_password;
mod set_second_factor;
mod spend_recovery_code;
mod staff;
mod unlink_identity;
mod unlink_person;

pub use change_person::change_person;
pub use custom_roles::custom_roles;
pub use invite_person::invite_person;
pub use link_identity::link_identity;
pub use people_list::people_list;
pub use reset_sign_in::reset_sign_in;
pub use save_custom_role::save_custom_role;
pub use set_password::set_password;
pub use set_second_factor::set_second_factor;
pub use spend_recovery_code::spend_recovery_code;
pub use unlink_identity::unlink_identity;
pub use unlink_person::unlink_person;
