//! Records kept in SQL. It never decides: it keeps what workflows put, refuses what constraints refuse,
//! and answers the closed list of questions in `workflows::Query`.
//!
//! On a workstation the file is an SQLCipher database under a raw 256-bit key; the server may keep it
//! plain. Both run the same schema with `journal_mode=WAL` and `synchronous=FULL`: what was answered is
//! on the disk. A server may keep its records in PostgreSQL instead, where several processes share them.

mod archive;
mod audit;
mod audit_chain;
mod audit_search;
mod backup;
mod bulk;
mod chain;
mod checks;
mod commits;
mod counting;
mod db;
mod device_chain;
mod devices;
mod digest;
mod divergence;
mod drafts;
mod dump;
mod enrolment;
mod error;
mod escrow;
mod feed;
mod footprint;
mod open;
mod outbox;
mod put;
mod query;
mod rebase;
mod recopy;
mod rekey;
mod rescue;
mod row_text;
mod scope;
mod series;
mod server;
mod sessions;
mod settings;
mod share;
mod snapshot;
mod sql;
mod tx;
mod unindexed;
mod vital_samples;
mod workstations;

pub use audit::AUDIT_WRITER;
pub use audit_chain::TrailChain;
pub use audit_search::{OpenedAt, TrailFilter, TrailIncident};
pub use backup::{BackupError, LETTERS_BASE, RESTORED_AT, restore};
pub use bulk::Before;
pub use chain::{ChainEnd, DEVICE};
pub use counting::FacilitySums;
#[cfg(feature = "inline")]
pub use db::Failpoint;
pub use db::postgres::{Following, SharedShelf};
pub use device_chain::{Link, hash_of};
pub use devices::Device;
pub use digest::Sums;
pub use drafts::Draft;
pub use dump::{dump, lay_back};
pub use enrolment::{EnrolmentCode, NewCode, OpenCode};
pub use error::OpenError;
pub use footprint::{Footprint, Footprints};
pub use open::{Key, OpenOptions, PostgresOptions, Store};
pub use outbox::{OutboxCounts, Pending, Queued};
pub use recopy::RecordKey;
pub use rekey::{opens, rekey};
pub use rescue::{Rescued, rescue};
pub use row_text::RowText;
pub use scope::Share;
pub use server::RecordedChange;
pub use sessions::{RefreshToken, Session, SessionEnd};
pub use snapshot::SnapshotRow;
pub use tx::{Mode, Tx};
pub use workstations::KnownWorkstation;
