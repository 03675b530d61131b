import type {
  CustomRoleId,
  CustomRoleLine,
  CustomRolesView,
  Permission,
  Role,
} from "@/ipc/generated/commands";

/** A role in the list: one of the table, or one of the clinic's own. */
export interface RoleRow {
  /** The name of the role, or the id of the custom one. */
  id: string;
  role: Role;
  permissions: readonly Permission[];
  custom?: CustomRoleLine;
}

export const rowsOf = ({ table, custom }: CustomRolesView): RoleRow[] => [
  ...custom.map((line) => ({
    id: String(line.id),
    role: line.role,
    permissions: line.permissions,
    custom: line,
  })),
  ...table.map((line) => ({ id: line.role, role: line.role, permissions: line.permissions })),
];

/** Why a custom role stays as it is, as a key of `people.roles.whyNot`. */
export type RoleWhyNot = "table" | "own" | "held";

export const whyNotChange = ({ custom }: RoleRow): RoleWhyNot | undefined => {
  if (!custom) return "table";
  return custom.own ? "own" : undefined;
};

export const whyNotActive = (row: RoleRow): RoleWhyNot | undefined => {
  const held = row.custom?.active && row.custom.holders.length > 0;
  return whyNotChange(row) ?? (held ? "held" : undefined);
};

/** A role as a form has it. */
export interface RoleForm {
  id: CustomRoleId;
  name: string;
  role: Role;
  permissions: ReadonlySet<Permission>;
  /** What it gave when the form was opened; absent for a new one. */
  was?: readonly Permission[];
}
