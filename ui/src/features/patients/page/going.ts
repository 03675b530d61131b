import type { ReactNode } from "react";

import type { AppointmentSummary, InvoiceSummary } from "@/ipc/generated/commands";

import type { Part } from "../search";

/** Where one can go from a patient's page. */
export interface Going {
  toPart: (part: Part) => void;
  toVisit: (visit: AppointmentSummary) => void;
  toInvoice: (invoice: InvoiceSummary) => void;
  /** The button that books a visit; nothing for roles that may not. */
  book: ReactNode;
}
