//! Codes that admit a workstation once.

use values::{
    Instant,
    ids::{DeviceId, FacilityId},
};
use workflows::RecordsError;

use crate::{
    db::args,
    sql::Sql,
    tx::{Tx, parse_id},
};

/// A code that may still be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// The facility that it admits to, where it says which.
    pub facility: Option<FacilityId>,
    /// Whom it admitted already.
    pub used_by: Option<DeviceId>,
}

impl Tx {
    /// Keeps a code, by its digest, that admits until an instant.
    pub async fn add_enrolment_code(
        &mut self,
        digest: &str,
        facility: Option<FacilityId>,
        (made_at, until): (Instant, Instant),
    ) -> Result<(), RecordsError> {
        let statement = Sql::same(
            "insert into enrolment_code (digest, facility, made_at, until) values ($1, $2, $3, $4)",
        );
        let args = args![
            digest,
            facility.map(|facility| facility.to_string()),
            made_at.to_string(),
            until.to_string(),
        ];
        self.db.execute(statement, args).await.map(drop)
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
