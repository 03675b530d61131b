//! Single values under a name.

use workflows::RecordsError;

use crate::{error::records_error, tx::Tx};

impl Tx {
    /// The value under `key`.
    pub async fn setting(&mut self, key: &str) -> Result<Option<String>, RecordsError> {
        let row: Option<(String,)> = sqlx::query_as("select value from setting where key = $1")
            .bind(key)
            .fetch_optional(&mut *self.inner)
            .await
            .map_err(records_error)?;
        Ok(row.map(|(value,)| value))
    }

    /// Keeps `value` under `key`.
    pub async fn set_setting(&mut self, key: &str, value: &str) -> Result<(), RecordsError> {
        sqlx::query("insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value")
            .bind(key)
            .bind(value)
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }

    /// How a person likes the screen, as JSON text.
    pub async fn preference(&mut self, person: &str) -> Result<Option<String>, RecordsError> {
        let row: Option<(String,)> =
            sqlx::query_as("select body from preference where person = $1")
                .bind(person)
                .fetch_optional(&mut *self.inner)
                .await
                .map_err(records_error)?;
        Ok(row.map(|(body,)| body))
    }

    /// Keeps how a person likes the screen.
    pub async fn set_preference(&mut self, person: &str, body: &str) -> Result<(), RecordsError> {
        sqlx::query("insert into preference (person, body) values ($1, $2) on conflict (person) do update set body = excluded.body")
            .bind(person)
            .bind(body)
            .execute(&mut *self.inner)
            .await
            .map(drop)
            .map_err(records_error)
    }
}
