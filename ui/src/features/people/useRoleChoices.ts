import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Option } from "@/components/Select";
import { roles } from "@/format/useRoleName";
import type { CustomRoleId, Membership } from "@/ipc/generated/commands";
import { query } from "@/ipc/queries";

/** As what somebody works: a role, or one of the clinic’s own in its place. */
export type Standing = Omit<Membership, "facility">;

/** A role as a list has it: its name, or the id of a custom one. */
export const keyOf = ({ role, custom_role }: Standing): string => custom_role ?? role;

/** The roles that can be given, the clinic's own last, and what each key of them means. */
export function useRoleChoices(has?: CustomRoleId) {
  const { t } = useTranslation();
  const { data } = useQuery(query("custom_roles", {}));
  const custom = (data?.custom ?? []).filter(({ id, active }) => active || id === has);
  const options: Option<string>[] = [
    ...roles.map((id) => ({ id, name: t(`frame.role.${id}`) })),
    ...custom.map(({ id, name, role }) => ({
      id: String(id),
      name,
      detail: t("people.roles.inPlaceOf", { role: t(`frame.role.${role}`) }),
    })),
  ];
  const meant = (key: string): Standing | null => {
    const own = custom.find(({ id }) => id === key);
    if (own) return { role: own.role, custom_role: own.id };
    const role = roles.find((one) => one === key);
    return role ? { role } : null;
  };
  return { options, meant };
}
