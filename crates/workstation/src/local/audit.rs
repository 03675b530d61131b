//! Reading the audit trail, which the server holds, and saving a report of it.

use std::sync::Arc;

use clinic::records::{Facility, Kind};
use documents::PrintLanguage;
use sync::{Client, SyncError};
use wire::{
    Code, Failure,
    audit::{
        AccessReportRequest, AccessReportView, AuditQuestion, AuditTrailRequest, AuditTrailView,
        SaveAccessReport, UnusualAccessRequest, UnusualAccessView,
    },
    local::SavedView,
};

use workflows::{Records, RecordsError, context::decode_body};

use super::{
    at_server::{self, asking},
    documents::typesetter,
    joining::refusal,
};
use crate::{
    Core,
    paper::{self, PaperError, Press, Printed, access_rows, access_table},
};

const COMMAND: &str = "save_access_report";

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

/// Writes the report into the documents folder.
pub(super) async fn save_access_report(
    core: &Arc<Core>,
    request: SaveAccessReport,
) -> Result<SavedView, Failure> {
    let about = request.report.patient;
    let report = reported(core, request.report.clone(), COMMAND).await?;
    let facility = own_facility(core)
        .await
        .map_err(|error| core.records_failure(COMMAND, &error))?;
    let facility = facility.ok_or(Failure::new(Code::NotFound))?;
    let (bytes, name) = match request.paper.clone() {
        Some(language) => {
            let printed = on_paper(core, report, request, (facility, language)).await?;
            (printed.pdf, printed.file_name)
        }
        None => (
            access_table(&report, &request, &facility.zone).into_bytes(),
            format!("access-{}.csv", report.patient.record_number),
        ),
    };
    let path = paper::save(core.options.documents.clone(), bytes, name).await?;
    core.did(COMMAND, Some(about)).await;
    Ok(SavedView {
        path: path.display().to_string(),
    })
}

async fn on_paper(
    core: &Arc<Core>,
    report: AccessReportView,
    words: SaveAccessReport,
    (facility, language): (Facility, String),
) -> Result<Printed, Failure> {
    let language: PrintLanguage = language.parse().map_err(PaperError::Language)?;
    let demo = core.ready().await?.identity.demo;
    let day = facility.zone.date(core.clock.now());
    let core = core.clone();
    let made = tokio::task::spawn_blocking(move || {
        let rows = access_rows(&report, &words, &facility.zone);
        let press = Press {
            typesetter: typesetter(&core)?,
            facility: &facility,
            language,
            demo,
        };
        press.access_report(&report, (&words.report, rows), day)
    });
    Ok(made.await.map_err(|_| Failure::new(Code::Internal))??)
}

async fn own_facility(core: &Core) -> Result<Option<Facility>, RecordsError> {
    let (store, id) = match core.ready().await {
        Ok(ready) => (ready.opened.store.clone(), ready.identity.facility),
        Err(_) => return Ok(None),
    };
    let stored = store.read().await?.get(Kind::Facility, id.uuid()).await?;
    stored.map(|stored| decode_body(stored.body)).transpose()
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
