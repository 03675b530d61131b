//! Reading what can be read of a damaged cache, and laying it into a new one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::{SqlitePool, sqlite::SqlitePoolOptions};
use wire::sync::TrailLine;
use workflows::RecordsError;

use crate::{
    AUDIT_WRITER, DEVICE, OpenError, OpenOptions,
    db::{args, damaged_options},
    sql::Sql,
    tx::Tx,
};

/// What only this workstation had, as far as it could be read.
#[derive(Default, Serialize, Deserialize)]
pub struct Rescued {
    settings: Vec<(String, String)>,
    series: Vec<(String, i64)>,
    outbox: BTreeMap<i64, OutboxRow>,
    drafts: Vec<DraftRow>,
    /// Audit lines that the server had not taken.
    #[serde(default)]
    trail: Vec<TrailRow>,
    /// Whether nothing of it was unreadable.
    pub whole: bool,
}

#[derive(Serialize, Deserialize, sqlx::FromRow)]
struct OutboxRow {
    n: i64,
    device: String,
    sequence: i64,
    change_id: String,
    change: String,
    state: String,
    commit_no: Option<i64>,
    failure: Option<String>,
    recorded_at: String,
    archived_at: Option<String>,
    again: bool,
}

#[derive(Serialize, Deserialize, sqlx::FromRow)]
struct DraftRow {
    person: String,
    form: String,
    body: String,
    saved_at: String,
}

#[derive(Serialize, Deserialize, sqlx::FromRow)]
struct TrailRow {
    at: String,
    person: String,
    role: String,
    device: String,
    command: String,
    patient: Option<String>,
    outcome: String,
    reason: Option<String>,
}

impl Rescued {
    /// How many changes could be read.
    pub fn changes(&self) -> usize {
        self.outbox.len()
    }
}

/// The settings that a new cache takes over. The cursor is not one: everything is fetched again.
const KEPT_SETTINGS: &str = "select key, value from setting
    where key in ('identity', 'device', 'device_code', 'chain', 'epoch', 'last_person')";

/// Reads a damaged cache, which is not written to. What cannot be read is left out.
pub async fn rescue(options: &OpenOptions) -> Rescued {
    let mut rescued = Rescued::default();
    let Ok(pool) = open(options).await else {
        return rescued;
    };
    let settings = sqlx::query_as(KEPT_SETTINGS).fetch_all(&pool).await;
    let series = sqlx::query_as("select purpose, next from series")
        .fetch_all(&pool)
        .await;
    let drafts = sqlx::query_as("select person, form, body, saved_at from draft")
        .fetch_all(&pool)
        .await;
    rescued.whole = settings.is_ok() && series.is_ok() && drafts.is_ok();
    rescued.settings = settings.unwrap_or_default();
    rescued.series = series.unwrap_or_default();
    rescued.drafts = drafts.unwrap_or_default();
    // From both ends towards the damage.
    for statement in [
        "select * from outbox order by n",
        "select * from outbox order by n desc",
    ] {
        let whole = read_outbox(&pool, statement, &mut rescued.outbox).await;
        rescued.whole &= whole;
        if whole {
            break;
        }
    }
    rescued.trail = read_trail(&pool).await;
    pool.close().await;
    rescued
}

/// Lines that the server has not signed for, as far back as they can be read.
const UNSIGNED_TRAIL: &str = "
    select at, person, role, device, command, patient, outcome, reason from audit
    where writer = coalesce((select value from setting where key = 'audit_writer'),
                            (select value from setting where key = 'device'))
      and seq > coalesce((select value ->> '$.size' from setting where key = 'audit_checkpoint'
                          and value ->> '$.writer' = audit.writer), 0)
    order by n desc";

async fn read_trail(pool: &SqlitePool) -> Vec<TrailRow> {
    use futures_util::TryStreamExt;
    let mut rows = sqlx::query_as::<_, TrailRow>(UNSIGNED_TRAIL).fetch(pool);
    let mut lines = Vec::new();
    while let Ok(Some(line)) = rows.try_next().await {
        lines.push(line);
    }
    lines.reverse();
    lines
}

async fn open(options: &OpenOptions) -> Result<SqlitePool, OpenError> {
    Ok(SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(damaged_options(options))
        .await?)
}

/// Reads rows until the first that cannot be read; says whether there was none.
async fn read_outbox(
    pool: &SqlitePool,
    statement: &'static str,
    into: &mut BTreeMap<i64, OutboxRow>,
) -> bool {
    use futures_util::TryStreamExt;
    let mut rows = sqlx::query_as::<_, OutboxRow>(statement).fetch(pool);
    loop {
        match rows.try_next().await {
            Ok(Some(row)) => {
                into.insert(row.n, row);
            }
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

impl Tx {
    /// Lays what was rescued into a new cache. When some of it could not be read, the chain goes on where
    /// the server says that it ended.
    pub async fn lay_rescued(&mut self, rescued: &Rescued) -> Result<(), RecordsError> {
        for (key, value) in &rescued.settings {
            if rescued.whole || key != "chain" {
                self.set_setting(key, value).await?;
            }
        }
        for (purpose, next) in &rescued.series {
            let statement = Sql::same("insert into series (purpose, next) values ($1, $2)");
            self.db.execute(statement, args![purpose, *next]).await?;
        }
        for draft in &rescued.drafts {
            let statement = Sql::same(
                "insert into draft (person, form, body, saved_at) values ($1, $2, $3, $4)",
            );
            let args = args![&draft.person, &draft.form, &draft.body, &draft.saved_at];
            self.db.execute(statement, args).await?;
        }
        for row in rescued.outbox.values() {
            self.lay_rescued_change(row).await?;
        }
        self.lay_rescued_trail(rescued).await
    }

    /// The end of the chain may be lost, and another line at a place that the server holds would be refused:
    /// so a chain begins anew, with what the server lacks.
    async fn lay_rescued_trail(&mut self, rescued: &Rescued) -> Result<(), RecordsError> {
        let device = rescued.settings.iter().find(|(key, _)| key == DEVICE);
        if let Some((_, device)) = device {
            let writer = format!("{device}.{}", values::ids::random());
            self.set_setting(AUDIT_WRITER, &writer).await?;
        }
        for row in &rescued.trail {
            let line = TrailLine {
                at: row.at.clone(),
                person: row.person.clone(),
                role: row.role.clone(),
                device: row.device.clone(),
                command: row.command.clone(),
                patient: row.patient.clone(),
                outcome: row.outcome.clone(),
                reason: row.reason.clone(),
            };
            self.add_own(line).await?;
        }
        Ok(())
    }

    async fn lay_rescued_change(&mut self, row: &OutboxRow) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into outbox (n, device, sequence, change_id, change, state, commit_no, failure, recorded_at, archived_at, again)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        );
        let args = args![
            row.n,
            &row.device,
            row.sequence,
            &row.change_id,
            &row.change,
            &row.state,
            row.commit_no,
            row.failure.as_deref(),
            &row.recorded_at,
            row.archived_at.as_deref(),
            i64::from(row.again),
        ];
        self.db.execute(statement, args).await.map(drop)
    }
}
