//! The engines that the contract holds for.

use std::{fs, path::Path};

use store::{Key, Mode, OpenOptions, PostgresOptions, Store, Tx};
use testkit::{Broken, TestClinic};
use workflows::RecordsError;

/// What keeps the records of a test.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Engine {
    /// What workstations have: encrypted, through pools.
    Sqlite,
    /// What simulations have: plain, on the calling thread.
    Inline,
    /// What servers may have: a database of PostgreSQL.
    Postgres,
}

impl Engine {
    /// The database of a folder.
    pub(crate) async fn open(self, folder: &tempfile::TempDir) -> Result<Store, Broken> {
        let path = folder.path().join("a.db");
        Ok(match self {
            Self::Sqlite => {
                let key = Some(Key::new([3; 32]));
                Store::open(&OpenOptions { path, key }).await?
            }
            Self::Inline => Store::open_inline(&path, None, None)?,
            Self::Postgres => Store::open_postgres(&of_folder(folder.path())?).await?,
        })
    }

    /// A transaction that writes as whoever has this engine does. The server writes alone, as it does when a
    /// refusal must be final.
    pub(crate) async fn write(self, store: &Store) -> Result<Tx, RecordsError> {
        match self {
            Self::Sqlite | Self::Inline => store.write(Mode::Optimistic).await,
            Self::Postgres => testkit::shared(store).await,
        }
    }

    /// Whether workstations have it, whose writes wait to be confirmed.
    pub(crate) const fn is_of_workstations(self) -> bool {
        !matches!(self, Self::Postgres)
    }

    /// A seeded clinic.
    pub(crate) async fn clinic(self) -> Result<TestClinic, Broken> {
        let folder = tempfile::tempdir()?;
        let store = self.open(&folder).await?;
        TestClinic::on(store, folder).await
    }
}

/// The database of PostgreSQL that belongs to a folder.
fn of_folder(folder: &Path) -> Result<PostgresOptions, Broken> {
    let note = folder.join("postgres");
    if !note.exists() {
        fs::write(&note, testkit::postgres::database()?.url)?;
    }
    Ok(PostgresOptions {
        url: fs::read_to_string(&note)?,
        replica: None,
    })
}

/// Makes a test of each function, on each engine.
macro_rules! on_every_engine {
    ($($test:ident),* $(,)?) => {
        $crate::engines::on_every_engine!(@ sqlite, Sqlite, $($test)*);
        $crate::engines::on_every_engine!(@ inline, Inline, $($test)*);
        $crate::engines::on_every_engine!(@ postgres, Postgres, $($test)*);
    };
    (@ $module:ident, $engine:ident, $($test:ident)*) => {
        mod $module {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test($crate::engines::Engine::$engine).await;
                }
            )*
        }
    };
}

/// The same for what only a file of SQLite can do or a workstation needs; each use says which.
macro_rules! on_every_file {
    ($($test:ident),* $(,)?) => {
        mod files {
            use super::*;
            $crate::engines::on_every_engine!(@ sqlite, Sqlite, $($test)*);
            $crate::engines::on_every_engine!(@ inline, Inline, $($test)*);
        }
    };
}

pub(crate) use {on_every_engine, on_every_file};
