//! What people are typing.

use values::Instant;
use workflows::RecordsError;

use crate::{error::records_error, tx::Tx};

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
        sqlx::query(
            "insert into draft (person, form, body, saved_at) values ($1, $2, $3, $4)
             on conflict (person, form) do update set body = excluded.body, saved_at = excluded.saved_at",
        )
        .bind(person)
        .bind(&draft.form)
        .bind(&draft.body)
        .bind(draft.saved_at.to_string())
        .execute(&mut *self.inner)
        .await
        .map(drop)
        .map_err(records_error)
    }

    /// A person's drafts, latest first.
    pub async fn drafts(&mut self, person: &str) -> Result<Vec<Draft>, RecordsError> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "select form, body, saved_at from draft where person = $1 order by saved_at desc",
        )
        .bind(person)
        .fetch_all(&mut *self.inner)
        .await
        .map_err(records_error)?;
        rows.into_iter()
            .map(|(form, body, saved_at)| {
                let saved_at = saved_at
                    .parse()
                    .map_err(|error| RecordsError::Other(Box::new(error)))?;
                Ok(Draft {
                    form,
                    body,
                    saved_at,
                })
            })
            .collect()
    }

    /// Throws a draft away.
    pub async fn discard_draft(&mut self, person: &str, form: &str) -> Result<(), RecordsError> {
        sqlx::query("delete from draft where person = $1 and form = $2")
            .bind(person)
            .bind(form)
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }
}
