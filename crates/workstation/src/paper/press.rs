//! From a view to the document that is printed.

use clinic::{
    billing::balance_after,
    records::{Facility, Invoice, InvoiceKind, InvoiceStatus, Patient, Payment},
};
use documents::{
    AccessReportDocument, AccessRow, BillLine, BillPayment, BillTotals, CreditNoteDocument,
    Edition, InvoiceDocument, Letterhead, NumberSeriesDocument, Paper, Payer, PrintLanguage,
    ReceiptBill, ReceiptDocument, ReceiptKind, SeriesRow, TaxRow, Typesetter, VoidedRow,
};
use values::{HumanName, LocalDate, ids::PaymentId};
use wire::{
    audit::{AccessReportRequest, AccessReportView},
    billing::{InvoiceView, NumberSeriesView, SeriesView, VoidedNumberView},
};

use super::PaperError;

/// What every document of one clinic in one language is made with.
#[derive(Clone, Copy)]
pub(crate) struct Press<'a> {
    /// Sets the type.
    pub(crate) typesetter: &'a Typesetter,
    /// Whose letterhead it is.
    pub(crate) facility: &'a Facility,
    /// The language of the paper's own words.
    pub(crate) language: PrintLanguage,
    /// Whether the data are made up: every page says so.
    pub(crate) demo: bool,
}

/// Whom a bill is about.
pub(crate) struct Billed {
    /// The record.
    pub(crate) patient: Patient,
    /// What else was given for the name, until somebody has chosen one.
    pub(crate) other_names: Vec<HumanName>,
}

/// A finished document.
pub(crate) struct Printed {
    /// The PDF.
    pub(crate) pdf: Vec<u8>,
    /// A file name without folder. It bears the document's number, never a patient's name.
    pub(crate) file_name: String,
}

impl Press<'_> {
    /// An invoice or a credit note.
    pub(crate) fn bill(&self, view: &InvoiceView, patient: &Billed) -> Result<Printed, PaperError> {
        let invoice = &view.invoice;
        let pdf = match invoice.kind {
            InvoiceKind::Invoice => self.typesetter.invoice(&self.invoice(view, patient))?,
            InvoiceKind::CreditNote => {
                let note = self.credit_note(view, patient);
                self.typesetter.credit_note(&note)?
            }
        };
        let title = match invoice.kind {
            InvoiceKind::Invoice => "Invoice",
            InvoiceKind::CreditNote => "Credit note",
        };
        let number = invoice.number.as_deref().unwrap_or("draft");
        Ok(Printed {
            pdf,
            file_name: file_name(title, number),
        })
    }

    /// The receipt of one payment of an invoice, or of one refund of a credit note. `taken_by` is the name of
    /// the person who took it, as printed.
    pub(crate) fn receipt(
        &self,
        view: &InvoiceView,
        patient: &Billed,
        payment: PaymentId,
        taken_by: &str,
    ) -> Result<Printed, PaperError> {
        let document = self.receipt_document(view, patient, payment, taken_by)?;
        Ok(Printed {
            pdf: self.typesetter.receipt(&document)?,
            file_name: file_name("Receipt", &document.number),
        })
    }

    /// The list of number series, as it stands on a day.
    pub(crate) fn number_series(
        &self,
        view: &NumberSeriesView,
        day: LocalDate,
    ) -> Result<Printed, PaperError> {
        let voided = view.series.iter().flat_map(|series| &series.voided);
        let document = NumberSeriesDocument {
            paper: self.paper(Edition::Original),
            letterhead: self.letterhead(),
            day,
            series: view.series.iter().map(series_row).collect(),
            voided: voided.map(|of| self.voided_row(of)).collect(),
        };
        Ok(Printed {
            pdf: self.typesetter.number_series(&document)?,
            file_name: file_name("Document numbers", &day.to_string()),
        })
    }

    /// Who opened a patient's record, on a day.
    pub(crate) fn access_report(
        &self,
        report: &AccessReportView,
        (asked, rows): (&AccessReportRequest, Vec<AccessRow>),
        day: LocalDate,
    ) -> Result<Printed, PaperError> {
        let patient = &report.patient;
        let document = AccessReportDocument {
            paper: self.paper(Edition::Original),
            letterhead: self.letterhead(),
            patient: Payer {
                name: patient.display_name.clone().into(),
                record_number: patient.record_number.clone().into(),
                address: Vec::new().into(),
            },
            day,
            from: asked.from,
            until: asked.to,
            rows,
            more: report.more,
        };
        Ok(Printed {
            pdf: self.typesetter.access_report(&document)?,
            file_name: file_name("Access to the record", &patient.record_number),
        })
    }

    fn voided_row(&self, of: &VoidedNumberView) -> VoidedRow {
        VoidedRow {
            number: of.voided.number.clone(),
            day: self.facility.zone.date(of.voided.recorded_at),
            person: of.person.clone(),
            code: of.voided.code.clone(),
        }
    }

    fn receipt_document(
        &self,
        view: &InvoiceView,
        patient: &Billed,
        payment: PaymentId,
        taken_by: &str,
    ) -> Result<ReceiptDocument, PaperError> {
        let bill = &view.invoice;
        let after = balance_after(bill.kind, &view.totals, &view.payments, payment)?
            .ok_or(PaperError::NoSuchPayment)?;
        let taken = view.payments.iter().find(|taken| taken.id == payment);
        let payment = taken.ok_or(PaperError::NoSuchPayment)?;
        Ok(ReceiptDocument {
            paper: self.paper(Edition::Original),
            kind: match bill.kind {
                InvoiceKind::Invoice => ReceiptKind::Payment,
                InvoiceKind::CreditNote => ReceiptKind::Refund,
            },
            letterhead: self.letterhead(),
            payer: payer(patient),
            number: payment.receipt_number.clone(),
            taken: payment.taken_on,
            amount: payment.amount,
            method: payment.method,
            recorded_by: taken_by.to_owned(),
            bill: ReceiptBill {
                number: bill.number.clone().unwrap_or_default(),
                issued: self.day(bill),
                gross: after.gross,
                paid: after.paid,
                due: after.due,
            },
        })
    }

    fn invoice(&self, view: &InvoiceView, patient: &Billed) -> InvoiceDocument {
        InvoiceDocument {
            paper: self.paper(edition(&view.invoice)),
            letterhead: self.letterhead(),
            payer: payer(patient),
            number: view.invoice.number.clone(),
            issued: self.day(&view.invoice),
            due: view.invoice.due_on,
            lines: lines(view),
            totals: totals(view),
            payments: view.payments.iter().map(bill_payment).collect(),
            payment_terms: self.facility.payment_note.clone(),
        }
    }

    fn credit_note(&self, view: &InvoiceView, patient: &Billed) -> CreditNoteDocument {
        let credited = view.counterpart.as_ref();
        CreditNoteDocument {
            paper: self.paper(edition(&view.invoice)),
            letterhead: self.letterhead(),
            payer: payer(patient),
            number: view.invoice.number.clone(),
            issued: self.day(&view.invoice),
            credited_number: credited
                .and_then(|invoice| invoice.number.clone())
                .unwrap_or_default(),
            credited_issued: credited.and_then(|invoice| invoice.issued_on),
            reason: view
                .invoice
                .credit_reason
                .clone()
                .unwrap_or_default()
                .into(),
            lines: lines(view),
            totals: totals(view),
            refunds: view.payments.iter().map(bill_payment).collect(),
        }
    }

    fn paper(&self, edition: Edition) -> Paper {
        Paper {
            language: self.language,
            edition,
            demo: self.demo,
        }
    }

    fn letterhead(&self) -> Letterhead {
        Letterhead {
            name: self.facility.name.clone(),
            address: self.facility.address_lines.clone(),
            phone: self.facility.phone.clone(),
            tax_number: self.facility.tax_number.clone(),
        }
    }

    /// The day of issue; of the draft while there is none.
    fn day(&self, invoice: &Invoice) -> LocalDate {
        invoice
            .issued_on
            .unwrap_or_else(|| self.facility.zone.date(invoice.drafted_at))
    }
}

/// What is not issued says so across every page.
const fn edition(invoice: &Invoice) -> Edition {
    match invoice.status {
        InvoiceStatus::Draft | InvoiceStatus::Discarded => Edition::Draft,
        InvoiceStatus::Issued | InvoiceStatus::Credited => Edition::Original,
    }
}

fn series_row(series: &SeriesView) -> SeriesRow {
    SeriesRow {
        purpose: series.purpose,
        letters: series.letters.clone(),
        first: series.first.clone(),
        last: series.last.clone(),
        used: series.used,
        voided: u32::try_from(series.voided.len()).unwrap_or(u32::MAX),
        missing: series.missing_count,
        gaps: series
            .missing
            .iter()
            .map(|gap| (gap.first.clone(), gap.last.clone()))
            .collect(),
    }
}

/// Both names where two are known and nobody has chosen one yet.
fn payer(
    Billed {
        patient,
        other_names,
    }: &Billed,
) -> Payer {
    let names = std::iter::once(&patient.name).chain(other_names);
    let names: Vec<String> = names.map(HumanName::letter).collect();
    let address: Option<Vec<String>> = patient.address.as_ref().map(|address| {
        let town = format!("{} {}", address.city, address.postal_code);
        address
            .lines
            .iter()
            .map(String::as_str)
            .chain([town.as_str(), &address.country])
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    });
    Payer {
        name: names.join(" / ").into(),
        record_number: patient.record_number.clone().into(),
        address: address.unwrap_or_default().into(),
    }
}

fn lines(view: &InvoiceView) -> Vec<BillLine> {
    view.lines
        .iter()
        .map(|of| BillLine {
            description: of.line.description.clone().into(),
            quantity: of.line.quantity,
            unit_price: of.line.unit_price,
            discount: of.discount,
            tax_rate: of.line.tax_rate,
            net: of.net,
        })
        .collect()
}

fn totals(view: &InvoiceView) -> BillTotals {
    let totals = &view.totals;
    BillTotals {
        net: totals.net,
        taxes: totals
            .taxes
            .iter()
            .map(|of| TaxRow {
                rate: of.rate,
                taxable: of.net,
                tax: of.tax,
            })
            .collect(),
        gross: totals.gross,
        paid: totals.paid,
        due: totals.due,
    }
}

fn bill_payment(payment: &Payment) -> BillPayment {
    BillPayment {
        taken: payment.taken_on,
        method: payment.method,
        receipt_number: payment.receipt_number.clone(),
        amount: payment.amount,
    }
}

/// Letters, digits, blanks and dashes only: a number comes from another computer.
fn file_name(title: &str, number: &str) -> String {
    let number: String = number
        .chars()
        .map(|character| match character {
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '-',
        })
        .take(40)
        .collect();
    format!("{title} {number}.pdf")
}

#[cfg(test)]
mod tests;
