import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import type { AppointmentStatus } from "@/ipc/generated/commands";

import { LONG_WAIT, statusLooks } from "./status";

interface StatusMarkProps {
  status: AppointmentStatus;
  /** Minutes since arrival, while the patient waits. */
  waiting?: number | undefined;
}

/** How far a visit is: sign, word and colour; with the minutes while somebody waits. */
export function StatusMark({ status, waiting }: StatusMarkProps) {
  const { t } = useTranslation();
  const { icon: Icon, tone } = statusLooks[status];
  const isLong = waiting !== undefined && waiting >= LONG_WAIT;
  return (
    <StatusPill tone={isLong ? "danger" : tone} icon={<Icon aria-hidden />}>
      {t(`agenda.status.${status}`)}
      {waiting !== undefined && ` ${t("agenda.overview.minutes", { minutes: waiting })}`}
    </StatusPill>
  );
}
