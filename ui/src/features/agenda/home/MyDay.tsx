import { CalendarDays } from "lucide-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/components/EmptyState";
import type { AppointmentView } from "@/ipc/generated/commands";
import { useSignedIn } from "@/ipc/session";

import type { VisitActs } from "../details/useVisitActs";
import { useVisitHome } from "./useVisitHome";
import { VisitList } from "./VisitList";

import styles from "./Home.module.css";

const firstStep = (acts: VisitActs) => acts.first;
const isOn = ({ appointment: { status } }: AppointmentView): boolean => status !== "cancelled";

/** A practitioner's own patients of today, in the order of the day, with status and wait. */
export function MyDay() {
  const { t } = useTranslation();
  const own = useSignedIn()?.person.practitioner;
  const { scope, today, sheet, list } = useVisitHome();
  if (!today.isKnown) return null;
  const mine = today.visits.filter((view) => view.appointment.practitioner === own && isOn(view));
  if (mine.length === 0) {
    return (
      <EmptyState icon={<CalendarDays aria-hidden />} title={t("agenda.home.myDayNone")}>
        {own ? t("agenda.home.myDayNext") : t("agenda.home.noColumn")}
      </EmptyState>
    );
  }
  const seen = mine.filter(({ appointment }) => appointment.status === "done").length;
  return (
    <div className={styles.home} {...scope}>
      <VisitList
        {...list}
        title={t("agenda.home.myDay")}
        none={t("agenda.home.myDayNone")}
        views={mine}
        lateBy={today.lateBy}
        next={firstStep}
        namesPractitioner={false}
        tools={
          <span className={styles.summary}>
            {t("agenda.home.summary", { seen, all: mine.length })}
          </span>
        }
      />
      {sheet}
    </div>
  );
}
