import { useTranslation } from "react-i18next";

import { audit } from "@/locales/en/audit";

type Named = keyof typeof audit.command;

/** The commands that have a name, in the catalogue's order. */
export const namedCommands = Object.keys(audit.command);

const isNamed = (command: string): command is Named => command in audit.command;

/** What somebody did, in words; one that this version does not know stays as it was written. */
export function useCommandName(): (command: string) => string {
  const { t } = useTranslation();
  return (command) => (isNamed(command) ? t(`audit.command.${command}`) : command);
}
