import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import type { AccountLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

/** Takes somebody's link to another provider away. Only they can link it again. */
export function useUnlink(): (person: AccountLine) => void {
  const { t } = useTranslation();
  const { mutate } = useCommand("unlink_person");
  return ({ id, display_name: name }) =>
    mutate(
      { person: id },
      { onSuccess: () => say({ tone: "good", title: t("people.unlink.done", { name }) }) },
    );
}
