import type { DraftView } from "@/ipc/generated/commands";

/** Where one is among the patients: the URL holds it. */
export interface PatientsSearch {
  text?: string;
}

/** A registration: who was searched for, or the draft that is gone on with. */
export interface RegisterSearch {
  text?: string;
  draft?: DraftView["form"];
}

/** The parts of a patient's page. */
export const parts = ["overview", "details", "clinical", "vitals", "visits", "invoices"] as const;
export type Part = (typeof parts)[number];

/** Which part of a patient's page is open. */
export interface PatientSearch {
  part?: Part;
}
