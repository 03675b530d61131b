import { useTranslation } from "react-i18next";

import type { Role } from "@/ipc/generated/commands";

/** The seven roles that everybody has, in the order of screens. */
export const roles = [
  "reception",
  "doctor",
  "nurse",
  "laboratory",
  "pharmacy",
  "billing",
  "administrator",
] as const satisfies Role[];

/** What somebody's role is called: the clinic's own word, where the role is its own. */
export function useRoleName(): (one: { role: Role; role_name?: string }) => string {
  const { t } = useTranslation();
  return ({ role, role_name }) => role_name ?? t(`frame.role.${role}`);
}
