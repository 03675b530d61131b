import type { Permission, PermissionLine } from "@/ipc/generated/commands";

/** The parts of the work that permissions belong to, in the order of the screen. */
export const groupNames = [
  "patients",
  "clinical",
  "agenda",
  "monitors",
  "billing",
  "restricted",
  "administration",
] as const;
type Group = (typeof groupNames)[number];

/** Everybody may use the workstation, so that is no choice. */
type Choice = Exclude<Permission, "use_workstation">;

const groupOf: Record<Choice, Group> = {
  find_patients: "patients",
  open_patients: "patients",
  register_patients: "patients",
  edit_patients: "patients",
  edit_coverage: "patients",
  settle_attention: "patients",
  see_clinical_record: "clinical",
  record_allergies: "clinical",
  chart_vitals: "clinical",
  see_agenda: "agenda",
  book_appointments: "agenda",
  advance_appointments: "agenda",
  lease_slots: "agenda",
  watch_monitors: "monitors",
  assign_monitors: "monitors",
  acknowledge_alarms: "monitors",
  see_invoices: "billing",
  issue_invoices: "billing",
  take_payments: "billing",
  credit_invoices: "billing",
  see_number_series: "billing",
  restrict_records: "restricted",
  lift_restrictions: "restricted",
  break_glass: "restricted",
  review_emergency_access: "restricted",
  manage_people: "administration",
  manage_workstations: "administration",
  care_for_workstation: "administration",
  see_audit: "administration",
  see_incidents: "administration",
};
const isChoice = (name: string): name is Choice => name in groupOf;
const choices = Object.keys(groupOf).filter(isChoice);

/** The permissions of a part of the work, those that others need first. */
export const permissionsOf = (group: Group): Choice[] =>
  choices.filter((one) => groupOf[one] === group);

/** With a permission come those without which it is of no use. */
export function given(
  held: ReadonlySet<Permission>,
  permission: Permission,
  lines: readonly PermissionLine[],
): ReadonlySet<Permission> {
  const needs = lines.find((line) => line.permission === permission)?.needs ?? [];
  return new Set([...held, permission, ...needs]);
}

/** With a permission go those that are of no use without it. */
export function taken(
  held: ReadonlySet<Permission>,
  permission: Permission,
  lines: readonly PermissionLine[],
): ReadonlySet<Permission> {
  const left = new Set(held);
  left.delete(permission);
  for (const line of lines) if (line.needs.includes(permission)) left.delete(line.permission);
  return left;
}
