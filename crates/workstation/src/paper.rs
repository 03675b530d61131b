//! Invoices, credit notes, receipts and reports on paper: from what is on the screen to a PDF, to a printer of this
//! computer, to a file. Nothing here queries: the caller hands over what is to be printed.

mod access;
mod press;
mod printing;
mod saving;

use wire::{Code, Failure};

pub(crate) use access::{access_rows, access_table};
pub(crate) use press::{Billed, Press, Printed};
pub(crate) use printing::PrintingSystem;
pub(crate) use saving::save;

/// Why a document did not reach paper or disk.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PaperError {
    /// No documents are printed in the language asked for.
    #[error("no documents in this language")]
    Language(#[from] documents::NotPrinted),
    /// The document could not be made.
    #[error("the document could not be made")]
    Document(#[from] documents::DocumentError),
    /// Its sums are beyond range.
    #[error("the sums of the document are out of range")]
    Sums(#[from] values::MoneyError),
    /// The invoice has no such payment.
    #[error("the invoice has no such payment")]
    NoSuchPayment,
    /// The computer has no printing system.
    #[error("no printing system is installed")]
    NotInstalled,
    /// The printing system has no printer.
    #[error("no printer is set up")]
    NoPrinter,
    /// The printing system has no printer of that name.
    #[error("no printer of that name")]
    UnknownPrinter,
    /// The printing system does not answer.
    #[error("the printing system does not answer")]
    NoAnswer,
    /// The printing system said no.
    #[error("the printing system refused: {0}")]
    Refused(String),
    /// The file could not be written.
    #[error("the file could not be written")]
    File(#[source] std::io::Error),
}

impl From<PaperError> for Failure {
    fn from(error: PaperError) -> Self {
        let detail = |code| Self::with(code, serde_json::json!({ "detail": error.to_string() }));
        match &error {
            PaperError::Language(_) => Self::field("language", "invalid"),
            PaperError::NoSuchPayment => Self::new(Code::NotFound),
            PaperError::Sums(_) => Self::new(Code::AmountOutOfRange),
            PaperError::Document(cause) => {
                // It says which font or currency, never a word of the document.
                tracing::error!(error = cause as &dyn std::error::Error, "no document");
                Self::new(Code::Internal)
            }
            PaperError::NotInstalled
            | PaperError::NoPrinter
            | PaperError::UnknownPrinter
            | PaperError::NoAnswer
            | PaperError::Refused(_) => detail(Code::PrintingFailed),
            PaperError::File(cause) => match cause.kind() {
                std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                    Self::new(Code::DiskFull)
                }
                std::io::ErrorKind::ReadOnlyFilesystem => Self::new(Code::DiskReadOnly),
                // The operating system's words: they name a reason, never the document.
                _ => Self::with(
                    Code::SavingFailed,
                    serde_json::json!({ "detail": cause.to_string() }),
                ),
            },
        }
    }
}
