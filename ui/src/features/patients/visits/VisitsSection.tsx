import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { StatusMark } from "@/appointment/StatusMark";
import { usePractitionerName } from "@/appointment/usePlaceText";
import { EmptyState } from "@/components/EmptyState";
import { NotYetShared } from "@/components/NotYetShared";
import { Section } from "@/components/Section";
import { useNow } from "@/components/useNow";
import { useFormat } from "@/format/useFormat";
import type { AppointmentSummary } from "@/ipc/generated/commands";

import { ListOf } from "../page/ListOf";

import styles from "./Visits.module.css";

interface VisitsSectionProps {
  title: string;
  visits: readonly AppointmentSummary[];
  /** What to say when there are none. */
  none: string;
  tools?: ReactNode;
  /** How many there are in all, where a few are shown. */
  total?: number;
  onOpen: (visit: AppointmentSummary) => void;
}

/** Visits of a patient; each leads to its place in the schedule. */
export function VisitsSection(props: VisitsSectionProps) {
  const { title, visits, none, tools, total = visits.length, onOpen } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const nameOf = usePractitionerName();
  return (
    <Section title={title} count={total} tools={tools}>
      <ListOf
        label={title}
        items={visits}
        idOf={({ id }) => id}
        onOpen={onOpen}
        empty={<EmptyState isSmall title={none} />}
        columns={[
          {
            id: "day",
            title: t("patients.visits.day"),
            width: 150,
            cell: ({ id, date, start }) => (
              <Link
                to="/schedule"
                search={{ date, appointment: id }}
                className={styles.when}
                aria-label={`${format.day(date, today)} ${format.time(start)}, ${t("patients.visits.inSchedule")}`}
              >
                <bdi>{format.day(date, today)}</bdi>
                <bdi>{format.time(start)}</bdi>
              </Link>
            ),
          },
          {
            id: "status",
            title: t("patients.visits.standing"),
            width: 136,
            cell: ({ status, not_yet_shared }) => (
              <span className={styles.marks}>
                <StatusMark status={status} />
                {not_yet_shared && <NotYetShared />}
              </span>
            ),
          },
          {
            id: "with",
            title: t("patients.visits.with"),
            width: "2fr",
            minWidth: 96,
            cell: ({ practitioner }) => <bdi>{nameOf(practitioner)}</bdi>,
          },
          {
            id: "reason",
            title: t("patients.visits.reason"),
            width: "3fr",
            minWidth: 96,
            cell: ({ reason }) => <bdi className={styles.reason}>{reason}</bdi>,
          },
        ]}
      />
    </Section>
  );
}
