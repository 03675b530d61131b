//! The one seam between this crate's SQL and the engine that runs it. Everything else says what to ask;
//! which engine answers, and how its rows are read, stands here and below.

mod arg;
mod checkpoint;
mod connection;
#[cfg(feature = "inline")]
mod inline;
pub(crate) mod postgres;
mod row;
mod sqlite;
#[cfg(test)]
mod tests;

use workflows::RecordsError;

use crate::{OpenError, OpenOptions, open::PostgresOptions, sql::Sql};

pub(crate) use arg::{Arg, args};
pub(crate) use row::Row;
pub(crate) use sqlite::{damaged_options, is_whole, look_into, rekey};

#[cfg(feature = "inline")]
pub use inline::Failpoint;

/// Tidies the search index and the statistics of SQLite.
const OPTIMIZE: [&str; 2] = [
    "insert into patient_search(patient_search) values ('optimize')",
    "pragma optimize",
];

/// Writes a copy of a file of SQLite, while others go on with it.
const COPY_INTO: &str = "vacuum into $1";

/// An open database on one engine.
#[derive(Debug, Clone)]
pub(crate) enum Engine {
    Sqlite(sqlite::Pools),
    Postgres(postgres::Pools),
    #[cfg(feature = "inline")]
    Inline(inline::Inline),
}

impl Engine {
    /// A file of SQLite, read and written through pools.
    pub(crate) fn sqlite(options: &OpenOptions) -> Result<Self, OpenError> {
        sqlite::Pools::open(options).map(Self::Sqlite)
    }

    /// A database of PostgreSQL.
    pub(crate) async fn postgres(options: &PostgresOptions) -> Result<Self, OpenError> {
        postgres::Pools::open(options).await.map(Self::Postgres)
    }

    /// A file of SQLite through one connection.
    #[cfg(feature = "inline")]
    pub(crate) fn inline(
        path: &std::path::Path,
        vfs: Option<&str>,
        failpoint: Option<Failpoint>,
    ) -> Result<Self, OpenError> {
        inline::Inline::open(path, vfs, failpoint).map(Self::Inline)
    }

    pub(crate) async fn begin_read(&self) -> Result<Db, RecordsError> {
        match self {
            Self::Sqlite(pools) => pools.begin_read().await.map(Db::Sqlite),
            Self::Postgres(pools) => Box::pin(pools.begin_read()).await.map(Db::Postgres),
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.begin_read().await.map(Db::Inline),
        }
    }

    pub(crate) async fn begin_write(&self) -> Result<Db, RecordsError> {
        match self {
            Self::Sqlite(pools) => pools.begin_write().await.map(Db::Sqlite),
            Self::Postgres(pools) => Box::pin(pools.begin_write()).await.map(Db::Postgres),
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.begin_write().await.map(Db::Inline),
        }
    }

    /// Whether somebody waits to write while this one does. Where several write at once nobody waits.
    pub(crate) fn writing_is_awaited(&self) -> bool {
        match self {
            Self::Sqlite(pools) => pools.writing_is_awaited(),
            _ => false,
        }
    }

    /// When nobody else writes. SQLite has one writer at any time.
    pub(crate) async fn begin_write_alone(&self) -> Result<Db, RecordsError> {
        match self {
            Self::Postgres(pools) => Box::pin(pools.begin_write_alone()).await.map(Db::Postgres),
            _ => self.begin_write().await,
        }
    }

    /// This engine, where commits get their numbers after they are made.
    pub(crate) const fn stamps_later(&self) -> Option<&postgres::Pools> {
        match self {
            Self::Postgres(pools) => Some(pools),
            _ => None,
        }
    }

    pub(crate) async fn optimize(&self) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(pools) => pools.optimize().await,
            // Its own autovacuum does that.
            Self::Postgres(_) => Ok(()),
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.optimize().await,
        }
    }

    /// Writes everything as it is at this moment into a new file.
    pub(crate) async fn copy_into(&self, path: &std::path::Path) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(pools) => pools.copy_into(path).await,
            Self::Postgres(_) => Err(RecordsError::Other("not a file".into())),
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.copy_into(path).await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pools) => pools.close().await,
            Self::Postgres(pools) => pools.close().await,
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.close().await,
        }
    }
}

/// One open transaction on one engine. Dropped without [`Db::commit`], it undoes everything.
pub(crate) enum Db {
    Sqlite(sqlite::Transaction),
    Postgres(postgres::Transaction),
    #[cfg(feature = "inline")]
    Inline(inline::Transaction),
}

/// Waiting for PostgreSQL is kept on the heap: it is large, and everything that waits would grow by it.
impl Db {
    /// Runs a statement to its end. How many rows it wrote.
    pub(crate) async fn execute<const N: usize>(
        &mut self,
        sql: Sql,
        args: [Arg<'_>; N],
    ) -> Result<u64, RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.execute(sql.sqlite, &args),
            Self::Postgres(tx) => Box::pin(tx.execute(sql.postgres, args)).await,
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.execute(sql.sqlite, &args),
        }
    }

    /// Runs a statement once for each of these rows. On SQLite a statement of many rows would write the search
    /// index out each time.
    pub(crate) async fn execute_each<'a, const N: usize>(
        &mut self,
        sql: Sql,
        rows: impl Iterator<Item = [Arg<'a>; N]> + Send,
    ) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.execute_each(sql.sqlite, rows),
            Self::Postgres(tx) => {
                for row in rows {
                    Box::pin(tx.execute(sql.postgres, row)).await?;
                }
                Ok(())
            }
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.execute_each(sql.sqlite, rows),
        }
    }

    /// Every row that a statement answers, each as `read` makes it.
    pub(crate) async fn rows<T: Send, const N: usize>(
        &mut self,
        sql: Sql,
        args: [Arg<'_>; N],
        read: impl FnMut(Row) -> Result<T, RecordsError> + Send,
    ) -> Result<Vec<T>, RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.rows(sql.sqlite, &args, read),
            Self::Postgres(tx) => Box::pin(tx.rows(sql.postgres, args, read)).await,
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.rows(sql.sqlite, &args, read),
        }
    }

    /// The first row that a statement answers, if it answers any.
    pub(crate) async fn row<const N: usize>(
        &mut self,
        sql: Sql,
        args: [Arg<'_>; N],
    ) -> Result<Option<Row>, RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.row(sql.sqlite, &args),
            Self::Postgres(tx) => Box::pin(tx.row(sql.postgres, args)).await,
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.row(sql.sqlite, &args),
        }
    }

    /// The row of a statement that always answers one.
    pub(crate) async fn one<const N: usize>(
        &mut self,
        sql: Sql,
        args: [Arg<'_>; N],
    ) -> Result<Row, RecordsError> {
        let row = self.row(sql, args).await?;
        row.ok_or_else(|| RecordsError::Other("a statement answered no row".into()))
    }

    /// The engine, where commits get their numbers after they are made; `None` where they have them before.
    pub(crate) const fn stamped_later(&self) -> Option<&postgres::Pools> {
        match self {
            Self::Postgres(tx) => Some(&tx.pools),
            _ => None,
        }
    }

    /// Whether nobody else writes meanwhile: what is read stands until the end.
    pub(crate) const fn is_alone(&self) -> bool {
        match self {
            Self::Postgres(tx) => tx.alone,
            _ => true,
        }
    }

    /// Like [`Db::one`]; a constraint that refuses leaves the transaction as it was before. Beside others
    /// that write, a refusal may be theirs: then the transaction is to be run again.
    pub(crate) async fn attempt<const N: usize>(
        &mut self,
        sql: Sql,
        args: [Arg<'_>; N],
    ) -> Result<Row, RecordsError> {
        let row = match self {
            Self::Postgres(tx) => Box::pin(tx.attempt(sql.postgres, args)).await?,
            _ => self.row(sql, args).await?,
        };
        row.ok_or_else(|| RecordsError::Other("a statement answered no row".into()))
    }

    /// Makes everything in it durable.
    pub(crate) async fn commit(self) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.commit(),
            Self::Postgres(tx) => Box::pin(tx.commit()).await,
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.commit(),
        }
    }

    /// Lets the file have so many pages and no more. For self-checks.
    pub(crate) fn limit_pages(&mut self, pages: i64) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.limit_pages(pages),
            Self::Postgres(_) => Err(RecordsError::Other("not a file".into())),
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.limit_pages(pages),
        }
    }

    /// Whether triggers run. On PostgreSQL constraints stand where SQLite has triggers, and stay.
    pub(crate) fn triggers(&mut self, run: bool) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.triggers(run),
            Self::Postgres(_) => Ok(()),
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.triggers(run),
        }
    }

    /// Keeps more of the file in memory than usually, or no more than that again.
    pub(crate) fn keep_much(&mut self, much: bool) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.keep_much(much),
            // It has a memory of its own.
            Self::Postgres(_) => Ok(()),
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.keep_much(much),
        }
    }
}
