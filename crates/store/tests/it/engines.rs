//! The engines that the contract holds for.

use store::{Key, OpenError, OpenOptions, Store};
use testkit::{Broken, TestClinic};

/// What keeps the records of a test.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Engine {
    /// What workstations have: encrypted, through pools.
    Sqlite,
    /// What simulations have: plain, on the calling thread.
    Inline,
}

impl Engine {
    /// The database of a folder.
    pub(crate) async fn open(self, folder: &tempfile::TempDir) -> Result<Store, OpenError> {
        let path = folder.path().join("a.db");
        match self {
            Self::Sqlite => {
                let key = Some(Key::new([3; 32]));
                Store::open(&OpenOptions { path, key }).await
            }
            Self::Inline => Store::open_inline(&path, None, None),
        }
    }

    /// A seeded clinic.
    pub(crate) async fn clinic(self) -> Result<TestClinic, Broken> {
        let folder = tempfile::tempdir()?;
        let store = self.open(&folder).await?;
        TestClinic::on(store, folder).await
    }
}

/// Makes a test of each function, on each engine.
macro_rules! on_every_engine {
    ($($test:ident),* $(,)?) => {
        $crate::engines::on_every_engine!(@ sqlite, Sqlite, $($test)*);
        $crate::engines::on_every_engine!(@ inline, Inline, $($test)*);
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

pub(crate) use on_every_engine;
