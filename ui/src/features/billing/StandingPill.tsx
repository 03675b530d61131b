import { CircleAlert, CircleCheck, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { type PillTone, StatusPill } from "@/components/StatusPill";
import { daysBetween } from "@/format/dates";
import type { InvoiceStanding, LocalDate } from "@/ipc/generated/commands";

const looks: Record<InvoiceStanding, { tone: PillTone; icon?: ReactNode }> = {
  draft: { tone: "neutral" },
  unpaid: { tone: "accent" },
  part_paid: { tone: "accent" },
  paid: { tone: "good", icon: <CircleCheck aria-hidden /> },
  overdue: { tone: "danger", icon: <CircleAlert aria-hidden /> },
  credited: { tone: "neutral", icon: <Undo2 aria-hidden /> },
  discarded: { tone: "neutral" },
  refund_due: { tone: "warning", icon: <Undo2 aria-hidden /> },
  settled: { tone: "good", icon: <CircleCheck aria-hidden /> },
};

/** How an invoice stands, in words; one that is overdue says for how long. */
export function StandingPill(props: {
  standing: InvoiceStanding;
  dueOn?: LocalDate | undefined;
  today: LocalDate;
}) {
  const { standing, dueOn, today } = props;
  const { t } = useTranslation();
  const days = standing === "overdue" && dueOn ? daysBetween(dueOn, today) : 0;
  return (
    <StatusPill {...looks[standing]}>
      {days > 0 ? t("billing.overdueBy", { count: days }) : t(`billing.standing.${standing}`)}
    </StatusPill>
  );
}
