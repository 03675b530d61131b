//! Reading the audit trail, which the server holds, and saving a report of it.

use std::sync::Arc;

use sync::{Client, SyncError};
use wire::{
    Code, Failure,
    audit::{
        AccessReportRequest, AccessReportView, AuditQuestion, AuditTrailRequest, AuditTrailView,
        SaveAccessReport, UnusualAccessRequest, UnusualAccessView,
    },
    local::SavedView,
};

use super::{
    at_server::{self, asking},
    joining::refusal,
};
use crate::{Core, paper};

/// A page of the trail.
pub(super) async fn audit_trail(
    core: &Arc<Core>,
    request: AuditTrailRequest,
) -> Result<AuditTrailView, Failure> {
    let about = request.patient;
    let (client, question) = ask(core, request).await?;
    let answer = client.audit_trail(&question).await;
    let answer = answer.map_err(|error| refused(core, "audit_trail", error))?;
    core.did("audit_trail", about).await;
    Ok(answer)
}

/// Who opened a patient's record.
pub(super) async fn access_report(
    core: &Arc<Core>,
    request: AccessReportRequest,
) -> Result<AccessReportView, Failure> {
    let about = request.patient;
    let report = reported(core, request, "access_report").await?;
    core.did("access_report", Some(about)).await;
    Ok(report)
}

/// What should be looked at.
pub(super) async fn unusual_access(
    core: &Arc<Core>,
    request: UnusualAccessRequest,
) -> Result<UnusualAccessView, Failure> {
    let (client, question) = ask(core, request).await?;
    let answer = client.unusual_access(&question).await;
    let answer = answer.map_err(|error| refused(core, "unusual_access", error))?;
    core.did("unusual_access", None).await;
    Ok(answer)
}

/// Writes the report into the documents folder, as a table.
pub(super) async fn save_access_report(
    core: &Arc<Core>,
    request: SaveAccessReport,
) -> Result<SavedView, Failure> {
    let about = request.report.patient;
    let report = reported(core, request.report.clone(), "save_access_report").await?;
    let zone = {
        let ready = core.ready().await?;
        let mut tx = ready
            .opened
            .store
            .read()
            .await
            .map_err(|error| core.records_failure("save_access_report", &error))?;
        facility_zone(&mut tx, ready.identity.facility).await?
    };
    let table = paper::access_table(&report, &request, &zone);
    let name = format!("access-{}.csv", report.patient.record_number);
    let path = paper::save(core.options.documents.clone(), table.into_bytes(), name).await?;
    core.did("save_access_report", Some(about)).await;
    Ok(SavedView {
        path: path.display().to_string(),
    })
}

async fn facility_zone(
    tx: &mut store::Tx,
    facility: values::ids::FacilityId,
) -> Result<values::time::Zone, Failure> {
    use workflows::Records;
    let kind = clinic::records::Kind::Facility;
    let stored = tx.get(kind, facility.uuid()).await.ok().flatten();
    let stored = stored.ok_or(Failure::new(Code::NotFound))?;
    let facility: clinic::records::Facility =
        workflows::context::decode_body(stored.body).map_err(|_| Failure::new(Code::Internal))?;
    Ok(facility.zone)
}

async fn reported(
    core: &Arc<Core>,
    request: AccessReportRequest,
    command: &str,
) -> Result<AccessReportView, Failure> {
    let (client, question) = ask(core, request).await?;
    let answer = client.access_report(&question).await;
    answer.map_err(|error| refused(core, command, error))
}

/// The server, and the question in the name of whoever is signed in.
async fn ask<T>(core: &Arc<Core>, question: T) -> Result<(Client, AuditQuestion<T>), Failure> {
    let session = core.signed_in()?;
    let person = session.person.id;
    let client = asking(core, person, "audit_trail").await?;
    Ok((client, AuditQuestion { person, question }))
}

/// A patient whom the server does not know is answered as a page that it does not know is.
fn refused(core: &Core, command: &str, error: SyncError) -> Failure {
    if command == "access_report" {
        refusal(core, command, error)
    } else {
        at_server::refused(core, command, error)
    }
}
