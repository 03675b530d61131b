import type { AuditOutcome, LocalDate, PersonId } from "@/ipc/generated/commands";

/** All lines, who opened one record, or what stands out. */
export const auditViews = ["trail", "report", "unusual"] as const;
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
