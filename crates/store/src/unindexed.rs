//! Words of patients on their way into the search index.
//!
//! SQLite writes its index out at every savepoint, which takes as long as judging a change does. So the words
//! wait in the transaction until somebody searches or it ends.

use std::collections::BTreeMap;

use clinic::records::Kind;
use serde_json::Value;
use workflows::{Query, RecordsError};

use crate::{put, row_text::words, tx::Tx};

/// Where a queue stood.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    kept: usize,
    written: usize,
}

/// Places of patients and their words, in the order in which they were put.
#[derive(Debug, Default)]
pub(crate) struct Unindexed {
    words: Vec<(i64, String)>,
    /// How many of them are in the index.
    written: usize,
    at_savepoint: Mark,
}

impl Unindexed {
    pub(crate) fn mark(&mut self) {
        self.at_savepoint = Mark {
            kept: self.words.len(),
            written: self.written,
        };
    }

    /// What was written since then is out of the index again.
    pub(crate) fn back_to_mark(&mut self) {
        self.words.truncate(self.at_savepoint.kept);
        self.written = self.at_savepoint.written;
    }

    /// What is not in the index, of each place the last; from here on it is.
    fn take(&mut self) -> BTreeMap<i64, String> {
        let taken = self.words.iter().skip(self.written).cloned().collect();
        self.written = self.words.len();
        taken
    }
}

impl Tx {
    /// Brings the search index in line with a patient's record, by the time that somebody looks.
    pub(crate) async fn index(
        &mut self,
        kind: Kind,
        n: i64,
        body: &Value,
    ) -> Result<(), RecordsError> {
        let Some(words) = words(kind, body)? else {
            return Ok(());
        };
        if self.db.stamped_later().is_some() {
            return put::index(&mut self.db, n, &words).await;
        }
        self.unindexed.words.push((n, words));
        Ok(())
    }

    /// Brings the index in line with everything so far.
    pub(crate) async fn index_all_words(&mut self) -> Result<(), RecordsError> {
        for (n, words) in self.unindexed.take() {
            put::index(&mut self.db, n, &words).await?;
        }
        Ok(())
    }

    /// The same, if a question looks into it.
    pub(crate) async fn index_for(&mut self, query: &Query) -> Result<(), RecordsError> {
        match query {
            Query::PatientsMatching { .. } | Query::Invoices { .. } => self.index_all_words().await,
            _ => Ok(()),
        }
    }
}
