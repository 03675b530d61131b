//! Single values under a name.

use workflows::RecordsError;

use crate::{db::args, sql::Sql, tx::Tx};

impl Tx {
    /// The value under `key`.
    pub async fn setting(&mut self, key: &str) -> Result<Option<String>, RecordsError> {
        self.value(Sql::same("select value from setting where key = $1"), key)
            .await
    }

    /// Keeps `value` under `key`.
    pub async fn set_setting(&mut self, key: &str, value: &str) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
        );
        self.db
            .execute(statement, args![key, value])
            .await
            .map(drop)
    }

    /// How a person likes the screen, as JSON text.
    pub async fn preference(&mut self, person: &str) -> Result<Option<String>, RecordsError> {
        self.value(
            Sql::same("select body from preference where person = $1"),
            person,
        )
        .await
    }

    /// Keeps how a person likes the screen.
    pub async fn set_preference(&mut self, person: &str, body: &str) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into preference (person, body) values ($1, $2) on conflict (person) do update set body = excluded.body",
        );
        self.db
            .execute(statement, args![person, body])
            .await
            .map(drop)
    }

    async fn value(&mut self, statement: Sql, key: &str) -> Result<Option<String>, RecordsError> {
        let row = self.db.row(statement, args![key]).await?;
        row.map(|row| row.text(0).map(str::to_owned)).transpose()
    }
}
