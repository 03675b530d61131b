//! Codes that admit a workstation once.

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

/// A code that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCode<'a> {
    /// What is kept of it.
    pub digest: &'a str,
    /// The facility that it admits to, if it says which.
    pub facility: Option<FacilityId>,
    /// Who made it; nobody is known at the command line.
    pub made_by: Option<PersonId>,
    /// When.
    pub made_at: Instant,
    /// Until when it admits.
    pub until: Instant,
}

/// A code that admits somebody still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCode {
    /// By what it is named; the code itself is known to whoever has it.
    pub id: Uuid,
    /// The facility that it admits to, if it says which.
    pub facility: Option<FacilityId>,
    /// Who made it, if that is known.
    pub made_by: Option<PersonId>,
    /// When.
    pub made_at: Instant,
    /// Until when it admits.
    pub until: Instant,
}

/// A code that may still be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// The facility that it admits to, where it says which.
    pub facility: Option<FacilityId>,
    /// Whom it admitted already.
    pub used_by: Option<DeviceId>,
}

impl Tx {
    /// Keeps a code by its digest.
    pub async fn add_enrolment_code(&mut self, code: &NewCode<'_>) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into enrolment_code (digest, id, facility, made_by, made_at, until)
             values ($1, $2, $3, $4, $5, $6)",
        );
        let args = args![
            code.digest,
            values::ids::random().to_string(),
            code.facility.map(|facility| facility.to_string()),
            code.made_by.map(|person| person.to_string()),
            code.made_at.to_string(),
            code.until.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
    }

    /// The codes that admit to this facility, or wherever is asked for, and were not used; the first to end first.
    pub async fn open_codes(
        &mut self,
        facility: FacilityId,
        now: Instant,
    ) -> Result<Vec<OpenCode>, RecordsError> {
        let statement = Sql::same(
            "select id, facility, made_by, made_at, until from enrolment_code
             where used_at is null and until > $2 and (facility is null or facility = $1) order by until, id",
        );
        let args = args![facility.to_string(), now.to_string()];
        self.db.rows(statement, args, |row| open_code(&row)).await
    }

    /// Has a code of this facility, or of none, admit nobody any more. Whether it still admitted somebody.
    pub async fn withdraw_code(
        &mut self,
        id: Uuid,
        facility: FacilityId,
        now: Instant,
    ) -> Result<bool, RecordsError> {
        let statement = Sql::same(
            "update enrolment_code set until = $3
             where id = $1 and (facility is null or facility = $2) and used_at is null and until > $3",
        );
        let args = args![id.to_string(), facility.to_string(), now.to_string()];
        Ok(self.db.execute(statement, args).await? == 1)
    }

    /// The code with this digest, if it has not expired.
    pub async fn enrolment_code(
        &mut self,
        digest: &str,
        now: Instant,
    ) -> Result<Option<EnrolmentCode>, RecordsError> {
        let statement = Sql::same(
            "select facility, used_by from enrolment_code where digest = $1 and until > $2",
        );
        let row = self
            .db
            .row(statement, args![digest, now.to_string()])
            .await?;
        row.map(|row| {
            let id = |column| row.optional_text(column)?.map(parse_id).transpose();
            Ok(EnrolmentCode {
                facility: id(0)?.map(FacilityId::from_uuid),
                used_by: id(1)?.map(DeviceId::from_uuid),
            })
        })
        .transpose()
    }

    /// Lets a code have admitted a workstation. Whether it still admitted anybody.
    pub async fn spend_enrolment_code(
        &mut self,
        digest: &str,
        device: DeviceId,
        now: Instant,
    ) -> Result<bool, RecordsError> {
        let statement = Sql::same(
            "update enrolment_code set used_at = $3, used_by = $2
             where digest = $1 and used_at is null and until > $3",
        );
        let args = args![digest, device.to_string(), now.to_string()];
        Ok(self.db.execute(statement, args).await? == 1)
    }
}

fn open_code(row: &Row) -> Result<OpenCode, RecordsError> {
    Ok(OpenCode {
        id: parse_id(row.text(0)?)?,
        facility: row
            .optional_text(1)?
            .map(parse_id)
            .transpose()?
            .map(FacilityId::from_uuid),
        made_by: row
            .optional_text(2)?
            .map(parse_id)
            .transpose()?
            .map(PersonId::from_uuid),
        made_at: parse_instant(row.text(3)?)?,
        until: parse_instant(row.text(4)?)?,
    })
}
