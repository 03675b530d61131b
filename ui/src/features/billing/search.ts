import type { InvoiceFilter } from "@/ipc/generated/commands";

/** Which invoices are listed: the URL holds it. */
export interface BillingSearch {
  filter?: InvoiceFilter;
  text?: string;
}
