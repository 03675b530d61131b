//! The words that documents are printed with. They are reviewed apart from the screens' words: a
//! printed document leaves the clinic and is read by people who never see the screens.

mod arabic;
mod english;

pub use arabic::ARABIC;
pub use english::ENGLISH;

/// One language's words. Names in braces are replaced by values.
#[derive(Debug, Clone, Copy)]
#[expect(
    missing_docs,
    reason = "each field is named after the English words it holds"
)]
pub struct Labels {
    pub invoice: &'static str,
    pub credit_note: &'static str,
    pub payment_receipt: &'static str,
    pub refund_receipt: &'static str,

    pub phone: &'static str,
    pub tax_number: &'static str,
    pub bill_to: &'static str,
    pub credit_to: &'static str,
    pub received_from: &'static str,
    pub refunded_to: &'static str,
    pub record_number: &'static str,
    pub issue_date: &'static str,
    pub draft_date: &'static str,
    pub due_date: &'static str,
    pub date: &'static str,
    pub credited_invoice: &'static str,
    pub invoice_date: &'static str,
    pub reason: &'static str,

    pub description: &'static str,
    pub quantity: &'static str,
    pub unit_price: &'static str,
    pub discount: &'static str,
    pub tax: &'static str,
    pub net_amount: &'static str,

    pub net_total: &'static str,
    /// Has `{rate}` and `{amount}`.
    pub tax_at_rate: &'static str,
    pub total: &'static str,
    pub paid: &'static str,
    pub amount_due: &'static str,
    pub total_credited: &'static str,
    pub refunded: &'static str,
    pub left_to_refund: &'static str,

    pub payments: &'static str,
    pub refunds: &'static str,
    pub payment_method: &'static str,
    pub receipt: &'static str,
    pub amount: &'static str,
    pub cash: &'static str,
    pub card: &'static str,
    pub transfer: &'static str,
    pub insurance: &'static str,
    pub payment_terms: &'static str,

    pub amount_received: &'static str,
    pub amount_refunded: &'static str,
    pub recorded_by: &'static str,
    pub credit_note_date: &'static str,
    pub paid_to_date: &'static str,
    pub refunded_to_date: &'static str,

    pub number_series: &'static str,
    pub document: &'static str,
    pub workstation: &'static str,
    pub number: &'static str,
    pub first_number: &'static str,
    pub last_number: &'static str,
    pub used_numbers: &'static str,
    pub void_count: &'static str,
    pub void_numbers: &'static str,
    pub missing_numbers: &'static str,
    pub gapless: &'static str,
    /// What makes a series whole, for who reads the list.
    pub series_rule: &'static str,
    /// Why a paper was refused, by the refusal's code.
    pub refusals: &'static [(&'static str, &'static str)],
    /// Any other reason.
    pub other_refusal: &'static str,

    pub access_report: &'static str,
    pub record_of: &'static str,
    pub from_day: &'static str,
    pub until_day: &'static str,
    pub from_the_first: &'static str,
    pub accesses: &'static str,
    pub time: &'static str,
    pub who: &'static str,
    pub role: &'static str,
    pub done: &'static str,
    /// That not all of them are on the paper.
    pub earlier_accesses: &'static str,
    /// What the report holds, for who reads it.
    pub access_rule: &'static str,

    /// Has `{page}` and `{pages}`.
    pub page_of: &'static str,
    pub copy: &'static str,
    pub draft: &'static str,
    pub demo: &'static str,
    /// January first, as in `05-Jan-2009`.
    pub months: [&'static str; 12],
}

impl Labels {
    /// Why a paper was refused.
    pub(crate) fn refusal(&self, code: &str) -> &'static str {
        let known = self.refusals.iter().find(|(known, _)| *known == code);
        known.map_or(self.other_refusal, |(_, words)| words)
    }
}
