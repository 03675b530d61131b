//! Codes that admit one workstation each: made when an administrator asks for one, or at the first start.

use clinic::records::{Facility, Kind};
use passwords::code_digest;
use store::{BackupError, NewCode, Store, Tx};
use values::{
    Instant,
    ids::{FacilityId, PersonId},
};
use wire::sync::Invitation;
use workflows::{Query, Records, RecordsError};

use crate::{
    Transport,
    backup::{CareError, Place, open},
    records::turn::Turns,
    transport::known_by,
};

/// How long a code admits when nothing else is said, hours.
pub const HOURS: u32 = 24;
/// A code is not forgotten in a drawer for longer, hours.
pub const HOURS_MAX: u32 = 7 * 24;
/// 60 bits, which nobody guesses at the pace that is allowed.
const SYMBOLS: usize = 12;
const HOUR_MS: i64 = 60 * 60 * 1_000;

/// What an administrator hands out.
#[derive(Debug)]
pub struct Invited {
    /// What is typed at the workstation.
    pub line: Invitation,
    /// Until when it admits.
    pub until: Instant,
}

/// Makes a line with which one workstation joins, at this facility if one is named. The server may run meanwhile.
pub async fn invite(
    place: &Place,
    transport: &Transport,
    facility: Option<&str>,
    (now, hours): (Instant, u32),
) -> Result<Invited, CareError> {
    let fingerprint = known_by(transport)?;
    if fingerprint.is_none() && matches!(transport, Transport::Own(_)) {
        return Err(CareError::NeverStarted);
    }
    let store = open(place).await?;
    let made = made(&store, facility, now, until(now, hours)).await;
    store.close().await;
    let code = made.map_err(BackupError::from)?;
    Ok(Invited {
        line: Invitation {
            code: code.ok_or(CareError::NoSuchFacility)?,
            fingerprint,
        },
        until: until(now, hours),
    })
}

/// A code for the first workstation; `None` when there is one already.
pub(crate) async fn first(store: &Store, now: Instant) -> Result<Option<String>, RecordsError> {
    if store.read().await?.device_count().await? > 0 {
        return Ok(None);
    }
    made(store, None, now, until(now, HOURS)).await
}

/// When a code that is made now ends.
pub(crate) fn until(now: Instant, hours: u32) -> Instant {
    now.plus_millis(i64::from(hours) * HOUR_MS)
}

/// Keeps a new code; `None` when there is no facility of that name.
async fn made(
    store: &Store,
    facility: Option<&str>,
    now: Instant,
    until: Instant,
) -> Result<Option<String>, RecordsError> {
    let mut turns = Turns::alone(store);
    loop {
        let tx = turns.next().await?;
        match kept(tx, facility, (now, until)).await {
            Err(RecordsError::Contended) if turns.are_left() => {}
            made => return made,
        }
    }
}

async fn kept(
    mut tx: Tx,
    facility: Option<&str>,
    from_until: (Instant, Instant),
) -> Result<Option<String>, RecordsError> {
    let facility = match facility {
        None => None,
        Some(name) => match named(&mut tx, name).await? {
            None => return Ok(None),
            some => some,
        },
    };
    let code = keep_code(&mut tx, facility, None, from_until).await?;
    tx.commit().await?;
    Ok(Some(code))
}

/// Makes a code and keeps what is kept of it.
pub(crate) async fn keep_code(
    tx: &mut Tx,
    facility: Option<FacilityId>,
    made_by: Option<PersonId>,
    (made_at, until): (Instant, Instant),
) -> Result<String, RecordsError> {
    let code = passwords::code::<SYMBOLS>();
    let code = code.map_err(|error| RecordsError::Other(Box::new(error)))?;
    tx.add_enrolment_code(&NewCode {
        digest: &code_digest(&code),
        facility,
        made_by,
        made_at,
        until,
    })
    .await?;
    Ok(code.to_string())
}

async fn named(tx: &mut Tx, name: &str) -> Result<Option<FacilityId>, RecordsError> {
    for stored in tx.find(&Query::All(Kind::Facility)).await? {
        let facility: Facility = workflows::context::decode_body(stored.body)?;
        if facility.name == name {
            return Ok(Some(facility.id));
        }
    }
    Ok(None)
}
