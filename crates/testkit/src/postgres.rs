//! Databases of a PostgreSQL that this test process starts for itself, once.

use std::sync::{
    OnceLock,
    atomic::{AtomicU32, Ordering},
};

use store::PostgresOptions;
use xtask::{failure::Failure, postgres::Cluster};

use crate::Broken;

static CLUSTER: OnceLock<Result<Cluster, Failure>> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

fn cluster() -> Result<&'static Cluster, Broken> {
    CLUSTER
        .get_or_init(|| Cluster::start(false))
        .as_ref()
        .map_err(|failure| failure.to_string().into())
}

fn next_name() -> String {
    format!("clinic_{}", DATABASES.fetch_add(1, Ordering::Relaxed))
}

/// An empty database that no other test uses.
pub fn database() -> Result<PostgresOptions, Broken> {
    Ok(PostgresOptions {
        url: cluster()?.database(&next_name())?,
        replica: None,
    })
}

/// A database as another one is now, to which nobody may be connected.
pub fn copy(of: &PostgresOptions) -> Result<PostgresOptions, Broken> {
    let name = of.url.rsplit('/').find_map(|part| part.split_once("?host"));
    let (name, _) = name.ok_or("not one of these databases")?;
    Ok(PostgresOptions {
        url: cluster()?.copy(name, &next_name())?,
        replica: None,
    })
}
