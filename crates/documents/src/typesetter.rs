//! The way in: fonts once, documents many.

use crate::{
    access::AccessReportDocument,
    bill::{CreditNoteDocument, InvoiceDocument},
    error::DocumentError,
    layout,
    receipt::ReceiptDocument,
    series::NumberSeriesDocument,
    text::FontLibrary,
};

/// Makes documents. Costly to construct (it reads 5 MB of fonts), cheap to use, shared between threads.
pub struct Typesetter {
    library: FontLibrary,
}

impl Typesetter {
    /// Reads the embedded fonts.
    pub fn new() -> Result<Self, DocumentError> {
        Ok(Self {
            library: FontLibrary::load()?,
        })
    }

    /// An invoice as PDF. The same invoice gives the same bytes.
    pub fn invoice(&self, document: &InvoiceDocument) -> Result<Vec<u8>, DocumentError> {
        layout::invoice(&self.library, document)
    }

    /// A credit note as PDF. The same credit note gives the same bytes.
    pub fn credit_note(&self, document: &CreditNoteDocument) -> Result<Vec<u8>, DocumentError> {
        layout::credit_note(&self.library, document)
    }

    /// A receipt as PDF. The same receipt gives the same bytes.
    pub fn receipt(&self, document: &ReceiptDocument) -> Result<Vec<u8>, DocumentError> {
        layout::receipt(&self.library, document)
    }

    /// Who opened a record, as PDF. The same report gives the same bytes.
    pub fn access_report(&self, document: &AccessReportDocument) -> Result<Vec<u8>, DocumentError> {
        layout::access_report(&self.library, document)
    }

    /// The list of number series as PDF. The same list gives the same bytes.
    pub fn number_series(&self, document: &NumberSeriesDocument) -> Result<Vec<u8>, DocumentError> {
        layout::number_series(&self.library, document)
    }
}
