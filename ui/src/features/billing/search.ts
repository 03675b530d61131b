import type { InvoiceFilter } from "@/ipc/generated/commands";

/** Which invoices are listed: the URL holds it. */
export interface BillingSearch {
  filter?: InvoiceFilter;
  text?: string;
}

/** A sheet that is open over an invoice. */
export type InvoiceAct = "pay";

/** What is being done to the invoice as it is opened. */
export interface InvoiceSearch {
  act?: InvoiceAct;
}
