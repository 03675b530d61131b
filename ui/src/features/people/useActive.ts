import { useTranslation } from "react-i18next";

import { say } from "@/components/toasts";
import type { AccountLine } from "@/ipc/generated/commands";
import { useCommand } from "@/ipc/queries";

/** Disables or enables an account, and offers the way back for ten seconds. */
export function useActive(): (person: AccountLine, active: boolean) => void {
  const { t } = useTranslation();
  const { mutate } = useCommand("change_person");
  return ({ id, display_name: name }, active) =>
    mutate(
      { person: id, active },
      {
        onSuccess: () =>
          say({
            tone: "good",
            title: t(active ? "people.enable.done" : "people.disable.done", { name }),
            detail: active ? t("people.enable.doneNext") : undefined,
            action: {
              name: t("controls.undo"),
              run: () => mutate({ person: id, active: !active }),
            },
          }),
      },
    );
}
