//! The chains of the audit trail: their ends, lines that have no place yet, and lines from other installations.

use values::{Instant, ids::DeviceId};
use wire::sync::{ChainHash, ChainedLine, TrailEnd, TrailLine};
use workflows::RecordsError;

use crate::{
    Store,
    audit::{AUDIT_WRITER, end, hash, keep, own_end},
    db::{Row, args},
    sql::Sql,
    tx::{Mode, Tx},
};

/// Lines that are read or chained at once.
const SOME: i64 = 2_000;

/// A chain, and how far it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailChain {
    /// Whose.
    pub writer: String,
    /// Its newest line.
    pub end: TrailEnd,
    /// When that was, as it is written there.
    pub at: String,
}

impl Tx {
    /// Gives the lines that wait their places; says how many they were.
    pub async fn chain_waiting(&mut self) -> Result<u64, RecordsError> {
        let mut chained = 0;
        loop {
            let some = self.waiting_lines().await?;
            let Some(last) = some.last().map(|(n, _)| *n) else {
                return Ok(chained);
            };
            let (writer, mut end) = own_end(&mut self.db).await?;
            for (_, line) in some {
                let line = ChainedLine::after(writer.clone(), end, line);
                keep(&mut self.db, &line).await?;
                end = line.end();
                chained += 1;
            }
            let statement = Sql::same("delete from audit_waiting where n <= $1");
            self.db.execute(statement, args![last]).await?;
        }
    }

    async fn waiting_lines(&mut self) -> Result<Vec<(i64, TrailLine)>, RecordsError> {
        let statement = Sql::same(
            "select n, at, person, role, device, command, patient, outcome, reason from audit_waiting order by n limit $1",
        );
        self.db
            .rows(statement, args![SOME], |row| {
                Ok((row.integer(0)?, line(&row, 1)?))
            })
            .await
    }

    /// Whether lines wait for their places.
    pub async fn any_unchained(&mut self) -> Result<bool, RecordsError> {
        let statement = Sql::same("select exists (select 1 from audit_waiting)");
        self.db.one(statement, args![]).await?.flag(0)
    }

    /// The newest line of a chain.
    pub async fn trail_end(&mut self, writer: &str) -> Result<TrailEnd, RecordsError> {
        let statement =
            Sql::same("select seq, hash from audit where writer = $1 order by seq desc limit 1");
        let row = self.db.row(statement, args![writer]).await?;
        row.map_or(Ok(TrailEnd::default()), |row| end(&row, 0))
    }

    /// The hash of a line, when it is there.
    pub async fn trail_hash_at(
        &mut self,
        writer: &str,
        sequence: u64,
    ) -> Result<Option<ChainHash>, RecordsError> {
        let statement = Sql::same("select hash from audit where writer = $1 and seq = $2");
        let args = args![writer, sequence.cast_signed()];
        let row = self.db.row(statement, args).await?;
        row.map(|row| hash(row.text(0)?)).transpose()
    }

    /// Every chain, by its writer.
    pub async fn trail_chains(&mut self) -> Result<Vec<TrailChain>, RecordsError> {
        let statement = Sql::same(
            "select a.writer, a.seq, a.hash, a.at from audit as a
             join (select writer, max(seq) as seq from audit group by writer) as newest
                 on newest.writer = a.writer and newest.seq = a.seq
             order by a.writer",
        );
        self.db
            .rows(statement, args![], |row| {
                Ok(TrailChain {
                    writer: row.text(0)?.to_owned(),
                    end: end(&row, 1)?,
                    at: row.text(3)?.to_owned(),
                })
            })
            .await
    }

    /// Lines of a chain behind a place, in order, `limit` at most.
    pub async fn trail_after(
        &mut self,
        writer: &str,
        sequence: u64,
        limit: usize,
    ) -> Result<Vec<ChainedLine>, RecordsError> {
        let statement = Sql::same(
            "select at, person, role, device, command, patient, outcome, reason, writer, seq, prev, hash from audit
             where writer = $1 and seq > $2 order by seq limit $3",
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let args = args![writer, sequence.cast_signed(), limit];
        self.db.rows(statement, args, |row| chained(&row)).await
    }

    /// Keeps a line that another installation chained. The caller has looked whether it goes on there.
    pub async fn take_line(&mut self, line: &ChainedLine) -> Result<(), RecordsError> {
        keep(&mut self.db, line).await
    }

    /// Whose chain this installation adds to.
    pub async fn trail_writer(&mut self) -> Result<String, RecordsError> {
        own_end(&mut self.db).await.map(|(writer, _)| writer)
    }

    /// Goes on under another chain, into which everything behind `handed` of the old one is written once more:
    /// nobody takes lines of the old one any more.
    pub async fn begin_trail(
        &mut self,
        writer: &str,
        handed: (&str, u64),
    ) -> Result<(), RecordsError> {
        let (old, mut after) = handed;
        self.set_setting(AUDIT_WRITER, writer).await?;
        if old == writer {
            return Ok(());
        }
        loop {
            let lines = self.trail_after(old, after, 500).await?;
            let Some(last) = lines.last() else {
                return Ok(());
            };
            after = last.sequence;
            for line in lines {
                self.add_own(line.line).await?;
            }
        }
    }

    /// Adds a line, as it was once written, to this installation's chain.
    pub(crate) async fn add_own(&mut self, line: TrailLine) -> Result<(), RecordsError> {
        let (writer, end) = own_end(&mut self.db).await?;
        keep(&mut self.db, &ChainedLine::after(writer, end, line)).await
    }

    /// Writes down, once for each workstation and kind, that lines were not taken.
    pub async fn report_trail_incident(
        &mut self,
        kind: &str,
        device: DeviceId,
        at: Instant,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into incident (at, kind, device) select $1, $2, $3
             where not exists (select 1 from incident where kind = $2 and device = $3)",
        );
        let args = args![at.to_string(), kind, device.to_string()];
        self.db.execute(statement, args).await.map(drop)
    }
}

impl Store {
    /// Gives lines that wait their places, when there are any.
    pub async fn chain_lines(&self) -> Result<u64, RecordsError> {
        if !self.read().await?.any_unchained().await? {
            return Ok(0);
        }
        let mut tx = self
            .write_alone(Mode::Shared {
                commit: 0,
                change: None,
            })
            .await?;
        let chained = tx.chain_waiting().await?;
        tx.commit().await?;
        Ok(chained)
    }
}

/// Of the eight columns of a line, from one on.
fn line(row: &Row, from: usize) -> Result<TrailLine, RecordsError> {
    let text = |column: usize| row.text(from + column).map(str::to_owned);
    let optional = |column: usize| {
        row.optional_text(from + column)
            .map(|text| text.map(str::to_owned))
    };
    Ok(TrailLine {
        at: text(0)?,
        person: text(1)?,
        role: text(2)?,
        device: text(3)?,
        command: text(4)?,
        patient: optional(5)?,
        outcome: text(6)?,
        reason: optional(7)?,
    })
}

/// Of those columns, and where the line stands. A hash that is none counts as zeros, which no line has.
pub(crate) fn chained(row: &Row) -> Result<ChainedLine, RecordsError> {
    Ok(ChainedLine {
        writer: row.text(8)?.to_owned(),
        sequence: row.integer(9)?.unsigned_abs(),
        previous: row.text(10)?.parse().unwrap_or_default(),
        hash: row.text(11)?.parse().unwrap_or_default(),
        line: line(row, 0)?,
    })
}
