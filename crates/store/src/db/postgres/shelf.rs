//! Snapshots in the database: whichever process made one, all of them hand it out.

use uuid::Uuid;
use values::{Instant, ids::FacilityId};
use workflows::RecordsError;

use super::Pools;
use crate::{Store, db::args, error::postgres_error, sql::Sql, tx::Tx};

/// Snapshots that several processes share: headers, and the frames that they tell of. Whoever makes one holds a lock
/// under its name until it is whole: one that is not, and whose lock is free, was left by a process that died.
#[derive(Debug, Clone)]
pub struct SharedShelf(Pools);

impl Store {
    /// Where snapshots are, when several processes may hand them out.
    pub fn shared_shelf(&self) -> Option<SharedShelf> {
        self.engine.stamps_later().cloned().map(SharedShelf)
    }
}

impl Tx {
    /// Says, for as long as this transaction is open, that the snapshot is being made: to other processes, where
    /// there may be some.
    pub async fn make_snapshot(&mut self, id: Uuid) -> Result<(), RecordsError> {
        if self.db.stamped_later().is_none() {
            return Ok(());
        }
        let statement = Sql::same("select pg_advisory_xact_lock(hashtextextended($1, 0))");
        self.db
            .execute(statement, args![id.to_string()])
            .await
            .map(drop)
    }
}

impl SharedShelf {
    /// Puts one on the shelf that its maker says is being made.
    pub async fn begin(
        &self,
        (id, facility): (Uuid, FacilityId),
        made_at: Instant,
        header: &str,
    ) -> Result<(), RecordsError> {
        let statement =
            "insert into snapshot (id, facility, made_at, header) values ($1, $2, $3, $4)";
        sqlx::query(statement)
            .bind(id.to_string())
            .bind(facility.to_string())
            .bind(made_at.to_string())
            .bind(header)
            .execute(&self.0.writers)
            .await
            .map(drop)
            .map_err(postgres_error)
    }

    /// Adds a frame together with the header that tells of it, and whether any more come.
    pub async fn add(
        &self,
        id: Uuid,
        (n, frame): (u32, &[u8]),
        (header, whole): (String, bool),
    ) -> Result<(), RecordsError> {
        let statement = "with told as (update snapshot set header = $4, whole = $5 where id = $1)
             insert into snapshot_chunk (id, n, frame) values ($1, $2, $3)";
        sqlx::query(statement)
            .bind(id.to_string())
            .bind(i64::from(n))
            .bind(frame)
            .bind(header)
            .bind(whole)
            .execute(&self.0.writers)
            .await
            .map(drop)
            .map_err(postgres_error)
    }

    /// Tells what the header says now, and whether any more frames come.
    pub async fn tell(
        &self,
        id: Uuid,
        (header, whole): (String, bool),
    ) -> Result<(), RecordsError> {
        let statement = "update snapshot set header = $2, whole = $3 where id = $1";
        sqlx::query(statement)
            .bind(id.to_string())
            .bind(header)
            .bind(whole)
            .execute(&self.0.writers)
            .await
            .map(drop)
            .map_err(postgres_error)
    }

    /// The header of a facility's snapshot; `None` when there is none, or when it is not whole and whoever made it
    /// is gone.
    pub async fn header(
        &self,
        id: Uuid,
        facility: FacilityId,
    ) -> Result<Option<String>, RecordsError> {
        let statement = "select header from snapshot where id = $1 and facility = $2
                 and (whole or not pg_try_advisory_xact_lock_shared(hashtextextended(id, 0)))";
        sqlx::query_scalar(statement)
            .bind(id.to_string())
            .bind(facility.to_string())
            .fetch_optional(&self.0.readers)
            .await
            .map_err(postgres_error)
    }

    /// The newest header of a facility that was made after `since` and by `until`.
    pub async fn young(
        &self,
        facility: FacilityId,
        (since, until): (Instant, Instant),
    ) -> Result<Option<String>, RecordsError> {
        let statement = "select header from snapshot
             where facility = $1 and made_at > $2 and made_at <= $3
                 and (whole or not pg_try_advisory_xact_lock_shared(hashtextextended(id, 0)))
             order by made_at desc limit 1";
        sqlx::query_scalar(statement)
            .bind(facility.to_string())
            .bind(since.to_string())
            .bind(until.to_string())
            .fetch_optional(&self.0.readers)
            .await
            .map_err(postgres_error)
    }

    /// A frame of a facility's snapshot.
    pub async fn frame(
        &self,
        (id, facility): (Uuid, FacilityId),
        n: u32,
    ) -> Result<Option<Vec<u8>>, RecordsError> {
        let statement = "select c.frame from snapshot as s join snapshot_chunk as c on c.id = s.id
             where s.id = $1 and s.facility = $2 and c.n = $3";
        sqlx::query_scalar(statement)
            .bind(id.to_string())
            .bind(facility.to_string())
            .bind(i64::from(n))
            .fetch_optional(&self.0.readers)
            .await
            .map_err(postgres_error)
    }

    /// Removes what is as old as that, and what was left unfinished.
    pub async fn tidy(&self, until: Instant) -> Result<(), RecordsError> {
        let statement = "delete from snapshot where made_at <= $1
                 or (not whole and pg_try_advisory_xact_lock_shared(hashtextextended(id, 0)))";
        sqlx::query(statement)
            .bind(until.to_string())
            .execute(&self.0.writers)
            .await
            .map(drop)
            .map_err(postgres_error)
    }
}
