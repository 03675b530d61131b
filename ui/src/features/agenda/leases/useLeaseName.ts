import { useTranslation } from "react-i18next";

import type { LeaseView } from "@/ipc/generated/commands";

/** Whose times these are, and whether that is certain. */
export function useLeaseName(): (view: LeaseView) => string {
  const { t } = useTranslation();
  return ({ lease: { workstation: letters }, mine, asked_for }) => {
    if (asked_for) return t("agenda.lease.askedFor");
    return mine ? t("agenda.lease.here") : t("agenda.lease.of", { letters });
  };
}
