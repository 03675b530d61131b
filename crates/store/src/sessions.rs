//! Sign-ins at the server, and the refresh tokens that follow one another in each.

use uuid::Uuid;
use values::{
    Instant,
    ids::{DeviceId, FacilityId, PersonId},
};
use workflows::RecordsError;

use crate::{
    db::{Row, args},
    sql::Sql,
    tx::{Tx, parse_id, parse_instant},
};

/// A sign-in that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// Who signed in.
    pub person: PersonId,
    /// At which workstation.
    pub device: DeviceId,
    /// Where that stood.
    pub facility: FacilityId,
    /// When.
    pub begun_at: Instant,
    /// When it was last gone on with.
    pub used_at: Instant,
    /// When it ends, whatever is done.
    pub ends_at: Instant,
    /// Of what the person proved themselves against.
    pub proven: String,
    /// From it and a token follows the token after it.
    pub secret: String,
}

/// Why a sign-in ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// The person signed out there.
    SignedOut,
    /// The person signed it out from elsewhere.
    SentAway,
    /// A refresh token came a second time.
    Reused,
    /// The account or its password changed.
    Account,
    /// It was not used for too long, or was too old.
    Age,
}

impl SessionEnd {
    const fn name(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::SentAway => "sent_away",
            Self::Reused => "reused",
            Self::Account => "account",
            Self::Age => "age",
        }
    }
}

/// A refresh token as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefreshToken {
    /// Whose.
    pub session: Uuid,
    /// When it was handed in, if it was.
    pub used_at: Option<Instant>,
}

macro_rules! select_sessions {
    ($tail:literal) => {
        Sql::same(concat!(
            "select id, person, device, facility, begun_at, used_at, ends_at, proven, secret
             from session where ended_at is null and ",
            $tail
        ))
    };
}

impl Tx {
    /// Keeps a sign-in with its first refresh token.
    pub async fn begin_session(
        &mut self,
        session: &Session,
        refresh: &str,
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into session (id, person, device, facility, begun_at, used_at, ends_at, proven, secret)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        let args = args![
            session.id.to_string(),
            session.person.to_string(),
            session.device.to_string(),
            session.facility.to_string(),
            session.begun_at.to_string(),
            session.used_at.to_string(),
            session.ends_at.to_string(),
            &session.proven,
            &session.secret,
        ];
        self.db.execute(statement, args).await?;
        self.give_refresh_token(session.id, refresh, session.begun_at)
            .await
    }

    /// A sign-in that has not ended.
    pub async fn session(&mut self, id: Uuid) -> Result<Option<Session>, RecordsError> {
        let row = self
            .db
            .row(select_sessions!("id = $1"), args![id.to_string()])
            .await?;
        row.as_ref().map(session).transpose()
    }

    /// A person's sign-ins that have not ended, the newest first.
    pub async fn sessions_of(&mut self, person: PersonId) -> Result<Vec<Session>, RecordsError> {
        self.db
            .rows(
                select_sessions!("person = $1 order by begun_at desc, id desc"),
                args![person.to_string()],
                |row| session(&row),
            )
            .await
    }

    /// Everybody's sign-ins at a facility that have not ended, the newest first.
    pub async fn sessions_at(
        &mut self,
        facility: FacilityId,
    ) -> Result<Vec<Session>, RecordsError> {
        self.db
            .rows(
                select_sessions!("facility = $1 order by begun_at desc, id desc"),
                args![facility.to_string()],
                |row| session(&row),
            )
            .await
    }

    /// Ends every sign-in at a workstation that may not share any more.
    pub(crate) async fn end_sessions_of(
        &mut self,
        device: DeviceId,
        now: Instant,
    ) -> Result<(), RecordsError> {
        let statement = select_sessions!("device = $1");
        let sessions = self
            .db
            .rows(statement, args![device.to_string()], |row| session(&row))
            .await?;
        for session in sessions {
            self.end_session(session.id, SessionEnd::SentAway, now)
                .await?;
        }
        Ok(())
    }

    /// The refresh token with this digest.
    pub async fn refresh_token(
        &mut self,
        digest: &str,
    ) -> Result<Option<RefreshToken>, RecordsError> {
        let statement = Sql::same("select session, used_at from refresh_token where digest = $1");
        let row = self.db.row(statement, args![digest]).await?;
        row.map(|row| {
            Ok(RefreshToken {
                session: parse_id(row.text(0)?)?,
                used_at: row.optional_text(1)?.map(parse_instant).transpose()?,
            })
        })
        .transpose()
    }

    /// Takes a refresh token, and gives the next one.
    pub async fn rotate_refresh_token(
        &mut self,
        session: Uuid,
        (used, next): (&str, &str),
        now: Instant,
    ) -> Result<(), RecordsError> {
        let used_up = Sql::same("update refresh_token set used_at = $2 where digest = $1");
        self.db
            .execute(used_up, args![used, now.to_string()])
            .await?;
        let goes_on = Sql::same("update session set used_at = $2 where id = $1");
        self.db
            .execute(goes_on, args![session.to_string(), now.to_string()])
            .await?;
        self.give_refresh_token(session, next, now).await
    }

    async fn give_refresh_token(
        &mut self,
        session: Uuid,
        digest: &str,
        now: Instant,
    ) -> Result<(), RecordsError> {
        let statement =
            Sql::same("insert into refresh_token (digest, session, given_at) values ($1, $2, $3)");
        let args = args![digest, session.to_string(), now.to_string()];
        self.db.execute(statement, args).await.map(drop)
    }

    /// Lets a sign-in go on against another verifier of the same password.
    pub async fn prove_session(&mut self, id: Uuid, proven: &str) -> Result<(), RecordsError> {
        let statement = Sql::same("update session set proven = $2 where id = $1");
        self.db
            .execute(statement, args![id.to_string(), proven])
            .await
            .map(drop)
    }

    /// Ends a sign-in, and forgets its tokens. Whether it had not ended before.
    pub async fn end_session(
        &mut self,
        id: Uuid,
        why: SessionEnd,
        now: Instant,
    ) -> Result<bool, RecordsError> {
        let forget = Sql::same("delete from refresh_token where session = $1");
        self.db.execute(forget, args![id.to_string()]).await?;
        let statement = Sql::same(
            "update session set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null",
        );
        let args = args![id.to_string(), now.to_string(), why.name()];
        Ok(self.db.execute(statement, args).await? == 1)
    }
}

fn session(row: &Row) -> Result<Session, RecordsError> {
    Ok(Session {
        id: parse_id(row.text(0)?)?,
        person: PersonId::from_uuid(parse_id(row.text(1)?)?),
        device: DeviceId::from_uuid(parse_id(row.text(2)?)?),
        facility: FacilityId::from_uuid(parse_id(row.text(3)?)?),
        begun_at: parse_instant(row.text(4)?)?,
        used_at: parse_instant(row.text(5)?)?,
        ends_at: parse_instant(row.text(6)?)?,
        proven: row.text(7)?.to_owned(),
        secret: row.text(8)?.to_owned(),
    })
}
