import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { StatusPill } from "@/components/StatusPill";
import { Table, type TableColumn } from "@/components/Table";
import { useSentence } from "@/failures/useSentence";
import { useFormat } from "@/format/useFormat";
import type { AuditLineView } from "@/ipc/generated/commands";
import { PatientName } from "@/patient/PatientName";

import { useCommandName } from "./useCommandName";
import { useReason } from "./useReason";

import styles from "./Audit.module.css";

interface LineTableProps {
  label: string;
  lines: readonly AuditLineView[];
  /** Whether each line says about whom it is. */
  namesPatients?: boolean;
  empty: ReactNode;
}

/** Lines of the trail, latest first: when, who, where, what, about whom, and what came of it. */
export function LineTable({ label, lines, namesPatients = false, empty }: LineTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const named = useCommandName();
  const sentence = useSentence();
  const reasonOf = useReason();
  const columns: readonly TableColumn<AuditLineView>[] = [
    {
      id: "when",
      title: t("audit.when"),
      width: format.language === "ar" ? 200 : 168,
      cell: ({ at }) => <span className={styles.when}>{format.instant(at)}</span>,
    },
    {
      id: "who",
      title: t("audit.who"),
      isRowHeader: true,
      minWidth: 150,
      cell: ({ person_name, role }) => (
        <span className={styles.two}>
          {person_name ? (
            <bdi>{person_name}</bdi>
          ) : (
            <span className={styles.faint}>{t("audit.unknownPerson")}</span>
          )}
          {role && <span className={styles.small}>{t(`frame.role.${role}`)}</span>}
        </span>
      ),
    },
    {
      id: "workstation",
      title: t("audit.workstation"),
      width: 110,
      cell: ({ workstation, by_server }) => (
        <>
          {workstation && <bdi>{workstation}</bdi>}
          {by_server && <span className={styles.faint}> {t("audit.byServer")}</span>}
        </>
      ),
    },
    {
      id: "what",
      title: t("audit.what"),
      minWidth: 150,
      cell: ({ command }) => <bdi>{named(command)}</bdi>,
    },
    ...(namesPatients ? [aboutWhom(t("audit.patient"), t("audit.elsewhere"))] : []),
    {
      id: "outcome",
      title: t("audit.outcome"),
      minWidth: 150,
      cell: ({ reason, refused }) => (
        <span className={styles.two}>
          {refused ? <StatusPill tone="warning">{t("audit.refused")}</StatusPill> : t("audit.done")}
          {refused && <span className={styles.small}>{sentence({ code: refused }).what}</span>}
          {reason && <bdi className={styles.small}>{reasonOf(reason)}</bdi>}
        </span>
      ),
    },
  ];
  return (
    <Table label={label} columns={columns} items={lines} idOf={({ key }) => key} empty={empty} />
  );
}

const aboutWhom = (title: string, elsewhere: string): TableColumn<AuditLineView> => ({
  id: "patient",
  title,
  minWidth: 180,
  cell: ({ patient, about_patient }) =>
    patient ? (
      <PatientName patient={patient} />
    ) : (
      about_patient && <span className={styles.faint}>{elsewhere}</span>
    ),
});
