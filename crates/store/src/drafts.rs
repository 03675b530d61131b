//! What people are typing.

use values::Instant;
use workflows::RecordsError;

use crate::{db::args, sql::Sql, tx::Tx};

/// A kept draft.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named after what they hold")]
pub struct Draft {
    pub form: String,
    pub body: String,
    pub saved_at: Instant,
}

impl Tx {
    /// Keeps a draft, in place of an earlier one of the same form.
    pub async fn save_draft(&mut self, person: &str, draft: &Draft) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into draft (person, form, body, saved_at) values ($1, $2, $3, $4)
             on conflict (person, form) do update set body = excluded.body, saved_at = excluded.saved_at",
        );
        let saved_at = draft.saved_at.to_string();
        self.db
            .execute(statement, args![person, &draft.form, &draft.body, saved_at])
            .await
            .map(drop)
    }

    /// A person's drafts, latest first.
    pub async fn drafts(&mut self, person: &str) -> Result<Vec<Draft>, RecordsError> {
        let statement = Sql::same(
            "select form, body, saved_at from draft where person = $1 order by saved_at desc",
        );
        self.db
            .rows(statement, args![person], |row| {
                let saved_at = row.text(2)?.parse();
                Ok(Draft {
                    form: row.text(0)?.to_owned(),
                    body: row.text(1)?.to_owned(),
                    saved_at: saved_at.map_err(|error| RecordsError::Other(Box::new(error)))?,
                })
            })
            .await
    }

    /// Throws a draft away.
    pub async fn discard_draft(&mut self, person: &str, form: &str) -> Result<(), RecordsError> {
        let statement = Sql::same("delete from draft where person = $1 and form = $2");
        self.db
            .execute(statement, args![person, form])
            .await
            .map(drop)
    }
}
