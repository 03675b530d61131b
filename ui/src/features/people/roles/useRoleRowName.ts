import { useTranslation } from "react-i18next";

import type { RoleRow } from "./rows";

/** What a role of the list is called. */
export function useRoleRowName(): (row: RoleRow) => string {
  const { t } = useTranslation();
  return ({ custom, role }) => custom?.name ?? t(`frame.role.${role}`);
}
