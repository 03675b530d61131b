//! The one seam between this crate's SQL and the engine that runs it. Everything else says what to ask;
//! which engine answers, and how its rows are read, stands here and below.

mod arg;
mod connection;
#[cfg(feature = "inline")]
mod inline;
mod row;
mod sqlite;
#[cfg(test)]
mod tests;

use workflows::RecordsError;

use crate::{OpenError, OpenOptions, sql::Sql};

pub(crate) use arg::{Arg, args};
pub(crate) use row::Row;
pub(crate) use sqlite::{damaged_options, is_whole};

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
    #[cfg(feature = "inline")]
    Inline(inline::Inline),
}

impl Engine {
    /// A file of SQLite, read and written through pools.
    pub(crate) fn sqlite(options: &OpenOptions) -> Result<Self, OpenError> {
        sqlite::Pools::open(options).map(Self::Sqlite)
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
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.begin_read().await.map(Db::Inline),
        }
    }

    pub(crate) async fn begin_write(&self) -> Result<Db, RecordsError> {
        match self {
            Self::Sqlite(pools) => pools.begin_write().await.map(Db::Sqlite),
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.begin_write().await.map(Db::Inline),
        }
    }

    pub(crate) async fn optimize(&self) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(pools) => pools.optimize().await,
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.optimize().await,
        }
    }

    /// Writes everything as it is at this moment into a new file.
    pub(crate) async fn copy_into(&self, path: &std::path::Path) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(pools) => pools.copy_into(path).await,
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.copy_into(path).await,
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pools) => pools.close().await,
            #[cfg(feature = "inline")]
            Self::Inline(engine) => engine.close().await,
        }
    }
}

/// One open transaction on one engine. Dropped without [`Db::commit`], it undoes everything.
pub(crate) enum Db {
    Sqlite(sqlite::Transaction),
    #[cfg(feature = "inline")]
    Inline(inline::Transaction),
}

impl Db {
    /// Runs a statement to its end. How many rows it wrote.
    pub(crate) async fn execute<const N: usize>(
        &mut self,
        sql: Sql,
        args: [Arg<'_>; N],
    ) -> Result<u64, RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.execute(sql.sqlite, &args),
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.execute(sql.sqlite, &args),
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

    /// Makes everything in it durable.
    pub(crate) async fn commit(self) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.commit(),
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.commit(),
        }
    }

    /// Lets the file have so many pages and no more. For self-checks.
    pub(crate) async fn limit_pages(&mut self, pages: i64) -> Result<(), RecordsError> {
        match self {
            Self::Sqlite(tx) => tx.limit_pages(pages),
            #[cfg(feature = "inline")]
            Self::Inline(tx) => tx.limit_pages(pages),
        }
    }
}
