//! Paper: preview, printer, file. One set of bytes for all three.

use std::{collections::BTreeMap, sync::Arc};

use base64::Engine;
use clinic::records::{Facility, Kind, Patient, Payment, Person};
use documents::{PrintLanguage, Typesetter};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::{Store, Tx};
use values::{
    HumanName, LocalDate,
    ids::{ChangeId, InvoiceId, PatientId, PaymentId},
};
use wire::{
    Code, Failure,
    billing::{InvoiceView, NumberSeriesView},
    local::{
        DocumentRequest, DocumentView, PaperDocument, PrintDocument, PrintedView, PrintersRequest,
        PrintersView, SaveDocument, SavedView,
    },
    patients::UnsettledFieldsView,
};
use workflows::{
    Actor, Ran, Records, Run,
    context::{Stop, decode_body},
};

use crate::{
    Core,
    paper::{self, Billed, PaperError, Press, Printed, PrintingSystem},
};

/// The document as PDF.
pub(super) async fn document(
    core: &Arc<Core>,
    request: DocumentRequest,
) -> Result<DocumentView, Failure> {
    let (printed, patient) = make(core, request.document, &request.language).await?;
    core.did("document", patient).await;
    let pdf_base64 = base64::engine::general_purpose::STANDARD.encode(&printed.pdf);
    Ok(DocumentView {
        pdf_base64,
        file_name: printed.file_name,
    })
}

/// Hands the document to the printing system.
pub(super) async fn print_document(
    core: &Arc<Core>,
    request: PrintDocument,
) -> Result<PrintedView, Failure> {
    let (printed, patient) = make(core, request.document, &request.language).await?;
    let system = PrintingSystem { programs: None };
    let queued = system
        .print(&printed.pdf, &printed.file_name, request.printer.as_deref())
        .await?;
    core.did("print_document", patient).await;
    Ok(queued)
}

/// Writes the document into the documents folder.
pub(super) async fn save_document(
    core: &Arc<Core>,
    request: SaveDocument,
) -> Result<SavedView, Failure> {
    let (printed, patient) = make(core, request.document, &request.language).await?;
    let path = paper::save(
        core.options.documents.clone(),
        printed.pdf,
        printed.file_name,
    )
    .await?;
    core.did("save_document", patient).await;
    Ok(SavedView {
        path: path.display().to_string(),
    })
}

/// The printers of this computer; none where there is no printing system.
pub(super) async fn printers(
    _core: &Arc<Core>,
    _request: PrintersRequest,
) -> Result<PrintersView, Failure> {
    match (PrintingSystem { programs: None }).printers().await {
        Ok(printers) => Ok(PrintersView { printers }),
        Err(PaperError::NotInstalled | PaperError::NoPrinter) => Ok(PrintersView {
            printers: Vec::new(),
        }),
        Err(error) => Err(error.into()),
    }
}

async fn make(
    core: &Arc<Core>,
    document: PaperDocument,
    language: &str,
) -> Result<(Printed, Option<PatientId>), Failure> {
    let language: PrintLanguage = language.parse().map_err(PaperError::Language)?;
    let session = core.signed_in()?;
    let (store, actor) = core.store_for(&session).await?;
    let demo = core.ready().await?.identity.demo;
    let found = find(core, &store, actor, document)
        .await
        .map_err(|stop| core.failure("document", stop))?;
    let patient = found.content.patient();
    let core = core.clone();
    // Setting type takes milliseconds of pure computing, and the first time the fonts are read.
    let made = tokio::task::spawn_blocking(move || {
        let press = Press {
            typesetter: typesetter(&core)?,
            facility: &found.facility,
            language,
            demo,
        };
        match &found.content {
            Content::Bill { view, billed } => press.bill(view, billed),
            Content::Receipt {
                view,
                billed,
                payment,
                taken_by,
            } => press.receipt(view, billed, *payment, taken_by),
            Content::NumberSeries { view, day } => press.number_series(view, *day),
        }
    });
    let printed = made.await.map_err(|_| Failure::new(Code::Internal))??;
    Ok((printed, patient))
}

/// What sets the type of every document; its fonts are read once.
pub(super) fn typesetter(core: &Core) -> Result<&Typesetter, PaperError> {
    if core.typesetter.get().is_none() {
        core.typesetter.set(Typesetter::new()?).ok();
    }
    core.typesetter.get().ok_or(PaperError::NoAnswer)
}

/// Everything that stands on the paper.
struct Found {
    facility: Facility,
    content: Content,
}

enum Content {
    Bill {
        view: InvoiceView,
        billed: Billed,
    },
    Receipt {
        view: InvoiceView,
        billed: Billed,
        payment: PaymentId,
        taken_by: String,
    },
    NumberSeries {
        view: NumberSeriesView,
        day: LocalDate,
    },
}

impl Content {
    /// Whom it is about.
    const fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Bill { billed, .. } | Self::Receipt { billed, .. } => Some(billed.patient.id),
            Self::NumberSeries { .. } => None,
        }
    }
}

/// Reads what is to be printed, by the command that shows it on the screen: whoever may see it there may
/// have it on paper, unless only an emergency access opened the record.
async fn find(
    core: &Core,
    store: &Store,
    actor: Actor,
    document: PaperDocument,
) -> Result<Found, Stop> {
    let mut tx = store.read().await?;
    let facility: Facility = load(&mut tx, Kind::Facility, actor.facility.uuid()).await?;
    let content = match document {
        PaperDocument::Invoice { invoice } => {
            let (view, billed) = bill(core, &mut tx, actor, invoice).await?;
            Content::Bill { view, billed }
        }
        PaperDocument::Receipt { payment } => {
            let taken: Payment = load(&mut tx, Kind::Payment, payment.uuid()).await?;
            let (view, billed) = bill(core, &mut tx, actor, taken.invoice).await?;
            let person: Option<Person> = load(&mut tx, Kind::Person, taken.taken_by.uuid())
                .await
                .ok();
            Content::Receipt {
                view,
                billed,
                payment,
                taken_by: person
                    .map(|person| person.name.letter())
                    .unwrap_or_default(),
            }
        }
        PaperDocument::NumberSeries => Content::NumberSeries {
            view: read(core, &mut tx, actor, "number_series", json!({})).await?,
            day: facility.zone.date(core.clock.now()),
        },
    };
    Ok(Found { facility, content })
}

async fn bill(
    core: &Core,
    tx: &mut Tx,
    actor: Actor,
    invoice: InvoiceId,
) -> Result<(InvoiceView, Billed), Stop> {
    let ran = ran(core, tx, actor, "invoice", json!({ "invoice": invoice })).await?;
    if ran.emergency.is_some() {
        return Err(Code::OnlyOnScreen.into());
    }
    let view: InvoiceView = view_of(ran)?;
    let patient: Patient = load(tx, Kind::Patient, view.invoice.patient.uuid()).await?;
    let unsettled: UnsettledFieldsView =
        read(core, tx, actor, "unsettled_fields", json!({})).await?;
    let billed = Billed {
        other_names: other_names(&patient, unsettled),
        patient,
    };
    Ok((view, billed))
}

/// What else was given for a patient's name, each once.
fn other_names(patient: &Patient, unsettled: UnsettledFieldsView) -> Vec<HumanName> {
    let mut names = vec![patient.name.clone()];
    for of in unsettled.fields {
        if of.record != patient.id.uuid() || of.field != "name" {
            continue;
        }
        if let Ok(name) = serde_json::from_value(of.mine)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names.split_off(1)
}

async fn read<View: DeserializeOwned>(
    core: &Core,
    tx: &mut Tx,
    actor: Actor,
    command: &str,
    request: Value,
) -> Result<View, Stop> {
    view_of(ran(core, tx, actor, command, request).await?)
}

fn view_of<View: DeserializeOwned>(ran: Ran) -> Result<View, Stop> {
    Ok(serde_json::from_value(ran.response).map_err(|_| Code::Internal)?)
}

async fn ran(
    core: &Core,
    tx: &mut Tx,
    actor: Actor,
    command: &str,
    request: Value,
) -> Result<Ran, Stop> {
    let now = core.clock.now();
    let run = Run {
        actor,
        now,
        change: ChangeId::at(now),
        command,
        request,
        allotted: BTreeMap::new(),
        audited: false,
    };
    workflows::run(tx, run).await
}

async fn load<T: clinic::records::Record>(
    tx: &mut Tx,
    kind: Kind,
    id: uuid::Uuid,
) -> Result<T, Stop> {
    let stored = tx.get(kind, id).await?.ok_or(Code::NotFound)?;
    Ok(decode_body(stored.body)?)
}
