import type { AccountLine, CustomRolesView, Permission, Role } from "@/ipc/generated/commands";

import { made } from "./clinic";

/** An account as the list of people has it. */
export const account = (
  id: string,
  [given, family]: readonly [string, string],
  more: Partial<AccountLine> = {},
): AccountLine => ({
  id: made(id),
  name: { family, given },
  display_name: `${given} ${family}`,
  role: "reception",
  state: "active",
  memberships: [],
  second_factor: false,
  lets_people_in: more.role === "administrator" && more.state !== "disabled",
  linked: false,
  own: false,
  pending: false,
  ...more,
});

const table: Record<Role, Permission[]> = {
  reception: ["find_patients", "open_patients", "register_patients", "see_agenda"],
  doctor: ["find_patients", "open_patients", "see_clinical_record", "record_allergies"],
  nurse: ["find_patients", "open_patients", "see_clinical_record", "chart_vitals"],
  laboratory: ["find_patients", "open_patients", "see_clinical_record"],
  pharmacy: ["find_patients", "open_patients", "see_clinical_record", "record_allergies"],
  billing: ["find_patients", "open_patients", "see_invoices", "issue_invoices"],
  administrator: ["find_patients", "manage_people", "see_audit"],
};
const clinical: Permission[] = [
  "use_workstation",
  "find_patients",
  "open_patients",
  "see_clinical_record",
];

/** What the core answers about roles, cut short: the table of roles, and what needs what. */
export const rolesView: CustomRolesView = {
  table: Object.entries(table).map(([role, permissions]) => ({
    role: made<Role>(role),
    permissions: ["use_workstation", ...permissions],
  })),
  custom: [],
  permissions: [
    { permission: "find_patients", needs: ["use_workstation"] },
    { permission: "open_patients", needs: ["use_workstation", "find_patients"] },
    { permission: "see_clinical_record", needs: clinical.slice(0, 3) },
    { permission: "record_allergies", needs: clinical },
    { permission: "see_audit", needs: ["use_workstation"] },
    { permission: "manage_people", needs: ["use_workstation"] },
  ],
};
