//! Which faults a seed has. Each is there or not, so that some seeds meet one alone and some meet all.

use crate::chance::Chance;

macro_rules! faults {
    ($($(#[$doc:meta])* $fault:ident;)*) => {
        /// The faults of one seed.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Faults { $($(#[$doc])* pub(crate) $fault: bool,)* }

        impl Faults {
            /// As chance has it.
            pub(crate) fn drawn(chance: &Chance) -> Self {
                Self { $($fault: chance.one_in(2),)* }
            }

            /// The names of those that are there.
            pub(crate) fn names(&self) -> Vec<&'static str> {
                let mut names = Vec::new();
                $(if self.$fault { names.push(stringify!($fault)); })*
                names
            }
        }
    };
}

faults! {
    /// A request does not arrive.
    lost_request;
    /// An answer does not arrive.
    lost_answer;
    /// A request arrives a second time, later.
    duplicate;
    /// A request arrives after its sender has given it up, and after what was sent later.
    late;
    /// Nothing passes between a workstation and the server for a while.
    partition;
    /// The server ends between two statements, and is started again.
    server_crash;
    /// A workstation ends between two statements, and is started again.
    desk_crash;
    /// A workstation's clock is wrong by up to an hour.
    clock_jump;
    /// A person's role is changed, or the person is deactivated.
    role_change;
    /// The server does not accept a token for a while.
    token;
    /// A record at a workstation becomes another, as damage would have it.
    corruption;
    /// The server is restored from a copy that was made earlier.
    restore;
}
