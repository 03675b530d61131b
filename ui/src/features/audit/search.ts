import type { AuditOutcome, LocalDate, PersonId } from "@/ipc/generated/commands";

/** All lines, who opened one record, what stands out, or what was opened in an emergency. */
export const auditViews = ["trail", "report", "unusual", "emergency"] as const;
export type AuditView = (typeof auditViews)[number];

/** What is looked at: the URL holds it. A patient is chosen in the page, and in no URL. */
export interface AuditSearch {
  show?: AuditView;
  person?: PersonId;
  command?: string;
  outcome?: AuditOutcome;
  from?: LocalDate;
  to?: LocalDate;
  page?: number;
}
