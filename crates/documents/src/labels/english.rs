//! English.

use super::Labels;

/// The English words.
pub const ENGLISH: Labels = Labels {
    invoice: "Invoice",
    credit_note: "Credit note",
    payment_receipt: "Payment receipt",
    refund_receipt: "Refund receipt",

    phone: "Phone",
    tax_number: "Tax number",
    bill_to: "Bill to",
    credit_to: "Credit to",
    received_from: "Received from",
    refunded_to: "Refunded to",
    record_number: "Record number",
    issue_date: "Issue date",
    draft_date: "Drafted",
    due_date: "Due date",
    date: "Date",
    credited_invoice: "Credited invoice",
    invoice_date: "Invoice date",
    reason: "Reason",

    description: "Description",
    quantity: "Quantity",
    unit_price: "Unit price",
    discount: "Discount",
    tax: "Tax",
    net_amount: "Net amount",

    net_total: "Net total",
    tax_at_rate: "Tax {rate} on {amount}",
    total: "Total",
    paid: "Paid",
    amount_due: "Amount due",
    total_credited: "Total credited",
    refunded: "Refunded",
    left_to_refund: "Left to refund",

    payments: "Payments",
    refunds: "Refunds",
    payment_method: "Method",
    receipt: "Receipt",
    amount: "Amount",
    cash: "Cash",
    card: "Card",
    transfer: "Bank transfer",
    insurance: "Insurance",
    payment_terms: "Payment terms",

    amount_received: "Amount received",
    amount_refunded: "Amount refunded",
    recorded_by: "Recorded by",
    credit_note_date: "Credit note date",
    paid_to_date: "Paid to date",
    refunded_to_date: "Refunded to date",

    page_of: "Page {page} of {pages}",
    copy: "COPY",
    draft: "DRAFT",
    demo: "DEMO – made-up data, not a valid document",
    months: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
};
