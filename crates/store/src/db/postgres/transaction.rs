//! One transaction of PostgreSQL, and the rows that it answers.

use sqlx::{
    Arguments, Postgres, Row as _, TypeInfo, ValueRef,
    postgres::{PgArguments, PgRow},
};
use workflows::RecordsError;

use super::{super::Arg, Pools};
use crate::error::postgres_error;

/// A transaction on one of the connections. Statements are prepared once and kept by their text.
pub(crate) struct Transaction {
    tx: sqlx::Transaction<'static, Postgres>,
    pub(crate) alone: bool,
    pub(crate) pools: Pools,
}

impl Transaction {
    pub(super) const fn new(
        tx: sqlx::Transaction<'static, Postgres>,
        alone: bool,
        pools: Pools,
    ) -> Self {
        Self { tx, alone, pools }
    }

    pub(crate) async fn execute<const N: usize>(
        &mut self,
        statement: &'static str,
        args: [Arg<'_>; N],
    ) -> Result<u64, RecordsError> {
        sqlx::query_with(statement, arguments(args)?)
            .execute(&mut *self.tx)
            .await
            .map(|done| done.rows_affected())
            .map_err(postgres_error)
    }

    pub(crate) async fn rows<T: Send, const N: usize>(
        &mut self,
        statement: &'static str,
        args: [Arg<'_>; N],
        read: impl FnMut(crate::db::Row) -> Result<T, RecordsError> + Send,
    ) -> Result<Vec<T>, RecordsError> {
        let rows = sqlx::query_with(statement, arguments(args)?)
            .fetch_all(&mut *self.tx)
            .await
            .map_err(postgres_error)?;
        rows.into_iter()
            .map(|row| crate::db::Row::Postgres(Row(row)))
            .map(read)
            .collect()
    }

    pub(crate) async fn row<const N: usize>(
        &mut self,
        statement: &'static str,
        args: [Arg<'_>; N],
    ) -> Result<Option<crate::db::Row>, RecordsError> {
        let row = sqlx::query_with(statement, arguments(args)?)
            .fetch_optional(&mut *self.tx)
            .await
            .map_err(postgres_error)?;
        Ok(row.map(|row| crate::db::Row::Postgres(Row(row))))
    }

    /// See [`crate::db::Db::attempt`].
    pub(crate) async fn attempt<const N: usize>(
        &mut self,
        statement: &'static str,
        args: [Arg<'_>; N],
    ) -> Result<Option<crate::db::Row>, RecordsError> {
        if !self.alone {
            return match self.row(statement, args).await {
                Err(RecordsError::Clash(_)) => Err(RecordsError::Contended),
                answered => answered,
            };
        }
        self.execute("savepoint attempt", []).await?;
        let answered = self.row(statement, args).await;
        if answered.is_err() {
            self.execute("rollback to attempt", []).await?;
        }
        self.execute("release attempt", []).await?;
        answered
    }

    pub(crate) async fn commit(self) -> Result<(), RecordsError> {
        self.tx.commit().await.map_err(postgres_error)
    }
}

fn arguments<const N: usize>(args: [Arg<'_>; N]) -> Result<PgArguments, RecordsError> {
    let mut arguments = PgArguments::default();
    arguments.reserve(N, 0);
    for arg in args {
        match arg {
            Arg::Text(text) => arguments.add(text),
            Arg::Integer(integer) => arguments.add(integer),
            Arg::Bytes(bytes) => arguments.add(bytes.as_deref()),
        }
        .map_err(RecordsError::Other)?;
    }
    Ok(arguments)
}

/// A row of sqlx.
pub(crate) struct Row(PgRow);

impl Row {
    pub(crate) fn text(&self, column: usize) -> Result<Option<&str>, RecordsError> {
        match self.kind(column)?.as_deref() {
            Some("TEXT" | "VARCHAR" | "NAME" | "UNKNOWN") => self.read(column),
            Some(_) => Err(wrong()),
            None => Ok(None),
        }
    }

    pub(crate) fn integer(&self, column: usize) -> Result<Option<i64>, RecordsError> {
        match self.kind(column)?.as_deref() {
            Some("INT8") => self.read(column),
            Some("INT4") => Ok(self.read::<i32>(column)?.map(i64::from)),
            Some(_) => Err(wrong()),
            None => Ok(None),
        }
    }

    pub(crate) fn flag(&self, column: usize) -> Result<Option<bool>, RecordsError> {
        match self.kind(column)?.as_deref() {
            Some("BOOL") => self.read(column),
            Some(_) => Err(wrong()),
            None => Ok(None),
        }
    }

    /// What a column holds; `None` when it holds nothing.
    fn kind(&self, column: usize) -> Result<Option<String>, RecordsError> {
        let value = self.0.try_get_raw(column).map_err(postgres_error)?;
        Ok((!value.is_null()).then(|| value.type_info().name().to_owned()))
    }

    fn read<'r, T>(&'r self, column: usize) -> Result<Option<T>, RecordsError>
    where
        T: sqlx::Decode<'r, Postgres> + sqlx::Type<Postgres>,
    {
        self.0
            .try_get_unchecked::<Option<T>, _>(column)
            .map_err(postgres_error)
    }
}

fn wrong() -> RecordsError {
    RecordsError::Other("a column is of another type".into())
}
