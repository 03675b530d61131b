//! Whatever is asked, in whatever order, the money adds up.

use proptest::prelude::*;
use values::ids::{InvoiceId, PaymentId};

use super::{amounts::any_line, at_credit, at_issue, day, drafted, now, tender};
use crate::{
    billing::{
        BillingRefused, InvoiceStanding, balance, credit, discard, edit_lines, issue, pay,
        standing, totals,
    },
    records::{Invoice, InvoiceKind, InvoiceLine, InvoiceStatus, Payment},
};

#[derive(Debug, Clone)]
enum Step {
    Edit(Vec<InvoiceLine>),
    Issue,
    /// Tries to pay this many thousandths of the gross amount.
    Pay {
        which: usize,
        thousandths: i64,
    },
    /// Pays what is due.
    PayAll {
        which: usize,
    },
    Credit {
        which: usize,
    },
    Discard,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => prop::collection::vec(any_line(), 0..6).prop_map(Step::Edit),
        2 => Just(Step::Issue),
        4 => (0_usize..2, -100_i64..1_500).prop_map(|(which, thousandths)| Step::Pay { which, thousandths }),
        1 => (0_usize..2).prop_map(|which| Step::PayAll { which }),
        1 => (0_usize..2).prop_map(|which| Step::Credit { which }),
        1 => Just(Step::Discard),
    ]
}

/// The invoice, its credit note once there is one, and every payment of both.
struct Books {
    invoices: Vec<Invoice>,
    payments: Vec<Payment>,
    /// The lines and amounts of the invoice as they stood when it was issued.
    as_issued: Option<String>,
}

impl Books {
    fn take(&mut self, step: Step) -> Result<(), BillingRefused> {
        match step {
            Step::Edit(lines) => self.invoices[0] = edit_lines(&self.invoices[0], lines)?,
            Step::Issue => {
                self.invoices[0] = issue(&self.invoices[0], at_issue("A-000017"))?;
                self.as_issued = Some(final_part(&self.invoices[0]));
            }
            Step::Discard => self.invoices[0] = discard(&self.invoices[0])?,
            Step::Pay { which, thousandths } => {
                let Some(invoice) = self.invoices.get(which) else {
                    return Ok(());
                };
                let gross = totals(&invoice.lines, invoice.currency)?.gross;
                self.pay(which, gross.ratio(thousandths, 1_000)?.minor())?;
            }
            Step::PayAll { which } => {
                let Some(invoice) = self.invoices.get(which) else {
                    return Ok(());
                };
                let due = balance(invoice, &self.payments)?.due;
                self.pay(which, due.minor())?;
            }
            Step::Credit { which } => {
                let Some(invoice) = self.invoices.get(which) else {
                    return Ok(());
                };
                let mut with = at_credit("Not performed");
                with.id = InvoiceId::at(now());
                let (taken_back, note) = credit(invoice, with)?;
                self.invoices[which] = taken_back;
                self.invoices.push(note);
            }
        }
        Ok(())
    }

    fn pay(&mut self, which: usize, minor: i64) -> Result<(), BillingRefused> {
        let mut offered = tender(minor);
        offered.id = PaymentId::at(now());
        let payment = pay(&self.invoices[which], &self.payments, offered)?;
        self.payments.push(payment);
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        prop_assert!(self.invoices.len() <= 2, "taken back once at most");
        for invoice in &self.invoices {
            let balance = balance(invoice, &self.payments).unwrap();
            let totals = totals(&invoice.lines, invoice.currency).unwrap();
            prop_assert_eq!(balance.gross, totals.gross);
            prop_assert!(!balance.due.is_negative() && !balance.paid.is_negative());
            prop_assert!(balance.paid.minor() <= balance.gross.minor());
            if invoice.kind == InvoiceKind::Invoice && invoice.status == InvoiceStatus::Issued {
                prop_assert_eq!(balance.paid.plus(balance.due).unwrap(), balance.gross);
            }
            if let Some(of) = invoice.credits {
                let original = self.invoices.iter().find(|it| it.id == of).unwrap();
                let taken = super::super::balance(original, &self.payments).unwrap();
                prop_assert_eq!(balance.paid.plus(balance.due).unwrap(), taken.paid);
                prop_assert_eq!(balance.gross, taken.gross);
                prop_assert!(taken.due.is_zero());
            }
            let stands = standing(invoice, &balance, day("2027-06-01"));
            let open = matches!(
                stands,
                InvoiceStanding::Unpaid
                    | InvoiceStanding::PartPaid
                    | InvoiceStanding::Overdue
                    | InvoiceStanding::RefundDue
            );
            if invoice.status == InvoiceStatus::Issued {
                prop_assert_eq!(open, balance.due.is_positive());
            }
        }
        if let Some(as_issued) = &self.as_issued {
            prop_assert_eq!(&final_part(&self.invoices[0]), as_issued);
        }
        Ok(())
    }
}

/// Everything of an issued invoice but its status, as bytes.
fn final_part(invoice: &Invoice) -> String {
    let mut body = serde_json::to_value(invoice).unwrap();
    body.as_object_mut().unwrap().remove("status");
    body.to_string()
}

proptest! {
    #[test]
    fn no_sequence_of_steps_makes_or_loses_money(
        lines in prop::collection::vec(any_line(), 1..6), steps in prop::collection::vec(any_step(), 0..24)
    ) {
        let mut books = Books { invoices: vec![drafted(lines)], payments: Vec::new(), as_issued: None };
        for step in steps {
            let before = (books.invoices.len(), books.payments.len());
            if books.take(step).is_err() {
                prop_assert_eq!((books.invoices.len(), books.payments.len()), before);
            }
            books.check()?;
        }
    }
}
