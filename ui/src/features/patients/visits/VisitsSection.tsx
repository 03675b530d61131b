import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SharedMark } from "@/appointment/SharedMark";
import { StatusMark } from "@/appointment/StatusMark";
import { usePractitionerName } from "@/appointment/usePlaceText";
import { EmptyState } from "@/components/EmptyState";
import { Section } from "@/components/Section";
import type { TableColumn } from "@/components/Table";
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
  /** Beside other parts of the page: the reason stands under the practitioner. */
  isShort?: boolean;
  onOpen: (visit: AppointmentSummary) => void;
}

/** Visits of a patient; each leads to its place in the schedule. */
export function VisitsSection(props: VisitsSectionProps) {
  const { title, visits, none, tools, total = visits.length, isShort = false, onOpen } = props;
  const columns = useColumns(isShort);
  return (
    <Section title={title} count={total} tools={tools}>
      <ListOf
        label={title}
        items={visits}
        idOf={({ id }) => id}
        onOpen={onOpen}
        empty={<EmptyState isSmall title={none} />}
        columns={columns}
      />
    </Section>
  );
}

function useColumns(isShort: boolean): TableColumn<AppointmentSummary>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.dateOf(useNow(60));
  const nameOf = usePractitionerName();
  const columns: TableColumn<AppointmentSummary>[] = [
    {
      id: "day",
      title: t("patients.visits.day"),
      width: isShort ? 166 : 210,
      cell: ({ id, date, start }) => (
        <Link to="/schedule" search={{ date, appointment: id }} className={styles.when}>
          <bdi>{format.day(date, today)}</bdi> <bdi>{format.time(start)}</bdi>
        </Link>
      ),
    },
    {
      id: "status",
      title: t("patients.visits.standing"),
      width: isShort ? 146 : 260,
      cell: (visit) => (
        <span className={styles.marks}>
          <StatusMark status={visit.status} />
          <SharedMark view={visit} />
        </span>
      ),
    },
    {
      id: "with",
      title: t("patients.visits.with"),
      width: "2fr",
      minWidth: 110,
      cell: ({ practitioner, reason }) => (
        <>
          <bdi>{nameOf(practitioner)}</bdi>
          {isShort && <bdi className={styles.under}>{reason}</bdi>}
        </>
      ),
    },
  ];
  if (!isShort) {
    columns.push({
      id: "reason",
      title: t("patients.visits.reason"),
      width: "3fr",
      minWidth: 110,
      cell: ({ reason }) => <bdi className={styles.reason}>{reason}</bdi>,
    });
  }
  return columns;
}
