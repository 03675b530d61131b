//! Transactions that are run again when they cross others.

use store::{Mode, Store, Tx};
use workflows::RecordsError;

/// So many times beside others that write; after that alone, which crosses nobody.
const BESIDE_OTHERS: u32 = 2;
/// So many times in all: alone, only a deadlock with something that is no push can still end it.
const IN_ALL: u32 = 6;

/// The runs of one request. On SQLite, whose writers take turns, the first is the last.
pub(crate) struct Turns<'a> {
    store: &'a Store,
    taken: u32,
    alone_from: u32,
}

impl<'a> Turns<'a> {
    /// Beside others first: what is asked for often.
    pub(crate) const fn of(store: &'a Store) -> Self {
        Self {
            store,
            taken: 0,
            alone_from: BESIDE_OTHERS,
        }
    }

    /// Alone from the start: what is rare and looks at much.
    pub(crate) const fn alone(store: &'a Store) -> Self {
        Self {
            store,
            taken: 0,
            alone_from: 0,
        }
    }

    /// The next run's transaction.
    pub(crate) async fn next(&mut self) -> Result<Tx, RecordsError> {
        const NOTHING_SHARED: Mode = Mode::Shared {
            commit: 0,
            change: None,
        };
        let alone = self.taken >= self.alone_from;
        self.taken += 1;
        if alone {
            self.store.write_alone(NOTHING_SHARED).await
        } else {
            self.store.write(NOTHING_SHARED).await
        }
    }

    /// Whether there is another run.
    pub(crate) const fn are_left(&self) -> bool {
        self.taken < IN_ALL
    }
}
