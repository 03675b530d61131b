import { useTranslation } from "react-i18next";

import { roles } from "@/format/useRoleName";
import type { SaveAccessReport } from "@/ipc/generated/commands";

import { namedCommands, useCommandName } from "../useCommandName";

/** The words of a saved report, in the language of the window. */
export function useReportWords(): Omit<SaveAccessReport, "report" | "paper"> {
  const { t } = useTranslation();
  const named = useCommandName();
  return {
    headings: [
      t("audit.when"),
      t("audit.who"),
      t("audit.role"),
      t("audit.workstation"),
      t("audit.what"),
      t("audit.why"),
    ],
    roles: Object.fromEntries(roles.map((role) => [role, t(`frame.role.${role}`)])),
    commands: Object.fromEntries(namedCommands.map((command) => [command, named(command)])),
  };
}
