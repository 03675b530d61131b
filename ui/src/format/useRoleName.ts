import { useTranslation } from "react-i18next";

import type { Role } from "@/ipc/generated/commands";

/** What somebody's role is called: the clinic's own word, where the role is its own. */
export function useRoleName(): (one: { role: Role; role_name?: string }) => string {
  const { t } = useTranslation();
  return ({ role, role_name }) => role_name ?? t(`frame.role.${role}`);
}
