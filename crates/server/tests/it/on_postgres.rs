//! What must hold wherever the server keeps its records, once more on PostgreSQL.

#![expect(clippy::duplicate_mod, reason = "the same tests, on another engine")]

use crate::desk;

#[path = "bulk.rs"]
mod bulk;
#[path = "chain.rs"]
mod chain;
#[path = "codes.rs"]
mod codes;
#[path = "divergence.rs"]
mod divergence;
#[path = "expiry.rs"]
mod expiry;
#[path = "keys.rs"]
mod keys;
#[path = "leases.rs"]
mod leases;
#[path = "parts.rs"]
mod parts;
#[path = "refill.rs"]
mod refill;
#[path = "scopes.rs"]
mod scopes;
#[path = "sign_in.rs"]
mod sign_in;
#[path = "trail.rs"]
mod trail;
#[path = "voiding.rs"]
mod voiding;

mod place {
    use std::ops::{Deref, DerefMut};

    pub(super) use crate::place::{CODE, bearer};

    /// [`crate::place::Place`] with its records in PostgreSQL.
    pub(super) struct Place(crate::place::Place);

    impl Place {
        pub(super) async fn open() -> Self {
            Self(crate::place::Place::open_on_postgres().await)
        }
    }

    impl Deref for Place {
        type Target = crate::place::Place;

        fn deref(&self) -> &Self::Target {
            &self.0
        }
    }

    impl DerefMut for Place {
        fn deref_mut(&mut self) -> &mut Self::Target {
            &mut self.0
        }
    }
}
