//! The protocol between a server and workstations: what each survives of the other.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should end"
)]

mod attacks;
mod bad_lines;
mod bulk;
mod chain;
mod codes;
mod copy;
mod database;
mod description;
mod desk;
mod divergence;
mod expiry;
mod keys;
mod leases;
mod line;
mod oidc;
mod on_postgres;
mod parts;
mod place;
mod processes;
mod program;
mod refill;
mod scopes;
mod shared_copies;
mod sign_in;
mod tampering;
mod tls;
mod trail;
mod transport;
mod updates;
mod versions;
mod voiding;
mod workstations;
